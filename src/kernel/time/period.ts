import { assert } from '../assert.ts';
import type { Refusal } from '../refusal.ts';
import { ok, type Result } from '../result.ts';
import { addWorkingDays, isWorkingDay, workingDayFrom, type Calendar } from './calendar.ts';
import { formatBeijing, instant, type Instant } from './instant.ts';
import { addDays, addMonths, daysBetween, endOf, ofInstant, startOf, type PlainDate } from './plain-date.ts';

/** A length that a rule gives: 日 and 月 run through holidays, 工作日 do not. */
export type Period = { readonly days: number } | { readonly workingDays: number } | { readonly months: number };

/**
 * When a period that `start` sets running is over: 24:00 of its last day. The day of `start` is not counted; a last
 * day on a weekend or holiday gives way to the next working day (民法典 第二百零一条、第二百零三条；
 * 财政部令第 87 号 第八十五条). An act is in time while `at < deadline`.
 */
export function deadlineAfter(start: Instant, period: Period, calendar: Calendar): Result<Instant, Refusal> {
  const last = lastDayAfter(ofInstant(start), period, calendar);
  return last.ok ? ok(endOf(last.value)) : last;
}

/** The last day of a period whose event falls on `day`. */
export function lastDayAfter(day: PlainDate, period: Period, calendar: Calendar): Result<PlainDate, Refusal> {
  const length = 'days' in period ? period.days : 'months' in period ? period.months : period.workingDays;
  assert(Number.isSafeInteger(length) && length > 0, `not a period: ${length}`);
  if ('workingDays' in period) return addWorkingDays(day, length, calendar);
  return workingDayFrom('days' in period ? addDays(day, length) : addMonths(day, length), calendar);
}

/** 至少 N 日前: the latest day on which the event may still happen, N days before the day of the deadline (条例 第二十一条、第二十二条). */
export function latestDayBefore(deadline: Instant, days: number): PlainDate {
  return addDays(lastDayOf(deadline), -days);
}

/**
 * 满 N 日, as a publicity period needs it: whole days from 0:00 to 24:00 that lie after the day of `start` and are over by
 * `end`. Never negative.
 */
export function fullDaysBetween(start: Instant, end: Instant): number {
  return Math.max(0, daysBetween(ofInstant(start), ofInstant(end)) - 1);
}

/**
 * 自…之日起至…之日止, as the time for preparing bids is counted: the day of `start` excluded, the day in which the
 * deadline falls included whatever its hour.
 */
export function daysThrough(start: Instant, deadline: Instant): number {
  return Math.max(0, daysBetween(ofInstant(start), lastDayOf(deadline)));
}

/** The working days among the days that `daysThrough` counts. */
export function workingDaysThrough(start: Instant, deadline: Instant, calendar: Calendar): Result<number, Refusal> {
  let count = 0;
  const last = lastDayOf(deadline);
  for (let day = addDays(ofInstant(start), 1); day <= last; day = addDays(day, 1)) {
    const working = isWorkingDay(day, calendar);
    if (!working.ok) return working;
    if (working.value) count++;
  }
  return ok(count);
}

/** The day that a deadline closes or cuts: at 24:00 it is the day that ends then. */
export function lastDayOf(deadline: Instant): PlainDate {
  return ofInstant(instant(deadline - 1));
}

/** `2026-12-11 24:00:00` for the end of a day, otherwise as `formatBeijing`: readers take 0:00 of the next day for a day more. */
export function formatDeadline(deadline: Instant): string {
  const isEndOfDay = startOf(ofInstant(deadline)) === deadline;
  return isEndOfDay ? `${lastDayOf(deadline)} 24:00:00` : formatBeijing(deadline);
}
