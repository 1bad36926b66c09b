import { spawn } from 'node:child_process';
import { randomBytes, randomInt } from 'node:crypto';
import { chmodSync, chownSync, closeSync, existsSync, mkdirSync, openSync, readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { findNative } from './binaries.ts';
import { withFileLock } from './lock.ts';
import { choosePlace, type Place } from './place.ts';
import { findPostmaster, gone, stopPostmaster } from './postmaster.ts';
import { settings } from './settings.ts';

const owner = 'ovoo_owner';
const database = 'ovoo';

/** Crash recovery after a long write burst replays up to `max_wal_size`; a slow disk reads 2 GB in under two minutes. */
const startTimeoutMs = 180_000;
const attemptsMax = 6;
const maximumLogBytes = 20_000_000;

export type PostgresOptions = {
  /** The application's data folder: the cluster is `postgres/` in it, the owner's password `keys/postgres-owner`. */
  readonly dataDir: string;
  /** No durability: for tests. Counts only when the server is started here, not when a running one is adopted. */
  readonly fast?: boolean;
  readonly say?: (line: string) => void;
  /** For bringing back one that was there: without its cluster this throws instead of making an empty one. */
  readonly mustExist?: boolean;
};

export type Postgres = {
  /** `postgres://ovoo_owner:…@127.0.0.1:PORT/ovoo`: a superuser, for migrations only. */
  readonly ownerUrl: string;
  readonly pid: number;
  /** The server was already running, left by a process that ended without stopping it. */
  readonly adopted: boolean;
  /** Ends all sessions and waits until the server is gone. */
  stop(): Promise<void>;
};

/**
 * The project's own PostgreSQL: made at first, recovered after a crash, adopted when it still runs.
 * It stands in its own session, so a Ctrl-C or a `kill -9` that ends the application leaves it whole.
 * Two processes that call this at once get the same server.
 */
export async function ensurePostgres(options: PostgresOptions): Promise<Postgres> {
  const say = options.say ?? ((line: string) => process.stderr.write(`${line}\n`));
  const place = await choosePlace(options.dataDir, await findNative(), say);
  const password = keptPassword(join(options.dataDir, 'keys'));
  return withFileLock(`${join(options.dataDir, 'postgres')}.lock`, async () => {
    const isThere = existsSync(join(place.cluster, 'PG_VERSION'));
    if (!isThere && options.mustExist) throw new Error(`the data are gone from ${place.cluster}`);
    if (!isThere) await initialise(place, password, options.fast ?? false);
    const adopted = await adopt(place, password);
    const { pid, port } = adopted ?? (await start(place, password, options.fast ?? false));
    const ownerUrl = urlOf(password, port, database);
    await ensureDatabase(password, port);
    return { ownerUrl, pid, adopted: adopted !== null, stop: () => stopPostmaster(pid) };
  });
}

/** Stops the cluster of a data folder, wherever it lives, and deletes both. For tests, whose data nobody misses. */
export async function removePostgres(dataDir: string): Promise<void> {
  const { cluster } = await choosePlace(dataDir, await findNative(), () => undefined);
  const running = findPostmaster(cluster);
  if (running) await stopPostmaster(running.pid);
  const outside = !cluster.startsWith(realpathSync(dataDir));
  rmSync(outside ? dirname(cluster) : cluster, { recursive: true, force: true });
  rmSync(dataDir, { recursive: true, force: true });
}

function keptPassword(keys: string): string {
  mkdirSync(keys, { recursive: true, mode: 0o700 });
  const file = join(keys, 'postgres-owner');
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('base64url'), { mode: 0o600 });
  return readFileSync(file, 'utf8');
}

/** A crash half-way leaves only `postgres.new`, which the next start throws away. */
async function initialise(place: Place, password: string, fast: boolean): Promise<void> {
  const fresh = `${place.cluster}.new`;
  const secret = `${place.cluster}.secret`;
  rmSync(fresh, { recursive: true, force: true });
  rmSync(secret, { force: true });
  mkdirSync(fresh, { mode: 0o700 });
  writeFileSync(secret, password, { mode: 0o400 });
  if (place.identity) for (const path of [fresh, secret]) chownSync(path, place.identity.uid, place.identity.gid);
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const access = [`--username=${owner}`, `--pwfile=${secret}`, '--auth=scram-sha-256'];
  try {
    await run(place, 'initdb', ['-D', fresh, ...locale, ...access, '--no-instructions', ...(fast ? ['--no-sync'] : [])]);
  } finally {
    rmSync(secret, { force: true });
  }
  renameSync(fresh, place.cluster);
}

function run(place: Place, program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(join(place.native, 'bin', program), args, { ...spawnOptions(place), stdio: ['ignore', 'ignore', 'pipe'] });
    let complaint = '';
    child.stderr.on('data', (chunk: Buffer) => (complaint += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => (code === 0 ? resolve() : reject(new Error(`${program} failed (${code}): ${complaint.trim()}`))));
  });
}

