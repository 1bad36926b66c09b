import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { formatFen, formatWan, limitFen, parseFen, parseYuan, shareOf } from './money.ts';
import { of } from './ratio.ts';

const anyFen = fc.bigInt(-limitFen + 1n, limitFen - 1n);

test('分 as text goes there and back, one text for one amount', () => {
  fc.assert(fc.property(anyFen, (fen) => assert.deepEqual(parseFen(String(fen)), { ok: true, value: fen })));
  for (const text of ['', '-0', '01', '+1', '1.0', '1e3', ' 1', '0x10', '１']) assert.equal(codeOf(parseFen(text)), 'money.malformedFen', text);
});

test('an amount of 一亿亿元 or more is refused, however long its text', () => {
  for (const text of [String(limitFen), String(-limitFen), '9'.repeat(100_000)]) assert.equal(codeOf(parseFen(text)), 'money.tooLarge');
  assert.equal(codeOf(parseYuan('10000000000000000')), 'money.tooLarge');
  assert.ok(parseYuan('9999999999999999.99').ok);
});

test('元 as a person types them', () => {
  const cases: [string, bigint][] = [
    ['138420000.00', 13_842_000_000n], ['138,420,000', 13_842_000_000n], ['0.5', 50n], [' 12.34 ', 1234n], ['0', 0n], ['1,000.01', 100_001n],
  ];
  for (const [text, fen] of cases) assert.deepEqual(parseYuan(text), { ok: true, value: fen }, text);
  for (const text of ['', '-1', '1.234', '1,00', '12,3456', '.5', '5.', '¥5', '0,100', '1e5', '九千', '00']) {
    assert.equal(codeOf(parseYuan(text)), 'money.malformedYuan', text);
  }
});

test('a formatted amount, taken without its sign of currency, reads back', () => {
  fc.assert(fc.property(fc.bigInt(0n, limitFen - 1n), (fen) => assert.deepEqual(parseYuan(formatFen(fen).slice(1)), { ok: true, value: fen })));
  assert.equal(formatFen(13_842_000_000n), '¥138,420,000.00');
  assert.equal(formatFen(-5n), '-¥0.05');
  assert.equal(formatFen(0n), '¥0.00');
});

test('the short form names the unit and rounds half-up to two decimals', () => {
  const cases: [string, string][] = [
    ['138420000.00', '1.38 亿'], ['98640000', '9,864 万'], ['48726000', '4,872.6 万'], ['128640000000', '1,286.4 亿'],
    ['8500', '8,500 元'], ['9999.99', '9,999.99 元'], ['10000', '1 万'], ['0', '0 元'], ['0.05', '0.05 元'],
    ['10049.99', '1 万'], ['10050', '1.01 万'], ['99999949.99', '9,999.99 万'], ['99999950', '1 亿'], ['100000000', '1 亿'],
  ];
  for (const [yuan, text] of cases) {
    const fen = parseYuan(yuan);
    assert.ok(fen.ok);
    assert.equal(formatWan(fen.value), text, yuan);
    if (fen.value > 0n) assert.equal(formatWan(-fen.value), `-${text}`);
  }
});

test('上限按比例算出的金额向下取整到分，费用四舍五入到分', () => {
  assert.equal(shareOf(9_999n, of(2n, 100n), 'down'), 199n);
  assert.equal(shareOf(9_999n, of(2n, 100n), 'half-up'), 200n);
  assert.equal(shareOf(25n, of(1n, 50n), 'half-up'), 1n);
  assert.equal(shareOf(24n, of(1n, 50n), 'half-up'), 0n);
  assert.throws(() => shareOf(-1n, of(1n, 50n), 'down'));
});

function codeOf(result: ReturnType<typeof parseFen>): string | null {
  return result.ok ? null : result.error.code;
}
