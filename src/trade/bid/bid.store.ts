import type { Pool } from '#platform/db/pool.ts';
import type { Bid } from './bid.types.ts';

/** One organisation's own bids, newest first. The organisation is the last part of the stream's name: no other's row is read into an answer. */
export async function readOwnBids(pool: Pool, orgId: string): Promise<Bid[]> {
  return (await readOwn<Bid>(pool, 'bid', orgId)).map(({ state }) => state).sort((a, b) => b.receivedAt - a.receivedAt);
}

/** Tenders whose document this organisation has taken. */
export async function readOwnTakings(pool: Pool, orgId: string): Promise<string[]> {
  return (await readOwn(pool, 'taking', orgId)).map(({ stream }) => stream.split(':')[1] ?? '');
}

async function readOwn<S>(pool: Pool, type: 'bid' | 'taking', orgId: string): Promise<{ stream: string; state: S }[]> {
  const { rows } = await pool.query<{ stream: string; state: S }>({
    name: 'own_streams',
    text: `SELECT stream, state FROM stream_head WHERE stream >= $1 AND stream < $1 || U&'\\FFFF' AND split_part(stream, ':', 3) = $2`,
    values: [`${type}:`, orgId],
  });
  return rows;
}
