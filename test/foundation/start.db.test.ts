import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { migrate } from '#platform/db/migrate.ts';
import { createPool } from '#platform/db/pool.ts';
import { holdDatabase } from '#platform/db/purpose.ts';
import type { Mode } from '#platform/db/purpose.refusals.ts';
import { ensurePostgres } from '#platform/postgres/launch.ts';
import { createDatabase } from '#test/harness/database.ts';
import { folder, npmStart, shareRoles } from './start.testing.ts';

/** A database as an earlier start left it: one act in the journal, and the word on what it is for. */
async function leave({ ownerUrl, keysDir }: { ownerUrl: string; keysDir: string }, mode: Mode): Promise<void> {
  const held = await holdDatabase({ ownerUrl, mode });
  assert.ok(held.ok);
  await migrate({ ownerUrl, keysDir });
  await held.value.begin();
  await query(ownerUrl, "INSERT INTO commit (root, at, signature, cover) VALUES (decode(repeat('ab', 32), 'hex'), 1, '', decode(repeat('00', 32), 'hex'))");
  await held.value.release();
}

async function query<T extends object>(url: string, sql: string): Promise<T[]> {
  const pool = createPool(url, { max: 1, name: 'test' });
  try {
    return (await pool.query<T>(sql)).rows;
  } finally {
    await pool.end();
  }
}

const isThere = (url: string) => query<{ there: boolean }>(url, "SELECT EXISTS (SELECT FROM commit WHERE root = decode(repeat('ab', 32), 'hex')) AS there").then(([row]) => row?.there);

describe('npm start and what the database was made for', () => {
  test('R-131 R-184 忘了写 OVOO_MODE=production 就启动：说明原因后退出，生产账本一行也不少', async () => {
    const dataDir = folder('production');
    const own = await ensurePostgres({ dataDir, say: () => undefined });
    await leave({ ownerUrl: own.ownerUrl, keysDir: join(dataDir, 'keys') }, 'production');
    const { said, ended } = await npmStart({ DATA_DIR: dataDir });
    assert.deepEqual(await ended, [1, null]);
    assert.match(said(), /这个数据库是为生产环境建的，不能当作演示环境启动。.*请把 OVOO_MODE 改成建库时的值/);
    const again = await ensurePostgres({ dataDir, say: () => undefined });
    assert.equal(await isThere(again.ownerUrl), true);
  });

  test('R-184 用 DATABASE_URL 的演示库演到一半中断：再次启动从头演，中断前的不留；没演完就停下，仍然记着没演完', async () => {
    const database = await createDatabase();
    after(() => database.drop());
    const dataDir = folder('unfinished');
    shareRoles(database, dataDir);
    await leave(database, 'demo');
    const { child, saying, ended } = await npmStart({ DATA_DIR: dataDir, DATABASE_URL: database.ownerUrl });
    await saying(/家单位、\d+ 位专家登记完毕/);
    assert.equal(await isThere(database.ownerUrl), false);
    assert.ok((await query(database.ownerUrl, 'SELECT FROM commit LIMIT 1')).length > 0, 'the new world has begun');
    child.kill('SIGTERM');
    await ended;
    assert.deepEqual((await query(database.ownerUrl, 'SELECT mode, is_seeding FROM purpose')).map((row) => ({ ...row })), [{ mode: 'demo', is_seeding: true }]);
  });
});
