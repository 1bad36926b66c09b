import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { act, best, countdown, descending, hallOf, openUntil, people, play, runOut, said, sealed, secondsOf, termsOf, turns, type Hall } from './hall.testing.ts';

/*
 * Scenarios that other systems have published of their own engines. Where their rule is ours, the answer is theirs;
 * where it is not, the case is left out and the comment on its table says why.
 */

/** The first instant of each stretch of the rounds, in seconds. */
function layoutOf(hall: Hall): { pauses: number[]; turns: number[] } {
  const begun = hall.happened.flatMap(({ event, at }) => ((event.kind === 'StageBegun' || event.kind === 'TurnBegun') && event.turn ? [{ second: secondsOf(at), isPause: event.turn.index < 0 }] : []));
  return { pauses: begun.filter(({ isPause }) => isPause).map(({ second }) => second), turns: begun.filter(({ isPause }) => !isPause).map(({ second }) => second) };
}

/**
 * Source: prozorro-sale/tor.ea (SGC: scenario, bids, duration) and openprocurement.auction.texas (constants, test_utils, test_forms):
 * open ascending sale of land in rounds of 180 s; `agree` takes the price and one step, `increase` more steps; a round without a bid ends it.
 * Left out: the pause of 10 s before each round and with it the planned ends (our countdown starts again at once), the fixed end
 * at 17:00 (ours has none, the timed bidding ends when nobody bids), the lock that refuses a simultaneous bid (ours
 * judges it in the order of receipt, and refuses the second for its price), the limit of one request a second.
 */
describe('公布的增价竞价例子', () => {
  const round = 180;
  const scenarios: readonly (readonly [bids: readonly string[], winner: string])[] = [
    [['X increase'], 'X'],
    [['X increase', 'Y agree'], 'Y'],
    [['X increase', 'X agree'], 'X'],
    [['X agree'], 'X'],
    [['Y agree', 'X agree'], 'X'],
    [['X agree', 'X agree'], 'X'],
  ];
  for (const [bids, winner] of scenarios) {
    test(`R-086 一轮无人报价即结束，最后报价者得：${bids.join('，')}`, () => {
      const hall = hallOf(termsOf([countdown(round)]), people(2));
      let price = 1000;
      bids.forEach((bid, index) => {
        price += bid.endsWith('agree') ? 100 : 300;
        assert.equal(act(hall, (index + 1) * 100, { verb: 'bid', paddle: bid.startsWith('X') ? 1 : 2, price }), 'ok');
      });
      assert.equal(runOut(hall), bids.length * 100 + round);
      assert.equal(said(hall.state), `sold #${winner === 'X' ? 1 : 2} ${price}`);
    });
  }

  test('R-086 当前价 100、幅度 50：报 50 太低，142 不是整数倍也不足一档，150 有效，同时报的第二个 150 不接受', () => {
    const hall = hallOf(termsOf([openUntil(60)], { startFen: '100', tiers: [{ fromFen: '0', stepFen: '50' }] }));
    play(hall, ['1 bid #1 100', '2 bid #2 50 → tooLow', '2 bid #2 142 → tooLow', '2 bid #2 192 → offStep', '3 bid #2 150', '3 bid #1 150 → tooLow']);
  });

  test('R-086 停顿时不能报价', () => {
    const hall = hallOf(termsOf([turns(3, 10, 10, round)]));
    play(hall, ['9 bid #1 1100 → notYourTurn', '10 bid #1 1100']);
  });

  test('R-086 价格 1000、幅度 200：下一个有效报价是 1200，没有新报价则满 180 秒结束', () => {
    const hall = hallOf(termsOf([countdown(round)], { tiers: [{ fromFen: '0', stepFen: '200' }] }));
    play(hall, ['10 bid #1 1000', '20 bid #2 1100 → tooLow', '30 bid #2 1200', `${30 + round - 1} tick → countdown ${30 + round}`, `${30 + round} tick → sold #2 1200`]);
  });
});

/**
 * Source: openprocurement.auction.insider (constants, forms, tests of the three phases): a price that falls by 1% of the start in
 * 81 rounds over 405 minutes; then sealed bids of all but whoever took it; then that one's last word.
 * Left out: their pauses of 20 and 30 s between phases (ours follow at once), a bid of −1 that cancels (ours withdraws by an
 * act of its own), the answer that the same bid was already made (ours has left the phase by then and refuses for that).
 */
