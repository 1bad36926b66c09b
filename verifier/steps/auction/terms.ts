import { Fault } from '../../fault.ts';
import { isObject, sameJson, type Json, type JsonObject } from '../../json.ts';
import { decimal, type Ratio } from '../../ratio.ts';
import type { Reader } from '../../shape.ts';

const code = 'auction.terms';
const microsPerMs = 1_000;
const fen = /^(?:0|[1-9]\d{0,17})$/;

/** A stage as it was announced; spans are microseconds. `json`: its own words, for the events repeat them. */
export type Stage = { readonly json: Json } & (
  | { readonly kind: 'open'; readonly until: number }
  | { readonly kind: 'ask' | 'best' | 'lottery' | 'match'; readonly window: number }
  /** Enveloped: its prices lie sealed to the key holders, and are opened some time after it is over. */
  | { readonly kind: 'nearest'; readonly window: number; readonly isEnveloped: boolean }
  | { readonly kind: 'countdown'; readonly cycle: number }
  | { readonly kind: 'descending'; readonly drop: bigint; readonly every: number; readonly floor: bigint }
  | { readonly kind: 'sealed'; readonly window: number; readonly who: 'all' | 'others'; readonly isEnveloped: boolean }
  | { readonly kind: 'turns'; readonly rounds: number; readonly firstPause: number; readonly pause: number; readonly turn: number }
  | { readonly kind: 'call'; readonly window: number; readonly quantity: Ratio }
  /** Ended by the hammer alone, once the price was called so often. */
  | { readonly kind: 'hammer'; readonly calls: number }
);

/** What an auction is held under. Prices in 分. */
export type Terms = {
  readonly isRising: boolean;
  readonly start: bigint;
  readonly tiers: readonly { readonly from: bigint; readonly step: bigint }[];
  readonly cap: bigint | null;
  readonly hasReserve: boolean;
  /** Share of the price in the total, where other terms count too. */
  readonly priceWeight: Ratio | null;
  readonly stages: readonly Stage[];
  readonly afterCap: readonly Stage[];
  readonly mayChangeStep: boolean;
  /** What is left at least when it goes on after lost time, unless the whole stretch is shorter. */
  readonly resumeLeast: number;
};

export function readTerms(terms: Reader): Terms {
  terms.exactly(['direction', 'startFen', 'tiers', 'capFen', 'hasReserve', 'weights', 'stages', 'afterCap'], ['mayChangeStep', 'resumeLeastMs']);
  const weights = terms.at('weights');
  return {
    isRising: terms.at('direction').oneOf('up', 'down') === 'up',
    start: money(terms.at('startFen')),
    tiers: readTiers(terms.at('tiers')),
    cap: moneyOrNone(terms.at('capFen')),
    hasReserve: terms.at('hasReserve').flag(),
    priceWeight: weights.isNull() ? null : decimal(weights.exactly(['price']).at('price').text()),
    stages: terms.at('stages').list(20).map(readStage),
    afterCap: terms.at('afterCap').list(20).map(readStage),
    mayChangeStep: terms.at('mayChangeStep').isThere() && terms.at('mayChangeStep').flag(),
    resumeLeast: terms.at('resumeLeastMs').isThere() ? terms.at('resumeLeastMs').count() * microsPerMs : 0,
  };
}

function readTiers(tiers: Reader): Terms['tiers'] {
  const read = tiers.list(20).map((tier) => ({ from: money(tier.exactly(['fromFen', 'stepFen']).at('fromFen')), step: money(tier.at('stepFen')) }));
  const isRising = read.every(({ from, step }, i) => step > 0n && (i === 0 ? from === 0n : from > (read[i - 1] as { from: bigint }).from));
  if (read.length === 0 || !isRising) throw new Fault(code, '加价幅度应从零元起、按价格从低到高');
  return read;
}

