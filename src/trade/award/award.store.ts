import type { Pool } from '#platform/db/pool.ts';

export type Waiting = { readonly lotId: string; readonly key: string };

/** Lots whose signed report no award has taken up yet, first or after a return. */
export async function lotsReported(pool: Pool): Promise<Waiting[]> {
  const { rows } = await pool.query<Waiting>({
    name: 'award_reported',
    text: `SELECT e.state->>'lotId' AS "lotId", 'award-' || (e.state->>'round') AS key FROM stream_head e LEFT JOIN stream_head a ON a.stream = 'award:' || (e.state->>'lotId')
           WHERE e.status = 'reported' AND e.stream >= 'evaluation:' AND e.stream < 'evaluation;'
             AND (a.stream IS NULL OR (a.status = 'returned' AND (a.state->>'round')::int < (e.state->>'round')::int)) LIMIT 100`,
  });
  return rows;
}

/** Lots that the panel was charged with deciding, whose publicity is over and which nothing holds up. */
export async function lotsForPanelDecision(pool: Pool): Promise<Waiting[]> {
  const { rows } = await pool.query<Waiting>({
    name: 'award_panel_decides',
    text: `SELECT a.state->>'lotId' AS "lotId", 'panel-' || a.version AS key FROM stream_head a JOIN stream_head t ON t.stream = 'tender:' || (a.state->>'tenderId')
           WHERE a.status = 'publicity' AND a.stream >= 'award:' AND a.stream < 'award;' AND a.state->>'method' = 'panel-decides'
             AND a.state->'publicity'->>'endedAt' IS NOT NULL AND t.state->'suspension' = 'null'
             AND NOT EXISTS (SELECT 1 FROM jsonb_array_elements(t.state->'openObjections') o WHERE o->>'target' = 'candidates' AND coalesce(o->>'lotId', a.state->>'lotId') = a.state->>'lotId') LIMIT 100`,
  });
  return rows;
}

export type Unannounced = Waiting & { readonly bidderIds: readonly string[] };

/** Lots without a candidate whose failure the initiator has not announced in its time, and which nothing holds up. */
export async function failuresUnannounced(pool: Pool): Promise<Unannounced[]> {
  const { rows } = await pool.query<Unannounced>({
    name: 'award_failures_unannounced',
    text: `SELECT a.state->>'lotId' AS "lotId", 'failure-' || a.version AS key, ARRAY(SELECT b->>'bidderId' FROM jsonb_array_elements(a.state->'bidders') b) AS "bidderIds"
           FROM stream_head a JOIN stream_head t ON t.stream = 'tender:' || (a.state->>'tenderId')
           WHERE a.status = 'report-received' AND a.stream >= 'award:' AND a.stream < 'award;' AND jsonb_array_length(a.state->'candidates') = 0
             AND (a.state->>'publishBy')::bigint <= legal_now() AND t.state->'suspension' = 'null' LIMIT 100`,
  });
  return rows;
}

/** Awards of tenders in which the organisation has a part, or whose notice went to it; latest first. */
export async function awardsOf(pool: Pool, orgId: string): Promise<{ lotId: string; tenderName: string; lotName: string; status: string; part: string }[]> {
  const { rows } = await pool.query<{ lotId: string; tenderName: string; lotName: string; status: string; part: string }>({
    name: 'awards_of',
    text: `SELECT a.state->>'lotId' AS "lotId", t.state->>'name' AS "tenderName", l->>'name' AS "lotName", a.state->>'status' AS status,
             CASE WHEN $1 IN (t.state->'initiator'->>'orgId', t.state->'agency'->>'orgId') THEN 'initiator' WHEN $1 = t.state->'department'->>'orgId' THEN 'department'
                  WHEN $1 = t.state->'centre'->>'orgId' THEN 'centre' ELSE 'bidder' END AS part
           FROM stream_head a JOIN stream_head t ON t.stream = 'tender:' || (a.state->>'tenderId'), jsonb_array_elements(t.state->'lots') l
           WHERE a.stream >= 'award:' AND a.stream < 'award:' || U&'\\FFFF' AND l->>'lotId' = a.state->>'lotId'
             AND ($1 IN (t.state->'initiator'->>'orgId', t.state->'agency'->>'orgId', t.state->'department'->>'orgId', t.state->'centre'->>'orgId')
                  OR EXISTS (SELECT 1 FROM jsonb_array_elements(a.state->'bidders') b WHERE b->>'bidderId' = $1))
           ORDER BY (a.state->>'reportReceivedAt')::bigint DESC LIMIT 500`,
    values: [orgId],
  });
  return rows;
}
