import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Pool } from '#platform/db/pool.ts';

/** An event's words as the journal holds them, and where it stands in the log; `logIndex` is null for the seconds until the log has taken it in. */
export type Issued = { readonly body: JsonObject; readonly at: Instant; readonly logIndex: number | null };

/** The letter last issued for a lot: `{letter, contractBy, notified, statement, signature}`. */
export function findLetter(pool: Pool, lotId: string): Promise<Issued | null> {
  return lastOf(pool, `award:${lotId}`, 'LetterIssued');
}

/** The report that the department was given: `{report, late, statement, signature}`. */
export function findReport(pool: Pool, lotId: string): Promise<Issued | null> {
  return lastOf(pool, `award:${lotId}`, 'ReportedToDepartment');
}

/** What a bidder was last told: `{content}`. */
export function findNotice(pool: Pool, noticeId: string): Promise<Issued | null> {
  return lastOf(pool, `notice:${noticeId}`, 'BidderNotified');
}

async function lastOf(pool: Pool, stream: string, kind: string): Promise<Issued | null> {
  const { rows } = await pool.query<{ at: Instant; index: number | null; bodies: readonly string[] }>({
    name: 'award_issued',
    text: `SELECT e.at, l.index, ARRAY(SELECT p.body FROM event_part p WHERE p.event_id = e.id ORDER BY p.n) AS bodies
           FROM event e LEFT JOIN log_leaf l ON l.commit_id = e.commit_id WHERE e.stream = $1 AND e.kind = $2 ORDER BY e.version DESC LIMIT 1`,
    values: [stream, kind],
  });
  const row = rows[0];
  return row ? { at: row.at, logIndex: row.index, body: Object.assign({}, ...row.bodies.map((body) => JSON.parse(body) as JsonObject)) as JsonObject } : null;
}
