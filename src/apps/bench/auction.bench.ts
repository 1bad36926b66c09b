import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSessions } from '#platform/auth/session.store.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import { ensurePostgres } from '#platform/postgres/launch.ts';
import { roomyFlags } from '../process.ts';
import { ensureTrust } from '../trust.ts';
import type { AuctionLoadRequest, HammerRequest, HammerResult } from './auction.load.ts';
import { stageHalls } from './auction.stage.ts';
import { freePort } from './free-port.ts';

const bidders = 500;
const connections = 32;
const secondsEach = 4;
const rounds = 5;
const lotsBeside = 200;
const leastRatio = 0.8;
const mostP99Ms = 100;
const mostWorstLot = 1.5;

type Line = { readonly bench: 'auction'; readonly figure: string; readonly value: number; readonly unit: string; readonly limit?: number; readonly ratio?: number };

/**
 * Five hundred bidders on one lot, each on a socket of its own, bidding again as soon as answered: decided durably and
 * signed, refused ones counted. Beside it in turn single-row commits on the same PostgreSQL. Then at half that pace, on
 * one lot and spread over two hundred. Server and bidders share the machine. True when the limits are kept.
 */
export async function benchAuction(print: (line: Line) => void): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ovoo-auction-'));
  const postgres = await ensurePostgres({ dataDir, say: () => undefined });
  const children: ChildProcess[] = [];
  try {
    const urls = await migrate({ ownerUrl: postgres.ownerUrl, keysDir: join(dataDir, 'keys') });
    ensureTrust({ dataDir, mode: 'demo' });
    const pool = createPool(urls.appUrl, { max: 4, name: 'bench' });
    const { lotIds, actors } = await stageHalls(pool, dataDir, { bidders, lots: lotsBeside });
    const tokens = await Promise.all(actors.map((actor) => createSessions(pool).start({ actor, method: 'demo', display: { personName: actor.id, orgName: actor.id } })));
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
    const client = await start('./auction.load.ts', {});
    const ask = async <T>(request: AuctionLoadRequest): Promise<T> => {
      client.send(request);
      return ((await once(client, 'message')) as [T])[0];
    };
    const hammer = (lots: readonly string[], seconds: number, perSecond: number | null = null) => ask<HammerResult>({ kind: 'hammer', port, lotIds: lots, tokens, seconds, perSecond } satisfies HammerRequest);
    const inserts = async (seconds: number) => (await ask<{ perSecond: number }>({ kind: 'inserts', url: postgres.ownerUrl, connections, seconds })).perSecond;
    const [one = ''] = lotIds;
    await hammer([one], 2 * secondsEach);
    await inserts(1);
    const taken: { bids: number; inserts: number }[] = [];
    for (let round = 0; round < rounds; round++) taken.push({ inserts: await inserts(secondsEach), bids: (await hammer([one], secondsEach)).perSecond });
    const bids = median(taken.map((round) => round.bids));
    const half = await hammer([one], 2 * secondsEach, bids / 2);
    const spread = await hammer(lotIds, 2 * secondsEach, bids / 2);
    const ratio = rounded(median(taken.map((round) => round.bids / round.inserts)));
    print({ bench: 'auction', figure: 'raw_commits_per_s', value: Math.round(median(taken.map((round) => round.inserts))), unit: 'commits/s' });
    print({ bench: 'auction', figure: 'bids_per_s', value: Math.round(bids), unit: 'bids/s', limit: Math.round(median(taken.map((round) => round.inserts))), ratio });
    print({ bench: 'auction', figure: 'bid_p99_ms', value: rounded(half.p99Ms), unit: 'ms', limit: mostP99Ms });
    const beside = rounded(spread.worstLotP99Ms / half.p99Ms);
    print({ bench: 'auction', figure: 'worst_lot_p99_ms', value: rounded(spread.worstLotP99Ms), unit: 'ms', limit: rounded(half.p99Ms), ratio: beside });
    return ratio >= leastRatio && half.p99Ms <= mostP99Ms && beside <= mostWorstLot;
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.filter((child) => child.exitCode === null).map((child) => once(child, 'exit')));
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

function rounded(value: number): number {
  return Math.round(value * 1000) / 1000;
}
