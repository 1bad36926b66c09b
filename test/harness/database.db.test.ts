import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { testCluster } from './cluster.ts';
import { createDatabase, freshDatabase, withDatabase } from './database.ts';

describe('test databases', async () => {
  const database = await freshDatabase();

  test('each is migrated, and each role logs in as itself', async () => {
    for (const [role, pool] of Object.entries({ ovoo_app: database.app, ovoo_sequencer: database.sequencer, ovoo_eraser: database.eraser })) {
      const { rows } = await pool.query<{ me: string; ran: number | null }>('SELECT current_user AS me');
      assert.equal(rows[0]?.me, role);
    }
  });

  test('what one test file writes, another never sees', async () => {
    await database.owner.query('CREATE TABLE mine (id int)');
    await withDatabase(async (other) => {
      assert.notEqual(other.name, database.name);
      const { rows } = await other.owner.query<{ found: string | null }>(`SELECT to_regclass('mine')::text AS found`);
      assert.equal(rows[0]?.found, null);
    });
  });

  test('dropping closes open sessions and leaves no database behind', async () => {
    const doomed = await createDatabase();
    await doomed.app.query('SELECT 1');
    await doomed.drop();
    const { rowCount } = await database.owner.query('SELECT FROM pg_database WHERE datname = $1', [doomed.name]);
    assert.equal(rowCount, 0);
  });

  test('a process asks for its cluster once', async () => {
    assert.equal(await testCluster(), await testCluster());
  });
});
