import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { curveOf } from './curve.ts';
import { hallSample } from './samples.ts';

const { view, now } = hallSample('outbid');

describe('the course of the price', () => {
  test('R-017 价格在被超过之前一直保持：走势是台阶，直到此刻', () => {
    const shape = curveOf(view, now);
    assert.match(shape?.line ?? '', /^M[\d.]+ [\d.]+(?:H[\d.]+V[\d.]+)+H100$/);
    assert.equal(shape?.line.match(/V/g)?.length, view.curve.length - 1);
  });

  test('R-017 自己的报价都标出来，旁观者没有', () => {
    assert.equal(curveOf(view, now)?.own.length, view.curve.filter(({ paddle }) => paddle === 3).length);
    assert.deepEqual(curveOf({ ...view, mine: null }, now)?.own, []);
  });

  test('R-017 正在进行的阶段占大半宽度，此前的在它左边', () => {
    const shape = curveOf(view, now);
    assert.equal(shape?.boundary?.at, view.stage?.begunAt);
    const before = shape?.own.filter(({ point }) => view.stage && point.at < view.stage.begunAt) ?? [];
    assert.ok(before.length > 0 && before.every(({ x }) => x <= 44));
    assert.equal(curveOf({ ...view, stage: null }, now)?.boundary, null);
  });

  test('R-017 结束以后各步等宽，几天的挂牌不把决出的几分钟挤没', () => {
    const shape = curveOf({ ...view, stage: null }, now);
    assert.equal(shape?.isByOrder, true);
    assert.ok((shape?.own.at(-1)?.x ?? 100) < 90);
  });

  test('R-017 刻度是整数，盖住从起始价到最高价', () => {
    const lines = curveOf(view, now)?.lines ?? [];
    assert.deepEqual(lines.map(({ fen }) => fen / 1_000_000n), [2000n, 2200n, 2400n, 2600n, 2800n, 3000n]);
    assert.ok(lines.every(({ y }) => y >= 0 && y <= 100));
  });

  test('R-017 没有报价没有走势；只有一个价也画得出', () => {
    assert.equal(curveOf({ ...view, curve: [] }, now), null);
    const [only] = view.curve;
    assert.ok(only);
    const shape = curveOf({ ...view, startFen: only.priceFen, curve: [only], stage: null }, only.at);
    assert.ok(shape?.lines.every(({ fen }) => fen % 1_000_000n === 0n), 'and its axis has whole sums');
  });
});
