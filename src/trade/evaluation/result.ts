import { present } from '#kernel/assert.ts';
import * as ratio from '#kernel/ratio.ts';
import { rate } from '#rules/rate.ts';
import { evaluateComposite, type CompositeResult } from '#rules/evaluation/composite.ts';
import type { Opening, OpeningLot } from '#trade/opening/opening.types.ts';
import { byText, statementDigest } from '#evidence/draw/digest.ts';
import { validBids } from './evaluation.ts';
import type { BidResult, Evaluation } from './evaluation.types.ts';
import type { Terms } from './hall.ts';

/** Places of every number in a report; joint marks are rounded before, as the document says. */
const decimals = 4;

/** Everything that follows from scores, prices and the document; null when no bid stands. Order of members and bids does not matter. */
export function resultOf(evaluation: Evaluation, terms: Terms, lot: OpeningLot): CompositeResult | null {
  const standing = validBids(evaluation);
  if (standing.length === 0) return null;
  const coefficient = lot.coefficient?.value ?? null;
  return evaluateComposite(terms.method, {
    bids: standing.map(({ bidderId, evaluatedPriceFen }) => ({ bidId: bidderId, priceFen: BigInt(evaluatedPriceFen) })),
    memberIds: evaluation.members.map(({ memberId }) => memberId),
    marks: standing.flatMap(({ bidderId, scores }) => scores.map(({ memberId, factorId, points }) => ({ memberId, bidId: bidderId, criterionId: factorId, mark: points }))),
    capFen: BigInt(terms.lot.priceCapFen),
    coefficient,
    drawOrder: tieOrderOf(lot),
  });
}

/** Results as the report states them, best first. */
export function rowsOf(evaluation: Evaluation, { document }: Terms, { ranked }: CompositeResult): BidResult[] {
  return ranked.map(({ bidId, scores, total, place }) => {
    const { bidderName, priceFen, evaluatedPriceFen } = present(evaluation.bids.find(({ bidderId }) => bidderId === bidId), bidId);
    const group = (factors: readonly { readonly id: string }[]) => ratio.round(ratio.sum(factors.map(({ id }) => rate(scores[id] as string))), decimals);
    return {
      bidderId: bidId, bidderName, priceFen, evaluatedPriceFen, rank: place,
      technical: group(document.scoring.technical), commercial: group(document.scoring.commercial),
      price: ratio.round(rate(scores['price'] as string), decimals), total: ratio.round(total, decimals),
    };
  });
}

/**
 * The order that parts bids equal in total and price: the digest of one's own manifest hash under all of them. It is
 * fixed at the deadline, and no bidder could aim at a place without knowing every other bid.
 */
export function tieOrderOf({ lotId, accepted }: Pick<OpeningLot, 'lotId' | 'accepted'>): string[] {
  const all = accepted.map(({ manifestHash }) => manifestHash).sort(byText);
  const keyed = accepted.map(({ bidderId, manifestHash }) => ({ bidderId, key: statementDigest('ovoo-tie-order/v1', { lotId, all, own: manifestHash }) }));
  return keyed.sort((a, b) => byText(a.key, b.key)).map(({ bidderId }) => bidderId);
}

export function openingLotOf(opening: Opening | null, lotId: string): OpeningLot {
  return present(opening?.lots.find((each) => each.lotId === lotId), `opening of ${lotId}`);
}
