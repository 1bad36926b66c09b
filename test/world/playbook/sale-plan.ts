import { present } from '#kernel/assert.ts';
import { toHex } from '#kernel/bytes.ts';
import { idFrom, lotIdOf } from '#kernel/ids.ts';
import { addWorkingDays } from '#kernel/time/calendar.ts';
import { addMicros, microsPerDay, microsPerHour, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { ofInstant, startOf } from '#kernel/time/plain-date.ts';
import { demoCalendar } from '#rules/calendar/calendars.ts';
import { blocking } from '#rules/construction/finding.ts';
import { customaryCycleMinutes, earliestTimes, type SaleTimes } from '#rules/sale/lawful.ts';
import { reserveHashOf } from '#trade/auction/reserve.ts';
import { checkLotPlan, packOfSale } from '#trade/sale/sale.plan.ts';
import type { SaleLotPlan } from '#trade/sale/sale.types.ts';
import type { Cast, CastOrganisation } from '../cast.ts';
import { chance, type Chance } from '../chance.ts';
import type { SalePlot, When } from './sale-plots.ts';

/** A firm, or a person. */
export type Buyer = Pick<CastOrganisation, 'orgId' | 'name'>;

export type SalePlan = {
  readonly plot: SalePlot;
  readonly saleId: string;
  readonly lotId: string;
  readonly seller: CastOrganisation;
  readonly applicants: readonly Buyer[];
  readonly noticeAt: Instant;
  readonly lot: SaleLotPlan;
  readonly reserve: { readonly fen: string; readonly salt: string } | null;
  readonly random: Chance;
};

const fenPerWan = 1_000_000n;
const askMinutes = 5;
const defaultCycleMinutes = 5;
/** Between a notice and its bidding: fewer are lawful for some kinds, and hardly decent; no law asks for more. */
const noticeDaysLeast = 10;
const noticeDaysMax = 120;

/** One sale of the demo world, the same in every world for the same index, as the law wants it around `endsAt`. */
export function planSale(plot: SalePlot, { index, cast, endsAt }: { readonly index: number; readonly cast: Cast; readonly endsAt: Instant }): SalePlan {
  const random = chance(90_000 + index * 7919);
  const saleId = idFrom(random.bytes(16));
  const reserve = plot.reserveWan === undefined ? null : { fen: fenOf(plot.reserveWan), salt: toHex(random.bytes(32)) };
  return {
    plot, saleId, lotId: lotIdOf(saleId, 1), reserve, random,
    seller: present(cast.sellers.find(({ areaCode }) => areaCode === plot.areaCode), `seller at ${plot.areaCode}`),
    applicants: plot.hasHerder ? [cast.herder, ...random.sample(cast.bidders, plot.applicants - 1)] : random.sample(cast.bidders, plot.applicants),
    ...timed(plot, reserve && reserveHashOf(reserve.fen, reserve.salt), endsAt),
  };
}

function timed(plot: SalePlot, reserveHash: string | null, endsAt: Instant): { readonly noticeAt: Instant; readonly lot: SaleLotPlan } {
  const { begins } = plot;
  if ('notice' in begins) {
    const noticeAt = moment(endsAt, begins.notice);
    const about = {
      kind: plot.kind, mode: plot.mode, areaCode: plot.areaCode, noticeAt, startFen: BigInt(fenOf(plot.startWan)), depositFen: BigInt(depositOf(plot)), valuationFen: BigInt(fenOf(plot.startWan)), hasReserve: reserveHash !== null,
      displayDays: 0, buyerConditions: 'none' as const, instalments: null, losesControl: false, preDisclosure: null, priorListing: null,
    };
    const law = { pack: packOfSale(plot.kind, plot.areaCode, noticeAt), calendar: demoCalendar };
    return { noticeAt, lot: lotOf(plot, reserveHash, present(earliestTimes(about, law), `times of ${plot.title}`)) };
  }
  const biddingUntil = begins.until ? moment(endsAt, begins.until) : null;
  // Of a listing one may learn while it runs; elsewhere the field is known before the first bid.
  const [days] = plot.mode === 'listing' && begins.until ? [begins.until[0] - 3] : [begins.bidding[0] - 1];
  const times = { biddingFrom: moment(endsAt, begins.bidding), biddingUntil, applyUntil: moment(endsAt, [days, 17]) };
  const lot = lotOf(plot, reserveHash, times);
  return { noticeAt: latestNotice(plot, lot), lot };
}

/** The last forenoon on which these times could still be announced. */
function latestNotice({ kind, areaCode, title }: SalePlot, lot: SaleLotPlan): Instant {
  const from = addMicros(startOf(ofInstant(lot.biddingFrom)), 10 * microsPerHour);
  for (let days = noticeDaysLeast; days <= noticeDaysMax; days++) {
    const noticeAt = addMicros(from, -days * microsPerDay);
    if (blocking(checkLotPlan({ kind, areaCode, lot, noticeAt }, demoCalendar)).length === 0) return noticeAt;
  }
  throw new Error(`${title} can never be announced`);
}

function lotOf(plot: SalePlot, reserveHash: string | null, { applyUntil, biddingFrom, biddingUntil }: SaleTimes): SaleLotPlan {
  const startFen = fenOf(plot.startWan);
  const cycleMinutes = customaryCycleMinutes(packOfSale(plot.kind, plot.areaCode, biddingFrom)) ?? defaultCycleMinutes;
  return {
    name: plot.lotName, facts: Object.entries(plot.facts).map(([label, value]) => ({ label, value })), qualification: '不设资格条件',
    startFen, tiers: [{ fromFen: '0', stepFen: fenOf(plot.stepWan) }], capFen: plot.capWan === undefined ? null : fenOf(plot.capWan), reserveHash, valuationFen: startFen, depositFen: depositOf(plot), applyUntil, biddingFrom,
    mode: plot.mode === 'listing' ? { kind: 'listing', until: present(biddingUntil, 'end'), askMinutes, cycleMinutes }
      : plot.mode === 'onlineBidding' ? { kind: 'onlineBidding', until: present(biddingUntil, 'end'), cycleSeconds: cycleMinutes * 60 }
      : { kind: 'descending', dropFen: fenOf(plot.stepWan), everySeconds: 30, floorFen: String((BigInt(startFen) * 7n) / 10n) },
  };
}

/** A fifth of the first price: enough for land, not too much for state property. */
function depositOf({ startWan }: SalePlot): string {
  return String(BigInt(fenOf(startWan)) / 5n);
}

function fenOf(wan: number): string {
  return String(BigInt(wan) * fenPerWan);
}

function moment(endsAt: Instant, [workingDays, hour, minute = 0]: When): Instant {
  const day = addWorkingDays(ofInstant(endsAt), workingDays, demoCalendar);
  return addMicros(startOf(present(day.ok ? day.value : null, 'a published calendar')), hour * microsPerHour + minute * microsPerMinute);
}
