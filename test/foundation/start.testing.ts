import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { after } from 'node:test';
import { fileURLToPath } from 'node:url';
import { removePostgres } from '#platform/postgres/launch.ts';
import type { TestDatabase } from '#test/harness/database.ts';
import { freePort } from './running-server.testing.ts';
import { surroundings } from '#test/harness/surroundings.ts';

const script = fileURLToPath(new URL('../../src/apps/start.ts', import.meta.url));
const runs = fileURLToPath(new URL('../../.data/test-runs', import.meta.url));

/** A `DATA_DIR` of its own, gone with the test file. */
export function folder(name: string): string {
  const path = join(runs, `${process.pid}.${name}`);
  mkdirSync(join(path, 'keys'), { recursive: true });
  after(() => removePostgres(path));
  return path;
}

/** The roles belong to the whole cluster: a start on it shares their passwords with the other tests. */
export function shareRoles({ keysDir }: TestDatabase, dataDir: string): void {
  for (const name of readdirSync(keysDir)) if (name.startsWith('postgres-ovoo_')) copyFileSync(join(keysDir, name), join(dataDir, 'keys', name));
}

export type Started = {
  readonly child: ChildProcess;
  readonly url: string;
  readonly said: () => string;
  /** Until it has said this; fails when it ends before. */
  readonly saying: (words: RegExp) => Promise<void>;
  /** Its exit code and signal. */
  readonly ended: Promise<unknown[]>;
};

/** `npm start` with this environment and nothing else. */
export async function npmStart(env: Record<string, string>): Promise<Started> {
  const port = await freePort();
  const child = spawn(process.execPath, [script], { env: { ...surroundings(), PORT: String(port), ...env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(child, 'exit');
  after(async () => {
    child.kill('SIGTERM');
    await ended;
  });
  let said = '';
  const heard = new Set<() => void>();
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    for (const hear of heard) hear();
  });
  const saying = (words: RegExp): Promise<void> => new Promise((resolve, reject) => {
    const hear = (): void => {
      if (words.test(said)) resolve();
    };
    heard.add(hear);
    hear();
    child.once('exit', (code) => reject(new assert.AssertionError({ message: `ended with ${code}\n${said}` })));
  });
  return { child, url: `http://127.0.0.1:${port}`, said: () => said, saying, ended };
}
