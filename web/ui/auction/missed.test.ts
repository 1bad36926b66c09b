import { test } from 'node:test';
import assert from 'node:assert/strict';
import type { HallRow } from '#trade/auction/hall-view.types.ts';
import { waitMs } from './backoff.ts';
import { missedWords } from './missed.ts';
import { at } from '../preview.samples.ts';

const row = (version: number, result: HallRow['result'] = 'accepted'): HallRow => ({ id: `${result}-${version}`, version, at: at('2026-11-20 15:00:00'), paddle: version, priceFen: `${version}000000000`, result, refusal: null, logIndex: null });

test('R-017 重连后说清断了多久、错过几次有效报价、最后一次是多少', () => {
  assert.equal(missedWords({ lostMs: 12_300, rows: [row(2), row(4), row(3), row(5, 'refused')] }), '断线 12 秒，错过 3 次报价，最后一次 4 号报 4,000 万');
  assert.equal(missedWords({ lostMs: 400, rows: [row(2)] }), '断线 1 秒，错过 1 次报价，最后一次 2 号报 2,000 万');
});

test('R-017 断线而没有人报价时也说一声，短得没有察觉时不打扰', () => {
  assert.equal(missedWords({ lostMs: 4000, rows: [] }), '断线 4 秒，没有错过报价');
  assert.equal(missedWords({ lostMs: 800, rows: [] }), null);
});

test('R-017 重连的间隔逐次加倍、不超过八秒，各人错开', () => {
  assert.deepEqual([0, 1, 2, 9].map((attempt) => waitMs(attempt, 1)), [300, 600, 1200, 8000]);
  assert.equal(waitMs(9, 0), 4000);
});
