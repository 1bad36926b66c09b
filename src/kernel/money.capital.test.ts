import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { capitalFen } from './money.capital.ts';
import { limitFen } from './money.ts';

const cases: [bigint, string][] = [
  [13_842_000_000n, '壹亿叁仟捌佰肆拾贰万元整'],
  [0n, '零元整'],
  [1n, '壹分'],
  [10n, '壹角'],
  [55n, '伍角伍分'],
  [100n, '壹元整'],
  [1_000n, '壹拾元整'],
  [140_950n, '壹仟肆佰零玖元伍角'],
  [600_714n, '陆仟零柒元壹角肆分'],
  [168_032n, '壹仟陆佰捌拾元叁角贰分'],
  [10_700_053n, '壹拾万柒仟元伍角叁分'],
  [1_640_902n, '壹万陆仟肆佰零玖元零贰分'],
  [32_504n, '叁佰贰拾伍元零肆分'],
  [10_050_000n, '壹拾万零伍佰元整'],
  [100_500_000n, '壹佰万伍仟元整'],
  [1_000_000_100n, '壹仟万零壹元整'],
  [10_000_500_000n, '壹亿零伍仟元整'],
  [10_000_000_001n, '壹亿元零壹分'],
  [100_000_000_000_000n, '壹万亿元整'],
  [120_000_000_000_000n, '壹万贰仟亿元整'],
  [120_005_000_000_000n, '壹万贰仟亿伍仟万元整'],
  [100_010_000_000_000n, '壹万零壹亿元整'],
  [limitFen - 1n, '玖仟玖佰玖拾玖万玖仟玖佰玖拾玖亿玖仟玖佰玖拾玖万玖仟玖佰玖拾玖元玖角玖分'],
  [-100n, '负壹元整'],
];

for (const [fen, text] of cases) {
  test(`大写金额 ${fen} 分：${text}`, () => assert.equal(capitalFen(fen), text));
}

test('任何金额的大写都能读回原数', () => {
  const amounts = fc.oneof(fc.bigInt(0n, limitFen - 1n), fc.bigInt(0n, 10n ** 9n), zeroRich());
  fc.assert(fc.property(amounts, (fen) => assert.equal(read(capitalFen(fen)), fen, capitalFen(fen))), { numRuns: 5000 });
});

test('大写不连写两个零，零不在“元”“万”“亿”之前，整只在元后', () => {
  fc.assert(
    fc.property(zeroRich(), (fen) => {
      const text = capitalFen(fen);
      if (fen > 0n) assert.doesNotMatch(text, /零零|零[元万亿角]|^零/);
      assert.equal(text.endsWith('元整'), fen % 100n === 0n);
    }),
    { numRuns: 3000 },
  );
});

test('超出范围的金额没有大写', () => assert.throws(() => capitalFen(limitFen)));

/** Amounts with many zeros, where the rules for 零 bite. */
function zeroRich(): fc.Arbitrary<bigint> {
  return fc.string({ unit: fc.constantFrom('0', '0', '0', '1', '7'), minLength: 1, maxLength: 18 }).map((digits) => BigInt(digits));
}

/** Reads a capital amount by the place value of each unit, knowing nothing of how the writer works. */
function read(text: string): bigint {
  const [whole, cents] = text.includes('元') ? (text.split('元') as [string, string]) : ['', text];
  const jiao = /(.)角/.exec(cents)?.[1] ?? '零';
  const fen = /(.)分/.exec(cents)?.[1] ?? '零';
  return readYuan(whole) * 100n + valueOf(jiao) * 10n + valueOf(fen);
}

function readYuan(text: string): bigint {
  const [, high = '', low = ''] = /^(?:(.*)亿)?(.*)$/.exec(text) as RegExpExecArray;
  return readBelowYi(high) * 100_000_000n + readBelowYi(low);
}

function readBelowYi(text: string): bigint {
  const [, high = '', low = ''] = /^(?:(.*)万)?(.*)$/.exec(text) as RegExpExecArray;
  return readBelowWan(high) * 10_000n + readBelowWan(low);
}

function readBelowWan(text: string): bigint {
  const units: Record<string, bigint> = { 仟: 1000n, 佰: 100n, 拾: 10n };
  return [...text.matchAll(/([壹贰叁肆伍陆柒捌玖])([仟佰拾]?)/g)].reduce((sum, [, digit, unit]) => sum + valueOf(digit as string) * (units[unit as string] ?? 1n), 0n);
}

function valueOf(digit: string): bigint {
  return BigInt('零壹贰叁肆伍陆柒捌玖'.indexOf(digit));
}
