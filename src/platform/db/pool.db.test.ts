import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { describeFailure } from './pool.ts';
import { freshDatabase } from '#test/harness/database.ts';

describe('pool', async () => {
  const { owner } = await freshDatabase();

  test('bigint arrives as a number, alone, in arrays and as null', async () => {
    const { rows } = await owner.query(`SELECT 9007199254740991::bigint AS one, '{{1,NULL},{3,4}}'::bigint[] AS many, NULL::bigint AS none`);
    assert.deepEqual({ ...rows[0] }, { one: Number.MAX_SAFE_INTEGER, many: [[1, null], [3, 4]], none: null });
  });

  test('a bigint that a number cannot hold throws rather than rounds', async () => {
    await assert.rejects(owner.query('SELECT 9007199254740992::bigint'), /9007199254740992 does not fit/);
    await assert.rejects(owner.query(`SELECT '{9007199254740993}'::bigint[]`), /9007199254740993 does not fit/);
    assert.equal((await owner.query('SELECT 1')).rowCount, 1);
  });

  test('decimals, days and times stay text: no float and no Date comes out', async () => {
    const { rows } = await owner.query(`SELECT 98640000.10::numeric(18,2) AS price, '{1.50}'::numeric[] AS rates, '2026-12-11'::date AS day,
      '{2026-12-11}'::date[] AS days, '2026-12-11 09:00:00.123456+08'::timestamptz AS at`);
    assert.deepEqual({ ...rows[0] }, { price: '98640000.10', rates: ['1.50'], day: '2026-12-11', days: ['2026-12-11'], at: '2026-12-11 01:00:00.123456+00' });
  });

  test('what is logged of an error quotes no stored value', async () => {
    await owner.query('CREATE TABLE secret (name text CONSTRAINT one_name UNIQUE)');
    await owner.query('INSERT INTO secret VALUES ($1)', ['王某某']);
    const error: unknown = await owner.query('INSERT INTO secret VALUES ($1)', ['王某某']).catch((reason: unknown) => reason);
    const failure = describeFailure('test', error);
    assert.deepEqual({ code: failure.code, table: failure.table, constraint: failure.constraint }, { code: '23505', table: 'secret', constraint: 'one_name' });
    assert.doesNotMatch(JSON.stringify(failure), /王某某/);
  });

  test('R-184 a client that the database drops while it is in use fails its next query and ends nothing else', async () => {
    const client = await owner.connect();
    const broken = new Promise((resolve) => client.once('error', resolve));
    const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
    await owner.query('SELECT pg_terminate_backend($1)', [rows[0]?.pid]);
    await broken;
    assert.ok(client.listenerCount('error') > 0);
    await assert.rejects(client.query('SELECT 1'));
    client.release();
    assert.equal((await owner.query('SELECT 1')).rowCount, 1);
  });
});
