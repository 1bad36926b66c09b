import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { addMicros, microsPerDay, parseInstant } from '#kernel/time/instant.ts';
import { formatChange, formatExact, formatMoment, formatSpan, formatWhen, formatYuan } from './figures.ts';

describe('figures of the auction hall', () => {
  test('R-017 a price is written whole, its fen only where there are any', () => {
    assert.equal(formatYuan(2_870_000_000n), '¥ 28,700,000');
    assert.equal(formatYuan(2_870_000_005n), '¥ 28,700,000.05');
  });

  test('R-017 万 stands only where it says the amount exactly', () => {
    assert.equal(formatExact(2_880_000_000n), '2,880 万');
    assert.equal(formatExact(28_500_000n), '28.5 万');
    assert.equal(formatExact(28_050_000n), '28.05 万');
    assert.equal(formatExact(2_871_234_500n), '28,712,345 元');
    assert.equal(formatExact(50_000n), '500 元');
  });

  test('R-017 the premium is told to a tenth', () => {
    assert.equal(formatChange(2_160_000_000n, 2_870_000_000n), '32.9 %');
    assert.equal(formatChange(100n, 50n), '50 %');
    assert.equal(formatChange(0n, 50n), '0 %');
  });

  test('R-017 a moment is told to the millisecond, a span in the unit that fits', () => {
    const at = parseInstant('2026-11-20 15:05:49.118');
    assert.ok(at !== null);
    assert.equal(formatMoment(at), '15:05:49.118');
    assert.deepEqual([formatWhen(at, at), formatWhen(at, addMicros(at, microsPerDay))], ['15:05:49.118', '11-20 15:05:49.118']);
    assert.deepEqual([41, 1240, 185_000, 300_000, -3].map(formatSpan), ['41 毫秒', '1.2 秒', '3 分 05 秒', '5 分钟', '0 毫秒']);
  });
});