describe('公布的降价、密封、最后报价例子', () => {
  const minutes = 60;
  const terms = termsOf([descending(1_000, 5 * minutes, 20_000), sealed(10 * minutes, 'others'), best(5 * minutes)], { startFen: '100000' });
  /** When the falling price is 35000, the 66th. */
  const at35000 = 65 * 5 * minutes;
  const held = (script: readonly string[]) => {
    const hall = hallOf(terms);
    play(hall, [`${at35000} tick → descending 35000 ${at35000 + 5 * minutes}`, `${at35000} bid #1 35000`, ...script.map((line) => line.replace(/^\+(\d+)/, (_, seconds: string) => String(at35000 + Number(seconds))))]);
    return hall;
  };

  test('R-087 八十一个价格，共四百零五分钟', () => {
    const hall = hallOf(termsOf([descending(1_000, 5 * minutes, 20_000)], { startFen: '100000' }));
    assert.equal(runOut(hall), 405 * minutes);
    assert.equal(hall.happened.filter(({ event }) => event.kind === 'StageBegun' || event.kind === 'PriceDropped').length, 81);
    assert.equal(said(hall.state), 'unsold no-bid');
  });

  test('R-087 现价 35000：报 10 不接受，报 35000 即应价；再应价时已不是降价阶段', () => {
    play(hallOf(terms), [`${at35000} bid #1 10 → notAsked`]);
    held(['+1 bid #1 35000 → noBidding', '+1 bid #2 35000 → noBidding']);
  });

  test('R-087 密封报价：应价人不能报，35000 不够，0 不够，440000 报三次都接受', () => {
    const hall = held(['+1 offer #1 40000 → holderWaits', '+2 offer #2 35000 → tooLow', '+3 offer #2 0 → notAPrice', '+4 offer #2 440000', '+5 offer #2 440000', '+6 offer #2 440000']);
    assert.equal(hall.happened.filter(({ event }) => event.kind === 'OfferSealed').length, 3, '每一次都留在记录里');
  });

  test('R-087 最后报价：不是应价人的不能报，35000 不够；时间过了不接受', () => {
    const phase = 10 * minutes;
    held([`+${phase} bid #2 50000 → onlyHolder`, `+${phase} bid #1 35000 → tooLow`, `+${phase} bid #1 35001`, `+${phase + 5 * minutes} bid #1 50000 → ended`]);
  });
});

/**
 * Source: ProzorroUKR/prozorro-auction (databridge/model.py build_stages) and openprocurement.auction.worker (constants, test_stages):
 * three rounds, a pause of 300 s before the first and 120 s before the others, 120 s a turn. Seconds from the start; `end` is where
 * their pre-announcement begins. Left out: the announcement 120 s later (ours is over at once), the round of a pause (theirs counts
 * it to the round before, ours to the round after), rescheduling after a tick 120 s late (ours gives the lost time back), the
 * planning of the start, and MTender's pause of 30 s after every single turn (ours pauses between rounds only).
 */
const layouts: readonly { readonly bidders: number; readonly pauses: readonly number[]; readonly turns: readonly number[]; readonly end: number }[] = [
  { bidders: 1, pauses: [0, 420, 660], turns: [300, 540, 780], end: 900 },
  { bidders: 2, pauses: [0, 540, 900], turns: [300, 420, 660, 780, 1020, 1140], end: 1260 },
  { bidders: 3, pauses: [0, 660, 1140], turns: [300, 420, 540, 780, 900, 1020, 1260, 1380, 1500], end: 1620 },
  { bidders: 5, pauses: [0, 900, 1620], turns: [300, 420, 540, 660, 780, 1020, 1140, 1260, 1380, 1500, 1740, 1860, 1980, 2100, 2220], end: 2340 },
  {
    bidders: 10, pauses: [0, 1500, 2820],
    turns: [300, 420, 540, 660, 780, 900, 1020, 1140, 1260, 1380, 1620, 1740, 1860, 1980, 2100, 2220, 2340, 2460, 2580, 2700, 2940, 3060, 3180, 3300, 3420, 3540, 3660, 3780, 3900, 4020],
    end: 4140,
  },
];

describe('公布的多轮报价时间表', () => {
  for (const { bidders, end, ...wanted } of layouts) {
    test(`R-087 ${bidders} 家三轮：停顿与报价时间逐一相同`, () => {
      const hall = hallOf(termsOf([turns(3, 300, 120, 120)]), people(bidders));
      assert.equal(runOut(hall), end);
      assert.deepEqual(layoutOf(hall), wanted);
    });
  }
});
