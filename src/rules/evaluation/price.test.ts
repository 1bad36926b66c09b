import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import * as ratio from '#kernel/ratio.ts';
import { rate } from '../rate.ts';
import { benchmarkOf, coefficientsOf, trimmed, type BenchmarkRule } from './benchmark.ts';
import { deviationOf, formulaProblems, priceScores, type PriceFormula } from './price.ts';

const wan = (amount: number): bigint => BigInt(amount) * 1_000_000n;
const bid = (amount: number) => ({ bidId: `b${amount}`, priceFen: wan(amount) });
const drawn = { from: '0.01', to: '0.03', step: '0.005' };
const lowered: BenchmarkRule = { kind: 'mean', trim: { from: 5, each: 1 }, drawn };
const highway: PriceFormula = { kind: 'deviation', fullMark: '40', floor: '0', decimals: 2, benchmark: lowered, above: '2', below: '1' };
const context = { capFen: wan(13_000), coefficient: '0.02' };
const five = [9_800, 10_000, 10_200, 10_400, 12_000].map(bid);

describe('价格分', () => {
  test('R-096 五家报价去掉最高最低后平均，再按抽取的下浮系数 2% 得基准价（手算例）', () => {
    const { benchmarkFen, rows } = priceScores(highway, five, context);
    assert.equal(benchmarkFen, wan(9_996));
    assert.deepEqual(rows.map((row) => row.score), ['38.04', '39.92', '35.92', '31.92', '0.00']);
  });

  test('R-096 不足五家的不去掉最高最低', () => {
    assert.equal(benchmarkOf({ ...lowered, drawn: null }, { prices: [wan(90), wan(100), wan(110), wan(140)], capFen: null, coefficient: null }), wan(110));
    assert.deepEqual(trimmed([3n, 1n, 2n, 5n, 4n], { from: 5, each: 1 }), [2n, 3n, 4n]);
  });

  test('R-096 合成基准价：限价下浮与均值按权重相加（手算例）', () => {
    const rule: BenchmarkRule = { kind: 'composite', trim: { from: 5, each: 1 }, drawn: { from: '0.05', to: '0.05', step: '0.01' }, capWeight: '0.4' };
    assert.equal(benchmarkOf(rule, { prices: five.map((row) => row.priceFen), capFen: wan(11_000), coefficient: '0.05' }), wan(10_300));
  });

  test('R-096 低价优先：最低价得满分，其余按比例', () => {
    const { rows } = priceScores({ kind: 'lowest', fullMark: '30', decimals: 2 }, five, { capFen: null, coefficient: null });
    assert.deepEqual(rows.map((row) => row.score), ['30.00', '29.40', '28.82', '28.27', '24.50']);
  });

  test('R-096 偏差率是精确值', () => {
    assert.deepEqual(deviationOf(103n, 100n), ratio.of(3n, 100n));
    assert.deepEqual(deviationOf(97n, 100n), ratio.of(-3n, 100n));
  });

  test('R-096 下浮系数只能取公布范围内的值', () => {
    assert.deepEqual(coefficientsOf(drawn).map((value) => ratio.round(value, 3)), ['0.010', '0.015', '0.020', '0.025', '0.030']);
    assert.throws(() => priceScores(highway, five, { ...context, coefficient: '0.012' }));
    assert.throws(() => priceScores(highway, five, { ...context, coefficient: null }));
  });

  test('R-097 公式写进招标文件前先查参数', () => {
    assert.deepEqual(formulaProblems(highway), []);
    assert.equal(formulaProblems({ ...highway, above: '1', below: '2' }).length, 1);
    assert.equal(formulaProblems({ ...highway, floor: '41' }).length, 1);
    assert.equal(formulaProblems({ ...highway, benchmark: { ...lowered, trim: { from: 2, each: 1 } } }).length, 1);
  });
});

describe('价格分的性质', () => {
  const prices = fc.array(fc.bigInt({ min: 1_000_000n, max: 10n ** 12n }), { minLength: 3, maxLength: 12 });
  const bidsOf = (values: readonly bigint[]) => values.map((priceFen, index) => ({ bidId: `b${index}`, priceFen }));

  test('R-096 与投标的先后次序无关，并在下限与满分之间', () => {
    fc.assert(fc.property(prices, (values) => {
      const rows = priceScores(highway, bidsOf(values), context).rows;
      const reversed = priceScores(highway, bidsOf(values).toReversed(), context).rows.toReversed();
      assert.deepEqual(reversed, rows);
      for (const row of rows) assert.ok(ratio.compare(rate(row.score), ratio.zero) >= 0 && ratio.compare(rate(row.score), rate('40')) <= 0);
    }));
  });

  test('R-096 基准价在最低价的下浮与最高价之间；离基准价越远得分越不高', () => {
    fc.assert(fc.property(prices, (values) => {
      const { benchmarkFen, rows } = priceScores(highway, bidsOf(values), context);
      const sorted = trimmed(values, null);
      assert.ok(benchmarkFen >= (sorted[0] as bigint) * 97n / 100n && benchmarkFen <= (sorted.at(-1) as bigint));
      for (const high of [true, false]) {
        const side = rows.filter((row) => (row.priceFen > benchmarkFen) === high).toSorted((a, b) => ratio.compare(a.deviation, b.deviation));
        const ordered = high ? side : side.toReversed();
        for (const [index, row] of ordered.entries()) {
          const next = ordered[index + 1];
          if (next) assert.ok(ratio.compare(rate(row.score), rate(next.score)) >= 0);
        }
      }
    }));
  });

  test('R-096 低价优先法下报价越低得分越高', () => {
    fc.assert(fc.property(prices, (values) => {
      const rows = priceScores({ kind: 'lowest', fullMark: '30', decimals: 2 }, bidsOf(values), { capFen: null, coefficient: null }).rows;
      const sorted = rows.toSorted((a, b) => (a.priceFen < b.priceFen ? -1 : 1));
      for (const [index, row] of sorted.entries()) {
        const next = sorted[index + 1];
        if (next) assert.ok(ratio.compare(rate(row.score), rate(next.score)) >= 0);
      }
      assert.equal(sorted[0]?.score, '30.00');
    }));
  });
});
