import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { capitalFen } from '#kernel/money.capital.ts';
import { checkArithmetic, type PriceLine, type PriceList } from './arithmetic.ts';
import { parseCapital } from './capital.ts';

const line = (lineId: string, quantity: string, unitPriceFen: bigint, totalFen: bigint): PriceLine => ({ lineId, quantity, unitPriceFen, totalFen });
const facts = (list: PriceList): string[] => checkArithmetic(list).facts.map((fact) => fact.kind);

describe('报价算术修正', () => {
  test('R-071 加总无误的没有事实', () => {
    assert.deepEqual(checkArithmetic({ lines: [line('1', '2.5', 1_000n, 2_500n), line('2', '3', 100n, 300n)], statedFen: 2_800n, statedCapital: '贰拾捌元整' }),
      { facts: [], letterFen: 2_800n, linesFen: 2_800n });
  });

  test('R-071 大写与小写不一致的以大写为准', () => {
    const result = checkArithmetic({ lines: [], statedFen: 9_800_000n, statedCapital: '人民币捌万玖仟元整' });
    assert.deepEqual(result.facts, [{ kind: 'capitalPrevails', statedFen: 9_800_000n, correctedFen: 8_900_000n }]);
    assert.equal(result.letterFen, 8_900_000n);
    assert.deepEqual(facts({ lines: [], statedFen: 1n, statedCapital: '约十万' }), ['capitalUnreadable']);
  });

  test('R-071 单价与合价不一致的以单价为准，并指出合计不符', () => {
    const result = checkArithmetic({ lines: [line('1', '10', 1_000n, 12_000n)], statedFen: 12_000n, statedCapital: null });
    assert.deepEqual(result.facts, [
      { kind: 'unitPricePrevails', lineId: '1', statedFen: 12_000n, correctedFen: 10_000n },
      { kind: 'sumDiffers', statedFen: 12_000n, correctedFen: 10_000n },
    ]);
  });

  test('R-071 单价小数点明显有误的以合价为准', () => {
    const list = { lines: [line('1', '10', 10_000n, 10_000n), line('2', '10', 100n, 10_000n)], statedFen: 20_000n, statedCapital: null };
    assert.deepEqual(checkArithmetic(list).facts, [
      { kind: 'decimalPoint', lineId: '1', statedFen: 10_000n, correctedFen: 1_000n },
      { kind: 'decimalPoint', lineId: '2', statedFen: 100n, correctedFen: 1_000n },
    ]);
  });

  test('R-071 平台写出的大写金额都能读回', () => {
    fc.assert(fc.property(fc.bigInt({ min: 0n, max: 10n ** 18n - 1n }), (fen) => assert.equal(parseCapital(capitalFen(fen)), fen)));
    fc.assert(fc.property(fc.integer({ min: 0, max: 200_000 }), (yuan) => assert.equal(parseCapital(capitalFen(BigInt(yuan) * 100n)), BigInt(yuan) * 100n)));
  });

  test('R-071 常见写法能读，读不通的不猜', () => {
    assert.equal(parseCapital('人民币壹亿叁仟捌佰肆拾贰万圆正'), 13_842_000_000n);
    assert.equal(parseCapital('拾万零伍佰元伍角'), 10_050_050n);
    assert.equal(parseCapital('壹仟零叁拾元零伍分'), 103_005n);
    for (const text of ['', '元', '壹贰元整', '万元整', '壹拾佰元', '一万元', '壹万']) assert.equal(parseCapital(text), null, text);
  });
});
