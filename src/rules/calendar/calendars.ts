import { calendarOf, type Calendar, type CalendarYear } from '#kernel/time/calendar.ts';
import { addDays, plainDate, type PlainDate } from '#kernel/time/plain-date.ts';
import { demoYear2027, publishedYears, type YearNotice } from './years.ts';

/** What the State Council's office has announced; any other year has no answer. */
export const publishedCalendar: Calendar = calendarOf(publishedYears.map(yearOf));

/** `publishedCalendar` and the provisional year 2027, for a demonstration clock that runs past the announcements. */
export const demoCalendar: Calendar = calendarOf([...publishedYears, demoYear2027].map(yearOf));

export type CalendarMode = 'demo' | 'production';

/** The one place where the mode chooses a calendar: only a demonstration sees the provisional year. */
export function calendarFor(mode: CalendarMode): Calendar {
  return mode === 'demo' ? demoCalendar : publishedCalendar;
}

/** The notices behind `calendarFor`, for the public rule page. */
export function calendarNotices(mode: CalendarMode): readonly YearNotice[] {
  return mode === 'demo' ? [...publishedYears, demoYear2027] : publishedYears;
}

function yearOf(notice: YearNotice): CalendarYear {
  return {
    year: notice.year,
    holidays: notice.holidays.flatMap(({ from, to }) => daysFrom(plainDate(from), plainDate(to))),
    makeUpWorkdays: notice.workingWeekends.map(plainDate),
  };
}

function daysFrom(from: PlainDate, to: PlainDate): PlainDate[] {
  const days: PlainDate[] = [];
  for (let day = from; day <= to; day = addDays(day, 1)) days.push(day);
  return days;
}
