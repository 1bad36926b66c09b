import * as ratio from '#kernel/ratio.ts';
import type { Auction, AuctionTerms, Offer, Participant, Standing } from './engine.types.ts';
import { isBetter } from './price.ts';

type Priced = Pick<Offer, 'paddle' | 'priceFen' | 'at'>;

/** The best of several, by price or under weights by total; among equals whoever has the right of first refusal (同等条件下优先), then whoever was first. */
export function bestOf(terms: AuctionTerms, participants: readonly Participant[], prices: readonly Priced[]): Standing | null {
  const [first] = ranked(terms, participants, prices);
  return first ? { paddle: first.paddle, priceFen: first.priceFen, at: first.at } : null;
}

/** All of them, best first. */
export function ranked<T extends Priced>(terms: AuctionTerms, participants: readonly Participant[], prices: readonly T[]): T[] {
  const compare = comparison(terms, participants, prices);
  const preference = ({ paddle }: T): number => (participants.some((each) => each.paddle === paddle && each.isPreferred) ? 0 : 1);
  return [...prices].sort((a, b) => compare(b, a) || preference(a) - preference(b) || a.at - b.at || a.paddle - b.paddle);
}

function comparison(terms: AuctionTerms, participants: readonly Participant[], prices: readonly Priced[]): (a: Priced, b: Priced) => number {
  const { weights } = terms;
  if (weights === null) {
    return (a, b) => (a.priceFen === b.priceFen ? 0 : isBetter(terms, BigInt(a.priceFen), BigInt(b.priceFen)) ? 1 : -1);
  }
  const totals = new Map(prices.map((each) => [each, totalOf(terms, participants, prices, each)]));
  return (a, b) => ratio.compare(totals.get(a) ?? ratio.zero, totals.get(b) ?? ratio.zero);
}

/** Price points are `weight` × P ÷ Pmax (÷ P × Pmin where the lowest is the best); the other terms bring `1 − weight` of their points. */
export function totalOf(terms: AuctionTerms, participants: readonly Participant[], prices: readonly Priced[], { paddle, priceFen }: Pick<Priced, 'paddle' | 'priceFen'>): ratio.Ratio {
  const weight = decimal(terms.weights?.price ?? '1');
  const top = prices.map((each) => BigInt(each.priceFen)).reduce((best, each) => (isBetter(terms, each, best) ? each : best), BigInt(priceFen));
  const share = terms.direction === 'up' ? ratio.of(BigInt(priceFen), top) : ratio.of(top, BigInt(priceFen));
  const points = decimal(participants.find((each) => each.paddle === paddle)?.points ?? '0');
  const hundred = ratio.of(100n);
  return ratio.add(ratio.mul(weight, ratio.mul(share, hundred)), ratio.mul(ratio.sub(ratio.one, weight), points));
}

/** Every bidder's own standing as a list. */
export function standings({ own }: Pick<Auction, 'own'>): Standing[] {
  return Object.values(own);
}

function decimal(text: string): ratio.Ratio {
  const parsed = ratio.parse(text);
  return parsed.ok ? parsed.value : ratio.zero;
}
