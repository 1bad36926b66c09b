import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { ask, countdown, hallOf, openUntil, people, play, runOut, said, termsOf } from './hall.testing.ts';

const listing = termsOf([openUntil(60), ask(30), countdown(40)]);

/** What is said in turn, then when everything is over and how. */
type Row = readonly [title: string, script: readonly string[], overAt: number, outcome: string];

const rows: readonly Row[] = [
  ['无人报价、无人表示继续：挂牌不成交', [], 90, 'unsold no-bid'],
  ['只有一家报价、询问无人继续：按其报价成交', ['10 bid #1 1000'], 90, 'sold #1 1000'],
  ['多家报价、询问无人继续：最高者得', ['10 bid #1 1000', '20 bid #2 1300', '30 bid #3 1200 → tooLow'], 90, 'sold #2 1300'],
  ['报价相同先提交者得：后来的同价不接受', ['10 bid #1 1200', '11 bid #2 1200 → tooLow'], 90, 'sold #1 1200'],
  ['有人表示继续竞价即转入限时竞价，期间无人报价仍由最高者得', ['10 bid #1 1000', '70 go #2'], 130, 'sold #1 1000'],
  ['限时竞价每次有效报价重新计时', ['10 bid #1 1000', '70 go #2', '129 bid #2 1100', '168 bid #1 1200', '207 bid #2 1300'], 247, 'sold #2 1300'],
  ['未表示继续的不参加限时竞价', ['10 bid #1 1000', '70 go #2', '100 bid #3 1100 → notGoingOn', '101 bid #2 1100', '102 bid #3 1200 → notGoingOn'], 141, 'sold #2 1100'],
  ['询问时报价最高的不必表示也参加限时竞价，被超过后仍可加价', ['5 bid #3 1000', '10 bid #1 1100', '70 go #2', '101 bid #2 1200', '102 bid #3 1300 → notGoingOn', '103 bid #1 1300'], 143, 'sold #1 1300'],
  ['继续竞价只在询问时表示，只表示一次', ['5 bid #3 1000', '10 go #1 → noBidding', '60 go #1', '61 go #1 → alreadyGoingOn', '91 go #2 → noBidding'], 130, 'sold #3 1000'],
  ['挂牌期内没有人报价的不成交，询问时有人表示继续也一样', ['60 go #1', '91 bid #1 1000 → ended'], 90, 'unsold no-bid'],
  ['询问时不接受报价', ['60 bid #1 1000 → noBidding'], 90, 'unsold no-bid'],
  ['报价不延长自由报价期', ['59.999999 bid #1 1000'], 90, 'sold #1 1000'],
  ['开始前、结束后都不接受报价', ['-0.000001 bid #1 1000 → waiting', '0 bid #1 1000', '90 bid #2 1100 → ended', '91 go #2 → ended'], 90, 'sold #1 1000'],
  ['没有资格的号不能报价', ['10 bid #5 1000 → notAdmitted', '60 go #5 → notAdmitted'], 90, 'unsold no-bid'],
  ['没有开出的报价方式一律不接受', ['10 offer #1 1000 → noBidding', '10 withdraw #1 → noBidding', '10 draw #1 → notDrawing', '10 reserve 1000 → noReserve', '10 resume → notPaused'], 90, 'unsold no-bid'],
];

describe('挂牌与增价竞价', () => {
  for (const [title, script, overAt, outcome] of rows) {
    test(`R-086 39号令第十九条：${title}`, () => {
      const hall = hallOf(listing);
      play(hall, script);
      assert.deepEqual([runOut(hall), said(hall.state)], [overAt, outcome]);
    });
  }

  test('R-086 表示继续的各记一次：报价最高的自己也表示过的，不再补记', () => {
    const hall = hallOf(listing);
    play(hall, ['10 bid #1 1000', '70 go #2', '71 go #1', '90 tick → countdown 130']);
    assert.deepEqual(hall.state.goingOn, [2, 1]);
    const silent = hallOf(listing);
    play(silent, ['10 bid #1 1000', '70 go #2', '90 tick → countdown 130']);
    assert.deepEqual(silent.state.goingOn, [2, 1]);
  });

  test('R-086 报价正好在到期的一刻收到即为迟到，早一微秒有效', () => {
    for (const [at, answer, overAt] of [['139.999998', 'ok', 179.999998], ['139.999999', 'ended', 139.999999]] as const) {
      const hall = hallOf(termsOf([openUntil(60), countdown(40)]));
      play(hall, ['59 bid #1 1000', '99.999999 bid #2 1100', `${at} bid #1 1200 → ${answer}`]);
      assert.equal(runOut(hall), overAt);
    }
  });

  test('R-086 不设询问的网络竞价：自由报价期后人人可进限时报价期', () => {
    const hall = hallOf(termsOf([openUntil(60), countdown(40)]));
    play(hall, ['10 bid #1 1000', '60 tick → countdown 100', '99 bid #4 1100', '99 tick → countdown 139', '138 bid #3 1200', '178 tick → sold #3 1200']);
  });

  test('R-086 自己可以再加价，被拒绝的报价不重新计时', () => {
    const hall = hallOf(termsOf([countdown(40)]), people(2));
    play(hall, ['10 bid #1 1000', '20 bid #1 1100', '59 bid #2 1150 → tooLow', '59 bid #2 1250 → offStep', '59 tick → countdown 60', '60 tick → sold #1 1100']);
    assert.equal(hall.state.accepted, 2);
  });
});