/** The C library's allocator keeps what a batch needed for the next one, instead of giving it back and asking for it again. */
const keepsMemory = { MALLOC_TOP_PAD_: String(4 * 2 ** 20), MALLOC_TRIM_THRESHOLD_: String(16 * 2 ** 20) };

function spawnOptions(place: Place) {
  return { cwd: '/', env: { PATH: process.env['PATH'] ?? '', LC_ALL: 'C', TZ: 'UTC', ...keepsMemory }, ...place.identity };
}

/** A server that is still running for this cluster, once it answers; null when there is none, or when it was just stopping. */
async function adopt(place: Place, password: string): Promise<{ pid: number; port: number } | null> {
  const found = findPostmaster(place.cluster);
  if (!found) return null;
  const port = await answers(place, password, found.pid, () => true);
  if (port !== null) return { pid: found.pid, port };
  if (!(await gone(found.pid, 1_000))) await stopPostmaster(found.pid);
  return null;
}

async function start(place: Place, password: string, fast: boolean): Promise<{ pid: number; port: number }> {
  // Backends that outlive a killed postmaster hold its shared memory for a moment: the same address again, so that whoever
  // holds it finds the server there. Only the last attempt gives up an address that another program has taken.
  const before = lastPort(place);
  for (let attempt = 1; ; attempt++) {
    const log = openLog(place);
    const port = before !== null && (attempt < attemptsMax || (await isFree(before))) ? before : await freePort();
    const args = ['-D', place.cluster, ...settings(port, fast)];
    const child = spawn(join(place.native, 'bin', 'postgres'), args, { ...spawnOptions(place), detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    let ended = false;
    child.once('exit', () => (ended = true));
    child.once('error', () => (ended = true));
    child.unref();
    const answering = child.pid === undefined ? null : await answers(place, password, child.pid, () => !ended);
    if (answering !== null && child.pid !== undefined) return { pid: child.pid, port: answering };
    if (attempt === attemptsMax) throw new Error(`PostgreSQL does not start: see ${logOf(place)}\n${lastLines(logOf(place))}`);
    await sleep(attempt * 300);
  }
}

/** The port, once the server of that pid takes a session; null when it ends or is shutting down. Throws on a wrong password. */
async function answers(place: Place, password: string, pid: number, mayComeUp: () => boolean): Promise<number | null> {
  const deadline = performance.now() + startTimeoutMs;
  while (mayComeUp() && performance.now() < deadline) {
    const found = findPostmaster(place.cluster);
    if (!found) {
      if (await gone(pid, 0)) return null;
    } else if (found.pid === pid && found.port !== null && found.ready) {
      const outcome = await tryConnect(urlOf(password, found.port, 'postgres'));
      if (outcome === 'up') return found.port;
      if (outcome === 'stopping') return null;
    }
    await sleep(25);
  }
  return null;
}

async function tryConnect(url: string): Promise<'up' | 'not yet' | 'stopping'> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    return 'up';
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    if (code === '28P01') throw new Error('PostgreSQL is running but keys/postgres-owner does not open it: restore that file', { cause: error });
    return message.includes('shutting down') ? 'stopping' : 'not yet';
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function ensureDatabase(password: string, port: number): Promise<void> {
  const client = new Client({ connectionString: urlOf(password, port, 'postgres') });
  await client.connect();
  try {
    const found = await client.query('SELECT FROM pg_database WHERE datname = $1', [database]);
    if (found.rowCount === 0) await client.query(`CREATE DATABASE ${database}`);
  } finally {
    await client.end();
  }
}

function urlOf(password: string, port: number, name: string): string {
  return `postgres://${owner}:${password}@127.0.0.1:${port}/${name}`;
}

function logOf(place: Place): string {
  return join(dirname(place.cluster), 'postgres.log');
}

function openLog(place: Place): number {
  const path = logOf(place);
  if (existsSync(path) && statSync(path).size > maximumLogBytes) renameSync(path, `${path}.1`);
  const log = openSync(path, 'a', 0o600);
  chmodSync(path, 0o600);
  return log;
}

function lastLines(path: string): string {
  return readFileSync(path, 'utf8').trimEnd().split('\n').slice(-8).join('\n');
}

/** Where the cluster was served before: programs that still hold its address find it there again after a crash. */
function lastPort({ cluster }: Place): number | null {
  const options = join(cluster, 'postmaster.opts');
  const found = existsSync(options) ? /"port=(\d+)"/.exec(readFileSync(options, 'utf8'))?.[1] : undefined;
  return found === undefined ? null : Number(found);
}

/**
 * A free port below those that Linux gives to outgoing connections (32768 and up): while the server is away, a client
 * that keeps asking for it could otherwise be given the very port it asks for, and hold it.
 */
async function freePort(): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) return port;
  }
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  try {
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
    await new Promise((resolve) => server.close(resolve));
    return true;
  } catch {
    return false;
  }
}
