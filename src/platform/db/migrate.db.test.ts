import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { createPool } from './pool.ts';
import { migrate } from './migrate.ts';
import { createDatabase, type TestDatabase } from '#test/harness/database.ts';

describe('migrate', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ovoo-migrate-'));
  const database = await createDatabase({ empty: true });
  after(async () => {
    await database.drop();
    rmSync(folder, { recursive: true });
  });
  const write = (name: string, sql: string) => writeFileSync(join(folder, name), sql);
  const run = () => migrate({ ownerUrl: database.ownerUrl, keysDir: database.keysDir, folder });

  test('runs each file once, in order', async () => {
    write('0001-first.sql', 'CREATE TABLE first (id bigint PRIMARY KEY)');
    write('0002-second.sql', 'ALTER TABLE first ADD COLUMN name text; GRANT SELECT ON first TO ovoo_app');
    assert.deepEqual((await run()).applied, ['0001-first.sql', '0002-second.sql']);
    assert.deepEqual((await run()).applied, []);
    assert.equal(await countOf(database, 'first'), 0);
  });

  test('processes that start together take turns', async () => {
    write('0003-third.sql', 'CREATE TABLE third (id int); SELECT pg_sleep(0.2)');
    const ran = await Promise.all([run(), run(), run()]);
    assert.deepEqual(ran.flatMap(({ applied }) => applied), ['0003-third.sql']);
  });

  test('a file that fails leaves nothing behind and names its line', async () => {
    write('0004-broken.sql', 'CREATE TABLE fourth (id int);\nSELECT nonsense;');
    await assert.rejects(run(), /migrations\/0004-broken\.sql:2: column "nonsense" does not exist/);
    await assert.rejects(countOf(database, 'fourth'), { code: '42P01' });
    rmSync(join(folder, '0004-broken.sql'));
  });

  test('an edited, a vanished and an overtaken migration are refused', async () => {
    write('0003-third.sql', 'CREATE TABLE third (id bigint)');
    await assert.rejects(run(), /0003-third\.sql was edited after it ran/);
    rmSync(join(folder, '0003-third.sql'));
    await assert.rejects(run(), /has run migrations\/0003-third\.sql, which this version does not know/);
    write('0003-third.sql', 'CREATE TABLE third (id int); SELECT pg_sleep(0.2)');
    write('0000-early.sql', 'SELECT 1');
    await assert.rejects(run(), /0000-early\.sql comes before 0003-third\.sql/);
    rmSync(join(folder, '0000-early.sql'));
  });

  test('makes three roles that can log in but own nothing', async () => {
    const { appUrl } = await run();
    const app = createPool(appUrl, { max: 1, name: 'app' });
    await assert.rejects(app.query('CREATE TABLE mine (id int)'), { code: '42501' });
    await assert.rejects(app.query('INSERT INTO first VALUES (1)'), { code: '42501' });
    assert.equal((await app.query('SELECT FROM first')).rowCount, 0);
    await app.end();
    assert.equal(statSync(join(database.keysDir, 'postgres-ovoo_app')).mode & 0o777, 0o600);
  });
});

async function countOf(database: TestDatabase, table: string): Promise<number | undefined> {
  return (await database.owner.query<{ n: number }>(`SELECT count(*) AS n FROM ${table}`)).rows[0]?.n;
}
