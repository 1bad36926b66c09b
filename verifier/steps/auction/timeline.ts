import type { Json, JsonObject } from '../../json.ts';
import { compare, mean, ratio, round, sub, zero, type Ratio } from '../../ratio.ts';
import { amountOf, isPreferred, ranking, turnJson, type Hall, type Offer, type Quote, type Turn } from './hall.ts';
import { isEnveloped, type Stage } from './terms.ts';

/** An event that has to come next. Its body is null where only the offers it opens can tell it. */
export type Due = { readonly kind: string; readonly body: JsonObject | null };
/** Time in which the platform was away. */
export type Outage = { readonly from: number; readonly to: number };

/**
 * What time alone has brought about at `at`: the first of it must stand next in the record, and what belongs to it at once
 * behind. Empty when nothing is due, and only then may anybody act.
 */
export function dueAt(hall: Hall, at: number, outages: readonly Outage[]): Due[] {
  const outage = hall.state === 'running' ? outages.find((each) => isFelt(hall, each)) : undefined;
  if (outage) return [{ kind: 'AuctionPaused', body: { reason: 'outage', from: outage.from } }, { kind: 'AuctionResumed', body: resumption(hall, outage.from, outage.to) }];
  if (hall.state === 'waiting') return at >= hall.startAt ? [opening(hall)] : [];
  const [stage] = hall.plan;
  if (hall.state !== 'running' || !stage || hall.endsAt === null || at < hall.endsAt) return [];
  return isEnveloped(stage) ? [{ kind: 'OffersClosed', body: {} }] : expiry(hall, stage, hall.endsAt);
}

/** What was left when time was lost is left again when it goes on, and a fair while at least, though never longer than the whole stretch. */
export function resumption(hall: Hall, from: number, to: number): JsonObject {
  const { endsAt, begunAt, restoredTo, terms, plan: [stage] } = hall;
  const lost = to - Math.max(from, restoredTo, begunAt ?? from);
  return { endsAt: endsAt === null ? null : Math.max(endsAt + lost, stage && begunAt !== null ? to + Math.min(terms.resumeLeast, stretchOf(stage, hall.turn)) : to), lostMicros: lost, settledTo: to };
}

function stretchOf(stage: Stage, turn: Turn | null): number {
  switch (stage.kind) {
    case 'open': case 'hammer': return Number.POSITIVE_INFINITY;
    case 'countdown': return stage.cycle;
    case 'descending': return stage.every;
    case 'turns': return turn !== null && turn.index >= 0 ? stage.turn : turn?.round === 1 ? stage.firstPause : stage.pause;
    default: return stage.window;
  }
}

/** On to the rest of the plan at `at`; with nothing left it is over. */
export function onward(hall: Hall, plan: readonly Stage[], at: number): Due {
  const [stage] = plan;
  if (!stage) return { kind: 'AuctionEnded', body: { outcome: conclusion(hall) } };
  const falls = stage.kind === 'descending';
  const turn = stage.kind === 'turns' ? roundOf(hall, 1) : null;
  return { kind: 'StageBegun', body: { stages: plan.map(({ json }) => json), begunAt: at, endsAt: firstEnd(hall, stage, at), askFen: falls ? String(hall.terms.start) : null, turn: turnJson(turn) } };
}

/** The order of a round: who has named no price by number, then from the worst to the best. */
export function roundOf(hall: Hall, round: number): Turn {
  const priced = ranking(hall, [...hall.own.values()]).map(({ paddle }) => paddle).reverse();
  const silent = hall.people.map(({ paddle }) => paddle).filter((paddle) => !priced.includes(paddle)).sort((a, b) => a - b);
  return { round, order: [...silent, ...priced], index: -1 };
}

/** What the opening of these offers comes to, and what follows it. */
export function opened(hall: Hall, stage: Stage, offers: readonly Offer[], at: number): { readonly best: Quote | null; readonly next: readonly Due[] } {
  const leading = leadingOf(hall, stage, offers);
  const after: Hall = { ...hall, best: leading ?? hall.best, own: stage.kind === 'sealed' ? withOwn(hall, offers) : hall.own };
  if (stage.kind === 'call') return { best: null, next: [{ kind: 'AuctionEnded', body: { outcome: allotment(hall, stage.quantity, offers) } }] };
  if (stage.kind === 'lottery' && offers.length > 1) return { best: null, next: [] };
  return { best: leading, next: [onward(after, hall.plan.slice(1), at)] };
}

/** What was sealed is what each begins the rounds that follow from. */
export function withOwn({ own }: Hall, offers: readonly Offer[]): Hall['own'] {
  return new Map([...own, ...offers.map(({ paddle, price, at }) => [paddle, { paddle, price, at }] as const)]);
}

function leadingOf(hall: Hall, stage: Stage, offers: readonly Offer[]): Quote | null {
  switch (stage.kind) {
    case 'sealed': return ranking<Quote>(hall, hall.best === null ? offers : [hall.best, ...offers])[0] ?? null;
    case 'nearest': return nearestTo(offers) ?? hall.best;
    case 'lottery': return offers.length === 1 ? (offers[0] as Offer) : null;
    default: return null;
  }
}

function nearestTo(offers: readonly Offer[]): Quote | null {
  if (offers.length === 0) return null;
  const average = mean(offers.map(({ price }) => ratio(price)));
  const away = ({ price }: Offer): Ratio => {
    const off = sub(ratio(price), average);
    return compare(off, zero) < 0 ? sub(zero, off) : off;
  };
  return [...offers].sort((a, b) => compare(away(a), away(b)) || a.at - b.at || a.paddle - b.paddle)[0] ?? null;
}

