import type { Fen } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import { ranking, type RankedBid, type TieRule } from './ranking.ts';

/** 经评审的最低投标价法: price plus the amounts the document adds for each accepted deviation. */
export type AdjustedBid = { readonly bidId: string; readonly priceFen: Fen; readonly adjustmentsFen: readonly Fen[] };

export function evaluatedPrice(bid: AdjustedBid): Fen {
  return bid.adjustmentsFen.reduce((sum, adjustment) => sum + adjustment, bid.priceFen);
}

/** Lowest evaluated price first; equal ones by the lower bid price, then by the document. */
export function rankByEvaluatedPrice(bids: readonly AdjustedBid[], ties: readonly TieRule[], drawOrder: readonly string[] = []): RankedBid[] {
  return ranking(bids.map((bid) => ({ bidId: bid.bidId, priceFen: bid.priceFen, scores: {}, total: ratio.of(-evaluatedPrice(bid)) })), ties, drawOrder);
}
