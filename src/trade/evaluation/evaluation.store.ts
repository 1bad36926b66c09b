import type { Pool } from '#platform/db/pool.ts';

/** Where the report stands in the log; null for the seconds until the log has taken it in, and before there is one. */
export async function findReportIndex(pool: Pool, lotId: string): Promise<number | null> {
  const { rows } = await pool.query<{ index: number }>({
    name: 'evaluation_report_index',
    text: `SELECT l.index FROM event e JOIN log_leaf l ON l.commit_id = e.commit_id
           WHERE e.stream = $1 AND e.kind = 'EvaluationReported' ORDER BY e.version DESC LIMIT 1`,
    values: [`evaluation:${lotId}`],
  });
  return rows[0]?.index ?? null;
}

/** Tenders on whose panel this person has a seat. */
export async function tendersOfMember(pool: Pool, personId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'evaluation_seats_of_person',
    text: `SELECT substr(stream, 7) AS id FROM stream_head WHERE stream >= 'panel:' AND stream < 'panel;'
           AND state::jsonb->'members' @> $1::jsonb ORDER BY stream`,
    values: [JSON.stringify([{ personId, status: 'seated' }])],
  });
  return rows.map(({ id }) => id);
}

/** Tenders that this department supervises and that have come to evaluation. */
export async function tendersOfDepartment(pool: Pool, orgId: string): Promise<string[]> {
  const { rows } = await pool.query<{ id: string }>({
    name: 'evaluation_tenders_of_department',
    text: `SELECT substr(t.stream, 8) AS id FROM stream_head t WHERE t.stream >= 'tender:' AND t.stream < 'tender;'
           AND t.state::jsonb->'department'->>'orgId' = $1
           AND EXISTS (SELECT 1 FROM stream_head e WHERE e.stream >= 'evaluation:' || substr(t.stream, 8) || '-' AND e.stream < 'evaluation:' || substr(t.stream, 8) || '.')
           ORDER BY t.stream`,
    values: [orgId],
  });
  return rows.map(({ id }) => id);
}

/** Lots whose evaluation still has a member who sits on the panel no more. */
export async function lotsToReseat(pool: Pool): Promise<{ lotId: string; version: number }[]> {
  const { rows } = await pool.query<{ lotId: string; version: number }>({
    name: 'evaluation_to_reseat',
    text: `SELECT substr(e.stream, 12) AS "lotId", e.version FROM stream_head e JOIN stream_head p ON p.stream = 'panel:' || (e.state->>'tenderId')
           WHERE e.status <> 'reported' AND e.stream >= 'evaluation:' AND e.stream < 'evaluation;'
             AND EXISTS (SELECT FROM jsonb_array_elements(e.state->'members') m
               WHERE NOT p.state->'members' @> jsonb_build_array(jsonb_build_object('memberId', m->>'memberId', 'status', 'seated')))
           ORDER BY e.stream`,
  });
  return rows;
}
