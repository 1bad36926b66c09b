import * as ratio from '#kernel/ratio.ts';
import type { Calendar } from '#kernel/time/calendar.ts';
import { addDays, startOf, type PlainDate } from '#kernel/time/plain-date.ts';
import type { RulePack } from '#rules/pack.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { customaryCycleMinutes, depositBounds, earliestTimes } from '#rules/sale/lawful.ts';
import type { SalePlan } from '#rules/sale/plan.ts';
import { playedModes, type PlayedMode } from '#trade/sale/sale.played.ts';
import { packOfSale } from '#trade/sale/sale.plan.ts';
import type { AuctionMode } from '#trade/sale/sale.types.ts';
import type { Draft, LotDraft, Times } from './draft.ts';

/** Days that a proposal leaves for finishing and signing the announcement. */
export const graceDays = 3;

export type Ground = { readonly kind: Draft['kind']; readonly areaCode: string; readonly on: PlainDate; readonly calendar: Calendar };
/** What a lot is published with where the seller has set nothing else. */
export type Proposal = { readonly modes: readonly PlayedMode[]; readonly mode: PlayedMode | null; readonly times: Times | null; readonly stepFen: string; readonly depositFen: string; readonly dropFen: string; readonly floorFen: string; readonly cycleMinutes: number };

const shareOfStep = 100n;
const defaultCycleMinutes = 5;
/** Before each round everyone reads what stands. */
const pauseSeconds = 60;

/** Everything that the rules and custom say of a lot, so that naming it and its first price is enough. */
export function proposalFor(lot: LotDraft, { kind, areaCode, on, calendar }: Ground): Proposal {
  const noticeAt = startOf(addDays(on, graceDays));
  const pack = packOfSale(kind, areaCode, noticeAt);
  const saleKind = getSaleKind(kind);
  const modes = playedModes(saleKind, pack);
  const mode = lot.mode !== null && modes.includes(lot.mode) ? lot.mode : (modes.find((each) => each !== 'auction') ?? modes[0] ?? null);
  const startFen = fenOf(lot.startFen);
  const { leastFen, mostFen } = depositBounds(saleKind, pack, startFen);
  const step = startFen / shareOfStep || 1n;
  return {
    modes, mode,
    times: mode === null ? null : timesOf({ kind, mode, areaCode, noticeAt, startFen, displayDays: mode === 'auction' ? lot.displayDays : 0 }, pack, calendar),
    stepFen: String(step), dropFen: String(step), floorFen: String((startFen * 9n) / 10n),
    depositFen: String(leastFen ?? mostFen ?? startFen / 10n),
    cycleMinutes: customaryCycleMinutes(pack) ?? defaultCycleMinutes,
  };
}

const looked = new WeakMap<Calendar, Map<string, Times | null>>();

/** Looked for once: a page asks with every letter that is typed. */
function timesOf(about: Pick<SalePlan, 'kind' | 'mode' | 'areaCode' | 'noticeAt' | 'startFen' | 'displayDays'>, pack: RulePack, calendar: Calendar): Times | null {
  const known = looked.get(calendar) ?? new Map<string, Times | null>();
  looked.set(calendar, known);
  const key = [about.kind, about.mode, about.areaCode, about.noticeAt, about.startFen, about.displayDays].join('|');
  const before = known.get(key);
  if (before !== undefined) return before;
  const found = earliestTimes({ ...about, depositFen: 0n, valuationFen: null, hasReserve: false, buyerConditions: 'none', instalments: null, losesControl: false, preDisclosure: null, priorListing: null }, { pack, calendar });
  const times = found && { applyUntil: found.applyUntil, biddingFrom: found.biddingFrom, until: found.biddingUntil };
  known.set(key, times);
  return times;
}

/** How the lot is bid for, all parameters filled in; null where no lawful mode is played or a time is missing. */
export function modeOf(lot: LotDraft, { mode, times: proposed, cycleMinutes, dropFen, floorFen }: Proposal): AuctionMode | null {
  const until = (lot.times ?? proposed)?.until ?? null;
  const minutes = lot.cycleMinutes ?? cycleMinutes;
  switch (mode) {
    case 'listing': return until === null ? null : { kind: mode, until, askMinutes: lot.askMinutes, cycleMinutes: minutes };
    case 'lotteryAfterCap': return until === null ? null : { kind: mode, until, askMinutes: lot.askMinutes, cycleMinutes: minutes, joinMinutes: lot.joinMinutes };
    case 'nearestAfterCap': return until === null ? null : { kind: mode, until, askMinutes: lot.askMinutes, cycleMinutes: minutes, offerMinutes: lot.offerMinutes };
    case 'sealedOnce': return { kind: mode, offerMinutes: lot.offerMinutes };
    case 'onlineBidding': return until === null ? null : { kind: mode, until, cycleSeconds: minutes * 60 };
    case 'weighted': return until === null ? null : { kind: mode, until, cycleSeconds: minutes * 60, priceWeight: shareText(lot.pricePercent), criteria: lot.criteria.map(({ title, most }) => ({ title: title.trim(), most: most.trim() })) };
    case 'reverse': return until === null ? null : { kind: mode, until, cycleSeconds: minutes * 60 };
    case 'multiRound': return { kind: mode, rounds: lot.rounds, firstPauseSeconds: pauseSeconds, pauseSeconds, turnSeconds: lot.turnSeconds };
    case 'auction': return lot.auctioneerId === '' ? null : { kind: mode, auctioneerId: lot.auctioneerId, displayDays: lot.displayDays };
    case 'descending': return { kind: mode, dropFen: lot.dropFen ?? dropFen, everySeconds: lot.everySeconds, floorFen: lot.floorFen ?? floorFen };
    case null: return null;
  }
}

/** 60 → `0.6` */
function shareText(percent: number): string {
  return ratio.round(ratio.of(BigInt(percent), 100n), 2).replace(/\.?0+$/, '');
}

function fenOf(text: string): bigint {
  return text === '' ? 0n : BigInt(text);
}
