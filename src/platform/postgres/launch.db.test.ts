import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { ensurePostgres, removePostgres, type Postgres } from './launch.ts';
import { findPostmaster, gone, isAlive } from './postmaster.ts';

const runs = fileURLToPath(new URL('../../../.data/test-runs', import.meta.url));

/** A data folder of this process; should the process be killed, the next run of the tests removes it by its number. */
function folder(name: string, mode = 0o755): string {
  const path = join(runs, `${process.pid}.${name}`);
  mkdirSync(path, { recursive: true });
  chmodSync(path, mode);
  after(() => removePostgres(path));
  return path;
}

async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<T>(sql)).rows;
  } finally {
    await client.end();
  }
}

/** Another process that starts the cluster and then waits, as an application does. */
async function application(dataDir: string): Promise<{ child: ChildProcess; pid: number }> {
  const program = `import { ensurePostgres } from ${JSON.stringify(new URL('launch.ts', import.meta.url).href)};
    const { pid } = await ensurePostgres({ dataDir: ${JSON.stringify(dataDir)} });
    process.stdout.write(String(pid)); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '--eval', program], { stdio: ['ignore', 'pipe', 'inherit'] });
  const pid = await new Promise<number>((resolve, reject) => {
    child.stdout.once('data', (chunk: Buffer) => resolve(Number(chunk.toString())));
    child.once('exit', () => reject(new Error('the application ended')));
  });
  return { child, pid };
}

describe('the launcher of PostgreSQL', () => {
  const dataDir = folder('one');
  let server: Postgres;

  test('makes a UTF-8 cluster whose collation no operating system can change, and a password only its owner reads', async () => {
    server = await ensurePostgres({ dataDir });
    assert.equal(server.adopted, false);
    const [row] = await query(server.ownerUrl, `SELECT datlocprovider AS provider, datlocale AS locale, pg_encoding_to_char(encoding) AS encoding,
      current_setting('fsync') AS fsync, current_setting('listen_addresses') AS address FROM pg_database WHERE datname = 'ovoo'`);
    assert.deepEqual({ ...row }, { provider: 'b', locale: 'C.UTF-8', encoding: 'UTF8', fsync: 'on', address: '127.0.0.1' });
    assert.equal(statSync(join(dataDir, 'keys', 'postgres-owner')).mode & 0o777, 0o600);
    const wrong = server.ownerUrl.replace(/:[^:@]+@/, ':guess@');
    await assert.rejects(query(wrong, 'SELECT 1'), { code: '28P01' });
  });

  test('gives two callers at once the same server', async () => {
    const [first, second] = await Promise.all([ensurePostgres({ dataDir }), ensurePostgres({ dataDir })]);
    assert.equal(first.pid, server.pid);
    assert.equal(second.pid, server.pid);
  });

  test('stops completely, and starts again with what was committed', async () => {
    await query(server.ownerUrl, 'CREATE TABLE kept AS SELECT 42 AS answer');
    await server.stop();
    assert.equal(isAlive(server.pid), false);
    assert.equal(findPostmaster(join(dataDir, 'postgres')), null);
    server = await ensurePostgres({ dataDir });
    assert.deepEqual((await query(server.ownerUrl, 'SELECT answer FROM kept')).map((row) => ({ ...row })), [{ answer: 42 }]);
  });

  test('recovers what was committed when the server itself was killed', async () => {
    await query(server.ownerUrl, 'INSERT INTO kept VALUES (43)');
    process.kill(server.pid, 'SIGKILL');
    assert.ok(await gone(server.pid, 10_000));
    const again = await ensurePostgres({ dataDir });
    assert.notEqual(again.pid, server.pid);
    assert.equal((await query(again.ownerUrl, 'SELECT answer FROM kept')).length, 2);
    server = again;
  });

  test('starts beside a stale pid file whose number now belongs to another process', async () => {
    await server.stop();
    const stale = join(dataDir, 'postgres', 'postmaster.pid');
    writeFileSync(stale, `${process.pid}\n${join(dataDir, 'postgres')}\n1700000000\n5432\n\n127.0.0.1\n  1234567  1\nready\n`);
    const again = await ensurePostgres({ dataDir });
    assert.equal(again.adopted, false);
    assert.notEqual(Number(readFileSync(stale, 'utf8').split('\n')[0]), process.pid);
  });
});

describe('the launcher and the application that called it', () => {
  test('a server outlives a killed application, and the next start adopts it', async () => {
    const dataDir = folder('adopt');
    const { child, pid } = await application(dataDir);
    child.kill('SIGKILL');
    assert.ok(await gone(child.pid ?? 0, 10_000));
    assert.equal(isAlive(pid), true);
    const adopted = await ensurePostgres({ dataDir });
    assert.deepEqual({ pid: adopted.pid, adopted: adopted.adopted }, { pid, adopted: true });
    await adopted.stop();
  });

  test('an interrupt sent to the whole group of the application does not reach the server', async () => {
    const dataDir = folder('group');
    const { child, pid } = await application(dataDir);
    const group = (id: number) => readFileSync(`/proc/${id}/stat`, 'utf8').split(') ')[1]?.split(' ')[2];
    if (process.platform === 'linux') assert.notEqual(group(pid), group(child.pid ?? 0));
    child.kill('SIGINT');
    assert.ok(await gone(child.pid ?? 0, 10_000));
    assert.equal(isAlive(pid), true);
    await (await ensurePostgres({ dataDir })).stop();
  });

  if (process.getuid?.() === 0) {
    test('root hands a clone that others cannot enter to a place where the server can live, and says so', async () => {
      const dataDir = folder('closed', 0o700);
      const said: string[] = [];
      const server = await ensurePostgres({ dataDir, fast: true, say: (line) => said.push(line) });
      assert.match(said.join('\n'), /^.* is closed to uid \d+: PostgreSQL keeps its data in \/var\/tmp\/ovoo-[0-9a-f]{16}$/);
      assert.equal((await query(server.ownerUrl, 'SELECT 1')).length, 1);
      const place = said[0]?.split(' in ')[1] ?? '';
      await removePostgres(dataDir);
      assert.equal(existsSync(place), false);
      assert.equal(isAlive(server.pid), false);
    });
  }
});
