import { test } from 'node:test';
import assert from 'node:assert/strict';
import { parseInstant } from '#kernel/time/instant.ts';
import { formatBytes, formatDeadlineDay, formatDeadlineShort, formatIndex, formatQuantity, formatRemaining, formatRemainingShort } from './format.ts';
import { stageClass } from './stages.ts';

test('time left rounds up to the second and never goes below zero', () => {
  assert.equal(formatRemaining((20 * 86400 + 23 * 3600 + 18 * 60 + 53) * 1e6), '20 天 23:18:53');
  assert.equal(formatRemaining(1), '00:00:01');
  assert.equal(formatRemaining(59_999_999), '00:01:00');
  assert.equal(formatRemaining(-5), '00:00:00');
  assert.equal(formatRemainingShort(3_599_999_999), '1 时 0 分');
  assert.equal(formatRemainingShort(249_000_000), '4 分 09 秒');
});

test('indexes and sizes are grouped to be read', () => {
  assert.equal(formatIndex(1204331), '1\u00a0204\u00a0331');
  assert.equal(formatIndex(0), '0');
  assert.equal(formatBytes(219_000), '214 KB');
  assert.equal(formatBytes(1_932_735_283), '1.8 GB');
});

test('quantities are grouped, and areas and volumes have their sign', () => {
  assert.equal(formatQuantity({ quantity: '12800.50', unit: 'm3' }), '12,800.50 m³');
  assert.equal(formatQuantity({ quantity: '900', unit: '100m2' }), '900 100m²');
  assert.equal(formatQuantity({ quantity: '1234567', unit: '套' }), '1,234,567 套');
});

test('a phone names the step going on and the one after it', () => {
  const line = (['done', 'now', 'next', 'next'] as const).map((state, i) => ({ label: String(i), note: '', state }));
  assert.deepEqual(line.map((_, i) => stageClass(line, i)), ['stage done', 'stage now here', 'stage next after', 'stage next']);
  const finished = line.map((stage) => ({ ...stage, state: 'done' as const }));
  assert.equal(stageClass(finished, 3), 'stage done here');
  const beside = line.map((stage, i) => ({ ...stage, state: (['done', 'now', 'done', 'next'] as const)[i] ?? 'next' }));
  assert.deepEqual(beside.map((_, i) => stageClass(beside, i)), ['stage done', 'stage now here', 'stage done', 'stage next after'], 'what is done is not next');
});

test('R-017 the end of a day is shown in short as that day, as it is in full', () => {
  const [midnight, morning] = [parseInstant('2027-01-22T00:00'), parseInstant('2027-01-21T09:00')];
  assert.ok(midnight !== null && morning !== null);
  assert.deepEqual([formatDeadlineShort(midnight), formatDeadlineDay(midnight)], ['01-21 24:00', '01-21']);
  assert.deepEqual([formatDeadlineShort(morning), formatDeadlineDay(morning)], ['01-21 09:00', '01-21']);
});
