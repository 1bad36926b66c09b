import { formatFen } from '#kernel/money.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { hallRefusals as refusals } from './refusals.ts';
import type { Auction, AuctionTerms, Paddle } from './engine.types.ts';

/** Whether `a` is better than `b` for whoever sells, or buys. */
export function isBetter({ direction }: Pick<AuctionTerms, 'direction'>, a: bigint, b: bigint): boolean {
  return direction === 'up' ? a > b : a < b;
}

/** The step at a price, by the tiers or as the host last set it. */
export function stepAt({ terms, stepFen }: Pick<Auction, 'terms' | 'stepFen'>, priceFen: bigint): bigint {
  if (stepFen !== null) return BigInt(stepFen);
  const tier = terms.tiers.findLast(({ fromFen }) => BigInt(fromFen) <= priceFen) ?? terms.tiers[0];
  return BigInt(tier?.stepFen ?? '1');
}

/** Whether each climbs from its own price, and not all from the best: under weights, and in rounds of turns. */
export function isOwnLadder({ terms, stages }: Pick<Auction, 'terms' | 'stages'>): boolean {
  return terms.weights !== null || stages[0]?.kind === 'turns';
}

/** From where `paddle` would have to go on: the best price, or its own; null where it may begin at the start. */
export function standingFor(auction: Pick<Auction, 'terms' | 'stages' | 'best' | 'own'>, paddle: Paddle | null): bigint | null {
  const standing = isOwnLadder(auction) ? auction.own[String(paddle)] : auction.best;
  return standing ? BigInt(standing.priceFen) : null;
}

/** The least that would be taken from `paddle` now, if it has no right of first refusal; of nobody in particular: the least from someone new. */
export function nextPrice(auction: Pick<Auction, 'terms' | 'stages' | 'stepFen' | 'best' | 'own'>, paddle: Paddle | null = null): bigint {
  const { terms } = auction;
  const standing = standingFor(auction, paddle);
  return standing === null ? BigInt(terms.startFen) : capped(terms, towards(terms, standing, stepAt(auction, standing)));
}

/** A price for this hall: better than what stands by whole steps, not past the cap. A preferred bidder may take the price that stands. */
export function checkPrice(auction: Auction, paddle: Paddle, priceFen: bigint): Result<null, Refusal> {
  if (!isOwnLadder(auction) && mayTake(auction, paddle, priceFen)) return ok(null);
  return checkSteps(auction, standingFor(auction, paddle), priceFen);
}

/** By whole steps from `standing`, or from the start where nothing stands; the cap may be reached by less than a step. */
export function checkSteps(auction: Pick<Auction, 'terms' | 'stepFen'>, standing: bigint | null, priceFen: bigint): Result<null, Refusal> {
  const { terms } = auction;
  const base = standing ?? BigInt(terms.startFen);
  const step = stepAt(auction, base);
  const least = standing === null ? base : capped(terms, towards(terms, base, step));
  const said = { got: formatFen(priceFen), want: `${formatFen(least)} ${terms.direction === 'up' ? '以上' : '以下'}` };
  const bounded = checkBounds(terms, priceFen);
  if (!bounded.ok) return bounded;
  if (isBetter(terms, least, priceFen) || priceFen === standing) return err(refusals.tooLow(said));
  if (String(priceFen) !== terms.capFen && (priceFen - base) % step !== 0n) return err(refusals.offStep({ ...said, step: formatFen(step) }));
  return ok(null);
}

/** Better than what stands, whatever the steps, and not past the cap. */
export function checkBetter(terms: AuctionTerms, standing: bigint, priceFen: bigint): Result<null, Refusal> {
  const bounded = checkBounds(terms, priceFen);
  if (!bounded.ok) return bounded;
  return isBetter(terms, priceFen, standing) ? ok(null) : err(refusals.tooLow({ got: formatFen(priceFen), want: `优于 ${formatFen(standing)}` }));
}

/** 同等条件下优先: at the very price at which somebody without that right stands. */
export function mayTake({ participants, best }: Auction, paddle: Paddle, priceFen: bigint): boolean {
  const isPreferred = (number: Paddle): boolean => participants.some((each) => each.paddle === number && each.isPreferred);
  return best !== null && priceFen === BigInt(best.priceFen) && isPreferred(paddle) && !isPreferred(best.paddle);
}

/** Above nothing, however low the lowest bids, and not past the cap. */
function checkBounds(terms: AuctionTerms, priceFen: bigint): Result<null, Refusal> {
  if (priceFen <= 0n) return err(refusals.notAPrice({ got: formatFen(priceFen) }));
  const cap = terms.capFen === null ? null : BigInt(terms.capFen);
  return cap !== null && isBetter(terms, priceFen, cap) ? err(refusals.overCap({ got: formatFen(priceFen), want: formatFen(cap) })) : ok(null);
}

function towards({ direction }: AuctionTerms, priceFen: bigint, stepFen: bigint): bigint {
  return direction === 'up' ? priceFen + stepFen : priceFen - stepFen;
}

function capped(terms: AuctionTerms, priceFen: bigint): bigint {
  const cap = terms.capFen === null ? null : BigInt(terms.capFen);
  return cap !== null && isBetter(terms, priceFen, cap) ? cap : priceFen;
}

/** A price between the start and the cap, whatever the steps. */
export function checkRange(terms: AuctionTerms, priceFen: bigint): Result<null, Refusal> {
  const [start, cap] = [BigInt(terms.startFen), BigInt(terms.capFen ?? terms.startFen)];
  const said = { got: formatFen(priceFen), want: `${formatFen(start)} 至 ${formatFen(cap)}` };
  if (isBetter(terms, start, priceFen)) return err(refusals.tooLow(said));
  return isBetter(terms, priceFen, cap) ? err(refusals.overCap(said)) : ok(null);
}
