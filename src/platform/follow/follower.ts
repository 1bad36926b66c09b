import type { Pool, PoolClient } from 'pg';
import { readFeed, type FeedEvent } from '#evidence/journal/feed.store.ts';

/** A view that is kept by reading the journal in log order. Its writes commit together with its cursor: each event counts once. */
export interface Follower {
  readonly name: string;
  /** The tables it owns; a rebuild empties them. */
  readonly tables: readonly string[];
  apply(db: PoolClient, events: readonly FeedEvent[]): Promise<void>;
}

const leavesPerStep = 500;

/** One step of one follower: true when there may be more. Safe on several nodes at once: the cursor row is the lock. */
export async function step(pool: Pool, follower: Follower): Promise<boolean> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('INSERT INTO follower (name) VALUES ($1) ON CONFLICT DO NOTHING', [follower.name]);
    const { rows } = await client.query<{ next_index: number }>('SELECT next_index FROM follower WHERE name = $1 FOR UPDATE SKIP LOCKED', [follower.name]);
    const from = rows[0]?.next_index;
    if (from === undefined) {
      await client.query('ROLLBACK');
      return false;
    }
    const { events, next } = await readFeed(client, from, leavesPerStep);
    if (events.length > 0) await follower.apply(client, events);
    if (next > from) await client.query('UPDATE follower SET next_index = $2 WHERE name = $1', [follower.name, next]);
    await client.query('COMMIT');
    return next > from;
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
}

export async function catchUp(pool: Pool, followers: readonly Follower[]): Promise<void> {
  const behind = await namesBehind(pool, followers);
  for (const follower of followers) if (behind.has(follower.name)) while (await step(pool, follower));
}

async function namesBehind(pool: Pool, followers: readonly Follower[]): Promise<ReadonlySet<string>> {
  const { rows } = await pool.query<{ name: string }>({
    name: 'followers_behind',
    text: `SELECT w.name FROM unnest($1::text[]) AS w(name) LEFT JOIN follower f USING (name)
           WHERE coalesce(f.next_index, 0) <= (SELECT max(index) FROM log_leaf WHERE commit_id IS NOT NULL)`,
    values: [followers.map(({ name }) => name)],
  });
  return new Set(rows.map(({ name }) => name));
}

/** Empties what the follower keeps and lets it read everything again. */
export async function rebuild(pool: Pool, follower: Follower): Promise<void> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM follower WHERE name = $1 FOR UPDATE', [follower.name]);
    for (const table of follower.tables) await client.query(`DELETE FROM ${client.escapeIdentifier(table)}`);
    await client.query('UPDATE follower SET next_index = 0 WHERE name = $1', [follower.name]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  } finally {
    client.release();
  }
  await catchUp(pool, [follower]);
}
