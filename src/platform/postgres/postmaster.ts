import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a running server writes into `postmaster.pid`. `port` and `ready` come some moments after `pid`. */
export type Postmaster = { readonly pid: number; readonly port: number | null; readonly ready: boolean };

/** The live postmaster of a cluster, or null. A file left by a dead one, whose pid may now be another process, counts as null. */
export function findPostmaster(cluster: string): Postmaster | null {
  const lines = readPidFile(cluster);
  const pid = Number(lines[0]);
  if (!Number.isSafeInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  if (!isPostgresOf(pid, cluster)) {
    disarm(cluster, lines);
    return null;
  }
  const port = Number(lines[3]);
  return { pid, port: port > 0 ? port : null, ready: lines[7]?.trim() === 'ready' };
}

/** True while a process of that id exists, whoever owns it. A zombie, which only waits to be reaped, does not count. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPERM') return false;
  }
  return process.platform !== 'linux' || !/^State:\s+Z/m.test(readOr(`/proc/${pid}/status`, ''));
}

/** Stops a postmaster (fast: sessions are cut, the write-ahead log is closed properly) and waits until it is gone. */
export async function stopPostmaster(pid: number, timeoutMs = 60_000): Promise<void> {
  signal(pid, 'SIGINT');
  if (await gone(pid, timeoutMs)) return;
  signal(pid, 'SIGQUIT');
  if (!(await gone(pid, 10_000))) throw new Error(`PostgreSQL ${pid} does not stop`);
}

export async function gone(pid: number, timeoutMs: number): Promise<boolean> {
  const deadline = performance.now() + timeoutMs;
  while (isAlive(pid)) {
    if (performance.now() > deadline) return false;
    await sleep(20);
  }
  return true;
}

function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function readPidFile(cluster: string): string[] {
  return readOr(join(cluster, 'postmaster.pid'), '').split('\n');
}

function readOr(path: string, otherwise: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return otherwise;
  }
}

function isPostgresOf(pid: number, cluster: string): boolean {
  return commandLine(pid).some((argument) => argument === cluster);
}

function commandLine(pid: number): readonly string[] {
  if (process.platform === 'linux') return readOr(`/proc/${pid}/cmdline`, '').split('\0');
  try {
    return execFileSync('ps', ['-ww', '-o', 'args=', '-p', String(pid)], { encoding: 'utf8' }).trim().split(' ');
  } catch {
    return [];
  }
}

/**
 * The pid was given to another process. PostgreSQL would refuse to start beside it, and deleting the file would
 * also drop its guard against backends that outlived their postmaster; so only the pid is replaced, by one that cannot exist.
 */
function disarm(cluster: string, lines: readonly string[]): void {
  writeFileSync(join(cluster, 'postmaster.pid'), ['2147483647', ...lines.slice(1)].join('\n'));
}
