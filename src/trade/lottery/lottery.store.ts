import { readPublicEvidence, type PublicEvidence } from '#evidence/journal/evidence.store.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { Lottery } from './lottery.types.ts';

/** Draws that have not come to their end, of all lots or of those in which one of these holders takes part. */
export async function readOpenLotteries(pool: Pool, holderIds: readonly string[] | null): Promise<{ readonly version: number; readonly state: Lottery }[]> {
  const { rows } = await pool.query<{ version: number; state: Lottery }>({
    name: 'lottery_open',
    text: `SELECT version, state FROM stream_head WHERE stream >= 'lottery:' AND stream < 'lottery;' AND state->>'value' IS NULL AND state->>'hasLapsed' = 'false'
             AND ($1::text[] IS NULL OR EXISTS (SELECT FROM jsonb_array_elements(state->'holders') h WHERE h->>'holderId' = ANY ($1))) ORDER BY stream`,
    values: [holderIds],
  });
  return rows;
}

/** Evidence of the event that fixed the draw: the list, or the contribution that came late; null while nothing did. */
export async function readFixing(pool: Pool, lotId: string): Promise<PublicEvidence | null> {
  const all = await readPublicEvidence(pool, `lottery:${lotId}`, ['LotteryListed', 'LotterySourceAdded']);
  const first = all.findIndex(({ header }) => header.kind === 'LotteryListed');
  return first < 0 ? null : (all.slice(first).find(({ parts }) => parts.some((part) => 'body' in part && (JSON.parse(part.body) as { fixed?: boolean }).fixed === true)) ?? null);
}
