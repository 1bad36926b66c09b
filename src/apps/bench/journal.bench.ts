import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Actor } from '#kernel/roles.ts';
import { createSessions } from '#platform/auth/session.store.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import { ensurePostgres } from '#platform/postgres/launch.ts';
import { roomyFlags } from '../process.ts';
import { ensureTrust } from '../trust.ts';
import type { LoadRequest, LoadResult } from './journal.load.ts';
import { freePort } from './free-port.ts';
import { stageInquiries } from './journal.stage.ts';

const connections = 32;
const secondsEach = 4;
const rounds = 5;
/** Until the server's code has been compiled for the work: before, it does two thirds of what it does from then on. */
const warmUpSeconds = 8;
const leastRatio = 0.3;

type Line = { readonly bench: 'journal'; readonly figure: string; readonly value: number; readonly unit: string; readonly limit?: number; readonly ratio?: number; readonly commands?: string };

/**
 * `inquiry.ask` over HTTP by 32 bidders on 32 connections from another process: session, role, schema, guard on the
 * tender, own stream and its folded state, signed receipt, all durable. Beside it, in turn, from the same process to the
 * same PostgreSQL: single-row INSERTs, each its own commit, on as many connections. True when the limit is kept.
 */
export async function benchJournal(print: (line: Line) => void): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ovoo-journal-'));
  const postgres = await ensurePostgres({ dataDir, say: () => undefined });
  const children: ChildProcess[] = [];
  try {
    const urls = await migrate({ ownerUrl: postgres.ownerUrl, keysDir: join(dataDir, 'keys') });
    ensureTrust({ dataDir, mode: 'demo' });
    const pool = createPool(urls.appUrl, { max: 4, name: 'bench' });
    const { tenderId, bidders } = await stageInquiries(pool, dataDir, connections);
    const tokens = await Promise.all(bidders.map((orgId) => createSessions(pool).start({ actor: actorOf(orgId), method: 'demo', display: { personName: orgId, orgName: orgId } })));
    await pool.end();
    const owner = createPool(postgres.ownerUrl, { max: 1, name: 'bench owner' });
    await owner.query('CREATE TABLE raw_commit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL)');
    await owner.end();
    const port = await freePort();
    const start = async (script: string, env: Record<string, string>): Promise<ChildProcess> => {
      const child = fork(fileURLToPath(new URL(script, import.meta.url)), { env: { ...process.env, DATA_DIR: dataDir, OVOO_MODE: 'demo', LOG_LEVEL: 'error', PORT: String(port), ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [...roomyFlags] });
      children.push(child);
      await once(child, 'message');
      return child;
    };
    await start('../server.ts', { OVOO_APP_URL: urls.appUrl });
    const client = await start('./journal.load.ts', {});
    const measure = async (request: LoadRequest): Promise<number> => {
      client.send(request);
      return ((await once(client, 'message')) as [LoadResult])[0].perSecond;
    };
    const commands = (seconds: number) => measure({ kind: 'commands', port, tenderId, tokens, seconds });
    const inserts = (seconds: number) => measure({ kind: 'inserts', url: postgres.ownerUrl, connections, seconds });
    await commands(warmUpSeconds);
    await inserts(1);
    const taken: { commands: number; inserts: number }[] = [];
    for (let round = 0; round < rounds; round++) taken.push({ inserts: await inserts(secondsEach), commands: await commands(secondsEach) });
    return report(taken, print);
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.filter((child) => child.exitCode === null).map((child) => once(child, 'exit')));
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function report(taken: readonly { commands: number; inserts: number }[], print: (line: Line) => void): boolean {
  const ratio = Math.round(median(taken.map((round) => round.commands / round.inserts)) * 1000) / 1000;
  const limit = Math.round(median(taken.map((round) => round.inserts)));
  print({ bench: 'journal', figure: 'raw_commits_per_s', value: limit, unit: 'commits/s' });
  print({ bench: 'journal', figure: 'commands_per_s', value: Math.round(median(taken.map((round) => round.commands))), unit: 'commands/s', limit, ratio, commands: 'inquiry.ask' });
  return ratio >= leastRatio;
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function actorOf(orgId: string): Actor {
  return { id: `person:${orgId}`, role: 'respond.operator', personId: orgId, orgId };
}
