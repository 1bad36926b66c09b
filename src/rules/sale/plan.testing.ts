import { present } from '#kernel/assert.ts';
import type { Fen } from '#kernel/money.ts';
import { parseInstant, type Instant } from '#kernel/time/instant.ts';
import { plainDate } from '#kernel/time/plain-date.ts';
import { calendarFor } from '../calendar/calendars.ts';
import { packFor } from '../registry.ts';
import type { RuleFinding } from '../construction/finding.ts';
import { getSaleKind } from './kinds.ts';
import { checkSalePlan, type SalePlan } from './plan.ts';

export const at = (text: string): Instant => present(parseInstant(text), text);
export const yuan = (amount: number): Fen => BigInt(amount) * 100n;

/** 宗地挂牌: everything exactly at its bound. */
export const landPlan: SalePlan = {
  kind: 'stateLand', mode: 'listing', areaCode: '150105',
  noticeAt: at('2026-09-01 09:00'), applyUntil: at('2026-09-28 17:00'), biddingFrom: at('2026-09-21 09:00'), biddingUntil: at('2026-10-01 15:00'),
  displayDays: 0, startFen: yuan(10_000_000), depositFen: yuan(2_000_000), valuationFen: null, hasReserve: true, buyerConditions: 'none',
  instalments: null, losesControl: false, preDisclosure: null, priorListing: null,
};

/** 股权转让: 20 working days from 1 September end on 29 September 2026, for 20 September is worked and 25 September is off. */
export const sharesPlan: SalePlan = {
  ...landPlan, kind: 'shares', mode: 'onlineBidding', applyUntil: at('2026-09-29 17:00'), biddingFrom: at('2026-10-12 09:00'), biddingUntil: null,
  depositFen: yuan(3_000_000), valuationFen: yuan(10_000_000), hasReserve: false,
};

export function findingsOf(plan: SalePlan): RuleFinding[] {
  const pack = packFor({ category: getSaleKind(plan.kind).pack, regionCode: plan.areaCode, on: plainDate('2026-09-01') });
  return checkSalePlan(plan, pack, calendarFor('production'));
}

/** Keys of the rules that a plan breaks. */
export function broken(plan: SalePlan): string[] {
  return findingsOf(plan).filter((row) => !row.ok).map((row) => row.rule);
}
