import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseInstant } from './instant.ts';
import { addDays, addMonths, daysBetween, endOf, ofInstant, parsePlainDate, plainDate, startOf, weekday, yearOf } from './plain-date.ts';

const first = Temporal.PlainDate.from('1900-01-01');
const span = first.until('2199-12-31').days;
const anyDay = fc.nat(span).map((days) => plainDate(first.add({ days }).toString()));

test('days agree with Temporal: distance, addition, weekday', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (a, b) => {
      const days = Temporal.PlainDate.from(a).until(b).days;
      assert.equal(daysBetween(a, b), days);
      assert.equal(addDays(a, days), b);
      assert.equal(weekday(a), Temporal.PlainDate.from(a).dayOfWeek);
      assert.equal(yearOf(a), Temporal.PlainDate.from(a).year);
      assert.equal(a < b, days > 0);
    }),
  );
});

test('months agree with Temporal: a day that a shorter month lacks becomes its last', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1910, max: 2180 }), fc.nat(11), fc.nat(30), fc.integer({ min: -60, max: 60 }), (year, month, days, months) => {
      const day = Temporal.PlainDate.from({ year, month: month + 1, day: 1 }).add({ days });
      assert.equal(addMonths(plainDate(day.toString()), months), day.add({ months }).toString());
    }),
  );
});

test('every single day from 1900 to 2199 follows the one before it', () => {
  let day = plainDate('1900-01-01');
  for (let n = 0; n < span; n++) {
    const next = addDays(day, 1);
    assert.ok(next > day && daysBetween(day, next) === 1 && weekday(next) === (weekday(day) % 7) + 1, next);
    day = next;
  }
  assert.equal(day, '2199-12-31');
  assert.throws(() => addDays(day, 1));
});

test('parsePlainDate takes exactly the days that Temporal takes', () => {
  const two = (limit: number) => fc.nat(limit).map((n) => String(n).padStart(2, '0'));
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2199 }), two(14), two(33), (year, month, day) => {
      const text = `${year}-${month}-${day}`;
      assert.equal(parsePlainDate(text).ok, existsByTemporal(text), text);
    }),
    { numRuns: 2000 },
  );
});

test('2026-02-29 and other non-days are refused with what would be right', () => {
  for (const text of ['2026-02-29', '1900-02-29', '2026-13-01', '2026-1-1', '2026/01/01', '1899-12-31', '9999-12-31', '2026-01-01 ', '']) {
    const parsed = parsePlainDate(text);
    assert.ok(!parsed.ok && parsed.error.code === 'time.notADay', text);
    assert.throws(() => plainDate(text));
  }
  assert.ok(parsePlainDate('2000-02-29').ok);
});

test('北京时间一天自 0 时起，至 24 时止：24 时已不属当天', () => {
  const day = plainDate('2026-12-11');
  assert.equal(startOf(day), parseInstant('2026-12-10T16:00:00Z'));
  assert.equal(endOf(day), startOf(plainDate('2026-12-12')));
  fc.assert(
    fc.property(anyDay, (any) => {
      assert.equal(ofInstant(startOf(any)), any);
      assert.equal(ofInstant(parseInstant(`${any} 23:59:59.999999`)!), any);
      assert.ok(parseInstant(`${any} 23:59:59.999999`)! + 1 === endOf(any));
    }),
  );
});

function existsByTemporal(text: string): boolean {
  try {
    return Temporal.PlainDate.from(text).toString() === text;
  } catch {
    return false;
  }
}
