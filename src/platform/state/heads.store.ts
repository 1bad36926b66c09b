import type { Aggregate } from '#kernel/decider.ts';
import { idOfStream, streamOf } from '#kernel/decider.ts';
import type { Pool } from '#platform/db/pool.ts';

export type HeadView<S> = { readonly id: string; readonly version: number; readonly state: S };

/** The folded state of one stream: its own view, as of the last commit. */
export async function readHead<S>(pool: Pool, aggregate: Aggregate<S, never>, id: string): Promise<HeadView<S> | null> {
  const { rows } = await pool.query<{ version: number; state: S }>({
    name: 'head_read',
    text: 'SELECT version, state FROM stream_head WHERE stream = $1',
    values: [streamOf(aggregate, id)],
  });
  const row = rows[0];
  return row ? { id, version: row.version, state: row.state } : null;
}

/** All streams of one kind whose id begins with `idPrefix`, by id. */
export async function readHeads<S>(pool: Pool, aggregate: Aggregate<S, never>, idPrefix: string): Promise<HeadView<S>[]> {
  const prefix = streamOf(aggregate, idPrefix);
  const { rows } = await pool.query<{ stream: string; version: number; state: S }>({
    name: 'heads_read',
    text: `SELECT stream, version, state FROM stream_head WHERE stream >= $1 AND stream < $1 || U&'\\FFFF' ORDER BY stream`,
    values: [prefix],
  });
  return rows.map((row) => ({ id: idOfStream(row.stream), version: row.version, state: row.state }));
}
