import { streamOf } from '#kernel/decider.ts';
import type { Pool } from '#platform/db/pool.ts';
import { bid } from './bid.ts';

/** The receipt that was given when this bid was handed in, whoever of its organisation did so. */
export async function findReceipt(pool: Pool, bidId: string, manifestHash: string): Promise<unknown> {
  const { rows } = await pool.query<{ receipt: unknown }>({
    name: 'bid_receipt',
    text: `SELECT c.outcome::jsonb->'receipt' AS receipt FROM (SELECT DISTINCT actor FROM event WHERE stream = $1) e
           JOIN command c ON c.actor = e.actor AND c.name = 'bid.submit' WHERE c.outcome::jsonb->'result'->>'manifestHash' = $2 LIMIT 1`,
    values: [streamOf(bid, bidId), manifestHash],
  });
  return rows[0]?.receipt ?? null;
}
