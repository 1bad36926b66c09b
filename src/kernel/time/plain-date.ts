import { assert } from '../assert.ts';
import type { Refusal } from '../refusal.ts';
import { err, ok, type Result } from '../result.ts';
import { instant, isoBeijing, microsPerDay, microsPerHour, type Instant } from './instant.ts';
import { timeRefusals } from './time.refusals.ts';

declare const plainDateBrand: unique symbol;

/** A calendar day in Beijing, `2026-12-11`, in the years 1900 to 2199. Text order is time order. */
export type PlainDate = string & { readonly [plainDateBrand]: true };

/** 1 Monday … 7 Sunday */
export type Weekday = 1 | 2 | 3 | 4 | 5 | 6 | 7;

const daysPerEra = 146_097;
const daysToEpoch = 719_468;

export function parsePlainDate(text: string): Result<PlainDate, Refusal> {
  return isPlainDate(text) ? ok(text) : err(timeRefusals.notADay({ text }));
}

/** The day that a literal or a stored value names; anything else is a bug and throws. */
export function plainDate(text: string): PlainDate {
  assert(isPlainDate(text), `not a day: ${text}`);
  return text;
}

/** `days` may be negative. Throws outside the years 1900 to 2199. */
export function addDays(day: PlainDate, days: number): PlainDate {
  return dayOfNumber(numberOf(day) + days);
}

/** The same day of a later month, or its last day where that month is shorter (民法典 第二百零二条). `months` may be negative. */
export function addMonths(day: PlainDate, months: number): PlainDate {
  const count = yearOf(day) * 12 + Number(day.slice(5, 7)) - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  const ordinal = Math.min(Number(day.slice(8, 10)), daysInMonth(year, month));
  return plainDate(`${year}-${String(month).padStart(2, '0')}-${String(ordinal).padStart(2, '0')}`);
}

/** Positive when `end` is later: from 2026-12-11 to 2026-12-31 it is 20. */
export function daysBetween(start: PlainDate, end: PlainDate): number {
  return numberOf(end) - numberOf(start);
}

export function weekday(day: PlainDate): Weekday {
  return ((((numberOf(day) + 3) % 7) + 7) % 7 + 1) as Weekday;
}

export function yearOf(day: PlainDate): number {
  return Number(day.slice(0, 4));
}

/** The day in Beijing on which the moment falls. */
export function ofInstant(at: Instant): PlainDate {
  return plainDate(isoBeijing(at).slice(0, 10));
}

/** 0:00 in Beijing. */
export function startOf(day: PlainDate): Instant {
  return instant(numberOf(day) * microsPerDay - 8 * microsPerHour);
}

/** 24:00 in Beijing, the first moment no longer in the day: in time is what comes before it. */
export function endOf(day: PlainDate): Instant {
  return instant(startOf(day) + microsPerDay);
}

function isPlainDate(text: string): text is PlainDate {
  const match = /^(19\d\d|2[01]\d\d)-(\d\d)-(\d\d)$/.exec(text);
  if (!match) return false;
  const [year, month, day] = match.slice(1).map(Number) as [number, number, number];
  return month >= 1 && month <= 12 && day >= 1 && day <= daysInMonth(year, month);
}

function daysInMonth(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** Days since 1970-01-01, counted in 400-year eras of years that begin in March, so that the leap day comes last. */
function numberOf(day: PlainDate): number {
  const month = Number(day.slice(5, 7));
  const year = Number(day.slice(0, 4)) - (month <= 2 ? 1 : 0);
  const era = Math.floor(year / 400);
  const yearOfEra = year - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + Number(day.slice(8, 10)) - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * daysPerEra + dayOfEra - daysToEpoch;
}

function dayOfNumber(number: number): PlainDate {
  const shifted = number + daysToEpoch;
  const era = Math.floor(shifted / daysPerEra);
  const dayOfEra = shifted - era * daysPerEra;
  const leaps = Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leaps) / 365);
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = ((marchMonth + 2) % 12) + 1;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return plainDate(`${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`);
}