/** 集合竞价: filled from the best order on; all pay what the last filled one named. */
function allotment(hall: Hall, quantity: Ratio, offers: readonly Offer[]): JsonObject {
  const fills: Json[] = [];
  let [left, last] = [quantity, null as bigint | null];
  for (const offer of ranking(hall, offers)) {
    if (compare(left, zero) <= 0) break;
    const wanted = amountOf(offer.quantity);
    const filled = compare(wanted, left) < 0 ? wanted : left;
    fills.push({ paddle: offer.paddle, quantity: plainText(filled) });
    left = sub(left, filled);
    last = offer.price;
  }
  return last === null ? { kind: 'unsold', reason: 'no-bid' } : { kind: 'allotted', priceFen: String(last), fills };
}

function plainText(value: Ratio): string {
  return round(value, 30).replace(/\.?0+$/, '');
}

function conclusion({ terms, best }: Hall): JsonObject {
  if (best === null) return { kind: 'unsold', reason: 'no-bid' };
  return { kind: terms.hasReserve ? 'reserve-pending' : 'sold', paddle: best.paddle, priceFen: String(best.price) };
}

/** The start, as announced, or where a pause lay over it when that was lifted. */
function opening(hall: Hall): Due {
  const first = onward(hall, hall.plan, hall.startAt);
  const late = Math.max(0, hall.restoredTo - hall.startAt);
  const { begunAt, endsAt } = first.body as { begunAt?: number; endsAt?: number | null };
  if (late === 0 || begunAt === undefined || endsAt === undefined) return first;
  return { ...first, body: { ...first.body, begunAt: begunAt + late, endsAt: endsAt === null ? null : endsAt + late } };
}

function isFelt({ begunAt, endsAt, restoredTo }: Hall, { from, to }: Outage): boolean {
  return begunAt !== null && endsAt !== null && to > restoredTo && to > begunAt && from < endsAt;
}

function firstEnd(hall: Hall, stage: Stage, at: number): number | null {
  switch (stage.kind) {
    case 'open': return Math.max(stage.until, at);
    case 'countdown': return at + stage.cycle;
    case 'descending': return at + stage.every;
    case 'turns': return at + stage.firstPause;
    case 'hammer': return null;
    case 'match': return isAsked(hall) ? at + stage.window : at;
    default: return at + stage.window;
  }
}

/** Somebody has the right of first refusal, and whoever stands best has it not. */
function isAsked(hall: Hall): boolean {
  return hall.best !== null && hall.people.some((each) => each.isPreferred) && !isPreferred(hall, hall.best.paddle);
}

/** Whoever has bid the cap is bound by it; of all who would pay it, those with the right of first refusal come before the rest. */
export function inDraw(hall: Hall): readonly Offer[] {
  const isIn = hall.offers.some(({ paddle }) => paddle === hall.best?.paddle);
  const willing = hall.best !== null && hall.best.price === hall.terms.cap && !isIn ? [{ ...hall.best, quantity: null }, ...hall.offers] : hall.offers;
  const preferred = willing.filter(({ paddle }) => isPreferred(hall, paddle));
  return preferred.length > 0 ? preferred : willing;
}

/** A stage, a price or a turn has run out at `at`. */
function expiry(hall: Hall, stage: Stage, at: number): Due[] {
  const rest = hall.plan.slice(1);
  switch (stage.kind) {
    case 'open': return [onward(hall, standsAtCap(hall) ? hall.terms.afterCap : rest, at)];
    case 'ask': return asked(hall, rest, at);
    case 'countdown': case 'best': case 'match': return [onward(hall, rest, at)];
    case 'descending': {
      const next = (hall.ask ?? 0n) - stage.drop;
      return [next < stage.floor ? onward(hall, rest, at) : { kind: 'PriceDropped', body: { askFen: String(next), endsAt: at + stage.every } }];
    }
    case 'turns': return [nextTurn(hall, stage, at) ?? onward(hall, rest, at)];
    case 'hammer': return [];
    case 'lottery': return [inDraw(hall).length === 0 ? onward(hall, rest, at) : { kind: 'OffersOpened', body: null }];
    case 'sealed': case 'nearest': case 'call': return [{ kind: 'OffersOpened', body: null }];
  }
}

/** Under nobody's price there is nothing to go on from; with nobody who would go on, the best price was the last. */
function asked(hall: Hall, rest: readonly Stage[], at: number): Due[] {
  const { best, goingOn } = hall;
  if (best === null) return [onward(hall, [], at)];
  if (goingOn.length === 0) return [onward(hall, rest.slice(1), at)];
  const leader: Due[] = goingOn.includes(best.paddle) ? [] : [{ kind: 'WentOn', body: { paddle: best.paddle } }];
  return [...leader, onward(hall, rest, at)];
}

function nextTurn(hall: Hall, { rounds, pause, turn }: Extract<Stage, { kind: 'turns' }>, at: number): Due | null {
  const now = hall.turn ?? roundOf(hall, 1);
  const isOver = now.index + 1 >= now.order.length;
  if (isOver && now.round >= rounds) return null;
  const next = isOver ? roundOf(hall, now.round + 1) : { ...now, index: now.index + 1 };
  return { kind: 'TurnBegun', body: { turn: turnJson(next), endsAt: at + (isOver ? pause : turn) } };
}

export function standsAtCap({ terms, best }: Hall): boolean {
  return terms.priceWeight === null && best !== null && best.price === terms.cap;
}
