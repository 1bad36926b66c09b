import { spawn, type ChildProcess } from 'node:child_process';
import { watch } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * `npm run dev`: the platform as `npm start` runs it, started again whenever a source of it changes. Pages are built at
 * each start when their sources have changed, so a reload of the browser shows them. Data stays where it is.
 */
const root = fileURLToPath(new URL('../..', import.meta.url));
const watched = ['src', 'web', 'verifier', 'migrations', 'test/world'];
/** An editor writes several files for one save. */
const quietMs = 400;

let running: ChildProcess = start();
let timer: NodeJS.Timeout | null = null;
let isStopping = false;

for (const folder of watched) watch(join(root, folder), { recursive: true }, (_event, name) => {
  if (name !== null && isSource(name)) soon();
});
process.on('SIGINT', () => void stop());
process.on('SIGTERM', () => void stop());

function start(): ChildProcess {
  // Detached: a Ctrl-C in the terminal comes here, and goes on from here in order.
  return spawn(process.execPath, [join(dirname(fileURLToPath(import.meta.url)), 'start.ts')], { cwd: root, stdio: 'inherit', detached: true });
}

function isSource(name: string): boolean {
  return /\.(tsx?|css|html|sql)$/.test(name) && !/\.(test|testing)\.tsx?$/.test(name);
}

function soon(): void {
  if (timer) clearTimeout(timer);
  timer = setTimeout(() => void restart(), quietMs);
}

async function restart(): Promise<void> {
  if (isStopping) return;
  process.stdout.write('\n源文件有变化，重新启动……\n');
  await end();
  if (!isStopping) running = start();
}

async function stop(): Promise<void> {
  if (isStopping) return;
  isStopping = true;
  await end();
  process.exit(0);
}

/** Lets the platform stop in its own order. One that has ended by itself is left alone until a source changes. */
async function end(): Promise<void> {
  const child = running;
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.kill('SIGTERM');
  await gone;
}
