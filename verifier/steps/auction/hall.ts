import type { Json, JsonObject } from '../../json.ts';
import { add, compare, decimal, mul, one, ratio, sub, zero, type Ratio } from '../../ratio.ts';
import type { Stage, Terms } from './terms.ts';

/** A price somebody named, and when. */
export type Quote = { readonly paddle: number; readonly price: bigint; readonly at: number };
export type Offer = Quote & { readonly quantity: string | null };
export type Participant = { readonly paddle: number; readonly isPreferred: boolean; readonly points: Ratio };
export type Turn = { readonly round: number; readonly order: readonly number[]; readonly index: number };

/** A hall in the middle of its replay. Instants and spans are microseconds, prices 分. */
export type Hall = {
  readonly terms: Terms;
  readonly startAt: number;
  readonly people: readonly Participant[];
  readonly state: 'waiting' | 'running' | 'paused' | 'ended';
  /** What is still to be played, what runs now first. */
  readonly plan: readonly Stage[];
  readonly begunAt: number | null;
  readonly endsAt: number | null;
  /** When the time for sealed prices was over, where they are opened only afterwards. */
  readonly closedAt: number | null;
  /** How often the price that stands has been called; null before the auctioneer opens the floor. */
  readonly calls: number | null;
  readonly hasFallen: boolean;
  /** The step that the host has set; null: by the tiers. */
  readonly step: bigint | null;
  /** What a falling price stands at. */
  readonly ask: bigint | null;
  readonly best: Quote | null;
  readonly own: ReadonlyMap<number, Quote>;
  readonly holder: number | null;
  readonly goingOn: readonly number[];
  readonly offers: readonly Offer[];
  readonly turn: Turn | null;
  readonly pausedFrom: number | null;
  /** Time lost up to here has been given back. */
  readonly restoredTo: number;
  readonly outcome: JsonObject | null;
};

export function emptyHall(terms: Terms, startAt: number, people: readonly Participant[]): Hall {
  return {
    terms, startAt, people, state: 'waiting', plan: terms.stages, begunAt: null, endsAt: null, closedAt: null, calls: null, hasFallen: false, step: null, ask: null, best: null, own: new Map(), holder: null,
    goingOn: [], offers: [], turn: null, pausedFrom: null, restoredTo: 0, outcome: null,
  };
}

export function isBetter({ isRising }: Terms, a: bigint, b: bigint): boolean {
  return isRising ? a > b : a < b;
}

export function isPreferred({ people }: Hall, paddle: number): boolean {
  return people.some((each) => each.paddle === paddle && each.isPreferred);
}

/** The step at a price. */
export function stepAt({ terms, step }: Hall, price: bigint): bigint {
  return step ?? (terms.tiers.findLast(({ from }) => from <= price) ?? (terms.tiers[0] as { step: bigint })).step;
}

/**
 * Best first: by price, or by total where other terms count; among equals whoever has the right of first refusal, then
 * whoever was first, then the lower number.
 */
export function ranking<T extends Quote>(hall: Hall, quotes: readonly T[]): T[] {
  const values = new Map(quotes.map((quote) => [quote, hall.terms.priceWeight === null ? priceValue(hall.terms, quote) : totalOf(hall, quotes, quote)]));
  const valueOf = (quote: T): Ratio => values.get(quote) ?? zero;
  const rankOf = ({ paddle }: T): number => (isPreferred(hall, paddle) ? 0 : 1);
  return [...quotes].sort((a, b) => compare(valueOf(b), valueOf(a)) || rankOf(a) - rankOf(b) || a.at - b.at || a.paddle - b.paddle);
}

function priceValue({ isRising }: Terms, { price }: Quote): Ratio {
  return ratio(isRising ? price : -price);
}

/** weight × 100 × P ÷ Pmax (Pmin ÷ P where the lowest is the best) + (1 − weight) × points of the other terms. */
function totalOf({ terms, people }: Hall, quotes: readonly Quote[], { paddle, price }: Quote): Ratio {
  const weight = terms.priceWeight ?? one;
  const top = quotes.reduce((best, quote) => (isBetter(terms, quote.price, best) ? quote.price : best), price);
  const share = terms.isRising ? ratio(price, top) : ratio(top, price);
  const points = people.find((each) => each.paddle === paddle)?.points ?? zero;
  return add(mul(weight, mul(share, ratio(100n))), mul(sub(one, weight), points));
}

/** As events write them. */
export function quoteJson({ paddle, price, at }: Quote): JsonObject {
  return { paddle, priceFen: String(price), at };
}

export function offerJson(offer: Offer): JsonObject {
  return { ...quoteJson(offer), quantity: offer.quantity };
}

export function turnJson(turn: Turn | null): Json {
  return turn && { round: turn.round, order: [...turn.order], index: turn.index };
}

/** Text of a sum of decimals, without noughts at its end. */
export function amountOf(text: string | null): Ratio {
  return decimal(text ?? '0');
}
