import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import * as ratio from '#kernel/ratio.ts';
import { act, call, hallOf, people, play, termsOf } from '../hall.testing.ts';
import type { Outcome } from '../engine.types.ts';

const hundred = termsOf([call(30, '100')]);

describe('集合竞价', () => {
  test('R-087 价高者先成交，都按最后成交的价格付；最后一份可以部分成交', () => {
    play(hallOf(hundred), ['1 offer #1 1000 50', '2 offer #2 1200 40', '3 offer #3 1100 30.5', '30 tick → allotted 1000, #2 40, #3 30.5, #1 29.5']);
    play(hallOf(hundred), ['1 offer #1 1000 50', '2 offer #2 1200 40', '3 offer #3 1100 60', '30 tick → allotted 1100, #2 40, #3 60']);
  });

  test('R-087 同价先报者先成交，改报的按改报的时刻', () => {
    play(hallOf(hundred), ['1 offer #1 1000 70', '2 offer #2 1000 70', '30 tick → allotted 1000, #1 70, #2 30']);
    play(hallOf(hundred), ['1 offer #1 1000 70', '2 offer #2 1000 70', '3 offer #1 1000 70', '30 tick → allotted 1000, #2 70, #1 30']);
  });

  test('R-087 不足额的全部成交；无人申报不成交；撤回的不算', () => {
    play(hallOf(hundred), ['1 offer #1 1300 10', '2 offer #2 1000 0.001', '30 tick → allotted 1000, #1 10, #2 0.001']);
    play(hallOf(hundred), ['1 offer #1 1300 10', '2 withdraw #1', '30 tick → unsold no-bid']);
  });

  test('R-087 申报数量大于零、不超过总量，价格不低于起始价、为整数档', () => {
    const answers: readonly (readonly [string, string])[] = [
      ['1000 0', 'quantity'], ['1000 -1', 'quantity'], ['1000 100.000001', 'quantity'], ['1000 1e2', 'quantity'], ['1000', 'quantity'], ['1000 .5', 'quantity'],
      ['1000 100', 'ok'], ['1000 0.000001', 'ok'], ['900 1', 'tooLow'], ['1050 1', 'offStep'], ['0 1', 'notAPrice'],
    ];
    for (const [offer, answer] of answers) play(hallOf(hundred), [`1 offer #1 ${offer} → ${answer}`]);
  });

  test('R-087 反向集合竞价（收购）：价低者先成交，都按最后成交的价格付', () => {
    play(hallOf({ ...hundred, direction: 'down' }), ['1 offer #1 1000 50', '2 offer #2 700 40', '3 offer #3 900 30', '30 tick → allotted 1000, #2 40, #3 30, #1 30']);
  });

  test('R-087 整数数量写成整数：100 不会写成 1', () => {
    play(hallOf(hundred), ['1 offer #1 1000 100.00', '30 tick → allotted 1000, #1 100']);
    play(hallOf(termsOf([call(30, '1000')])), ['1 offer #1 1000 10.50', '30 tick → allotted 1000, #1 10.5']);
  });

  const orders = fc.array(fc.record({ paddle: fc.integer({ min: 1, max: 6 }), steps: fc.integer({ min: 0, max: 4 }), milli: fc.integer({ min: 1, max: 100_000 }) }), { maxLength: 12 });
  const amount = (text: string | null) => {
    const parsed = ratio.parse(text ?? '0');
    return parsed.ok ? parsed.value : assert.fail(text ?? 'null');
  };

  test('R-087 成交不超过总量，也不留下还要得起的；成交者报价都不低于成交价，没有成交的都不高于', () => {
    fc.assert(fc.property(orders, fc.constantFrom('up', 'down'), (list, direction) => {
      const hall = hallOf({ ...hundred, direction }, people(6));
      const sign = direction === 'up' ? 1 : -1;
      list.forEach(({ paddle, steps, milli }, index) => assert.equal(act(hall, index, { verb: 'offer', paddle, price: 1000 + sign * steps * 100, quantity: ratio.round(ratio.of(BigInt(milli), 1000n), 3) }), 'ok'));
      const offers = hall.state.offers;
      act(hall, 30, { verb: 'tick' });
      const outcome: Outcome | null = hall.state.outcome;
      if (outcome?.kind !== 'allotted') return assert.equal(offers.length, 0);
      const filled = ratio.sum(outcome.fills.map(({ quantity }) => amount(quantity)));
      assert.deepEqual(filled, ratio.min([ratio.of(100n), ratio.sum(offers.map(({ quantity }) => amount(quantity)))]));
      assert.equal(new Set(outcome.fills.map(({ paddle }) => paddle)).size, outcome.fills.length);
      const edge = (priceFen: string) => (BigInt(priceFen) - BigInt(outcome.priceFen)) * BigInt(sign);
      for (const { paddle, priceFen, quantity } of offers) {
        const got = amount(outcome.fills.find((each) => each.paddle === paddle)?.quantity ?? null);
        assert.ok(ratio.compare(got, ratio.zero) > 0 ? edge(priceFen) >= 0n : edge(priceFen) <= 0n);
        if (edge(priceFen) > 0n) assert.deepEqual(got, amount(quantity), '价格优于成交价的全部成交');
        assert.ok(ratio.compare(got, amount(quantity)) <= 0);
      }
    }));
  });
});
