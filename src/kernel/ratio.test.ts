import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import * as ratio from './ratio.ts';

const anyRatio = fc.tuple(fc.bigInt(-(10n ** 20n), 10n ** 20n), fc.bigInt(1n, 10n ** 12n)).map(([n, d]) => ratio.of(n, d));

test('a ratio is in lowest terms with the sign above', () => {
  assert.deepEqual(ratio.of(-6n, -4n), { numerator: 3n, denominator: 2n });
  assert.deepEqual(ratio.of(6n, -4n), { numerator: -3n, denominator: 2n });
  assert.deepEqual(ratio.of(0n, -7n), ratio.zero);
  assert.throws(() => ratio.of(1n, 0n), /denominator 0/);
});

test('the laws of a field hold exactly', () => {
  fc.assert(
    fc.property(anyRatio, anyRatio, anyRatio, (a, b, c) => {
      assert.deepEqual(ratio.add(a, b), ratio.add(b, a));
      assert.deepEqual(ratio.mul(a, ratio.add(b, c)), ratio.add(ratio.mul(a, b), ratio.mul(a, c)));
      assert.deepEqual(ratio.sub(ratio.add(a, b), b), a);
      if (b.numerator !== 0n) assert.deepEqual(ratio.mul(ratio.div(a, b), b), a);
      assert.equal(ratio.compare(a, b), Math.sign(Number(ratio.sub(a, b).numerator)));
    }),
  );
  assert.throws(() => ratio.div(ratio.one, ratio.zero));
});

test('min, max and mean of a list', () => {
  const [a, b, c] = [ratio.of(1n, 3n), ratio.of(1n, 2n), ratio.of(-1n, 6n)];
  assert.equal(ratio.min([a, b, c]), c);
  assert.equal(ratio.max([a, b, c]), b);
  assert.equal(ratio.toJson(ratio.mean([a, b, c])), '2/9');
  for (const pick of [ratio.min, ratio.max, ratio.mean]) assert.throws(() => pick([]));
});

test('decimal text is read exactly', () => {
  const cases: [string, string][] = [['5.5', '11/2'], ['-0.25', '-1/4'], ['60', '60'], ['0.10', '1/10'], ['-0.0', '0'], ['007', '7']];
  for (const [text, json] of cases) {
    const parsed = ratio.parse(text);
    assert.ok(parsed.ok);
    assert.equal(ratio.toJson(parsed.value), json);
  }
});

for (const text of ['', '.5', '5.', '+1', '1e3', '1/2', ' 1', '１', '1,000', '--1', '9'.repeat(31)]) {
  test(`${JSON.stringify(text)} is refused as a decimal`, () => {
    const parsed = ratio.parse(text);
    assert.ok(!parsed.ok && parsed.error.code === 'ratio.malformed' && parsed.error.kind === 'invalid');
  });
}

test('四舍五入：恰在一半时，绝对值进一，正负相同', () => {
  const cases: [bigint, bigint, number, string][] = [
    [1n, 200n, 2, '0.01'], [-1n, 200n, 2, '-0.01'], [1n, 201n, 2, '0.00'], [-1n, 201n, 2, '0.00'],
    [5n, 2n, 0, '3'], [-5n, 2n, 0, '-3'], [2n, 3n, 4, '0.6667'], [12345n, 100n, 1, '123.5'], [0n, 1n, 2, '0.00'],
  ];
  for (const [n, d, decimals, text] of cases) assert.equal(ratio.round(ratio.of(n, d), decimals), text);
});

test('a rounded value lies within half a unit of the exact one', () => {
  fc.assert(
    fc.property(anyRatio, fc.nat(8), (value, decimals) => {
      const rounded = ratio.parse(ratio.round(value, decimals));
      assert.ok(rounded.ok);
      const distance = ratio.sub(rounded.value, value);
      const size = ratio.max([distance, ratio.sub(ratio.zero, distance)]);
      assert.ok(ratio.compare(size, ratio.of(1n, 2n * 10n ** BigInt(decimals))) <= 0);
    }),
  );
});

test('JSON text goes there and back, and only the one form is read', () => {
  fc.assert(fc.property(anyRatio, (value) => assert.deepEqual(ratio.fromJson(ratio.toJson(value)), value)));
  for (const text of ['22/4', '1/1', '5.5', '1/0', '-0', '01', '1/-2', '', '1/2 ']) assert.throws(() => ratio.fromJson(text), text);
});
