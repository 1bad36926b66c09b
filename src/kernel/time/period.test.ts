import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { calendarOf, isWorkingDay } from './calendar.ts';
import { instant, microsPerDay, parseInstant, type Instant } from './instant.ts';
import { daysThrough, deadlineAfter, formatDeadline, fullDaysBetween, lastDayAfter, lastDayOf, latestDayBefore, workingDaysThrough, type Period } from './period.ts';
import { addDays, daysBetween, endOf, ofInstant, plainDate, startOf } from './plain-date.ts';

/** A table for the tests: Thursday 1 to Wednesday 7 October off, Saturday 10 October worked. */
const calendar = calendarOf([
  {
    year: 2026,
    holidays: ['2026-10-01', '2026-10-02', '2026-10-05', '2026-10-06', '2026-10-07'].map(plainDate),
    makeUpWorkdays: [plainDate('2026-10-10')],
  },
]);

describe('期限自何时起、至何时止', () => {
  test('按日计算，开始当天不计入：周一收到异议，3 日内答复，周四 24 时届满', () => {
    assert.equal(deadline('2026-11-16 10:30', { days: 3 }), '2026-11-19 24:00:00');
  });

  test('当天 0 时整与 23 时 59 分开始，届满时间相同', () => {
    assert.equal(deadline('2026-11-16 00:00', { days: 3 }), deadline('2026-11-16 23:59:59.999999', { days: 3 }));
  });

  test('最后一日是周六，顺延到周一', () => {
    assert.equal(deadline('2026-11-18 09:00', { days: 3 }), '2026-11-23 24:00:00');
  });

  test('最后一日落在国庆假期，顺延到假后第一个工作日', () => {
    assert.equal(deadline('2026-09-28 09:00', { days: 5 }), '2026-10-08 24:00:00');
  });

  test('最后一日是调休上班的周六，不顺延', () => {
    assert.equal(deadline('2026-10-07 09:00', { days: 3 }), '2026-10-10 24:00:00');
  });

  test('假期在期间中间，按日计算的照数，不扣除', () => {
    assert.equal(deadline('2026-09-28 09:00', { days: 10 }), '2026-10-08 24:00:00');
    assert.equal(deadline('2026-09-29 09:00', { days: 10 }), '2026-10-09 24:00:00');
  });

  test('按工作日计算，假期和周末不数，调休上班日数', () => {
    assert.equal(deadline('2026-09-30 16:00', { workingDays: 3 }), '2026-10-10 24:00:00');
    assert.equal(deadline('2026-10-03 16:00', { workingDays: 1 }), '2026-10-08 24:00:00');
  });

  test('按月计算，到对应日届满；没有对应日的到月末，末日是休息日的顺延', () => {
    assert.equal(deadline('2026-08-20 09:00', { months: 1 }), '2026-09-21 24:00:00');
    assert.equal(deadline('2026-08-31 09:00', { months: 1 }), '2026-09-30 24:00:00');
    assert.equal(deadline('2026-09-01 09:00', { months: 1 }), '2026-10-08 24:00:00');
  });

  test('一段时间里的工作日：开始当天不数，最后一天不论几点都数', () => {
    const count = (from: string, until: string): number | string => {
      const days = workingDaysThrough(at(from), at(until), calendar);
      return days.ok ? days.value : days.error.code;
    };
    assert.deepEqual([count('2026-09-30 09:00', '2026-10-10 00:01'), count('2026-09-30 09:00', '2026-10-10 00:00')], [3, 2]);
    assert.deepEqual([count('2026-11-16 09:00', '2026-11-20 17:00'), count('2026-11-16 09:00', '2026-11-16 17:00')], [4, 0]);
    assert.equal(count('2026-12-30 09:00', '2027-01-05 09:00'), 'time.calendarUnpublished');
  });

  test('北京时间零点前后各算各的日子：世界时 16 时已是次日', () => {
    assert.equal(deadline('2026-11-16T15:59:59Z', { days: 1 }), '2026-11-17 24:00:00');
    assert.equal(deadline('2026-11-16T16:00:00Z', { days: 1 }), '2026-11-18 24:00:00');
  });

  test('届满日所在年份的放假安排未公布，不给期限，只给理由', () => {
    const refused = deadlineAfter(at('2026-12-25 09:00'), { days: 15 }, calendar);
    assert.ok(!refused.ok && refused.error.code === 'time.calendarUnpublished' && refused.error.got === '2027 年');
    assert.ok(!deadlineAfter(at('2026-12-25 09:00'), { workingDays: 10 }, calendar).ok);
  });

  test('零日、负数日、半日不是期限', () => {
    for (const days of [0, -1, 0.5, NaN]) assert.throws(() => deadlineAfter(at('2026-11-16 09:00'), { days }, calendar));
  });

  test('任何期限：末日是工作日，不早于 N 日之后，顺延跨过的全是节假日', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 250 }), fc.nat(microsPerDay - 1), fc.integer({ min: 1, max: 60 }), (offset, micros, days) => {
        const start = instant(startOf(addDays(plainDate('2026-02-01'), offset)) + micros);
        const due = deadlineAfter(start, { days }, calendar);
        assert.ok(due.ok);
        const last = lastDayOf(due.value);
        assert.equal(due.value, endOf(last));
        assert.deepEqual(isWorkingDay(last, calendar), { ok: true, value: true });
        assert.ok(daysBetween(ofInstant(start), last) >= days);
        for (let day = addDays(ofInstant(start), days); day < last; day = addDays(day, 1)) {
          assert.deepEqual(isWorkingDay(day, calendar), { ok: true, value: false });
        }
        assert.deepEqual(lastDayAfter(ofInstant(start), { days }, calendar), { ok: true, value: last });
      }),
    );
  });
});

