import { createHash, randomBytes } from 'node:crypto';
import { after } from 'node:test';
import pg from 'pg';
import { migrate, migrationsFolder, readMigrations } from '#platform/db/migrate.ts';
import { createPool, type DatabaseFailure, type Pool } from '#platform/db/pool.ts';
import { readRoleUrls, roles } from '#platform/db/roles.ts';
import { isAlive } from '#platform/postgres/postmaster.ts';
import { testCluster, type TestCluster } from './cluster.ts';

export type TestDatabase = {
  readonly name: string;
  readonly ownerUrl: string;
  readonly appUrl: string;
  readonly sequencerUrl: string;
  readonly eraserUrl: string;
  /** Where the passwords of the roles are kept. */
  readonly keysDir: string;
  /** Pools of up to 4 connections, opened at the first query and closed with the database. */
  readonly owner: Pool;
  readonly app: Pool;
  readonly sequencer: Pool;
  readonly eraser: Pool;
  /** Closes the pools and drops the database. */
  drop(): Promise<void>;
};

/** A migrated database of its own for `work`, dropped afterwards. */
export async function withDatabase<T>(work: (database: TestDatabase) => Promise<T>): Promise<T> {
  const database = await createDatabase();
  try {
    return await work(database);
  } finally {
    await database.drop();
  }
}

/** A migrated database for the test file (or `describe`) that calls this at its top; dropped when that ends. */
export async function freshDatabase(): Promise<TestDatabase> {
  const database = await createDatabase();
  after(() => database.drop());
  return database;
}

/** A clone of the migrated template, in a fraction of the time that the migrations take; or an empty database. The caller drops it. */
export async function createDatabase({ empty = false } = {}): Promise<TestDatabase> {
  const cluster = await testCluster();
  const name = `test_${process.pid}_${randomBytes(4).toString('hex')}`;
  await asOwner(cluster.ownerUrl, async (client) => {
    const template = await ensureTemplate(client, cluster);
    const source = empty ? 'template0' : template;
    await client.query(`CREATE DATABASE ${name} TEMPLATE ${source} STRATEGY file_copy`);
  });
  return open(cluster, name);
}

function open(cluster: TestCluster, name: string): TestDatabase {
  const ownerUrl = withName(cluster.ownerUrl, name);
  const urls = { ownerUrl, ...readRoleUrls(ownerUrl, cluster.keysDir) };
  let dropped: Promise<void> | null = null;
  const poolFor = (url: string, role: string) => createPool(url, { max: 4, name: role, onError: report });
  const pools = {
    owner: poolFor(urls.ownerUrl, 'owner'),
    app: poolFor(urls.appUrl, roles.app),
    sequencer: poolFor(urls.sequencerUrl, roles.sequencer),
    eraser: poolFor(urls.eraserUrl, roles.eraser),
  };
  /** A session that the drop itself cuts is no news. */
  function report(failure: DatabaseFailure): void {
    if (dropped === null) process.stderr.write(`${JSON.stringify(failure)}\n`);
  }
  async function drop(): Promise<void> {
    await Promise.all(Object.values(pools).map((pool) => pool.end()));
    await asOwner(cluster.ownerUrl, (client) => client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`));
  }
  return { name, ...urls, keysDir: cluster.keysDir, ...pools, drop: () => (dropped ??= drop()) };
}

/** Named after the migrations' contents, so an edited migration makes a new template. The first process to need it makes it. */
async function ensureTemplate(client: pg.Client, cluster: TestCluster): Promise<string> {
  const hash = createHash('sha256');
  for (const migration of readMigrations(migrationsFolder)) hash.update(`${migration.name} ${migration.sha256}\n`);
  const template = `template_${hash.digest('hex').slice(0, 16)}`;
  if (await exists(client, template)) return template;
  await client.query('SELECT pg_advisory_lock(1)');
  try {
    if (await exists(client, template)) return template;
    await sweep(client);
    const partial = `${template}_partial`;
    await client.query(`DROP DATABASE IF EXISTS ${partial} WITH (FORCE)`);
    await client.query(`CREATE DATABASE ${partial}`);
    await migrate({ ownerUrl: withName(cluster.ownerUrl, partial), keysDir: cluster.keysDir });
    await client.query(`ALTER DATABASE ${partial} RENAME TO ${template}`);
    return template;
  } finally {
    await client.query('SELECT pg_advisory_unlock(1)');
  }
}

/** Templates of older migrations, and databases of processes that were killed, in a cluster that outlives its tests. */
async function sweep(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ datname: string }>(String.raw`SELECT datname FROM pg_database WHERE datname ~ '^(template_[0-9a-f]{16}|test_\d+_)'`);
  for (const { datname } of rows) {
    const pid = /^test_(\d+)_/.exec(datname)?.[1];
    if (pid !== undefined && isAlive(Number(pid))) continue;
    // A template that another process clones at this moment refuses to go: the next sweep takes it.
    await client.query(`DROP DATABASE IF EXISTS ${datname}`).catch((error: pg.DatabaseError) => {
      if (error.code !== '55006') throw error;
    });
  }
}

async function exists(client: pg.Client, name: string): Promise<boolean> {
  return (await client.query('SELECT FROM pg_database WHERE datname = $1', [name])).rowCount === 1;
}

async function asOwner<T>(ownerUrl: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: withName(ownerUrl, 'postgres') });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

function withName(ownerUrl: string, name: string): string {
  const url = new URL(ownerUrl);
  url.pathname = `/${name}`;
  return url.href;
}
