import type { Pool, PoolClient } from 'pg';
import { readFeed, type FeedEvent } from '#evidence/journal/feed.store.ts';

/** A view that is kept by reading the journal in log order. Its writes commit together with its cursor: each event counts once. */
export interface Follower {
  readonly name: string;
  /** Raised when the same events shall give another view: it is then written anew from the first event. */
  readonly version: number;
  /** The tables it owns; a rebuild empties them. */
  readonly tables: readonly string[];
  apply(db: PoolClient, events: readonly FeedEvent[]): Promise<void>;
}

const leavesPerStep = 500;

/** One step of one follower: true when there may be more. Safe on several nodes at once: the cursor row is the lock. */
export async function step(pool: Pool, follower: Follower): Promise<boolean> {
  return await underCursor(pool, follower, async (db, kept) => {
    if (kept.version > follower.version) return false;
    if (kept.version < follower.version) return await writeAnew(db, follower);
    const next = await applyFrom(db, follower, kept.nextIndex);
    if (next > kept.nextIndex) await moveCursor(db, follower, next);
    return next > kept.nextIndex;
  });
}

/** Writes the view anew. Until it is whole, everyone reads what it was before. */
export async function rebuild(pool: Pool, follower: Follower): Promise<void> {
  await underCursor(pool, follower, (db) => writeAnew(db, follower));
}

export async function catchUp(pool: Pool, followers: readonly Follower[]): Promise<void> {
  const behind = await namesBehind(pool, followers);
  for (const follower of followers) if (behind.has(follower.name)) while (await step(pool, follower));
}

async function namesBehind(pool: Pool, followers: readonly Follower[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ name: string }>({
    name: 'followers_behind',
    text: `SELECT w.name FROM unnest($1::text[], $2::int[]) AS w(name, version) LEFT JOIN follower f USING (name)
           WHERE f.version < w.version OR coalesce(f.next_index, 0) <= (SELECT max(index) FROM log_leaf WHERE commit_id IS NOT NULL)`,
    values: [followers.map(({ name }) => name), followers.map(({ version }) => version)],
  });
  return new Set(rows.map(({ name }) => name));
}

type Kept = { readonly nextIndex: number; readonly version: number };

/** Runs `work` in one transaction under the follower's cursor; false, and nothing done, while another node holds it. */
async function underCursor(pool: Pool, { name, version }: Follower, work: (db: PoolClient, kept: Kept) => Promise<boolean>): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('INSERT INTO follower (name, version) VALUES ($1, $2) ON CONFLICT DO NOTHING', [name, version]);
    const { rows } = await client.query<Kept>('SELECT next_index AS "nextIndex", version FROM follower WHERE name = $1 FOR UPDATE SKIP LOCKED', [name]);
    const isMore = rows[0] !== undefined && (await work(client, rows[0]));
    await client.query('COMMIT');
    return isMore;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

async function writeAnew(db: PoolClient, follower: Follower): Promise<boolean> {
  for (const table of follower.tables) await db.query(`DELETE FROM ${db.escapeIdentifier(table)}`);
  let end = 0;
  for (let from = -1; from < end; ) {
    from = end;
    end = await applyFrom(db, follower, from);
  }
  await moveCursor(db, follower, end);
  return true;
}

/** Applies one step's events and returns the index to go on from: the same when there are none. */
async function applyFrom(db: PoolClient, follower: Follower, from: number): Promise<number> {
  const { events, next } = await readFeed(db, from, leavesPerStep);
  if (events.length > 0) await follower.apply(db, events);
  return next;
}

async function moveCursor(db: PoolClient, { name, version }: Follower, nextIndex: number): Promise<void> {
  await db.query('UPDATE follower SET next_index = $2, version = $3 WHERE name = $1', [name, nextIndex, version]);
}
