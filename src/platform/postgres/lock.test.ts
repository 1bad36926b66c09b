import assert from 'node:assert/strict';
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { after, describe, test } from 'node:test';
import { ifUnlocked, withFileLock } from './lock.ts';

describe('a lock file', () => {
  const folder = mkdtempSync(join(tmpdir(), 'ovoo-lock-'));
  const path = join(folder, 'one.lock');
  after(() => rmSync(folder, { recursive: true }));

  test('lets one in at a time and is gone afterwards', async () => {
    let inside = 0;
    const most = await Promise.all([1, 2, 3].map(() => withFileLock(path, async () => {
      inside++;
      await sleep(20);
      return inside--;
    })));
    assert.deepEqual(most, [1, 1, 1]);
    assert.deepEqual(readdirSync(folder), []);
  });

  test('is released when the work throws', async () => {
    await assert.rejects(withFileLock(path, () => Promise.reject(new Error('work'))), { message: 'work' });
    assert.equal(existsSync(path), false);
  });

  test('of a dead process is broken', async () => {
    writeFileSync(path, String(spawnSync(process.execPath, ['--version']).pid));
    assert.equal(await withFileLock(path, () => Promise.resolve('in')), 'in');
  });

  test('that is held makes ifUnlocked do nothing', async () => {
    let done = 0;
    await withFileLock(path, () => Promise.resolve(ifUnlocked(path, () => done++)));
    assert.equal(done, 0);
    ifUnlocked(path, () => done++);
    assert.equal(done, 1);
  });
});
