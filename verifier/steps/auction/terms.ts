import { Fault } from '../../fault.ts';
import type { Json, JsonObject } from '../../json.ts';
import { decimal, type Ratio } from '../../ratio.ts';
import type { Reader } from '../../shape.ts';

const code = 'auction.terms';
const microsPerMs = 1_000;
const fen = /^(?:0|[1-9]\d{0,17})$/;

/** A stage as it was announced; spans are microseconds. `json`: its own words, for the events repeat them. */
export type Stage = { readonly json: Json } & (
  | { readonly kind: 'open'; readonly until: number }
  | { readonly kind: 'ask' | 'best' | 'nearest' | 'lottery'; readonly window: number }
  | { readonly kind: 'countdown'; readonly cycle: number }
  | { readonly kind: 'descending'; readonly drop: bigint; readonly every: number; readonly floor: bigint }
  | { readonly kind: 'sealed'; readonly window: number; readonly who: 'all' | 'others' }
  | { readonly kind: 'turns'; readonly rounds: number; readonly firstPause: number; readonly pause: number; readonly turn: number }
  | { readonly kind: 'call'; readonly window: number; readonly quantity: Ratio }
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
};

export function readTerms(terms: Reader): Terms {
  terms.exactly(['direction', 'startFen', 'tiers', 'capFen', 'hasReserve', 'weights', 'stages', 'afterCap']);
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
  const kind = stage.at('kind').oneOf('open', 'ask', 'countdown', 'descending', 'sealed', 'best', 'turns', 'nearest', 'lottery', 'call');
  const span = (name: string): number => stage.at(name).count() * microsPerMs;
  switch (kind) {
    case 'open': return { kind, json, until: stage.exactly(['kind', 'untilAt']).at('untilAt').count() };
    case 'ask': case 'best': case 'nearest': case 'lottery': return { kind, json, window: (stage.exactly(['kind', 'windowMs']), span('windowMs')) };
    case 'countdown': return { kind, json, cycle: (stage.exactly(['kind', 'cycleMs']), span('cycleMs')) };
    case 'descending': return { kind, json, drop: money(stage.exactly(['kind', 'dropFen', 'everyMs', 'floorFen']).at('dropFen')), every: span('everyMs'), floor: money(stage.at('floorFen')) };
    case 'sealed': return { kind, json, window: (stage.exactly(['kind', 'windowMs', 'who']), span('windowMs')), who: stage.at('who').oneOf('all', 'others') };
    case 'turns': return { kind, json, rounds: stage.exactly(['kind', 'rounds', 'firstPauseMs', 'pauseMs', 'turnMs']).at('rounds').count(), firstPause: span('firstPauseMs'), pause: span('pauseMs'), turn: span('turnMs') };
    case 'call': return { kind, json, window: (stage.exactly(['kind', 'windowMs', 'quantity']), span('windowMs')), quantity: decimal(stage.at('quantity').text()) };
  }
}

/**
 * What must have been scheduled for a lot that was announced in these words. The platform is the adversary: it could hold
 * the auction under other terms than it announced.
 */
export function termsAnnounced(lot: Reader): JsonObject {
  const json = (name: string): Json => lot.at(name).json as Json;
  return {
    direction: 'up', startFen: json('startFen'), tiers: json('tiers'), capFen: json('capFen'), hasReserve: !lot.at('reserveHash').isNull(), weights: null,
    stages: stagesAnnounced(lot.at('mode')), afterCap: [],
  };
}

function stagesAnnounced(mode: Reader): Json[] {
  const minutes = (name: string): number => mode.at(name).count() * 60_000;
  const seconds = (name: string): number => mode.at(name).count() * 1_000;
  const json = (name: string): Json => mode.at(name).json as Json;
  switch (mode.at('kind').json) {
    case 'listing':
      mode.exactly(['kind', 'until', 'askMinutes', 'cycleMinutes']);
      return [{ kind: 'open', untilAt: json('until') }, { kind: 'ask', windowMs: minutes('askMinutes') }, { kind: 'countdown', cycleMs: minutes('cycleMinutes') }];
    case 'onlineBidding':
      mode.exactly(['kind', 'until', 'cycleSeconds']);
      return [{ kind: 'open', untilAt: json('until') }, { kind: 'countdown', cycleMs: seconds('cycleSeconds') }];
    case 'descending':
      mode.exactly(['kind', 'dropFen', 'everySeconds', 'floorFen']);
      return [{ kind: 'descending', dropFen: json('dropFen'), everyMs: seconds('everySeconds'), floorFen: json('floorFen') }];
    default: throw new Fault(code, `不认识公告的竞价方式 ${String(mode.at('kind').json).slice(0, 40)}，不能重放，未核对`);
  }
}

export function money(reader: Reader): bigint {
  return BigInt(reader.text(fen));
}

function moneyOrNone(reader: Reader): bigint | null {
  return reader.isNull() ? null : money(reader);
}
