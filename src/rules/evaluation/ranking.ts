import type { Fen } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import type { Ratio } from '#kernel/ratio.ts';
import { rate } from '../rate.ts';

/** How equal totals are parted, in the order of the tender document; the lower price always comes first (标准施工招标文件). */
export type TieRule = { readonly kind: 'lowerPrice' } | { readonly kind: 'higherScore'; readonly criterionId: string } | { readonly kind: 'draw' };

export type RankedInput = {
  readonly bidId: string;
  readonly total: Ratio;
  readonly priceFen: Fen;
  /** Joint score by criterion, for `higherScore`. */
  readonly scores: Readonly<Record<string, string>>;
};

export type RankedBid = RankedInput & {
  /** From 1; bids that no rule parts share a place. */
  readonly place: number;
  /** What put it behind the one before: the total, a tie rule, or nothing (`same`: still equal; `first`). */
  readonly partedBy: 'first' | 'total' | 'same' | TieRule['kind'];
};

/**
 * Places, best first. `drawOrder` lists bid ids in drawn order, for bids that only a draw can part; where
 * it is needed and absent they share a place. The order of the input does not matter.
 */
export function ranking(bids: readonly RankedInput[], ties: readonly TieRule[], drawOrder: readonly string[] = []): RankedBid[] {
  const rules = ties.some((tie) => tie.kind === 'lowerPrice') ? ties : [{ kind: 'lowerPrice' } as const, ...ties];
  const sorted = [...bids].sort((a, b) => partOf(a, b, rules, drawOrder).order || (a.bidId < b.bidId ? -1 : 1));
  const rows: RankedBid[] = [];
  for (const [index, bid] of sorted.entries()) {
    const before = rows[index - 1];
    const parted = before ? partOf(before, bid, rules, drawOrder) : null;
    const place = before && parted?.order === 0 ? before.place : index + 1;
    rows.push({ ...bid, place, partedBy: parted?.by ?? 'first' });
  }
  return rows;
}

export type Candidates = {
  readonly candidates: readonly RankedBid[];
  /** Bids that share a place among or at the edge of the candidates: the document's draw must part them first. */
  readonly undecided: readonly string[];
};

/** The first `most` places (条例第五十三条: at most 3). */
export function candidatesOf(ranked: readonly RankedBid[], most: number): Candidates {
  const inside = ranked.filter((bid) => bid.place <= most);
  const shared = inside.filter((bid) => ranked.some((other) => other.bidId !== bid.bidId && other.place === bid.place));
  return { candidates: shared.length > 0 ? [] : inside, undecided: shared.map((bid) => bid.bidId) };
}

function partOf(a: RankedInput, b: RankedInput, ties: readonly TieRule[], drawOrder: readonly string[]): { order: number; by: RankedBid['partedBy'] } {
  const byTotal = ratio.compare(b.total, a.total);
  if (byTotal !== 0) return { order: byTotal, by: 'total' };
  for (const tie of ties) {
    const order = tieOrder(a, b, tie, drawOrder);
    if (order !== 0) return { order, by: tie.kind };
  }
  return { order: 0, by: 'same' };
}

function tieOrder(a: RankedInput, b: RankedInput, tie: TieRule, drawOrder: readonly string[]): number {
  if (tie.kind === 'lowerPrice') return a.priceFen < b.priceFen ? -1 : a.priceFen > b.priceFen ? 1 : 0;
  if (tie.kind === 'higherScore') return ratio.compare(rate(b.scores[tie.criterionId] ?? '0'), rate(a.scores[tie.criterionId] ?? '0'));
  const [placeA, placeB] = [drawOrder.indexOf(a.bidId), drawOrder.indexOf(b.bidId)];
  return placeA < 0 || placeB < 0 ? 0 : placeA - placeB;
}
