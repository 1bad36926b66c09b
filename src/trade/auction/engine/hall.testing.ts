import assert from 'node:assert/strict';
import { present } from '#kernel/assert.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { addMicros, instant, microsPerSecond, type Instant } from '#kernel/time/instant.ts';
import { decideBid, decideGoOn, decideLottery, decideOffer, decidePause, decideReserve, decideResume, decideStep, decideWithdrawal, elapse, fold, wakeAt, type Gap, type Moment } from './engine.ts';
import { scheduled } from './evolve.ts';
import { decideCall, decideKnockDown, decideOpenFloor } from './hammer.ts';
import type { Auction, AuctionEvent, AuctionTerms, Outcome, Paddle, Participant, Stage } from './engine.types.ts';

/** A hall in which tests act. Times are seconds after the announced start, prices 分 as plain numbers. */
export type Hall = {
  state: Auction;
  readonly gaps: readonly Gap[];
  /** All that has happened, each with its instant. */
  readonly happened: { readonly event: AuctionEvent; readonly at: Instant }[];
};

export type Act =
  | { readonly verb: 'bid'; readonly paddle: Paddle; readonly price: number }
  | { readonly verb: 'offer'; readonly paddle: Paddle; readonly price: number; readonly quantity: string | null }
  | { readonly verb: 'withdraw' | 'go' | 'draw'; readonly paddle: Paddle }
  | { readonly verb: 'reserve' | 'step' | 'change'; readonly price: number }
  | { readonly verb: 'pause' | 'resume' | 'tick' | 'floor' | 'call' | 'knock' };

const start = instant(1_796_000_000 * microsPerSecond);

export function after(seconds: number): Instant {
  return addMicros(start, Math.round(seconds * microsPerSecond));
}

export function secondsOf(at: Instant): number {
  return (at - start) / microsPerSecond;
}

export function gap(from: number, to: number): Gap {
  return { from: after(from), to: after(to) };
}

export const openUntil = (seconds: number): Stage => ({ kind: 'open', untilAt: after(seconds) });
export const ask = (seconds: number): Stage => ({ kind: 'ask', windowMs: seconds * 1_000 });
export const countdown = (seconds: number): Stage => ({ kind: 'countdown', cycleMs: seconds * 1_000 });
export const sealed = (seconds: number, who: 'all' | 'others' = 'all'): Stage => ({ kind: 'sealed', windowMs: seconds * 1_000, who });
export const descending = (drop: number, every: number, floor: number): Stage => ({ kind: 'descending', dropFen: String(drop), everyMs: every * 1_000, floorFen: String(floor) });
export const best = (seconds: number): Stage => ({ kind: 'best', windowMs: seconds * 1_000 });
export const turns = (rounds: number, firstPause: number, pause: number, turn: number): Stage => ({ kind: 'turns', rounds, firstPauseMs: firstPause * 1_000, pauseMs: pause * 1_000, turnMs: turn * 1_000 });
export const nearest = (seconds: number): Stage => ({ kind: 'nearest', windowMs: seconds * 1_000 });
export const lottery = (seconds: number): Stage => ({ kind: 'lottery', windowMs: seconds * 1_000 });
export const match = (seconds: number): Stage => ({ kind: 'match', windowMs: seconds * 1_000 });
export const hammer = (calls: number): Stage => ({ kind: 'hammer', calls });
export const call = (seconds: number, quantity: string): Stage => ({ kind: 'call', windowMs: seconds * 1_000, quantity });

/** From 1000 by steps of 100, unless said otherwise. */
export function termsOf(stages: readonly Stage[], over: Partial<AuctionTerms> = {}): AuctionTerms {
  return { direction: 'up', startFen: '1000', tiers: [{ fromFen: '0', stepFen: '100' }], capFen: null, hasReserve: false, weights: null, afterCap: [], stages, ...over };
}

/** Numbers 1 to `count`; those in `preferred` have the right of first refusal. */
export function people(count: number, preferred: readonly Paddle[] = [], points: readonly string[] = []): Participant[] {
  return Array.from({ length: count }, (_, index) => ({ paddle: index + 1, isPreferred: preferred.includes(index + 1), points: points[index] ?? '0' }));
}

export function hallOf(terms: AuctionTerms, participants: readonly Participant[] = people(4), gaps: readonly Gap[] = []): Hall {
  const event = { kind: 'AuctionScheduled', terms, startAt: start } as const;
  return { state: { ...scheduled(event), participants }, gaps, happened: [] };
}

