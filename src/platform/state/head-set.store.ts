import type { Aggregate } from '#kernel/decider.ts';
import { idOfStream, streamOf } from '#kernel/decider.ts';
import type { Pool } from '#platform/db/pool.ts';

/** The folded states of many streams of one kind, by id; those that do not exist are left out. */
export async function readHeadSet<S>(pool: Pool, aggregate: Aggregate<S, never>, ids: readonly string[]): Promise<ReadonlyMap<string, S>> {
  if (ids.length === 0) return new Map();
  const { rows } = await pool.query<{ stream: string; state: S }>({
    name: 'head_set_read',
    text: 'SELECT stream, state FROM stream_head WHERE stream = ANY ($1)',
    values: [ids.map((id) => streamOf(aggregate, id))],
  });
  return new Map(rows.map(({ stream, state }) => [idOfStream(stream), state]));
}
