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
