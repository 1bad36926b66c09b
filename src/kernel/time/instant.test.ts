import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addMicros, formatBeijing, instant, isoBeijing, microsPerDay, parseInstant } from './instant.ts';

const anyInstant = fc.maxSafeInteger().filter((micros) => Math.abs(micros) < Number.MAX_SAFE_INTEGER - microsPerDay).map(instant);

test('an instant is a safe integer and nothing else', () => {
  for (const micros of [0.5, NaN, Infinity, 2 ** 53]) assert.throws(() => instant(micros), TypeError);
  assert.equal(addMicros(instant(5), -7), -2);
});

test('isoBeijing writes what Temporal writes', () => {
  fc.assert(
    fc.property(anyInstant, (at) => {
      const zoned = new Temporal.Instant(BigInt(at) * 1000n).toZonedDateTimeISO('+08:00');
      assert.equal(isoBeijing(at), zoned.toString({ fractionalSecondDigits: 6, timeZoneName: 'never' }));
      assert.equal(formatBeijing(at), zoned.toPlainDateTime().toString({ smallestUnit: 'second' }).replace('T', ' '));
    }),
  );
});

test('parseInstant reads back what isoBeijing wrote', () => {
  fc.assert(fc.property(anyInstant, (at) => assert.equal(parseInstant(isoBeijing(at)), at)));
});

test('parseInstant agrees with Temporal on every zone', () => {
  const two = (limit: number) => fc.nat(limit).map((n) => String(n).padStart(2, '0'));
  const days = fc.tuple(fc.integer({ min: 1800, max: 2200 }), two(13), two(32)).map((parts) => parts.join('-'));
  const times = fc.tuple(two(24), two(60), two(59)).map((parts) => parts.join(':'));
  const zones = fc.oneof(fc.constant('Z'), fc.tuple(fc.constantFrom('+', '-'), two(24), two(60)).map(([sign, h, m]) => `${sign}${h}:${m}`));
  fc.assert(
    fc.property(days, times, fc.constantFrom('', '.5', '.000001', '.999999'), zones, (day, time, fraction, zone) => {
      const text = `${day}T${time}${fraction}${zone}`;
      assert.equal(parseInstant(text), microsByTemporal(text), text);
    }),
    { numRuns: 3000 },
  );
});

test('without a zone the time is Beijing time, and seconds may be left out', () => {
  const nine = parseInstant('2026-12-11T01:00:00Z');
  for (const text of ['2026-12-11 09:00', '2026-12-11T09:00:00', '2026-12-11 09:00:00.000000', '2026-12-11T10:00+09:00']) {
    assert.equal(parseInstant(text), nine, text);
  }
});

for (const text of ['', '2026-12-11', '2026-02-30 09:00', '2026-12-11 24:00', '2026-12-11 23:59:60', '2026-12-11 9:00', ' 2026-12-11 09:00', '2026-12-11 09:00:00.1234567', '2026-12-11 09:00 +08:00', '9999-01-01 00:00']) {
  test(`${JSON.stringify(text)} is no instant`, () => assert.equal(parseInstant(text), null));
}

function microsByTemporal(text: string): number | null {
  try {
    return Number(Temporal.Instant.from(text).epochNanoseconds / 1000n);
  } catch {
    return null;
  }
}
