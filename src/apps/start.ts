import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { present } from '#kernel/assert.ts';
import { ensureWeb } from './web-build.ts';
import { readConfig } from '#platform/config/config.ts';
import { microsPerDay } from '#kernel/time/instant.ts';
import { createPool } from '#platform/db/pool.ts';
import { migrate } from '#platform/db/migrate.ts';
import { holdDatabase, type HeldDatabase } from '#platform/db/purpose.ts';
import { keepPostgres } from '#platform/postgres/keeper.ts';
import { ensurePostgres } from '#platform/postgres/launch.ts';
import { agentNames, cosignerNames } from './parties.ts';
import { keepProcess } from './supervisor.ts';
import { freePort, roomyFlags } from './process.ts';
import { ensureTrust } from './trust.ts';
import { bankAddress, enrolmentsMissing, readAddresses, readPartsMissing, showTable } from './welcome.ts';

/**
 * `npm start`: database, schema, demo world, then every process of the platform, each with only the secrets it needs.
 * The owner's password stays here; children get the URL of their own restricted role.
 */
/** Every process that this one starts. */
const programs = {
  seed: new URL('./seed.ts', import.meta.url),
  sequencer: new URL('./sequencer.ts', import.meta.url),
  server: new URL('./server.ts', import.meta.url),
  'key-agent': new URL('./key-agent.ts', import.meta.url),
  cosigner: new URL('./cosigner.ts', import.meta.url),
  bank: new URL('./bank.ts', import.meta.url),
};
type App = keyof typeof programs;

/** A child that has not ended by then, perhaps for want of its database, is ended: nothing acknowledged depends on how it goes. */
const patienceMs = 15_000;
/** How far back the demo world begins. */
const historyMicros = 365 * microsPerDay;

const config = readConfig(process.env);
const children = new Set<ChildProcess>();
let stopping = false;

const startedAt = performance.now();
say(`Ovoo 敖包 · ${config.mode === 'demo' ? '演示环境' : '生产环境'} · ${config.dataDir}`);
// Built while the database starts and the world is played: it is awaited only before the first page.
const web = ensureWeb(say);
web.catch(() => undefined);
const database = config.databaseUrl ? null : await ensurePostgres({ dataDir: config.dataDir, say });
const keeper = database && keepPostgres(database, { dataDir: config.dataDir, say, giveUp });
process.on('SIGINT', () => void stop(0));
process.on('SIGTERM', () => void stop(0));

const ownerUrl = config.databaseUrl ?? present(database, 'database').ownerUrl;
const held = await hold(ownerUrl);
const migrated = await migrate({ ownerUrl, keysDir: join(config.dataDir, 'keys') });
await setClock(ownerUrl);
const trust = ensureTrust(config);
if ((await held.begin()) === 'empty') await people(held);
await held.release();

await web;
supervise('sequencer', { OVOO_SEQUENCER_URL: migrated.sequencerUrl });
const bank = await playBank();
await supervise('server', { OVOO_APP_URL: migrated.appUrl, ...(bank ? { BANK_URL: bank } : {}) }).ready;
if (config.mode === 'demo') {
  for (const name of agentNames) supervise('key-agent', { OVOO_AGENT: name, OVOO_API: `http://127.0.0.1:${config.port}` }, name);
  for (const name of cosignerNames) supervise('cosigner', { OVOO_COSIGNER: name, OVOO_API: `http://127.0.0.1:${config.port}` }, name);
}
showTable(say, [...await readAddresses(config), ...(bank ? [bankAddress(bank)] : []), ...enrolmentsMissing({ ...trust, partsMissing: await readPartsMissing(config) }, config)], Math.round((performance.now() - startedAt) / 1000));

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** The database, unless it was made for something else: then the start ends with the reason, and nothing in it has changed. */
async function hold(url: string): Promise<HeldDatabase> {
  const outcome = await holdDatabase({ ownerUrl: url, mode: config.mode });
  if (outcome.ok) return outcome.value;
  say(`${outcome.error.message}${outcome.error.remedy ?? ''}`);
  await stop(1);
  throw new Error(outcome.error.code);
}

