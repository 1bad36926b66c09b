import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addWorkingDays, calendarOf, isLegalHoliday, isWorkingDay, workingDayFrom } from './calendar.ts';
import { addDays, plainDate, type PlainDate } from './plain-date.ts';

const days = (...texts: string[]): PlainDate[] => texts.map(plainDate);

/** A table for the tests: a week of holidays from Thursday 1 October, the Saturday after it worked. */
const calendar = calendarOf([
  {
    year: 2026,
    holidays: days('2026-10-01', '2026-10-02', '2026-10-03', '2026-10-04', '2026-10-05', '2026-10-06', '2026-10-07'),
    makeUpWorkdays: days('2026-10-10'),
  },
]);

const anyDay = fc.integer({ min: 60, max: 300 }).map((n) => addDays(plainDate('2026-01-01'), n));

test('节日放假、未调休的周末是法定节假日；调休上班的周六是工作日', () => {
  const expected: [string, boolean][] = [
    ['2026-09-30', false],
    ['2026-10-01', true],
    ['2026-10-07', true],
    ['2026-10-08', false],
    ['2026-10-10', false],
    ['2026-10-11', true],
    ['2026-10-17', true],
  ];
  for (const [day, holiday] of expected) {
    assert.deepEqual(isLegalHoliday(plainDate(day), calendar), { ok: true, value: holiday }, day);
    assert.deepEqual(isWorkingDay(plainDate(day), calendar), { ok: true, value: !holiday }, day);
  }
});

test('工作日逐日数，起算日不计入，假期跳过，调休上班日计入', () => {
  assert.deepEqual(addWorkingDays(plainDate('2026-09-30'), 3, calendar), { ok: true, value: '2026-10-10' });
  assert.deepEqual(addWorkingDays(plainDate('2026-10-10'), -3, calendar), { ok: true, value: '2026-09-30' });
  assert.deepEqual(addWorkingDays(plainDate('2026-10-03'), 0, calendar), { ok: true, value: '2026-10-03' });
  assert.deepEqual(workingDayFrom(plainDate('2026-10-03'), calendar), { ok: true, value: '2026-10-08' });
  assert.deepEqual(workingDayFrom(plainDate('2026-10-08'), calendar), { ok: true, value: '2026-10-08' });
});

test('放假安排未公布的年份不作推算：任何一天都没有答案', () => {
  for (const day of ['2027-01-01', '2027-03-03', '2025-12-31', '2027-06-05']) {
    const answer = isWorkingDay(plainDate(day), calendar);
    assert.ok(!answer.ok && answer.error.code === 'time.calendarUnpublished', day);
    assert.ok(answer.error.message.includes(`${day.slice(0, 4)} 年`) && answer.error.remedy);
    assert.ok(!isLegalHoliday(plainDate(day), calendar).ok);
  }
  assert.ok(!addWorkingDays(plainDate('2026-12-30'), 3, calendar).ok);
  assert.ok(addWorkingDays(plainDate('2026-12-30'), 1, calendar).ok);
});

test('往后数 N 个工作日，正好经过 N 个工作日，末日是工作日；往回数同样', () => {
  fc.assert(
    fc.property(anyDay, fc.integer({ min: -30, max: 30 }).filter((n) => n !== 0), (day, count) => {
      const reached = addWorkingDays(day, count, calendar);
      assert.ok(reached.ok);
      assert.equal(isTrue(isWorkingDay(reached.value, calendar)), true);
      let passed = 0;
      for (let at: PlainDate = day; at !== reached.value; ) {
        at = addDays(at, Math.sign(count));
        if (isTrue(isWorkingDay(at, calendar))) passed++;
      }
      assert.equal(passed, Math.abs(count));
    }),
  );
});

test('a table that contradicts itself is not taken', () => {
  const table = (year: number, holidays: string[], makeUpWorkdays: string[]) => ({ year, holidays: days(...holidays), makeUpWorkdays: days(...makeUpWorkdays) });
  assert.throws(() => calendarOf([table(2026, ['2027-01-01'], [])]), /not a day of 2026/);
  assert.throws(() => calendarOf([table(2026, ['2026-10-10'], ['2026-10-10'])]), /both/);
  assert.throws(() => calendarOf([table(2026, [], ['2026-10-09'])]), /worked anyway/);
  assert.throws(() => calendarOf([table(2026, [], []), table(2026, [], [])]), /twice/);
});

function isTrue(result: ReturnType<typeof isWorkingDay>): boolean {
  return result.ok && result.value;
}
