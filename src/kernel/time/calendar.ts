import { assert } from '../assert.ts';
import type { Refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { addDays, weekday, yearOf, type PlainDate } from './plain-date.ts';
import { timeRefusals } from './time.refusals.ts';

/** One year as the State Council's office publishes it. Weekends need not be listed among the holidays. */
export type CalendarYear = {
  readonly year: number;
  /** Days off: the festivals and what was moved to them. */
  readonly holidays: readonly PlainDate[];
  /** 调休上班: Saturdays and Sundays that are worked. */
  readonly makeUpWorkdays: readonly PlainDate[];
};

/** The published years. A day of another year has no answer: festivals are decreed, not computed. */
export type Calendar = ReadonlyMap<number, ReadonlyMap<PlainDate, 'holiday' | 'workday'>>;

/** Throws on a table that contradicts itself. */
export function calendarOf(years: readonly CalendarYear[]): Calendar {
  const calendar = new Map(years.map((table) => [table.year, tableOf(table)]));
  assert(calendar.size === years.length, 'a calendar year is given twice');
  return calendar;
}

/** A weekend day that is not made up, or a published holiday. */
export function isLegalHoliday(day: PlainDate, calendar: Calendar): Result<boolean, Refusal> {
  const working = isWorkingDay(day, calendar);
  return working.ok ? ok(!working.value) : working;
}

export function isWorkingDay(day: PlainDate, calendar: Calendar): Result<boolean, Refusal> {
  const table = calendar.get(yearOf(day));
  if (!table) return err(timeRefusals.calendarUnpublished({ year: yearOf(day) }));
  const published = table.get(day);
  return ok(published ? published === 'workday' : weekday(day) <= 5);
}

/** The `count`-th working day after `day`, or before it when `count` is negative; `day` itself is not counted. */
export function addWorkingDays(day: PlainDate, count: number, calendar: Calendar): Result<PlainDate, Refusal> {
  assert(Number.isSafeInteger(count), `not a count of days: ${count}`);
  const step = Math.sign(count);
  let reached = day;
  for (let left = Math.abs(count); left > 0; ) {
    reached = addDays(reached, step);
    const working = isWorkingDay(reached, calendar);
    if (!working.ok) return working;
    if (working.value) left--;
  }
  return ok(reached);
}

/** `day` itself when it is a working day, otherwise the next one. */
export function workingDayFrom(day: PlainDate, calendar: Calendar): Result<PlainDate, Refusal> {
  return addWorkingDays(addDays(day, -1), 1, calendar);
}

function tableOf({ year, holidays, makeUpWorkdays }: CalendarYear): ReadonlyMap<PlainDate, 'holiday' | 'workday'> {
  for (const day of [...holidays, ...makeUpWorkdays]) assert(yearOf(day) === year, `${day} is not a day of ${year}`);
  for (const day of makeUpWorkdays) assert(weekday(day) > 5, `${day} is worked anyway`);
  const table = new Map<PlainDate, 'holiday' | 'workday'>(holidays.map((day) => [day, 'holiday']));
  for (const day of makeUpWorkdays) {
    assert(!table.has(day), `${day} is both holiday and workday`);
    table.set(day, 'workday');
  }
  return table;
}