describe('截止前至少 N 日', () => {
  test('澄清至少 15 日前发出：12 月 11 日 9 时截止，最迟 11 月 26 日发出', () => {
    assert.equal(latestDayBefore(at('2026-12-11 09:00'), 15), '2026-11-26');
  });

  test('截止时间为 24 时的，截止日是届满的那一天', () => {
    assert.equal(latestDayBefore(endOf(plainDate('2026-12-11')), 10), '2026-12-01');
    assert.equal(lastDayOf(endOf(plainDate('2026-12-11'))), '2026-12-11');
    assert.equal(lastDayOf(startOf(plainDate('2026-12-11'))), '2026-12-10');
  });
});

describe('两个时刻之间有几日', () => {
  test('满 3 日公示：周一上午发布，到周四 24 时才满 3 日，周四 9 时只满 2 日', () => {
    assert.equal(fullDaysBetween(at('2026-11-16 09:00'), endOf(plainDate('2026-11-19'))), 3);
    assert.equal(fullDaysBetween(at('2026-11-16 09:00'), at('2026-11-19 23:59:59.999999')), 2);
    assert.equal(fullDaysBetween(at('2026-11-16 09:00'), at('2026-11-19 09:00')), 2);
  });

  test('自发出之日起至截止之日止 20 日：发出当天不计，截止当天计入', () => {
    assert.equal(daysThrough(at('2026-11-21 16:00'), at('2026-12-11 09:00')), 20);
    assert.equal(daysThrough(at('2026-11-21 16:00'), at('2026-12-11 00:00')), 19);
    assert.equal(daysThrough(at('2026-11-21 16:00'), endOf(plainDate('2026-12-11'))), 20);
  });

  test('终点不晚于起点的，是 0 日', () => {
    for (const end of ['2026-11-16 09:00', '2026-11-16 23:00', '2026-11-01 09:00']) {
      assert.equal(fullDaysBetween(at('2026-11-16 09:00'), at(end)), 0, end);
      assert.equal(daysThrough(at('2026-11-16 09:00'), at(end)), 0, end);
    }
  });
});

test('一天结束的时刻写作当天 24:00:00，其余照常写', () => {
  assert.equal(formatDeadline(at('2026-12-12 00:00')), '2026-12-11 24:00:00');
  assert.equal(formatDeadline(at('2026-12-11 09:00')), '2026-12-11 09:00:00');
});

function at(text: string): Instant {
  const parsed = parseInstant(text);
  assert.ok(parsed !== null, text);
  return parsed;
}

function deadline(start: string, period: Period): string {
  const due = deadlineAfter(at(start), period, calendar);
  assert.ok(due.ok);
  return formatDeadline(due.value);
}
