import type { Refusal } from '#kernel/refusal.ts';
import { formatFen } from '#kernel/money.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { addMicros, formatBeijing, instant, type Instant } from '#kernel/time/instant.ts';
import { advance, after, goTo } from './advance.ts';
import { evolve } from './evolve.ts';
import { isBetter, stepAt } from './price.ts';
import { hallRefusals as refusals } from './refusals.ts';
import type { Bid, StageRules } from './stage.ts';
import { rulesOf } from './stages/index.ts';
import type { Auction, AuctionEvent, Offer, Paddle, Stage, StageKind } from './engine.types.ts';

/**
 * One auction as a pure function of its terms, what was said, and time. Every decision first lets time do what it has
 * done by `now`, then judges: so a bid is never judged in a stage that is over, however late a clock rings.
 * `now` is the instant at which the database received the bid.
 */
export type Gap = { readonly from: Instant; readonly to: Instant };
/** `gaps` in the order in which they ended. */
export type Moment = { readonly now: Instant; readonly gaps: readonly Gap[] };

/** What time alone brings about by now, in order; nothing in the middle of a pause. */
export function elapse(auction: Auction, { now, gaps }: Moment): AuctionEvent[] {
  const events: AuctionEvent[] = [];
  let state = auction;
  for (let next = nextOf(state, now, gaps); next.length > 0; next = nextOf(state, now, gaps)) {
    events.push(...next);
    state = fold(state, next, now);
  }
  return events;
}

/** When `elapse` will have something to say. */
export function wakeAt({ status, startAt, endsAt }: Auction): Instant | null {
  if (status === 'waiting') return startAt;
  return status === 'running' ? endsAt : null;
}

export function decideBid(auction: Auction, moment: Moment, bid: Bid): Result<AuctionEvent[], Refusal> {
  return inStage(auction, moment, bid.paddle, (state, stage, rules) => rules.bid?.(state, stage, bid, moment.now));
}

/** A price that nobody sees before the stage ends; the last one a bidder names counts. */
export function decideOffer(auction: Auction, moment: Moment, offer: Bid & { readonly quantity: string | null }): Result<AuctionEvent[], Refusal> {
  return inStage(auction, moment, offer.paddle, (state, stage, rules) => (isEnveloped(stage) ? undefined : rules.offer?.(state, stage, offer)));
}

export function decideWithdrawal(auction: Auction, moment: Moment, paddle: Paddle): Result<AuctionEvent[], Refusal> {
  return inStage(auction, moment, paddle, (state, _, rules) => rules.offer && (state.offers.some((each) => each.paddle === paddle) ? ok([{ kind: 'OfferWithdrawn', paddle }]) : err(refusals.noOffer({}))));
}

export function decideGoOn(auction: Auction, moment: Moment, paddle: Paddle): Result<AuctionEvent[], Refusal> {
  return inStage(auction, moment, paddle, (state, stage, rules) => rules.goOn?.(state, stage, paddle));
}

/** The draw among those who would pay the cap: whom it named. */
export function decideLottery(auction: Auction, moment: Moment, paddle: Paddle): Result<AuctionEvent[], Refusal> {
  const elapsed = elapse(auction, moment);
  const state = fold(auction, elapsed, moment.now);
  if (state.status === 'paused') return err(refusals.paused({}));
  if (state.stages[0]?.kind !== 'lottery' || state.endsAt !== null || !state.offers.some((offer) => offer.paddle === paddle)) return err(refusals.notDrawing({}));
  const drawn: AuctionEvent = { kind: 'LotteryDrawn', paddle };
  return ok([...elapsed, drawn, advance(evolve(state, drawn, moment.now), moment.now)]);
}

/** The sealed prices of a stage, opened at once: what the rules would not have taken openly counts for nothing, and the hall goes on from now. */
export function decideOpening(auction: Auction, moment: Moment, offers: readonly Offer[]): Result<AuctionEvent[], Refusal> {
  const elapsed = elapse(auction, moment);
  const state = fold(auction, elapsed, moment.now);
  const [stage] = state.stages;
  if (!stage || !isAwaitingOffers(state)) return err(refusals.notOpening({}));
  const rules = rulesOf(stage);
  const lawful = offers.filter(({ paddle, priceFen, quantity }) => state.participants.some((each) => each.paddle === paddle) && rules.offer?.(state, stage, { paddle, priceFen: BigInt(priceFen), quantity }).ok === true);
  return ok([...elapsed, ...rules.expire({ ...state, offers: [...lawful].sort((a, b) => a.at - b.at || a.paddle - b.paddle) }, stage, moment.now)]);
}

/** The hall waits for its sealed prices. */
export function isAwaitingOffers({ status, stages: [stage], endsAt }: Pick<Auction, 'status' | 'stages' | 'endsAt'>): boolean {
  return status === 'running' && stage !== undefined && isEnveloped(stage) && endsAt === null;
}

export function isEnveloped(stage: Stage): boolean {
  return 'isEnveloped' in stage && stage.isEnveloped === true;
}

/** The sealed reserve price, opened: only whether it was reached is told. */
export function decideReserve({ terms, outcome }: Auction, reserveFen: bigint): Result<AuctionEvent[], Refusal> {
  if (outcome?.kind !== 'reserve-pending') return err(refusals.noReserve({}));
  return ok([{ kind: 'ReserveCompared', isReached: !isBetter(terms, reserveFen, BigInt(outcome.priceFen)) }]);
}

