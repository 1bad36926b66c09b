import type { Pool } from '#platform/db/pool.ts';
import { byRoom, type Room } from './venue.ts';

/** The rooms of a centre, openings first, by the number in the name. */
export async function roomsOf(pool: Pool, centreId: string): Promise<Room[]> {
  const { rows } = await pool.query<{ state: Room }>({
    name: 'rooms_of',
    text: `SELECT state FROM stream_head WHERE stream >= 'venue:' AND stream < 'venue:' || U&'\\FFFF' AND state->'centre'->>'orgId' = $1`,
    values: [centreId],
  });
  return rows.map((row) => row.state).sort(byRoom);
}

/** Names of tenders, and whose they are, for those who may read them beside a booking. */
export async function tenderNames(pool: Pool, tenderIds: readonly string[]): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ id: string; name: string }>({
    name: 'tender_names',
    text: `SELECT state->>'tenderId' AS id, state->>'name' AS name FROM stream_head WHERE stream = ANY ($1)`,
    values: [tenderIds.map((id) => `tender:${id}`)],
  });
  return new Map(rows.map((row) => [row.id, row.name]));
}
