import pg from 'pg';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { purposeRefusals as refusals, type Mode } from './purpose.refusals.ts';

/** Any constant will do that no other lock of the program has. */
const startLock = 0x0b01;

type Purpose = { readonly mode: Mode; readonly isSeeding: boolean };

/** A database in the hands of one start: another that comes meanwhile waits until this one lets go. */
export type HeldDatabase = {
  /** After the migrations: writes down what the database is for, unless it says so already. `empty` while the world of a demo is to be made. */
  begin(): Promise<'empty' | 'peopled'>;
  /** After the last commit of the seed: from now on nothing discards this database. */
  finish(): Promise<void>;
  release(): Promise<void>;
};

/**
 * Before the migrations: takes hold of the database of `ownerUrl`. Refuses one that was made in the other mode, and one
 * that holds tables of somebody else. A demo whose seed was cut short leaves half a world, which is discarded here:
 * nobody was promised anything in it. Nothing but that mark makes it so; whatever the environment or the data folder
 * say, a database that is not marked as an unfinished demo keeps every row.
 */
export async function holdDatabase({ ownerUrl, mode }: { ownerUrl: string; mode: Mode }): Promise<Result<HeldDatabase, Refusal>> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'ovoo_start' });
  client.on('error', () => undefined);
  await client.connect();
  await client.query('SELECT pg_advisory_lock($1)', [startLock]);
  const refusal = await whyNot(client, mode);
  if (refusal) {
    await client.end();
    return err(refusal);
  }
  await discardUnfinished(client);
  return ok({
    begin: () => begin(client, mode),
    finish: async () => void (await client.query('UPDATE purpose SET is_seeding = false')),
    release: () => client.end(),
  });
}

async function whyNot(client: pg.Client, mode: Mode): Promise<Refusal | null> {
  if (!(await has(client, 'schema_migration'))) {
    const { rows } = await client.query<{ table: string }>(`SELECT c.relname AS table FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') LIMIT 1`);
    return rows[0] ? refusals.foreign(rows[0]) : null;
  }
  const made = await purposeOf(client);
  return made && made.mode !== mode ? refusals.otherMode({ made: made.mode, asked: mode }) : null;
}

/** As written down; where nothing is, a journal that has begun tells by its clock, which only a demonstration moves. */
async function purposeOf(client: pg.Client): Promise<Purpose | null> {
  if (await has(client, 'purpose')) {
    const { rows } = await client.query<Purpose>('SELECT mode, is_seeding AS "isSeeding" FROM purpose');
    if (rows[0]) return rows[0];
  }
  if (!(await has(client, 'commit'))) return null;
  const { rows } = await client.query<{ moved: boolean }>('SELECT offset_us <> 0 AS moved FROM legal_clock WHERE EXISTS (SELECT FROM commit)');
  return rows[0] ? { mode: rows[0].moved ? 'demo' : 'production', isSeeding: false } : null;
}

async function begin(client: pg.Client, mode: Mode): Promise<'empty' | 'peopled'> {
  const made = await purposeOf(client);
  await client.query('INSERT INTO purpose (mode, is_seeding) VALUES ($1, $2) ON CONFLICT DO NOTHING', [mode, made === null && mode === 'demo']);
  return made === null && mode === 'demo' ? 'empty' : 'peopled';
}

/** In one transaction with the look at the mark. What an extension brought stays. */
async function discardUnfinished(client: pg.Client): Promise<void> {
  if (!(await has(client, 'purpose'))) return;
  await client.query(`DO $$
    DECLARE made text;
    BEGIN
      IF NOT EXISTS (SELECT FROM purpose WHERE mode = 'demo' AND is_seeding FOR UPDATE) THEN RETURN; END IF;
      FOR made IN SELECT format('DROP TABLE IF EXISTS %s CASCADE', c.oid::regclass) FROM pg_class c
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'p') AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
      LOOP EXECUTE made; END LOOP;
      FOR made IN SELECT format('DROP ROUTINE IF EXISTS %s CASCADE', p.oid::regprocedure) FROM pg_proc p
        WHERE p.pronamespace = 'public'::regnamespace AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
      LOOP EXECUTE made; END LOOP;
    END $$`);
}

async function has(client: pg.Client, table: string): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>("SELECT to_regclass('public.' || $1) IS NOT NULL AS there", [table]);
  return rows[0]?.there ?? false;
}
