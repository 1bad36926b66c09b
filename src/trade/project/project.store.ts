import type { Pool } from '#platform/db/pool.ts';
import type { Project } from './project.ts';

/** A project with what its list shows of the tender's state. */
export type ProjectRow = { readonly project: Project; readonly status: string; readonly bidDeadlineAt: number | null; readonly venue: unknown };

const columns = `p.state AS project, coalesce(t.state->>'status', 'registered') AS status,
  (t.state->'published'->'document'->>'bidDeadlineAt')::bigint AS "bidDeadlineAt", t.state->'venue' AS venue`;
const from = `stream_head p LEFT JOIN stream_head t ON t.stream = 'tender:' || (p.state->>'tenderId')`;
const party = `$1 IN (p.state->'initiator'->>'orgId', p.state->'agency'->>'orgId', p.state->'centre'->>'orgId', p.state->'department'->>'orgId')`;

/** Projects in which the organisation has a part (initiator, agency, centre or department), latest first. */
export async function projectsOf(pool: Pool, orgId: string): Promise<ProjectRow[]> {
  const { rows } = await pool.query<ProjectRow>({
    name: 'projects_of',
    text: `SELECT ${columns} FROM ${from} WHERE p.stream >= 'project:' AND p.stream < 'project:' || U&'\\FFFF' AND ${party} ORDER BY (p.state->>'registeredAt')::bigint DESC LIMIT 1000`,
    values: [orgId],
  });
  return rows;
}

export async function findProject(pool: Pool, orgId: string, projectId: string): Promise<ProjectRow | null> {
  const { rows } = await pool.query<ProjectRow>({ name: 'project_find', text: `SELECT ${columns} FROM ${from} WHERE p.stream = 'project:' || $2 AND ${party}`, values: [orgId, projectId] });
  return rows[0] ?? null;
}

/** The agency agreement with this hash, of a project in which the organisation has a part. */
export async function findAgreement(pool: Pool, orgId: string, sha256: string): Promise<Project | null> {
  const { rows } = await pool.query<{ project: Project }>({
    name: 'project_agreement',
    text: `SELECT p.state AS project FROM stream_head p WHERE p.stream >= 'project:' AND p.stream < 'project:' || U&'\\FFFF' AND p.state->'agency'->'agreement'->>'sha256' = $2 AND ${party} LIMIT 1`,
    values: [orgId, sha256],
  });
  return rows[0]?.project ?? null;
}