/** What was answered: `ok`, or the reason of the refusal; for `tick`, how the hall then stands. */
export function act(hall: Hall, seconds: number, what: Act): string {
  const moment = momentOf(hall, seconds);
  const decided = decide(hall.state, moment, what);
  if (!decided.ok) return present(decided.error.code.split('.')[1], 'reason');
  for (const event of decided.value) hall.happened.push({ event, at: moment.now });
  hall.state = fold(hall.state, decided.value, moment.now);
  return what.verb === 'tick' ? said(hall.state) : 'ok';
}

/** An outage is known from its end on. */
function momentOf({ gaps }: Hall, seconds: number): Moment {
  const now = after(seconds);
  return { now, gaps: gaps.filter(({ to }) => to <= now) };
}

function decide(state: Auction, moment: Moment, what: Act): Result<AuctionEvent[], Refusal> {
  switch (what.verb) {
    case 'bid': return decideBid(state, moment, { paddle: what.paddle, priceFen: BigInt(what.price) });
    case 'offer': return decideOffer(state, moment, { paddle: what.paddle, priceFen: BigInt(what.price), quantity: what.quantity });
    case 'withdraw': return decideWithdrawal(state, moment, what.paddle);
    case 'go': return decideGoOn(state, moment, what.paddle);
    case 'draw': return decideLottery(state, moment, what.paddle);
    case 'reserve': return decideReserve(state, BigInt(what.price));
    case 'step': return { ok: true, value: [{ kind: 'StepChanged', stepFen: String(what.price) }] };
    case 'change': return decideStep(state, moment, BigInt(what.price));
    case 'pause': return decidePause(state, moment, '核实情况');
    case 'resume': return decideResume(state, moment);
    case 'tick': return { ok: true, value: elapse(state, moment) };
    case 'floor': return decideOpenFloor(state, moment);
    case 'call': return decideCall(state, moment);
    case 'knock': return decideKnockDown(state, moment);
  }
}

/** `countdown 320`: the stage and when it runs out; with the price asked or whose turn it is; at the end the outcome. */
export function said({ status, stages, endsAt, askFen, turn, outcome }: Auction): string {
  if (outcome) return outcomeText(outcome);
  if (status !== 'running') return status;
  const whose = turn && `${turn.round}#${turn.order[turn.index] ?? '-'}`;
  return [stages[0]?.kind, askFen, whose, endsAt === null ? 'waits' : secondsOf(endsAt)].filter((word) => word !== null).join(' ');
}

function outcomeText(outcome: Outcome): string {
  if (outcome.kind === 'unsold') return `unsold ${outcome.reason}`;
  if (outcome.kind !== 'allotted') return `${outcome.kind} #${outcome.paddle} ${outcome.priceFen}`;
  return [`allotted ${outcome.priceFen}`, ...outcome.fills.map(({ paddle, quantity }) => `#${paddle} ${quantity}`)].join(', ');
}

/** One line of a scenario, `320 bid #1 1100 → tooLow`: at which second, what, and what is answered. */
export function play(hall: Hall, script: readonly string[]): void {
  for (const line of script) {
    const [, seconds, what, wanted] = present(/^([\d.-]+) (.+?)(?: → (.+))?$/.exec(line), line);
    assert.equal(act(hall, Number(seconds), actOf(present(what, line))), wanted ?? 'ok', line);
  }
}

function actOf(text: string): Act {
  const [verb, ...rest] = text.split(' ');
  const paddle = Number(rest[0]?.replace('#', ''));
  switch (verb) {
    case 'bid': return { verb, paddle, price: Number(rest[1]) };
    case 'offer': return { verb, paddle, price: Number(rest[1]), quantity: rest[2] ?? null };
    case 'withdraw': case 'go': case 'draw': return { verb, paddle };
    case 'reserve': case 'step': case 'change': return { verb, price: Number(rest[0]) };
    case 'pause': case 'resume': case 'tick': case 'floor': case 'call': case 'knock': return { verb };
    default: throw new TypeError(text);
  }
}

/** Lets the clock ring at every instant it is set to, until nothing more happens by itself; when that was. */
export function runOut(hall: Hall): number {
  let last = secondsOf(hall.state.startAt);
  for (let wake = wakeAt(hall.state); wake !== null; wake = wakeAt(hall.state)) {
    const away = hall.gaps.find(({ from, to }) => from <= present(wake, 'wake') && present(wake, 'wake') < to);
    last = secondsOf(away?.to ?? wake);
    act(hall, last, { verb: 'tick' });
  }
  return last;
}
