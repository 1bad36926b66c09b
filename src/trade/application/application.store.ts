import type { Pool } from '#platform/db/pool.ts';
import type { Application } from './application.types.ts';

/** All applications of one bidder, newest first. */
export async function readApplicationsOf(pool: Pool, bidderId: string): Promise<Application[]> {
  const { rows } = await pool.query<{ state: Application }>({
    name: 'applications_of',
    text: `SELECT state FROM stream_head WHERE stream >= 'application:' AND stream < 'application;' AND state->>'bidderId' = $1 ORDER BY (state->>'appliedAt')::bigint DESC`,
    values: [bidderId],
  });
  return rows.map(({ state }) => state);
}

/** The application that a pay code was drawn for; codes are drawn so that no two are alike. */
export async function findByPayCode(pool: Pool, payCode: string): Promise<Application | null> {
  const { rows } = await pool.query<{ state: Application }>({
    name: 'application_of_pay_code',
    text: `SELECT state FROM stream_head WHERE stream >= 'application:' AND stream < 'application;' AND state->>'payCode' = $1`,
    values: [payCode],
  });
  return rows[0]?.state ?? null;
}

/** The applications that brought a file: the same bytes may come with several. */
export async function readApplicationsWith(pool: Pool, sha256: string): Promise<Application[]> {
  const { rows } = await pool.query<{ state: Application }>({
    name: 'applications_with_file',
    text: `SELECT state FROM stream_head WHERE stream >= 'application:' AND stream < 'application;' AND state->'files' @> jsonb_build_array(jsonb_build_object('sha256', $1::text))`,
    values: [sha256],
  });
  return rows.map(({ state }) => state);
}