export function decidePause(auction: Auction, moment: Moment, reason: string): Result<AuctionEvent[], Refusal> {
  const elapsed = elapse(auction, moment);
  const { status } = fold(auction, elapsed, moment.now);
  if (status === 'ended') return err(refusals.ended({}));
  if (status === 'paused') return err(refusals.paused({}));
  return ok([...elapsed, { kind: 'AuctionPaused', reason, from: moment.now }]);
}

/** 39号令第十八条: while prices are listed the host may change the step, in view of how the bidding goes. */
export function decideStep(auction: Auction, moment: Moment, stepFen: bigint): Result<AuctionEvent[], Refusal> {
  const elapsed = elapse(auction, moment);
  const state = fold(auction, elapsed, moment.now);
  if (state.status !== 'running' || state.stages[0]?.kind !== 'open' || state.terms.mayChangeStep !== true) return err(refusals.noStepChange({}));
  if (stepFen <= 0n) return err(refusals.notAPrice({ got: formatFen(stepFen) }));
  if (stepAt(state, BigInt(state.best?.priceFen ?? state.terms.startFen)) === stepFen) return err(refusals.sameStep({ step: formatFen(stepFen) }));
  return ok([...elapsed, { kind: 'StepChanged', stepFen: String(stepFen) }]);
}

/** What was left of the countdown is left again. */
export function decideResume(auction: Auction, { now }: Moment): Result<AuctionEvent[], Refusal> {
  if (auction.pausedFrom === null) return err(refusals.notPaused({}));
  return ok([resumed(auction, { from: auction.pausedFrom, to: now })]);
}

export function fold(auction: Auction, events: readonly AuctionEvent[], at: Instant): Auction {
  return events.reduce((state, event) => evolve(state, event, at), auction);
}

type InStage = (auction: Auction, stage: Stage, rules: StageRules<StageKind>) => Result<AuctionEvent[], Refusal> | undefined;

function inStage(auction: Auction, moment: Moment, paddle: Paddle, act: InStage): Result<AuctionEvent[], Refusal> {
  const elapsed = elapse(auction, moment);
  const state = fold(auction, elapsed, moment.now);
  const [stage] = state.stages;
  if (state.status === 'waiting') return err(refusals.waiting({ startAt: formatBeijing(state.startAt) }));
  if (state.status === 'paused') return err(refusals.paused({}));
  if (state.status === 'ended' || !stage) return err(refusals.ended({}));
  if (!state.participants.some((each) => each.paddle === paddle)) return err(refusals.notAdmitted({}));
  const rules = rulesOf(stage);
  const done = state.endsAt === null && !rules.isOpenEnded ? undefined : act(state, stage, rules);
  if (!done) return err(refusals.noBidding({ stage: rules.title }));
  return done.ok ? ok([...elapsed, ...done.value]) : done;
}

function nextOf(auction: Auction, now: Instant, gaps: readonly Gap[]): AuctionEvent[] {
  const outage = gaps.find((gap) => isFelt(auction, gap));
  if (outage) return [{ kind: 'AuctionPaused', reason: 'outage', from: outage.from }, resumed(auction, outage)];
  const [stage] = auction.stages;
  if (auction.status === 'waiting') return now >= auction.startAt ? [begun(auction)] : [];
  if (auction.status !== 'running' || !stage || auction.endsAt === null || now < auction.endsAt) return [];
  return isEnveloped(stage) ? [{ kind: 'OffersClosed' }] : rulesOf(stage).expire(auction, stage, auction.endsAt);
}

/** At the start as announced, or when a pause over it is lifted: the first stage is then as long as it was to be. */
function begun(auction: Auction): AuctionEvent {
  const lateMicros = Math.max(0, auction.settledTo - auction.startAt);
  const event = goTo(auction, auction.stages, auction.startAt);
  if (event.kind !== 'StageBegun') return event;
  return { ...event, begunAt: addMicros(event.begunAt, lateMicros), endsAt: event.endsAt === null ? null : addMicros(event.endsAt, lateMicros) };
}

/** The platform was away while something ran here, and it has not been made good yet. */
function isFelt({ status, stageBegunAt, endsAt, settledTo }: Auction, { from, to }: Gap): boolean {
  return status === 'running' && endsAt !== null && stageBegunAt !== null && to > settledTo && to > stageBegunAt && from < endsAt;
}

function resumed(auction: Auction, { from, to }: Gap): AuctionEvent {
  const { endsAt, stageBegunAt, settledTo } = auction;
  const lostMicros = to - Math.max(from, settledTo, stageBegunAt ?? from);
  return { kind: 'AuctionResumed', endsAt: endsAt === null ? null : instant(Math.max(addMicros(endsAt, lostMicros), fairEnd(auction, to))), lostMicros, settledTo: instant(to) };
}

/** Whoever had one second left finds the hall again first: what runs goes on for a fair while, though never for longer than it is in whole. */
function fairEnd({ terms, stages, turn, stageBegunAt }: Auction, to: Instant): Instant {
  const [stage] = stages;
  if (!stage || stageBegunAt === null) return to;
  return after(to, Math.min(terms.resumeLeastMs ?? 0, wholeMs(stage, turn)));
}

function wholeMs(stage: Stage, turn: Auction['turn']): number {
  switch (stage.kind) {
    case 'open': case 'hammer': return Number.POSITIVE_INFINITY;
    case 'countdown': return stage.cycleMs;
    case 'descending': return stage.everyMs;
    case 'turns': return turn !== null && turn.index >= 0 ? stage.turnMs : turn?.round === 1 ? stage.firstPauseMs : stage.pauseMs;
    default: return stage.windowMs;
  }
}
