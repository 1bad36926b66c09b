import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { call, countdown, descending, gap, hallOf, lottery, match, nearest, openUntil, people, play, termsOf, turns } from './hall.testing.ts';
import { checkTerms } from './terms.ts';
import { nextPrice } from './price.ts';
import type { AuctionTerms, Stage } from './engine.types.ts';

describe('办不成的竞价不公告', () => {
  const cases: readonly (readonly [says: string, stages: readonly Stage[], over: Partial<AuctionTerms>, isRight: boolean])[] = [
    ['增价、限时', [countdown(40)], {}, true],
    ['反向竞价向下限时', [countdown(40)], { direction: 'down' }, true],
    ['反向竞价不能降价应价', [descending(100, 10, 500)], { direction: 'down' }, false],
    ['没有限价不能摇号', [countdown(40)], { afterCap: [lottery(30)] }, false],
    ['没有限价不能一次报价最接近平均价', [countdown(40)], { afterCap: [nearest(30)] }, false],
    ['有限价可以摇号', [countdown(40)], { capFen: '1500', afterCap: [lottery(30)] }, true],
    ['限价不低于起始价', [countdown(40)], { capFen: '1000' }, false],
    ['反向竞价的限价在起始价以下', [countdown(40)], { direction: 'down', capFen: '900' }, true],
    ['集合竞价不另设底价', [call(10, '100')], { hasReserve: true }, false],
    ['集合竞价只有一个阶段', [call(10, '100'), countdown(40)], {}, false],
    ['权重报价没有达到限价后的做法', [countdown(40)], { weights: { price: '0.6' }, capFen: '1500', afterCap: [match(10)] }, false],
    ['没有任何阶段', [], {}, false],
  ];
  for (const [says, stages, over, isRight] of cases) test(`R-086 ${says}`, () => assert.equal(checkTerms(termsOf(stages, over)).ok, isRight));
});

describe('下一个可报的价格', () => {
  test('R-087 权重报价、多轮报价从各人自己的价格算起；其他方式从最优报价算起', () => {
    const weighted = hallOf(termsOf([countdown(40)], { weights: { price: '0.6' } }), people(2, [], ['80', '50']));
    play(weighted, ['1 bid #1 1500']);
    assert.deepEqual([nextPrice(weighted.state, 1), nextPrice(weighted.state, 2), nextPrice(weighted.state)], [1600n, 1000n, 1000n]);
    const rounds = hallOf(termsOf([turns(2, 1, 1, 10)]), people(2));
    play(rounds, ['2 bid #1 1500']);
    assert.deepEqual([nextPrice(rounds.state, 1), nextPrice(rounds.state, 2)], [1600n, 1000n]);
    const shared = hallOf(termsOf([countdown(40)]));
    play(shared, ['1 bid #1 1500']);
    assert.deepEqual([nextPrice(shared.state, 1), nextPrice(shared.state, 2)], [1600n, 1600n]);
  });
});

describe('挂牌期间调整加价幅度', () => {
  const listed = { mayChangeStep: true };

  test('R-086 挂牌期间由主持的一方调整，立即按新幅度加价；以前的报价不动', () => {
    play(hallOf(termsOf([openUntil(100), countdown(40)], listed)), ['1 bid #1 1000', '2 change 50', '3 bid #2 1060 → offStep', '3 bid #2 1050', '4 change 50 → sameStep', '5 change 200', '6 bid #1 1100 → tooLow', '6 bid #1 1250', '140 tick → sold #1 1250']);
  });

  test('R-086 没有开始、限时竞价、暂停、结束以后，以及规则不许的，都不能调整', () => {
    play(hallOf(termsOf([openUntil(100), countdown(40)], listed)), ['-1 change 50 → noStepChange', '1 bid #1 1000', '2 change 0 → notAPrice', '3 pause', '4 change 50 → noStepChange', '5 resume', '110 change 50 → noStepChange', '200 change 50 → noStepChange']);
    play(hallOf(termsOf([openUntil(100), countdown(40)])), ['1 change 50 → noStepChange']);
  });
});

describe('中断恢复以后至少留出的时间', () => {
  const fair = (seconds: number) => ({ resumeLeastMs: seconds * 1_000 });

  test('R-086 只剩一秒时中断的，恢复后也有公告的最短时间；剩得多的，一秒不少也不多', () => {
    play(hallOf(termsOf([countdown(300)], fair(60)), people(2), [gap(300, 400)]), ['1 bid #1 1000', '401 tick → countdown 460']);
    play(hallOf(termsOf([countdown(300)], fair(60)), people(2), [gap(101, 200)]), ['1 bid #1 1000', '201 tick → countdown 400']);
  });

  test('R-086 一次时间本来更短的，恢复后留满一次；暂停和中断一样', () => {
    play(hallOf(termsOf([countdown(40)], fair(60)), people(2)), ['1 bid #1 1000', '40 pause', '500 resume', '500 tick → countdown 540']);
    play(hallOf(termsOf([descending(100, 10, 500)], fair(60)), people(2), [gap(9, 100)]), ['101 tick → descending 1000 110']);
    play(hallOf(termsOf([turns(1, 30, 10, 20)], fair(60)), people(2)), ['0 tick → turns 1#- 30', '49 pause', '100 resume', '100 tick → turns 1#1 120']);
  });

  test('R-086 挂牌期恰在截止前中断的，也留出最短时间；没有写最短时间的只补足失去的', () => {
    play(hallOf(termsOf([openUntil(100)], fair(60)), people(2), [gap(99, 200)]), ['201 tick → open 260']);
    play(hallOf(termsOf([openUntil(100)]), people(2), [gap(99, 200)]), ['200.5 tick → open 201']);
  });
});

describe('权重报价的先后', () => {
  test('R-087 局外人的高价可以改变别人的先后：倒计时同时重新开始，落后者总有一个完整周期回应', () => {
    const hall = hallOf(termsOf([countdown(40)], { weights: { price: '0.6' } }), people(3, [], ['50', '90', '0']));
    play(hall, ['1 bid #1 1400', '2 bid #2 1000']);
    assert.equal(hall.state.best?.paddle, 1);
    play(hall, ['39 bid #3 2400', '39 tick → countdown 79']);
    assert.equal(hall.state.best?.paddle, 2);
    play(hall, ['78.9 bid #1 2200', '78.9 tick → countdown 118.9', '118.9 tick → sold #1 2200']);
  });
});
