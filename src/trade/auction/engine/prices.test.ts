import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ask, best, countdown, hallOf, openUntil, people, play, runOut, said, sealed, termsOf } from './hall.testing.ts';
import { checkRange, nextPrice } from './price.ts';
import type { AuctionTerms } from './engine.types.ts';

type Row = readonly [title: string, over: Partial<AuctionTerms>, script: readonly string[], next: bigint];

const tiers = [{ fromFen: '0', stepFen: '100' }, { fromFen: '2000', stepFen: '500' }, { fromFen: '5000', stepFen: '1000' }];
const down = { direction: 'down', startFen: '5000' } as const;

const rows: readonly Row[] = [
  ['第一次报价不低于起始价', {}, ['1 bid #1 999 → tooLow', '1 bid #1 900 → tooLow', '2 bid #1 1000'], 1100n],
  ['第一次报价可以高出起始价整数档', {}, ['1 bid #1 1050 → offStep', '2 bid #1 1300'], 1400n],
  ['每次加价不少于一个幅度且为整数倍', {}, ['1 bid #1 1000', '2 bid #2 1000 → tooLow', '2 bid #2 1099 → tooLow', '2 bid #2 1101 → offStep', '2 bid #2 1700'], 1800n],
  ['报价应大于零', {}, ['1 bid #1 0 → notAPrice', '1 bid #1 -100 → notAPrice'], 1000n],
  ['分档幅度按当前价所在的档', { tiers }, ['1 bid #1 1900', '2 bid #2 2000', '3 bid #1 2100 → tooLow', '3 bid #1 2600 → offStep', '3 bid #1 2500', '4 bid #2 4500', '5 bid #1 5000', '6 bid #2 5500 → tooLow', '6 bid #2 6000'], 7000n],
  ['加价跨过一档时仍按原来所在档的幅度', { tiers }, ['1 bid #1 1900', '2 bid #2 2100'], 2600n],
  ['挂牌期间主持人调整的幅度从下一次报价起适用', { tiers }, ['1 bid #1 1000', '2 step 30', '3 bid #2 1100 → offStep', '3 bid #2 1060', '4 step 250', '5 bid #1 1200 → tooLow', '5 bid #1 1310'], 1560n],
  ['反向竞价：越低越优，按幅度向下', down, ['1 bid #1 5100 → tooLow', '1 bid #1 5000', '2 bid #2 5000 → tooLow', '2 bid #2 4950 → tooLow', '2 bid #2 4850 → offStep', '2 bid #2 4800'], 4700n],
  ['反向竞价分档：按当前价所在的档', { ...down, tiers }, ['1 bid #1 5000', '2 bid #2 4500 → tooLow', '2 bid #2 4000', '3 bid #1 3500', '4 bid #2 2000', '5 bid #1 1900 → tooLow', '5 bid #1 1500'], 1400n],
  ['反向竞价不能低到零', { ...down, startFen: '100' }, ['1 bid #1 100', '2 bid #2 0 → notAPrice', '2 bid #2 -100 → notAPrice'], 0n],
  ['反向竞价的限价是最低价', { ...down, capFen: '4750' }, ['1 bid #1 5000', '2 bid #2 4700 → overCap'], 4900n],
  ['不能高于最高限价', { capFen: '1250' }, ['1 bid #1 1000', '2 bid #2 1300 → overCap', '2 bid #2 1200'], 1250n],
];

