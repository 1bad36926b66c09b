import type { Pool } from '#platform/db/pool.ts';
import type { Playable } from './demo-people.ts';
import type { Organisation } from './organisation.ts';
import type { Person } from './person.ts';

export type OrganisationQuery = { readonly text: string; readonly kind: string | null; readonly limit: number };

/** Organisations whose name contains the text or whose code begins with it, by name; natural persons are found by nobody. */
export async function findOrganisations(pool: Pool, { text, kind, limit }: OrganisationQuery): Promise<Organisation[]> {
  const { rows } = await pool.query<{ state: Organisation }>({
    name: 'organisations_find',
    text: `SELECT state FROM stream_head WHERE stream >= 'organisation:' AND stream < 'organisation:' || U&'\\FFFF'
           AND (strpos(state->>'name', $1) > 0 OR starts_with(state->>'orgId', upper($1))) AND ($2::text IS NULL OR state->>'kind' = $2) AND state->>'kind' <> 'naturalPerson'
           ORDER BY state->>'name' LIMIT $3`,
    values: [text, kind, limit],
  });
  return rows.map((row) => row.state);
}

export async function peopleOf(pool: Pool, orgId: string): Promise<Person[]> {
  const { rows } = await pool.query<{ state: Person }>({
    name: 'people_of',
    text: `SELECT state FROM stream_head WHERE stream >= 'person:' AND stream < 'person:' || U&'\\FFFF' AND state->'memberships' @> $1::jsonb ORDER BY state->>'name'`,
    values: [JSON.stringify([{ orgId }])],
  });
  return rows.map((row) => row.state);
}

/** Everyone, with the organisations they act for and, of an expert, its entry in the pool. For the demonstration's choice of people. */
export async function everyone(pool: Pool): Promise<Playable[]> {
  const { rows } = await pool.query<Playable>(
    `SELECT p.state AS person, jsonb_agg(o.state) AS organisations, (SELECT e.state FROM stream_head e WHERE e.stream = 'expert:' || substr(p.stream, 8)) AS expert
     FROM stream_head p CROSS JOIN LATERAL jsonb_array_elements(p.state->'memberships') m JOIN stream_head o ON o.stream = 'organisation:' || (m->>'orgId')
     WHERE p.stream >= 'person:' AND p.stream < 'person;' GROUP BY p.stream, p.state ORDER BY p.state->>'name'`,
  );
  return rows;
}
