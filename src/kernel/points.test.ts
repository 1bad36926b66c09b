import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatPoints } from './points.ts';

test('R-096 得分显示两位小数，本来更细的照样显示，从不舍入', () => {
  assert.deepEqual(['94.4600', '94.46', '3', '3.0', '88.1250', '0.0000', '-1.50'].map(formatPoints), ['94.46', '94.46', '3.00', '3.00', '88.125', '0.00', '-1.50']);
  fc.assert(fc.property(fc.integer({ min: 0, max: 100_0000 }), (tenThousandths) => {
    const text = (tenThousandths / 10_000).toFixed(4);
    assert.equal(Number(formatPoints(text)), Number(text));
  }));
});
