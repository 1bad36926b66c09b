import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { ensureRoles, type RoleUrls } from './roles.ts';

/** Any constant will do, so long as every version of the program takes the same. */
const migrationLock = 0x0b00;

export const migrationsFolder = fileURLToPath(new URL('../../../migrations', import.meta.url));

export type Migrated = RoleUrls & {
  readonly ownerUrl: string;
  /** Names of the migrations this call ran; empty when the schema was up to date. */
  readonly applied: readonly string[];
};

export type Migration = { readonly name: string; readonly sql: string; readonly sha256: string };

/**
 * Brings a database to the schema in `migrations/`, as its owner, and makes the three roles that programs log in as.
 * Forward only: each file runs once, whole or not at all, and is remembered by its hash. Processes that start together take turns.
 */
export async function migrate(options: { ownerUrl: string; keysDir: string; folder?: string }): Promise<Migrated> {
  const migrations = readMigrations(options.folder ?? migrationsFolder);
  const client = new pg.Client({ connectionString: options.ownerUrl, application_name: 'migrate' });
  await client.connect();
  try {
    await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
    const urls = await ensureRoles(client, options.ownerUrl, options.keysDir);
    const applied = await applyAll(client, migrations);
    return { ownerUrl: options.ownerUrl, ...urls, applied };
  } finally {
    await client.end();
  }
}

/** The files `NNNN-name.sql` in order. Throws on another name or on a number used twice. */
export function readMigrations(folder: string): readonly Migration[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.sql')).sort();
  const numbers = new Set<string>();
  return names.map((name) => {
    const number = /^(\d{4})-[a-z0-9-]+\.sql$/.exec(name)?.[1];
    if (number === undefined) throw new Error(`migrations/${name}: a migration is called NNNN-name.sql`);
    if (numbers.has(number)) throw new Error(`migrations/${name}: the number ${number} is used twice`);
    numbers.add(number);
    const sql = readFileSync(join(folder, name), 'utf8');
    return { name, sql, sha256: createHash('sha256').update(sql).digest('hex') };
  });
}

async function applyAll(client: pg.Client, migrations: readonly Migration[]): Promise<readonly string[]> {
  await client.query(`CREATE TABLE IF NOT EXISTS schema_migration (
    name text PRIMARY KEY, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT clock_timestamp())`);
  const done = await client.query<{ name: string; sha256: string }>('SELECT name, sha256 FROM schema_migration ORDER BY name');
  const pending = pendingMigrations(migrations, done.rows);
  for (const migration of pending) await apply(client, migration);
  return pending.map((migration) => migration.name);
}

/** Those still to run. Throws when history was changed: a run migration edited, removed, or overtaken by a lower number. */
export function pendingMigrations(migrations: readonly Migration[], done: readonly { name: string; sha256: string }[]): readonly Migration[] {
  const byName = new Map(migrations.map((migration) => [migration.name, migration]));
  for (const { name, sha256 } of done) {
    const migration = byName.get(name);
    if (!migration) throw new Error(`the database has run migrations/${name}, which this version does not know: start a newer version`);
    if (migration.sha256 !== sha256) throw new Error(`migrations/${name} was edited after it ran: restore it and write a new migration`);
  }
  const ran = new Set(done.map(({ name }) => name));
  const newest = done.reduce((highest, { name }) => (name > highest ? name : highest), '');
  const pending = migrations.filter(({ name }) => !ran.has(name));
  const late = pending.find(({ name }) => name < newest);
  if (late) throw new Error(`migrations/${late.name} comes before ${newest}, which has run: give it a higher number`);
  return pending;
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await client.query(migration.sql);
    await client.query('INSERT INTO schema_migration (name, sha256) VALUES ($1, $2)', [migration.name, migration.sha256]);
    await client.query('COMMIT');
  } catch (cause) {
    await client.query('ROLLBACK');
    throw new Error(`migrations/${migration.name}${lineOf(migration.sql, cause)}: ${(cause as Error).message}`, { cause });
  }
}

function lineOf(sql: string, error: unknown): string {
  const position = Number((error as { position?: string }).position);
  return position > 0 ? `:${sql.slice(0, position).split('\n').length}` : '';
}
