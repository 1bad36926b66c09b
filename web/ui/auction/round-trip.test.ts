import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { instant } from '#kernel/time/instant.ts';
import { addSample, readingOf, serverTime, type Sample } from './round-trip.ts';

const base = 1_800_000_000_000;

/** An answer under way `rttMs`, to a machine whose clock is `behindMs` late; `skewMs` of the way lies on one side alone. */
function answer(sentMs: number, rttMs: number, behindMs: number, skewMs = 0): Sample {
  const receivedMs = sentMs + rttMs;
  return { sentMs, receivedMs, wallMs: base + receivedMs - behindMs, serverNow: instant((base + sentMs + rttMs / 2 + skewMs) * 1000) };
}

describe('the line to the hall', () => {
  test('R-017 round trip and offset come from a question and its answer', () => {
    const reading = readingOf([answer(1000, 38, 210)]);
    assert.deepEqual(reading && { rttMs: reading.rttMs, behindMs: Math.round(reading.behindMs) }, { rttMs: 38, behindMs: 210 });
  });

  test('R-017 of several answers the fastest tells the time, the last one the round trip', () => {
    const samples = [answer(0, 900, 210, 300), answer(5000, 40, 210, 5), answer(10_000, 600, 210, -250)].reduce(addSample, [] as readonly Sample[]);
    const reading = readingOf(samples);
    assert.equal(reading?.rttMs, 600);
    assert.equal(Math.round(reading?.behindMs ?? 0), 215);
    assert.equal(serverTime(samples, 20_000), (base + 20_005) * 1000);
  });

  test('R-017 a message that nobody asked for gives the time until an answer has come', () => {
    const told: Sample = { sentMs: null, receivedMs: 100, wallMs: base, serverNow: instant((base + 60) * 1000) };
    assert.equal(readingOf([told]), null);
    assert.equal(serverTime([told], 1100), (base + 1060) * 1000);
    assert.equal(serverTime(addSample([told], answer(200, 50, 0)), 1100), (base + 1100) * 1000);
  });

  test('R-017 once the time of the server was moved, what was measured before counts no more', () => {
    const before = answer(0, 20, 0);
    const moved = { ...answer(5000, 300, 0), serverNow: instant((base + 5150 + 86_400_000) * 1000) };
    assert.deepEqual(addSample([before], moved), [moved]);
  });

  test('R-017 nothing is known before anything came', () => {
    assert.equal(serverTime([], 0), null);
    assert.equal(readingOf([]), null);
  });
});