/** Grants the demo clock in demo mode and takes it away in production. */
async function setClock(url: string): Promise<void> {
  await asOwner(url, config.mode === 'demo' ? 'GRANT EXECUTE ON FUNCTION legal_clock_advance(bigint) TO ovoo_app' : 'REVOKE EXECUTE ON FUNCTION legal_clock_advance(bigint) FROM ovoo_app');
}

/** In a demonstration without a bank of its own: one that plays one, at a port that it keeps when it has to be started again. */
async function playBank(): Promise<string | null> {
  if (config.mode !== 'demo' || config.bankUrl !== null) return null;
  const port = process.env['BANK_PORT'] ?? String(await freePort());
  supervise('bank', { BANK_PORT: port, OVOO_API: `http://127.0.0.1:${config.port}` });
  return `http://127.0.0.1:${port}`;
}

/** The demo world begins a year ago. Only a seed that has come to its end makes the database one that is kept. */
async function people(empty: HeldDatabase): Promise<void> {
  await asOwner(ownerUrl, 'UPDATE legal_clock SET offset_us = $1', [-historyMicros]);
  if (await run('seed', { OVOO_APP_URL: migrated.appUrl, OVOO_SEQUENCER_URL: migrated.sequencerUrl })) await empty.finish();
}

async function asOwner(url: string, statement: string, values: readonly number[] = []): Promise<void> {
  const owner = createPool(url, { max: 1, name: 'ovoo_start' });
  try {
    await owner.query(statement, [...values]);
  } finally {
    await owner.end();
  }
}

function environmentFor(own: Record<string, string>): NodeJS.ProcessEnv {
  const { DATABASE_URL: _owner, ...inherited } = process.env;
  return { ...inherited, ...own, PORT: String(config.port), DATA_DIR: config.dataDir, OVOO_MODE: config.mode, LOG_LEVEL: process.env['LOG_LEVEL'] ?? 'warn' };
}

/** Those that work through many short-lived things at once are given room for them: a young generation that is cleared less often. */
function flagsOf(app: App): readonly string[] {
  return app === 'seed' || app === 'server' ? roomyFlags : [];
}

function launch(app: App, own: Record<string, string>): ChildProcess {
  const script = fileURLToPath(programs[app]);
  // Detached: a Ctrl-C in the terminal reaches this process alone, which stops the others in order.
  const child = spawn(process.execPath, [...flagsOf(app), script], { env: environmentFor(own), stdio: ['ignore', 'inherit', 'inherit', 'ipc'], detached: true });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** Runs once to its end, and tells whether it came to it; a failure stops the start. */
async function run(app: App, own: Record<string, string>): Promise<boolean> {
  const child = launch(app, own);
  const code = await new Promise<number | null>((resolve) => child.once('exit', resolve));
  if (code !== 0 && !stopping) {
    say(`${app} 未能完成（退出码 ${code}）。`);
    await stop(1);
  }
  return code === 0;
}

function supervise(app: App, own: Record<string, string>, name: string = app): { readonly ready: Promise<void> } {
  return keepProcess({ name, launch: () => launch(app, own), say, giveUp, isStopping: () => stopping });
}

/** Without one of its parts the platform would promise what it cannot keep: it ends as a whole, and says why. */
function giveUp(why: string): void {
  say(why);
  void stop(1);
}

async function stop(code: number): Promise<void> {
  if (stopping) return;
  stopping = true;
  say('正在停止……');
  const gone = [...children].map((child) => new Promise<void>((resolve) => child.once('exit', () => resolve())));
  for (const child of [...children].reverse()) child.kill('SIGTERM');
  const hung = setTimeout(() => {
    for (const child of children) child.kill('SIGKILL');
  }, patienceMs);
  await Promise.all(gone);
  clearTimeout(hung);
  await keeper?.stop();
  process.exit(code);
}