function readStage(stage: Reader): Stage {
  const json = stage.object();
  const kind = stage.at('kind').oneOf('open', 'ask', 'countdown', 'descending', 'sealed', 'best', 'turns', 'nearest', 'lottery', 'match', 'call', 'hammer');
  const span = (name: string): number => stage.at(name).count() * microsPerMs;
  switch (kind) {
    case 'open': return { kind, json, until: stage.exactly(['kind', 'untilAt']).at('untilAt').count() };
    case 'ask': case 'best': case 'lottery': case 'match': return { kind, json, window: (stage.exactly(['kind', 'windowMs']), span('windowMs')) };
    case 'countdown': return { kind, json, cycle: (stage.exactly(['kind', 'cycleMs']), span('cycleMs')) };
    case 'descending': return { kind, json, drop: money(stage.exactly(['kind', 'dropFen', 'everyMs', 'floorFen']).at('dropFen')), every: span('everyMs'), floor: money(stage.at('floorFen')) };
    case 'nearest': return { kind, json, window: (stage.exactly(['kind', 'windowMs'], ['isEnveloped']), span('windowMs')), isEnveloped: readEnveloped(stage) };
    case 'sealed': return { kind, json, window: (stage.exactly(['kind', 'windowMs', 'who'], ['isEnveloped']), span('windowMs')), who: stage.at('who').oneOf('all', 'others'), isEnveloped: readEnveloped(stage) };
    case 'turns': return { kind, json, rounds: stage.exactly(['kind', 'rounds', 'firstPauseMs', 'pauseMs', 'turnMs']).at('rounds').count(), firstPause: span('firstPauseMs'), pause: span('pauseMs'), turn: span('turnMs') };
    case 'call': return { kind, json, window: (stage.exactly(['kind', 'windowMs', 'quantity']), span('windowMs')), quantity: decimal(stage.at('quantity').text()) };
    case 'hammer': return { kind, json, calls: stage.exactly(['kind', 'calls']).at('calls').count() };
  }
}

function readEnveloped(stage: Reader): boolean {
  return stage.at('isEnveloped').isThere() && stage.at('isEnveloped').flag();
}

export function isEnveloped(stage: Stage): boolean {
  return (stage.kind === 'sealed' || stage.kind === 'nearest') && stage.isEnveloped;
}

/**
 * What must have been scheduled for a lot that was announced in these words. The platform is the adversary: it could hold
 * the auction under other terms than it announced.
 */
export function fitsAnnounced(terms: JsonObject, lot: Reader): boolean {
  const json = (name: string): Json => lot.at(name).json as Json;
  const mode = lot.at('mode');
  const kind = mode.at('kind').json;
  const [stages, afterCap] = [stagesAnnounced(mode), afterCapAnnounced(mode)];
  const mayMatch = kind === 'multiRound' || kind === 'sealedOnce';
  const { mayChangeStep: _mayChangeStep, resumeLeastMs: _resumeLeastMs, ...own } = terms;
  return sameJson({ ...own, stages: mayMatch ? unmatched(own['stages']) : own['stages'] ?? null, afterCap: mayMatchAtCap.includes(String(kind)) ? unmatched(own['afterCap']) : own['afterCap'] ?? null }, {
    direction: kind === 'reverse' ? 'down' : 'up', startFen: json('startFen'), tiers: json('tiers'), capFen: json('capFen'), hasReserve: !lot.at('reserveHash').isNull(),
    weights: kind === 'weighted' ? { price: mode.at('priceWeight').json as Json } : null, stages, afterCap,
  });
}

/** What the terms say beyond the announcement: what the law gives to this kind of sale, which nobody can look up here. */
export function ownToLaw({ stages, afterCap, mayChangeStep, resumeLeast }: Terms): string[] {
  const asks = [...stages, ...afterCap].some(({ kind }) => kind === 'match');
  const said = [...(asks ? ['另外询问优先购买权人'] : []), ...(mayChangeStep ? ['挂牌期内可以改变加价幅度'] : []), ...(resumeLeast > 0 ? ['恢复以后至少留一段时间'] : [])];
  return said.length === 0 ? [] : [`${said.join('、')}：开始以前就写在竞价条件里，所依的规则不在公告里，没有核对`];
}

