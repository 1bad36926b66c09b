import type { Instant } from '#kernel/time/instant.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { Deal } from './deal.types.ts';

export type EndedLot = { readonly lotId: string; readonly endedAt: Instant };

/** Lots whose hall has an outcome and whose deal nobody has opened; `endedAt` is when the outcome came. */
export async function lotsEnded(pool: Pool): Promise<EndedLot[]> {
  const { rows } = await pool.query<EndedLot>({
    name: 'deals_to_open',
    text: `SELECT a.state->>'lotId' AS "lotId", (SELECT max(e.at) FROM event e WHERE e.stream = a.stream AND e.kind IN ('AuctionEnded', 'ReserveCompared')) AS "endedAt"
           FROM stream_head a WHERE a.status IN ('sold', 'unsold') AND a.stream >= 'auction:' AND a.stream < 'auction;'
             AND EXISTS (SELECT FROM stream_head s WHERE s.stream = 'sale:' || (a.state->>'saleId'))
             AND NOT EXISTS (SELECT FROM stream_head d WHERE d.stream = 'deal:' || (a.state->>'lotId')) LIMIT 50`,
  });
  return rows;
}

/** A deposit that lies in the book of a lot without a reason to lie there, and what becomes of it. */
export type Unsettled = { readonly lotId: string; readonly payCode: string; readonly heldFen: string; readonly fate: 'return' | 'price' | 'forfeit' };

/**
 * Back goes what came from those who were not admitted or did not buy; of who bought, the contract makes it part of the price,
 * and a lapse keeps it. Found by the money itself: what has been settled lies there no longer, however often is asked.
 */
export async function depositsUnsettled(pool: Pool): Promise<Unsettled[]> {
  const { rows } = await pool.query<Unsettled>({
    name: 'deals_to_settle',
    text: `SELECT * FROM (
             SELECT l."lotId", p.state->>'payCode' AS "payCode", l.state->'accounts'->('held/' || (p.state->>'payCode'))->>'fen' AS "heldFen",
               CASE WHEN p.state->'qualification'->>'isQualified' = 'false' OR h.status = 'unsold' THEN 'return'
                    WHEN h.status IS DISTINCT FROM 'sold' THEN NULL
                    WHEN p.state->>'paddle' IS DISTINCT FROM h.state->'auction'->'outcome'->>'paddle' THEN 'return'
                    WHEN jsonb_typeof(d.state->'lapse') = 'object' THEN 'forfeit'
                    WHEN d.state->'contract'->>'signedAt' IS NULL THEN NULL
                    WHEN d.state->>'depositFen' = '0' THEN 'return' ELSE 'price' END AS fate
             FROM (SELECT substr(stream, length('ledger:') + 1) AS "lotId", state FROM stream_head WHERE status = 'held' AND stream >= 'ledger:' AND stream < 'ledger;') l
             JOIN stream_head h ON h.stream = 'auction:' || l."lotId"
             CROSS JOIN LATERAL heads_under('application:' || l."lotId" || ':') p
             LEFT JOIN stream_head d ON d.stream = 'deal:' || l."lotId") u
           WHERE "heldFen" <> '0' AND fate IS NOT NULL LIMIT 200`,
  });
  return rows;
}

/** Lots whose result has been published, newest first. */
export async function readResults(pool: Pool, { limit }: { readonly limit: number }): Promise<Deal[]> {
  const { rows } = await pool.query<{ state: Deal }>({
    name: 'deal_results',
    text: `SELECT state FROM stream_head WHERE stream >= 'deal:' AND stream < 'deal;' AND jsonb_typeof(state->'result') = 'object' ORDER BY (state->'result'->>'at')::bigint DESC LIMIT $1`,
    values: [limit],
  });
  return rows.map(({ state }) => state);
}

/** Where the last event of a kind stands in the log; null until the sequencer has been there. */
export async function findLogIndex(pool: Pool, lotId: string, kind: string): Promise<number | null> {
  const { rows } = await pool.query<{ index: number | null }>({
    name: 'deal_log_index',
    text: 'SELECT l.index FROM event e LEFT JOIN log_leaf l ON l.commit_id = e.commit_id WHERE e.stream = $1 AND e.kind = $2 ORDER BY e.version DESC LIMIT 1',
    values: [`deal:${lotId}`, kind],
  });
  return rows[0]?.index ?? null;
}
