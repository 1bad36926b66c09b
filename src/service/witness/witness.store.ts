import type { Pool } from '#platform/db/pool.ts';
import type { Opened, Recorded } from './record.ts';

/** Every kind of stream that speaks of a tender. */
const tenderStreams = ['tender', 'taking', 'inquiry', 'objection', 'bid', 'opening', 'panel', 'evaluation', 'award', 'notice', 'contract', 'deposit', 'witness', 'archive'];

/** Every event of a tender, oldest first, with the classes that decide who sees it. The caller withholds. */
export async function eventsOfTender(pool: Pool, tenderId: string): Promise<Recorded[]> {
  const { rows } = await pool.query<Recorded>({
    name: 'witness_events',
    text: `SELECT e.stream, e.version, e.kind, e.at, e.actor, e.class, l.index AS "logIndex",
             coalesce(jsonb_agg(jsonb_build_object('class', p.class, 'body', p.body) ORDER BY p.n) FILTER (WHERE p.n IS NOT NULL), '[]') AS parts
           FROM unnest($1::text[]) AS w(prefix) JOIN event e ON e.stream >= w.prefix AND e.stream < w.prefix || U&'\\FFFF'
           LEFT JOIN event_part p ON p.event_id = e.id LEFT JOIN log_leaf l ON l.commit_id = e.commit_id
           GROUP BY e.id, l.index ORDER BY e.at, e.id`,
    values: [tenderStreams.map((type) => `${type}:${tenderId}`)],
  });
  return rows;
}

export async function openedUnder(pool: Pool, scopes: readonly string[]): Promise<Opened[]> {
  const { rows } = await pool.query<Opened>({ name: 'witness_opened', text: 'SELECT scope, class, to_class AS "toClass" FROM disclosure WHERE scope = ANY ($1)', values: [scopes] });
  return rows;
}

export type WitnessedTender = { readonly tenderId: string; readonly name: string; readonly status: string; readonly bidDeadlineAt: number | null; readonly incidents: number };

/** Tenders that the centre witnesses, or the department supervises; those with something going on first. */
export async function tendersWitnessedBy(pool: Pool, orgId: string): Promise<WitnessedTender[]> {
  const { rows } = await pool.query<WitnessedTender>({
    name: 'tenders_witnessed',
    text: `SELECT t.state->>'tenderId' AS "tenderId", t.state->>'name' AS name, t.state->>'status' AS status, (t.state->'published'->'document'->>'bidDeadlineAt')::bigint AS "bidDeadlineAt",
             coalesce(jsonb_array_length(w.state->'incidents'), 0) AS incidents
           FROM stream_head t LEFT JOIN stream_head w ON w.stream = 'witness:' || (t.state->>'tenderId')
           WHERE t.stream >= 'tender:' AND t.stream < 'tender:' || U&'\\FFFF' AND $1 IN (t.state->'centre'->>'orgId', t.state->'department'->>'orgId')
           ORDER BY (t.state->>'status' = 'ended'), (t.state->>'registeredAt')::bigint DESC LIMIT 500`,
    values: [orgId],
  });
  return rows;
}
