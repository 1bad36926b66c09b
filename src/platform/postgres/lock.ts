import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, unlinkSync, writeFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { isAlive } from './postmaster.ts';

/** Runs `work` while no other live process on this machine does so under the same `path`. A lock of a dead process is broken. */
export async function withFileLock<T>(path: string, work: () => Promise<T>): Promise<T> {
  while (!tryLock(path)) await sleep(25);
  try {
    return await work();
  } finally {
    unlinkSync(path);
  }
}

/** As above, without waiting: for exit handlers. Does nothing when the lock is held. */
export function ifUnlocked(path: string, work: () => void): void {
  if (!tryLock(path)) return;
  try {
    work();
  } finally {
    unlinkSync(path);
  }
}

/** The file appears whole or not at all (`link`), so a reader never sees a lock without its owner's pid. */
function tryLock(path: string): boolean {
  const own = `${path}.${randomUUID()}`;
  writeFileSync(own, String(process.pid));
  try {
    linkSync(own, path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    breakIfDead(path, own);
    return false;
  } finally {
    unlinkSync(own);
  }
}

function breakIfDead(path: string, scratch: string): void {
  const holder = holderOf(path);
  if (holder === null || isAlive(holder)) return;
  try {
    renameSync(path, `${scratch}.dead`);
    const moved = holderOf(`${scratch}.dead`);
    // Between reading and renaming, a live process may have taken the lock: give it back.
    if (moved !== null && moved !== holder) linkSync(`${scratch}.dead`, path);
    unlinkSync(`${scratch}.dead`);
  } catch (error) {
    if (!['ENOENT', 'EEXIST'].includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
  }
}

function holderOf(path: string): number | null {
  try {
    return Number(readFileSync(path, 'utf8'));
  } catch {
    return null;
  }
}
