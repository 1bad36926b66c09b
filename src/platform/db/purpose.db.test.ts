import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { migrate } from './migrate.ts';
import { holdDatabase, type HeldDatabase } from './purpose.ts';
import type { Mode } from './purpose.refusals.ts';
import { createDatabase, type TestDatabase } from '#test/harness/database.ts';

async function database(options: { empty?: boolean } = {}): Promise<TestDatabase> {
  const made = await createDatabase(options);
  after(() => made.drop());
  return made;
}

async function held({ ownerUrl }: TestDatabase, mode: Mode): Promise<HeldDatabase> {
  const outcome = await holdDatabase({ ownerUrl, mode });
  assert.ok(outcome.ok, JSON.stringify(outcome));
  return outcome.value;
}

async function refused({ ownerUrl }: TestDatabase, mode: Mode): Promise<{ code: string; want?: string | undefined }> {
  const outcome = await holdDatabase({ ownerUrl, mode });
  assert.ok(!outcome.ok);
  return { code: outcome.error.code, want: outcome.error.want };
}

async function start(made: TestDatabase, mode: Mode): Promise<'empty' | 'peopled'> {
  const holding = await held(made, mode);
  await migrate({ ownerUrl: made.ownerUrl, keysDir: made.keysDir });
  const state = await holding.begin();
  await holding.release();
  return state;
}

async function write({ owner }: TestDatabase): Promise<void> {
  await owner.query("INSERT INTO commit (root, at, signature, cover) VALUES (decode(repeat('00', 32), 'hex'), 1, '', decode(repeat('00', 32), 'hex'))");
}

async function commits({ owner }: TestDatabase): Promise<number> {
  return Number((await owner.query<{ n: number }>('SELECT count(*) AS n FROM commit')).rows[0]?.n);
}

/** Until another start stands in line for this database. */
async function waiting({ owner }: TestDatabase): Promise<void> {
  const line = "SELECT FROM pg_locks WHERE locktype = 'advisory' AND NOT granted AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
  for (const deadline = performance.now() + 10_000; (await owner.query(line)).rowCount === 0;) assert.ok(performance.now() < deadline, 'nobody waits');
}

describe('what a database was made for', () => {
  test('R-131 R-184 生产环境建的库按演示环境启动被拒绝，说清楚错在哪里、怎样才对，一行也不少；演示库反过来也一样', async () => {
    const made = await database();
    assert.equal(await start(made, 'production'), 'peopled');
    await write(made);
    assert.deepEqual(await refused(made, 'demo'), { code: 'database.otherMode', want: 'OVOO_MODE=production' });
    assert.equal(await commits(made), 1);
    assert.equal(await start(made, 'production'), 'peopled');
    const demo = await database();
    assert.equal(await start(demo, 'demo'), 'empty');
    assert.deepEqual(await refused(demo, 'production'), { code: 'database.otherMode', want: 'OVOO_MODE=demo' });
  });

  test('R-131 没有写明用途的旧库按时钟认：没有拨过的是生产库，演示环境不能用它；拨过的是演示库，照旧可用', async () => {
    const [made, demo] = [await database(), await database()];
    await write(made);
    assert.equal((await refused(made, 'demo')).code, 'database.otherMode');
    assert.equal(await start(made, 'production'), 'peopled');
    await write(demo);
    await demo.owner.query('UPDATE legal_clock SET offset_us = -1000000');
    assert.equal((await refused(demo, 'production')).code, 'database.otherMode');
    assert.equal(await start(demo, 'demo'), 'peopled');
    assert.equal(await commits(demo), 1);
  });

  test('R-184 演到一半中断的演示库，下一次启动从头建；演完的库，再怎么启动也不丢', async () => {
    const made = await database();
    assert.equal(await start(made, 'demo'), 'empty');
    await write(made);
    assert.equal(await start(made, 'demo'), 'empty', 'half a world');
    assert.equal(await commits(made), 0);
    await write(made);
    const holding = await held(made, 'demo');
    await migrate({ ownerUrl: made.ownerUrl, keysDir: made.keysDir });
    assert.equal(await holding.begin(), 'empty');
    await write(made);
    await holding.finish();
    await holding.release();
    for (const _ of [1, 2]) assert.equal(await start(made, 'demo'), 'peopled');
    assert.equal(await commits(made), 1);
  });

  test('R-184 同时启动的两个一先一后：后一个等前一个演完，不会把它演到一半的丢掉', async () => {
    const made = await database();
    const first = await held(made, 'demo');
    assert.equal(await first.begin(), 'empty');
    await write(made);
    const second = start(made, 'demo');
    await waiting(made);
    await first.finish();
    await first.release();
    assert.equal(await second, 'peopled');
    assert.equal(await commits(made), 1);
  });

  test('R-131 有别的程序的表的库，平台不在里面建库', async () => {
    const made = await database({ empty: true });
    await made.owner.query('CREATE TABLE somebody (id int)');
    assert.equal((await refused(made, 'demo')).code, 'database.foreign');
  });
});