const mayMatchAtCap: readonly string[] = ['listing', 'onlineBidding', 'reverse', 'descending', 'multiRound', 'sealedOnce'];

/** Whether those with the right of first refusal are asked at the end follows from the law of the kind, not from the announcement. */
function unmatched(stages: Json | undefined): Json {
  const list: Json[] = Array.isArray(stages) ? [...stages as readonly Json[]] : [];
  const last = list.at(-1);
  return isObject(last) && last['kind'] === 'match' ? list.slice(0, -1) : list;
}

const msPerMinute = 60_000;
const msPerSecond = 1_000;

function stagesAnnounced(mode: Reader): Json[] {
  const minutes = (name: string): number => mode.at(name).count() * msPerMinute;
  const seconds = (name: string): number => mode.at(name).count() * msPerSecond;
  const json = (name: string): Json => mode.at(name).json as Json;
  const open: Json = { kind: 'open', untilAt: mode.at('until').json ?? null };
  const listed = (...more: string[]): Json[] => {
    mode.exactly(['kind', 'until', 'askMinutes', 'cycleMinutes', ...more]);
    return [open, { kind: 'ask', windowMs: minutes('askMinutes') }, { kind: 'countdown', cycleMs: minutes('cycleMinutes') }];
  };
  const online = (...more: string[]): Json[] => {
    mode.exactly(['kind', 'until', 'cycleSeconds', ...more]);
    return [open, { kind: 'countdown', cycleMs: seconds('cycleSeconds') }];
  };
  switch (mode.at('kind').json) {
    case 'listing': return listed();
    case 'lotteryAfterCap': return listed('joinMinutes');
    case 'nearestAfterCap': return listed('offerMinutes');
    case 'onlineBidding': case 'reverse': return online();
    case 'weighted': return online('priceWeight', 'criteria');
    case 'sealedOnce': return [{ kind: 'sealed', windowMs: (mode.exactly(['kind', 'offerMinutes']), minutes('offerMinutes')), who: 'all', isEnveloped: true }];
    case 'multiRound':
      mode.exactly(['kind', 'rounds', 'firstPauseSeconds', 'pauseSeconds', 'turnSeconds']);
      return [{ kind: 'turns', rounds: json('rounds'), firstPauseMs: seconds('firstPauseSeconds'), pauseMs: seconds('pauseSeconds'), turnMs: seconds('turnSeconds') }];
    case 'auction':
      mode.exactly(['kind', 'auctioneerId', 'displayDays']);
      return [{ kind: 'hammer', calls: hammerCalls }];
    case 'descending':
      mode.exactly(['kind', 'dropFen', 'everySeconds', 'floorFen']);
      return [{ kind: 'descending', dropFen: json('dropFen'), everyMs: seconds('everySeconds'), floorFen: json('floorFen') }];
    default: throw new Fault(code, `不认识公告的竞价方式 ${String(mode.at('kind').json).slice(0, 40)}，不能重放，未核对`);
  }
}

/** 三次叫价. */
const hammerCalls = 3;

function afterCapAnnounced(mode: Reader): Json[] {
  switch (mode.at('kind').json) {
    case 'lotteryAfterCap': return [{ kind: 'lottery', windowMs: mode.at('joinMinutes').count() * msPerMinute }];
    case 'nearestAfterCap': return [{ kind: 'nearest', windowMs: mode.at('offerMinutes').count() * msPerMinute, isEnveloped: true }];
    default: return [];
  }
}

export function money(reader: Reader): bigint {
  return BigInt(reader.text(fen));
}

function moneyOrNone(reader: Reader): bigint | null {
  return reader.isNull() ? null : money(reader);
}