describe('价格与加价幅度', () => {
  for (const [title, over, script, next] of rows) {
    test(`R-087 39号令第十八条：${title}`, () => {
      const hall = hallOf(termsOf([openUntil(60)], over));
      play(hall, script);
      assert.equal(nextPrice(hall.state), next);
    });
  }

  test('R-087 加价幅度不足一档时可以直接报到限价，达到限价即停止加价', () => {
    const hall = hallOf(termsOf([countdown(40)], { capFen: '1250' }));
    play(hall, ['1 bid #1 1200', '2 bid #2 1250', '2 tick → sold #2 1250']);
    const buying = hallOf(termsOf([countdown(40)], { ...down, capFen: '4950' }));
    play(buying, ['1 bid #1 5000', '2 bid #2 4950', '2 tick → sold #2 4950']);
  });

  test('R-087 限价以后按公告的阶段决定，剩下的阶段不再进行', () => {
    const hall = hallOf(termsOf([countdown(40), ask(5)], { capFen: '1200', afterCap: [sealed(30)] }));
    play(hall, ['1 bid #1 1200', '1 tick → sealed 31', '31 tick → sold #1 1200']);
  });

  test('R-087 39号令第十八条：挂牌期内报到限价的，挂牌照样到期才结束；其间还可以行使优先购买权', () => {
    const listed = termsOf([openUntil(60), ask(30), countdown(40)], { capFen: '1200', afterCap: [sealed(30)] });
    play(hallOf(listed), ['1 bid #1 1200', '59 tick → open 60', '59 bid #2 1300 → overCap', '60 tick → sealed 90']);
    play(hallOf(listed, people(4, [4])), ['1 bid #1 1200', '2 bid #4 1200', '3 bid #1 1200 → tooLow', '90 tick → sold #4 1200']);
  });

  test('R-087 限价以后谁也不能把同一个价格再报一遍', () => {
    const hall = hallOf(termsOf([countdown(60)], { capFen: '1200', afterCap: [countdown(40)] }));
    play(hall, ['1 bid #1 1200', '2 bid #2 1200 → tooLow', '3 bid #1 1200 → tooLow', '41 tick → sold #1 1200']);
  });

  test('R-087 密封报价和最后报价也不能超过限价', () => {
    const hall = hallOf(termsOf([openUntil(10), sealed(30), best(10)], { capFen: '1500' }));
    play(hall, ['1 bid #1 1000', '11 offer #2 1600 → overCap', '11 offer #2 1500']);
    const taken = { ...hall.state, holder: 1 };
    const last = { ...hall, state: taken };
    play(last, ['40 bid #1 1600 → overCap', '40 bid #1 1500 → tooLow']);
  });

  test('R-087 一次报价的区间是起始价到限价，没有限价的只有起始价', () => {
    const codes = (over: Partial<AuctionTerms>, prices: readonly bigint[]) => prices.map((price) => {
      const checked = checkRange(termsOf([], over), price);
      return checked.ok ? 'ok' : checked.error.code;
    });
    assert.deepEqual(codes({ capFen: '1500' }, [999n, 1000n, 1234n, 1500n, 1501n]), ['auction.tooLow', 'ok', 'ok', 'ok', 'auction.overCap']);
    assert.deepEqual(codes({}, [999n, 1000n, 1001n]), ['auction.tooLow', 'ok', 'auction.overCap']);
    assert.deepEqual(codes({ ...down, capFen: '4000' }, [5001n, 5000n, 4000n, 3999n]), ['auction.tooLow', 'ok', 'ok', 'auction.overCap']);
  });
});

describe('底价', () => {
  const reserved = termsOf([countdown(40)], { hasReserve: true });
  test('R-086 39号令第十六条：有底价的先不成交，达到底价才成交，未达到不成交', () => {
    for (const [reserve, outcome] of [[1099, 'sold #1 1100'], [1100, 'sold #1 1100'], [1101, 'unsold below-reserve']] as const) {
      const hall = hallOf(reserved);
      play(hall, ['1 bid #1 1100', '2 reserve 900 → noReserve', '41 tick → reserve-pending #1 1100', `50 reserve ${reserve}`, `50 tick → ${outcome}`, '51 reserve 1 → noReserve', '51 bid #2 1200 → ended']);
    }
  });

  test('R-086 无人应价的不必开启底价', () => {
    const hall = hallOf(reserved);
    play(hall, ['40 tick → unsold no-bid', '50 reserve 900 → noReserve']);
  });

  test('R-086 反向竞价的底价是最高可接受价', () => {
    for (const [reserve, outcome] of [[4899, 'unsold below-reserve'], [4900, 'sold #1 4900'], [4901, 'sold #1 4900']] as const) {
      const hall = hallOf({ ...reserved, ...down });
      play(hall, ['1 bid #1 4900', '41 tick → reserve-pending #1 4900', `50 reserve ${reserve}`, `50 tick → ${outcome}`]);
    }
  });
});

describe('优先购买权', () => {
  const script = (lines: readonly string[], preferred = [3]) => {
    const hall = hallOf(termsOf([countdown(40)]), people(4, preferred));
    play(hall, lines);
    return [runOut(hall), said(hall.state)];
  };
  test('R-087 同等条件下优先：优先权人可以按他人的当前价应价，重新计时；他人须再加价', () => {
    assert.deepEqual(script(['1 bid #1 1000', '2 bid #3 1000', '3 bid #2 1000 → tooLow']), [42, 'sold #3 1000']);
    assert.deepEqual(script(['1 bid #1 1000', '2 bid #3 1000', '3 bid #1 1100', '4 bid #3 1100', '5 bid #1 1200']), [45, 'sold #1 1200']);
  });
  test('R-087 没有人应价时优先权人从起始价报起，也可以照常加价', () => {
    assert.deepEqual(script(['1 bid #3 900 → tooLow', '1 bid #3 1000', '2 bid #1 1100', '3 bid #3 1300']), [43, 'sold #3 1300']);
  });
  test('R-087 对自己的价格、对另一优先权人的价格没有优先', () => {
    assert.deepEqual(script(['1 bid #3 1000', '2 bid #3 1000 → tooLow', '3 bid #4 1000 → tooLow'], [3, 4]), [41, 'sold #3 1000']);
    assert.deepEqual(script(['1 bid #1 1000', '2 bid #4 1000', '3 bid #3 1000 → tooLow'], [3, 4]), [42, 'sold #4 1000']);
  });
  test('R-087 优先只在当前价上，不低于当前价，也不是任意价', () => {
    assert.deepEqual(script(['1 bid #1 1200', '2 bid #3 1100 → tooLow', '2 bid #3 1250 → tooLow', '2 bid #3 1200']), [42, 'sold #3 1200']);
  });
});
