import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isWorkingDay } from '#kernel/time/calendar.ts';
import { addDays, plainDate } from '#kernel/time/plain-date.ts';
import { calendarFor, calendarNotices } from './calendars.ts';

const working = (day: string, mode: 'demo' | 'production' = 'production') => isWorkingDay(plainDate(day), calendarFor(mode));

test('R-003 放假与调休按国务院办公厅公布的日期', () => {
  const off = ['2024-02-17', '2024-06-10', '2025-01-28', '2025-10-08', '2026-01-02', '2026-02-23', '2026-04-06', '2026-09-25', '2026-10-07', '2026-12-12'];
  const on = ['2024-02-18', '2024-02-09', '2025-01-26', '2025-10-11', '2026-01-04', '2026-02-14', '2026-02-28', '2026-05-09', '2026-09-20', '2026-10-10', '2026-12-11'];
  for (const day of off) assert.deepEqual(working(day), { ok: true, value: false }, day);
  for (const day of on) assert.deepEqual(working(day), { ok: true, value: true }, day);
});

test('R-003 每年的工作日数与公布的安排相符', () => {
  const count = (year: number): number => {
    let days = 0;
    for (let day = plainDate(`${year}-01-01`); day <= `${year}-12-31`; day = addDays(day, 1)) {
      const answer = working(day);
      if (answer.ok && answer.value) days++;
    }
    return days;
  };
  assert.deepEqual([2024, 2025, 2026].map(count), [251, 248, 248]);
});

test('R-003 未公布的年份没有答案；只有演示模式带暂行日历，并且标明', () => {
  assert.equal(working('2027-01-04').ok, false);
  assert.deepEqual(working('2027-01-04', 'demo'), { ok: true, value: true });
  assert.equal(working('2028-01-04', 'demo').ok, false);
  const extra = calendarNotices('demo').filter((notice) => !calendarNotices('production').includes(notice));
  assert.deepEqual(extra.map(({ year, certainty }) => [year, certainty]), [[2027, 'unverified']]);
  assert.ok(extra.every((notice) => notice.source.includes('演示用') && notice.holidays.every((holiday) => holiday.name.includes('演示用'))));
});
