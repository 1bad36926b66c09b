import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { fold } from './engine.ts';
import { ask, best, call, countdown, descending, hallOf, lottery, nearest, openUntil, people, sealed, termsOf, turns, type Act } from './hall.testing.ts';
import { isAct, stepsOf, tell, tellUndisturbed } from './story.testing.ts';
import type { AuctionTerms } from './engine.types.ts';

/** Every way of bidding there is, each in a layout it is held in. */
const layouts: readonly AuctionTerms[] = [
  termsOf([openUntil(60), ask(30), countdown(40)]),
  termsOf([openUntil(60), countdown(40)], { capFen: '1500', afterCap: [lottery(30)] }),
  termsOf([openUntil(30), countdown(40)], { capFen: '1300', afterCap: [nearest(30)], hasReserve: true }),
  termsOf([countdown(40)], { direction: 'down', startFen: '3000', tiers: [{ fromFen: '0', stepFen: '100' }, { fromFen: '2000', stepFen: '200' }] }),
  termsOf([openUntil(30), countdown(40)], { weights: { price: '0.6' }, capFen: '2000' }),
  termsOf([descending(100, 20, 500), sealed(40, 'others'), best(20)]),
  termsOf([descending(100, 15, 300), countdown(30)]),
  termsOf([sealed(40), turns(3, 20, 10, 15)]),
  termsOf([openUntil(40), turns(2, 20, 10, 15)], { capFen: '1600' }),
  termsOf([sealed(60)], { direction: 'down', startFen: '2000' }),
  termsOf([call(90, '10')]),
  termsOf([lottery(60)], { capFen: '1500' }),
];
const participants = people(4, [4], ['50', '80', '0', '60']);

const paddle = fc.integer({ min: 1, max: 5 });
const price = fc.integer({ min: 2, max: 30 }).map((steps) => steps * 100);
const acts: fc.Arbitrary<Act> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ verb: fc.constant('bid' as const), paddle, price }) },
  { weight: 5, arbitrary: fc.record({ verb: fc.constant('offer' as const), paddle, price, quantity: fc.constantFrom('1', '2.5', '7', '11') }) },
  { weight: 2, arbitrary: fc.record({ verb: fc.constantFrom('go' as const, 'withdraw' as const, 'draw' as const), paddle }) },
  { weight: 1, arbitrary: fc.constant({ verb: 'tick' } as const) },
);
const courses = stepsOf(acts, { maxWait: 12 });

describe('所有阶段的模型', () => {
  layouts.forEach((terms, index) => {
    const name = `${index + 1} ${[...terms.stages, ...terms.afterCap].map(({ kind }) => kind).join('、')}`;

    test(`R-086 钟响得勤不勤都一样：每个回答、整个记录、最后的状态（${name}）`, () => {
      fc.assert(fc.property(courses, (course) => {
        const [prompt, lazy] = [tell(terms, participants, course, true), tell(terms, participants, course, false)];
        assert.deepEqual(lazy.answers, prompt.answers);
        assert.deepEqual(lazy.hall.happened.map(({ event }) => event), prompt.hall.happened.map(({ event }) => event));
        assert.deepEqual(lazy.hall.state, prompt.hall.state);
      }));
    });

    test(`R-086 中断和暂停只移动时间：每个报价的回答和结果都和没有中断时一样（${name}）`, () => {
      fc.assert(fc.property(courses, (course) => {
        const [disturbed, calm] = [tell(terms, participants, course, false), tellUndisturbed(terms, participants, course)];
        course.said.forEach(({ what }, at) => {
          if (isAct(what) && what.verb !== 'tick') assert.equal(disturbed.answers[at], calm.answers[at]);
        });
        assert.deepEqual(disturbed.hall.state.outcome, calm.hall.state.outcome);
      }));
    });

    test(`R-086 记录重放得到同样的状态，至多结束一次，此后什么也不再发生（${name}）`, () => {
      fc.assert(fc.property(courses, (course) => {
        const { hall } = tell(terms, participants, course, false);
        const replayed = hall.happened.reduce((state, { event, at }) => fold(state, [event], at), hallOf(terms, participants).state);
        assert.deepEqual(replayed, hall.state);
        const end = hall.happened.findIndex(({ event }) => event.kind === 'AuctionEnded');
        assert.equal(end < 0 ? hall.state.outcome : hall.happened.length - 1 - end, end < 0 ? null : 0);
      }));
    });
  });

  test('R-087 降价：价格只降不升，不低于最低价；成交价就是第一个应价时的价格', () => {
    const falling = termsOf([descending(100, 15, 350)]);
    fc.assert(fc.property(stepsOf(acts), (course) => {
      const { hall } = tell(falling, participants, course, false);
      const asked = hall.happened.flatMap(({ event }) => (event.kind === 'PriceDropped' || (event.kind === 'StageBegun' && event.askFen !== null) ? [event.askFen] : []));
      assert.deepEqual(asked, ['1000', '900', '800', '700', '600', '500', '400'].slice(0, asked.length));
      const { outcome } = hall.state;
      if (outcome?.kind === 'sold') assert.deepEqual([outcome.priceFen, hall.state.holder], [asked.at(-1), outcome.paddle]);
    }));
  });

  test('R-087 密封：最高价得，同价先优先权人、再先报者；撤回和改过的不算', () => {
    fc.assert(fc.property(stepsOf(acts, { from: -1, maxWait: 4 }), (course) => {
      const { hall, answers } = tell(termsOf([sealed(60)]), participants, course, false);
      const last = new Map<number, { paddle: number; price: number; order: number }>();
      course.said.forEach(({ what }, order) => {
        if (answers[order] !== 'ok') return;
        if (what.verb === 'offer') last.set(what.paddle, { paddle: what.paddle, price: what.price, order });
        if (what.verb === 'withdraw') last.delete(what.paddle);
      });
      const [first] = [...last.values()].sort((a, b) => b.price - a.price || Number(b.paddle === 4) - Number(a.paddle === 4) || a.order - b.order);
      const { outcome } = hall.state;
      if (outcome) assert.deepEqual(outcome, first ? { kind: 'sold', paddle: first.paddle, priceFen: String(first.price) } : { kind: 'unsold', reason: 'no-bid' });
    }));
  });
});
