import type { Pool } from '#platform/db/pool.ts';
import type { Instant } from '#kernel/time/instant.ts';
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

export type DueRelease = { readonly roomId: string; readonly bookingId: string; readonly tenderId: string };

/** Bookings not over yet of tenders that were terminated. */
export async function bookingsToRelease(pool: Pool, now: Instant): Promise<DueRelease[]> {
  const { rows } = await pool.query<DueRelease>({
    name: 'venue_to_release',
    text: `SELECT v.state->>'roomId' AS "roomId", b->>'bookingId' AS "bookingId", b->>'tenderId' AS "tenderId"
           FROM stream_head v, jsonb_array_elements(v.state->'bookings') b JOIN stream_head t ON t.stream = 'tender:' || (b->>'tenderId') AND t.status = 'ended' AND t.state ? 'termination'
           WHERE v.stream >= 'venue:' AND v.stream < 'venue;' AND (b->>'to')::bigint > $1 LIMIT 100`,
    values: [now],
  });
  return rows;
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
