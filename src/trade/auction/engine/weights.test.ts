import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import * as ratio from '#kernel/ratio.ts';
import { act, countdown, hallOf, people, play, sealed, termsOf } from './hall.testing.ts';
import { ranked, standings, totalOf } from './ranking.ts';

const weighted = termsOf([countdown(40)], { weights: { price: '0.6' } });

describe('权重报价', () => {
  test('R-087 总分 = 价格权重 × 报价 ÷ 最高报价 × 100 + 其他权重 × 其他得分（手算例）', () => {
    const prices = [['1', '1200', '80'], ['2', '1500', '50']].map(([paddle, priceFen]) => ({ paddle: Number(paddle), priceFen: priceFen ?? '', at: hallOf(weighted).state.startAt }));
    const participants = people(2, [], ['80', '50']);
    const totals = (terms: typeof weighted) => prices.map((each) => ratio.round(totalOf(terms, participants, prices, each), 2));
    assert.deepEqual(totals(weighted), ['80.00', '80.00']);
    assert.deepEqual(totals({ ...weighted, direction: 'down' }), ['92.00', '68.00']);
    assert.deepEqual(totals({ ...weighted, weights: { price: '0.25' } }), ['80.00', '62.50']);
  });

  test('R-087 价格不是最高也可以总分最高；同分先报者得', () => {
    play(hallOf(weighted, people(2, [], ['80', '50'])), ['1 bid #1 1200', '2 bid #2 1500', '42 tick → sold #1 1200']);
    play(hallOf(weighted, people(2, [], ['80', '50'])), ['1 bid #2 1500', '2 bid #1 1200', '42 tick → sold #2 1500']);
    play(hallOf(weighted, people(2, [], ['80', '50'])), ['1 bid #1 1200', '2 bid #2 1600', '42 tick → sold #2 1600']);
  });

  test('R-087 各人在自己的价格上按幅度加，不必超过别人的价格，每次有效报价都重新计时', () => {
    play(hallOf(weighted, people(3, [], ['80', '50', '0'])), ['1 bid #2 2000', '2 bid #1 1000', '3 bid #1 1000 → tooLow', '3 bid #1 1050 → tooLow', '3 bid #1 1150 → offStep', '4 bid #1 1900', '5 bid #3 900 → tooLow', '44 tick → sold #1 1900']);
  });

  test('R-087 别人抬高最高价，领先者可能落后，不必有人直接超过他', () => {
    const hall = hallOf(weighted, people(3, [], ['50', '90', '0']));
    play(hall, ['1 bid #1 1000', '2 bid #2 1000', '2 tick → countdown 42']);
    assert.equal(hall.state.best?.paddle, 2);
    play(hall, ['3 bid #1 1400']);
    assert.equal(hall.state.best?.paddle, 1);
    play(hall, ['4 bid #3 2400', '44 tick → sold #2 1000']);
  });

  test('R-087 权重报价中没有按他人价格应价的优先：只能在自己的价格上加', () => {
    play(hallOf(weighted, people(2, [1], ['0', '100'])), ['1 bid #1 1500', '2 bid #2 1000', '3 bid #1 1000 → tooLow', '42 tick → sold #2 1000']);
  });

  test('R-087 限价在权重报价中只是上限：达到后竞价继续，但不能在限价上反复报', () => {
    play(hallOf({ ...weighted, capFen: '1500', afterCap: [sealed(10)] }, people(2, [], ['80', '50'])), ['1 bid #1 1500', '2 bid #1 1500 → tooLow', '3 bid #2 1600 → overCap', '4 bid #2 1500', '44 tick → sold #1 1500']);
  });

  const points = fc.tuple(...Array.from({ length: 3 }, () => fc.integer({ min: 0, max: 100 })));
  const bids = fc.array(fc.record({ paddle: fc.integer({ min: 1, max: 3 }), steps: fc.integer({ min: -1, max: 6 }) }), { maxLength: 15 });

  test('R-087 每人的价格只会变优；当前最优总是总分最高的，总分相同的是先报的', () => {
    fc.assert(fc.property(points, bids, fc.constantFrom('up', 'down'), fc.integer({ min: 0, max: 10 }), (scores, list, direction, tenth) => {
      const terms = { ...weighted, direction, startFen: '2000', weights: { price: ratio.round(ratio.of(BigInt(tenth), 10n), 1) } };
      const hall = hallOf(terms, people(3, [], scores.map(String)));
      const sign = direction === 'up' ? 1 : -1;
      const own = new Map<number, { price: number; second: number }>();
      list.forEach(({ paddle, steps }, index) => {
        const stands = own.get(paddle);
        const price = (stands?.price ?? 2000) + sign * steps * 100;
        const isFit = price > 0 && (stands ? steps >= 1 : steps >= 0);
        assert.equal(act(hall, index, { verb: 'bid', paddle, price }) === 'ok', isFit);
        if (isFit) own.set(paddle, { price, second: index });
      });
      const all = [...own].map(([paddle, { price, second }]) => ({ paddle, price, second, total: totalByHand(scores[paddle - 1] ?? 0, price, [...own.values()].map((each) => each.price), { direction, tenth }) }));
      const [first] = all.sort((a, b) => ratio.compare(b.total, a.total) || a.second - b.second);
      assert.deepEqual(hall.state.best && [hall.state.best.paddle, hall.state.best.priceFen], first ? [first.paddle, String(first.price)] : null);
      assert.deepEqual(ranked(hall.state.terms, hall.state.participants, standings(hall.state)).map(({ paddle }) => paddle), all.map(({ paddle }) => paddle));
    }));
  });
});

function totalByHand(score: number, price: number, prices: readonly number[], { direction, tenth }: { direction: 'up' | 'down'; tenth: number }): ratio.Ratio {
  const share = direction === 'up' ? ratio.of(BigInt(price), BigInt(Math.max(...prices))) : ratio.of(BigInt(Math.min(...prices)), BigInt(price));
  return ratio.add(ratio.mul(ratio.of(BigInt(tenth) * 10n), share), ratio.of(BigInt(10 - tenth) * BigInt(score), 10n));
}
