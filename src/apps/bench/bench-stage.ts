import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createSessions } from '#platform/auth/session.store.ts';
import { migrate } from '#platform/db/migrate.ts';
import { createPool, type Pool } from '#platform/db/pool.ts';
import { ensurePostgres } from '#platform/postgres/launch.ts';
import type { Actor } from '#kernel/roles.ts';
import { freePort, roomyFlags } from '../process.ts';
import { ensureTrust } from '../trust.ts';

export type BenchStage = {
  readonly dataDir: string;
  /** The owner's, with the table `raw_commit` for what the machine gives at most. */
  readonly ownerUrl: string;
  readonly port: number;
  /** Works on the journal directly, before the server runs. */
  prepare<T>(work: (pool: Pool) => Promise<T>): Promise<T>;
  /** A session for each of them. */
  logIn(pool: Pool, actors: readonly Actor[]): Promise<string[]>;
  /** A program of this project as a child, ready. */
  start(script: string, env?: Record<string, string>): Promise<ChildProcess>;
  startServer(): Promise<ChildProcess>;
};

/** A PostgreSQL and processes of their own for one measurement; nothing is left of them afterwards. */
export async function onBenchStage<T>(name: string, measure: (stage: BenchStage) => Promise<T>): Promise<T> {
  const dataDir = mkdtempSync(join(tmpdir(), `ovoo-${name}-`));
  const postgres = await ensurePostgres({ dataDir, say: () => undefined });
  const children: ChildProcess[] = [];
  try {
    const { appUrl, ownerUrl } = await migrate({ ownerUrl: postgres.ownerUrl, keysDir: join(dataDir, 'keys') });
    ensureTrust({ dataDir, mode: 'demo' });
    await withPool(ownerUrl, (pool) => pool.query('CREATE TABLE raw_commit (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL)'));
    const port = await freePort();
    const start = async (script: string, env: Record<string, string> = {}): Promise<ChildProcess> => {
      const child = fork(fileURLToPath(new URL(script, import.meta.url)), { env: { ...process.env, DATA_DIR: dataDir, OVOO_MODE: 'demo', LOG_LEVEL: 'error', PORT: String(port), ...env }, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], execArgv: [...roomyFlags] });
      children.push(child);
      await once(child, 'message');
      return child;
    };
    return await measure({
      dataDir, ownerUrl, port, start, logIn,
      prepare: (work) => withPool(appUrl, work),
      startServer: () => start('../server.ts', { OVOO_APP_URL: appUrl }),
    });
  } finally {
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(children.filter((child) => child.exitCode === null && child.signalCode === null).map((child) => once(child, 'exit')));
    await postgres.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** What a child answers to one request. */
export async function ask<T>(child: ChildProcess, request: object): Promise<T> {
  child.send(request);
  return ((await once(child, 'message')) as [T])[0];
}

export async function withPool<T>(url: string, work: (pool: Pool) => Promise<T>): Promise<T> {
  const pool = createPool(url, { max: 4, name: 'bench' });
  try {
    return await work(pool);
  } finally {
    await pool.end();
  }
}

async function logIn(pool: Pool, actors: readonly Actor[]): Promise<string[]> {
  const sessions = createSessions(pool);
  return await Promise.all(actors.map((actor) => sessions.start({ actor, method: 'demo', display: { personName: actor.id, orgName: actor.orgId ?? actor.id } })));
}
