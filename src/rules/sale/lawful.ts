import { shareOf, type Fen } from '#kernel/money.ts';
import { addWorkingDays, type Calendar } from '#kernel/time/calendar.ts';
import { addMicros, microsPerHour, type Instant } from '#kernel/time/instant.ts';
import { ofInstant, startOf, type PlainDate } from '#kernel/time/plain-date.ts';
import { valueOf, type RulePack } from '../pack.ts';
import { rate } from '../rate.ts';
import { leastShareOf } from './deadlines.ts';
import { getSaleKind, type SaleKind } from './kinds.ts';
import { isFreeFirst, isListed } from './modes.ts';
import type { SalePlan } from './plan.ts';
import { timeFindings } from './plan.time.ts';

/** What a form proposes: the rules have nothing against it, not even those that only advise. */
export type SaleTimes = Pick<SalePlan, 'applyUntil' | 'biddingFrom' | 'biddingUntil'>;
type Law = { readonly pack: RulePack; readonly calendar: Calendar };

/** How many working days ahead are looked at. */
const horizon = 90;

/** The earliest times on working days that keep every rule of the kind; null where the published calendar ends before. */
export function earliestTimes(plan: Omit<SalePlan, keyof SaleTimes>, law: Law): SaleTimes | null {
  const days = workingDaysAfter(ofInstant(plan.noticeAt), law.calendar);
  return isListed(plan.mode) ? listed(plan, days, law) : bidAfterApplying(plan, days, law);
}

function bidAfterApplying(plan: Omit<SalePlan, keyof SaleTimes>, days: readonly PlainDate[], law: Law): SaleTimes | null {
  for (const [i, day] of days.entries()) {
    const next = days[i + 1];
    if (next === undefined) break;
    const times = { applyUntil: hour(day, 17), biddingFrom: hour(next, 9), biddingUntil: isFreeFirst(plan.mode) ? hour(next, 16) : null };
    if (broken({ ...plan, ...times }, law).length === 0) return times;
  }
  return null;
}

/** Listed from the first day that may be, as briefly as may be, with applications open as long as may be. */
function listed(plan: Omit<SalePlan, keyof SaleTimes>, days: readonly PlainDate[], law: Law): SaleTimes | null {
  const [latest, beforeLatest] = [days.at(-1), days.at(-2)];
  if (latest === undefined || beforeLatest === undefined) return null;
  const wrongIn = (times: SaleTimes): string[] => broken({ ...plan, ...times }, law);
  const from = days.find((day) => !wrongIn(listing(day, beforeLatest, latest)).includes('biddingFrom'));
  if (from === undefined) return null;
  for (const [j, last] of days.entries()) {
    for (const apply of days.slice(0, j).reverse()) {
      const times = listing(from, apply, last);
      const wrong = wrongIn(times);
      if (wrong.length === 0) return times;
      // An earlier end of applications mends no other time.
      if (wrong.some((path) => path !== 'applyUntil')) break;
    }
  }
  return null;
}

function listing(from: PlainDate, apply: PlainDate, last: PlainDate): SaleTimes {
  return { applyUntil: hour(apply, 17), biddingFrom: hour(from, 9), biddingUntil: hour(last, 15) };
}

/** The times that some rule is not content with. */
function broken(plan: SalePlan, law: Law): string[] {
  return timeFindings(plan, getSaleKind(plan.kind), law).filter(({ ok }) => !ok).map(({ path }) => path);
}

function workingDaysAfter(day: PlainDate, calendar: Calendar): PlainDate[] {
  const days: PlainDate[] = [];
  for (let count = 1; count <= horizon; count++) {
    const next = addWorkingDays(days.at(-1) ?? day, 1, calendar);
    if (!next.ok) break;
    days.push(next.value);
  }
  return days;
}

function hour(day: PlainDate, of: number): Instant {
  return addMicros(startOf(day), of * microsPerHour);
}

/** Between what the deposit of a first price must lie; null where no rule says. */
export function depositBounds({ rules }: SaleKind, pack: RulePack, startFen: Fen): { readonly leastFen: Fen | null; readonly mostFen: Fen | null } {
  const share = (key: string) => rate(valueOf(pack, key, 'rate'));
  return {
    leastFen: rules.depositLeast === null ? null : leastShareOf(startFen, share(rules.depositLeast)),
    mostFen: rules.depositMost === null ? null : shareOf(startFen, share(rules.depositMost), 'down'),
  };
}

/** How long a bid keeps the countdown going, in minutes, where the pack knows a custom. */
export function customaryCycleMinutes(pack: RulePack): number | null {
  const key = ['land.limit.cycle', 'soe.net.cycle'].find((each) => pack.rules.has(each));
  return key === undefined ? null : valueOf(pack, key, 'minute');
}
