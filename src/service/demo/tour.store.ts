import type { Role } from '#kernel/roles.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { TourTender } from './tour.types.ts';

type Found = { readonly personId: string; readonly name: string; readonly orgId: string; readonly orgName: string; readonly role: Role };
export type PeopleQuery = { readonly role: Role; readonly orgIds?: readonly string[]; readonly kinds?: readonly string[]; readonly personIds?: readonly string[]; readonly limit: number };

/** People who hold a role, by the order of their ids, within the organisations or persons asked for. */
export async function findPlayers(pool: Pool, { role, orgIds, kinds, personIds, limit }: PeopleQuery): Promise<Found[]> {
  const { rows } = await pool.query<Found>({
    name: 'demo_players',
    text: `SELECT p.state->>'personId' AS "personId", p.state->>'name' AS name, o.state->>'orgId' AS "orgId", o.state->>'name' AS "orgName", $1 AS role
           FROM stream_head p CROSS JOIN LATERAL jsonb_array_elements(p.state->'memberships') m JOIN stream_head o ON o.stream = 'organisation:' || (m->>'orgId')
           WHERE p.stream >= 'person:' AND p.stream < 'person;' AND m->'roles' ? $1
             AND ($2::text[] IS NULL OR m->>'orgId' = ANY ($2)) AND ($3::text[] IS NULL OR o.state->>'kind' = ANY ($3)) AND ($4::text[] IS NULL OR p.state->>'personId' = ANY ($4))
           ORDER BY p.stream LIMIT $5`,
    values: [role, orgIds ?? null, kinds ?? null, personIds ?? null, limit],
  });
  return rows;
}

export type TenderRow = TourTender & { readonly status: string };

/** The latest tenders that still have a way to go, some of each status. */
export async function tendersUnderWay(pool: Pool, perStatus: number): Promise<TenderRow[]> {
  const { rows } = await pool.query<TenderRow>({
    name: 'demo_tenders_under_way',
    text: `SELECT "tenderId", name, status FROM (
             SELECT state->>'tenderId' AS "tenderId", state->>'name' AS name, state->>'status' AS status, (state->>'registeredAt')::bigint AS at,
               row_number() OVER (PARTITION BY state->>'status' ORDER BY (state->>'registeredAt')::bigint DESC) AS place
             FROM stream_head WHERE stream >= 'tender:' AND stream < 'tender;' AND state->>'status' <> 'ended') each
           WHERE place <= $1 ORDER BY at DESC`,
    values: [perStatus],
  });
  return rows;
}

/** The first tender that the organisation registered, for itself or as agency, from an instant on. */
export async function firstRegisteredSince(pool: Pool, orgId: string, since: number): Promise<string | null> {
  const { rows } = await pool.query<{ tenderId: string }>({
    name: 'demo_registered_since',
    text: `SELECT state->>'tenderId' AS "tenderId" FROM stream_head
           WHERE stream >= 'tender:' AND stream < 'tender;' AND (state->>'registeredAt')::bigint >= $2 AND $1 IN (state->'initiator'->>'orgId', state->'agency'->>'orgId')
           ORDER BY (state->>'registeredAt')::bigint LIMIT 1`,
    values: [orgId, since],
  });
  return rows[0]?.tenderId ?? null;
}
