import { isBetter } from '#trade/auction/engine/price.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';

/** A bid one press away: `steps` counts from the price that stands, 0 is that very price. */
export type QuickBid = { readonly fen: bigint; readonly steps: number };

/** One press bids a whole step more, or two, or five; none goes past the cap. */
export function quickBids(view: HallView): readonly QuickBid[] {
  const next = BigInt(view.nextFen);
  const bids = [1, 2, 5].map((steps) => ({ steps, fen: capped(view, moved(view, next, BigInt(steps - 1))) }));
  return bids.filter(({ fen }, i) => fen > 0n && bids.findIndex((each) => each.fen === fen) === i);
}

/** 同等条件优先: the price that stands, for whoever may take it without going beyond. */
export function preferredBid({ mine, best, ladder }: HallView): QuickBid | null {
  return ladder === 'shared' && mine?.isPreferred && best && best.paddle !== mine.paddle ? { fen: BigInt(best.priceFen), steps: 0 } : null;
}

/** How many steps a price lies beyond the one that stands; the first is the next price itself. Part of a step counts as one. */
export function stepsOf(view: HallView, fen: bigint): number {
  const step = BigInt(view.stepFen);
  const beyond = distance(view, BigInt(view.nextFen), fen);
  return step === 0n ? 1 : Number((beyond + step - 1n) / step) + 1;
}

/** More than this many steps at once is asked about before it is sent. */
export const calmSteps = 5;

export type PriceCheck = { readonly isRight: true; readonly steps: number } | { readonly isRight: false; readonly wrong: string; readonly right: readonly bigint[] };

/** What the hall would say to a price now. The server judges; this only spares the way to it. */
export function checkPrice(view: HallView, fen: bigint): PriceCheck {
  const [next, step] = [BigInt(view.nextFen), BigInt(view.stepFen)];
  const cap = view.capFen === null ? null : BigInt(view.capFen);
  if (preferredBid(view)?.fen === fen) return { isRight: true, steps: 0 };
  if (cap !== null && isBetter(view, fen, cap)) return { isRight: false, wrong: '超过公告的限价', right: [cap] };
  if (isBetter(view, next, fen)) return { isRight: false, wrong: view.direction === 'up' ? '不够' : '太高', right: [next] };
  const over = step === 0n ? 0n : distance(view, next, fen) % step;
  if (over === 0n || fen === cap) return { isRight: true, steps: stepsOf(view, fen) };
  const nearer = view.direction === 'up' ? fen - over : fen + over;
  return { isRight: false, wrong: '不是加价幅度的整数倍', right: [nearer, capped(view, moved(view, nearer, 1n))] };
}

function moved({ direction, stepFen }: HallView, from: bigint, steps: bigint): bigint {
  return direction === 'up' ? from + steps * BigInt(stepFen) : from - steps * BigInt(stepFen);
}

function capped(view: HallView, fen: bigint): bigint {
  const cap = view.capFen === null ? null : BigInt(view.capFen);
  return cap !== null && isBetter(view, fen, cap) ? cap : fen;
}

/** From `a` on towards better prices; nothing lies behind. */
function distance({ direction }: HallView, a: bigint, b: bigint): bigint {
  const far = direction === 'up' ? b - a : a - b;
  return far > 0n ? far : 0n;
}
