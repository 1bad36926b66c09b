import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { removePostgres } from '#platform/postgres/launch.ts';
import type { Print } from './figures.ts';

const pages = fileURLToPath(new URL('../../../dist/web', import.meta.url));
const script = fileURLToPath(new URL('../start.ts', import.meta.url));
const port = 18_080;
const firstMaxSeconds = 90;
const laterMaxSeconds = 15;
const pollMs = 50;
const patienceMs = 300_000;

/**
 * `npm start` as a newcomer has it: no pages, no database, no world; and once more with all of them there. Measured from
 * the command to the first page of the portal. True when both limits are kept.
 */
export async function benchStart(print: Print): Promise<boolean> {
  const dataDir = mkdtempSync(join(tmpdir(), 'ovoo-start-bench-'));
  try {
    rmSync(pages, { recursive: true, force: true });
    const first = await secondsToPage(dataDir);
    print({ bench: 'start', figure: 'first_start_s', value: first, unit: 's', limit: firstMaxSeconds });
    const later = await secondsToPage(dataDir);
    print({ bench: 'start', figure: 'later_start_s', value: later, unit: 's', limit: laterMaxSeconds });
    return first <= firstMaxSeconds && later <= laterMaxSeconds;
  } finally {
    await removePostgres(dataDir);
  }
}

/** Starts, waits for the page, and stops in order. */
async function secondsToPage(dataDir: string): Promise<number> {
  const { DATABASE_URL: _database, DEMO_TENDERS: _tenders, ...inherited } = process.env;
  const began = performance.now();
  const child = spawn(process.execPath, [script], { env: { ...inherited, DATA_DIR: dataDir, OVOO_MODE: 'demo', PORT: String(port) }, stdio: ['ignore', 'ignore', 'inherit'] });
  const ended = once(child, 'exit');
  try {
    await firstPage(child, began);
    return Math.round((performance.now() - began) / 10) / 100;
  } finally {
    child.kill('SIGINT');
    await ended;
  }
}

async function firstPage(child: ChildProcess, began: number): Promise<void> {
  while (performance.now() - began < patienceMs) {
    if (child.exitCode !== null) throw new Error(`the start ended with ${child.exitCode}`);
    const status = await fetch(`http://127.0.0.1:${port}/`).then((answer) => answer.status, () => null);
    if (status === 200) return;
    await pause(pollMs);
  }
  throw new Error('no page came');
}
