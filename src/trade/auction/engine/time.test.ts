import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { act, after, ask, best, call, countdown, descending, gap, hallOf, lottery, openUntil, people, play, runOut, said, sealed, secondsOf, termsOf, turns } from './hall.testing.ts';
import type { Stage } from './engine.types.ts';
import { wakeAt, type Gap } from './engine.ts';

const listing = termsOf([openUntil(60), ask(30), countdown(40)]);

describe('暂停与恢复', () => {
  test('R-086 暂停期间谁也不能报价，恢复后剩多少时间还是多少', () => {
    const hall = hallOf(termsOf([countdown(40)]));
    play(hall, ['10 bid #1 1000', '20 pause', '25 pause → paused', '30 bid #2 1100 → paused', '1000 tick → paused', '1000 resume', '1000 tick → countdown 1030', '1029 bid #2 1100', '1069 tick → sold #2 1100']);
  });

  test('R-086 暂停以前到期的阶段先到期；结束以后不能暂停', () => {
    const hall = hallOf(listing);
    play(hall, ['10 bid #1 1000', '70 pause', '170 resume', '170 tick → ask 190', '195 pause → ended', '195 tick → sold #1 1000']);
  });

  test('R-086 开始以前暂停、开始以前恢复的，按时开始', () => {
    const hall = hallOf(listing);
    play(hall, ['-100 pause', '-50 bid #1 1000 → paused', '-20 resume', '-20 tick → waiting', '0 tick → open 60']);
  });

  test('R-086 暂停跨过开始时刻的，恢复时才开始，第一阶段一秒不少', () => {
    for (const [first, wanted] of [[openUntil(60), 'open 90'], [countdown(40), 'countdown 70'], [descending(100, 20, 500), 'descending 1000 50'], [turns(1, 5, 5, 5), 'turns 1#- 35']] as const) {
      const hall = hallOf(termsOf([first]));
      play(hall, ['-100 pause', '30 bid #1 1000 → paused', '30 resume', `30 tick → ${wanted}`]);
      assert.equal(hall.state.stageBegunAt, after(30));
      const late = hallOf(termsOf([first]));
      play(late, ['-100 pause', '30 resume', `34 tick → ${wanted}`]);
    }
  });

  test('R-086 多次暂停各还各的', () => {
    const hall = hallOf(termsOf([descending(100, 20, 800)]));
    play(hall, ['10 pause', '15 resume', '20 pause', '50 resume', '50 tick → descending 1000 55', '60 pause', '61 resume', '61 tick → descending 900 76', '76 tick → descending 800 96', '116 tick → unsold no-bid']);
  });

  test('R-086 等待摇号时暂停，恢复后仍等待摇号', () => {
    const hall = hallOf(termsOf([countdown(60)], { capFen: '1200', afterCap: [lottery(30)] }));
    play(hall, ['1 bid #1 1200', '2 offer #2 1200', '31 tick → lottery waits', '40 pause', '41 draw #2 → paused', '50 resume', '50 tick → lottery waits', '51 draw #2', '51 tick → sold #2 1200']);
  });
});

describe('平台中断', () => {
  type Row = readonly [title: string, stages: readonly Stage[], gaps: readonly Gap[], script: readonly string[], overAt: number, outcome: string];
  const rows: readonly Row[] = [
    ['本应在中断中结束的倒计时，恢复后还剩中断前的时间', [countdown(40)], [gap(45, 200)], ['10 bid #1 1000', '200 tick → countdown 205', '204 bid #2 1100'], 244, 'sold #2 1100'],
    ['中断不影响早已结束的竞价', [countdown(40)], [gap(45, 200)], ['1 bid #1 1000'], 41, 'sold #1 1000'],
    ['本应在中断中开始的竞价，恢复时开始，一秒不少', [countdown(40)], [gap(-10, 200)], ['200 tick → countdown 240', '201 bid #1 1000'], 241, 'sold #1 1000'],
    ['挂牌期被中断的，顺延中断的时间', [openUntil(60), countdown(40)], [gap(50, 70)], ['10 bid #1 1000', '75 bid #2 1100', '79 tick → open 80'], 120, 'sold #2 1100'],
    ['开始以前的中断与竞价无关', [openUntil(60)], [gap(-100, -10)], ['10 bid #1 1000'], 60, 'sold #1 1000'],
    ['结束以后的中断与竞价无关', [openUntil(60)], [gap(60.000001, 100)], ['10 bid #1 1000'], 60, 'sold #1 1000'],
    ['几次中断各还各的', [countdown(40)], [gap(-5, 10), gap(20, 25), gap(30, 100)], ['10 tick → countdown 50', '26 tick → countdown 55', '100 tick → countdown 125'], 125, 'unsold no-bid'],
    ['重叠的中断只还一次', [countdown(40)], [gap(10, 30), gap(20, 50)], ['50 tick → countdown 80'], 80, 'unsold no-bid'],
    ['最后一次心跳早于恢复的中断，只还恢复以后的部分', [countdown(40)], [gap(29, 50)], ['10 pause', '30 resume', '50 tick → countdown 80'], 80, 'unsold no-bid'],
    ['暂停中的中断不另外还', [countdown(40)], [gap(20, 50)], ['10 pause', '60 tick → paused', '100 resume', '100 tick → countdown 130'], 130, 'unsold no-bid'],
    ['中断后第一个报价把倒计时重新计满', [countdown(40)], [gap(20, 50)], ['10 bid #1 1000', '51 bid #2 1100'], 91, 'sold #2 1100'],
    ['降价拍卖：中断时价格不降', [descending(100, 20, 700)], [gap(30, 130)], ['30 tick → descending 900 40', '131 tick → descending 900 140', '145 bid #2 900 → notAsked', '145 bid #2 800'], 145, 'sold #2 800'],
    ['多轮报价：中断占去的报价时间还给轮到的人', [turns(1, 10, 10, 20)], [gap(35, 100)], ['12 bid #1 1000', '32 bid #2 1000', '101 bid #2 1100', '101 tick → turns 1#2 115', '116 bid #3 1200'], 155, 'sold #3 1200'],
    ['一次报价：中断占去的时间顺延', [sealed(30)], [gap(20, 40)], ['10 offer #1 1000', '49 offer #2 1100'], 50, 'sold #2 1100'],
  ];
  for (const [title, stages, gaps, script, overAt, outcome] of rows) {
    test(`R-086 ${title}`, () => {
      const hall = hallOf(termsOf(stages), people(4), gaps);
      play(hall, script);
      const ended = said(hall.state) === outcome ? secondsOf(hall.happened.at(-1)?.at ?? after(0)) : runOut(hall);
      assert.deepEqual([ended, said(hall.state)], [overAt, outcome]);
    });
  }

  test('R-086 暂停和中断都写明少了多少时间，原因分开', () => {
    const hall = hallOf(termsOf([countdown(40)]), people(2), [gap(20, 50)]);
    play(hall, ['55 pause', '60 resume']);
    const told = hall.happened.flatMap(({ event }): (string | number)[] => (event.kind === 'AuctionPaused' ? [event.reason] : event.kind === 'AuctionResumed' ? [event.lostMicros / 1_000_000] : []));
    assert.deepEqual(told, ['outage', 30, '核实情况', 5]);
  });
});

describe('迟到的钟', () => {
  const all: readonly (readonly [string, readonly Stage[], readonly string[]])[] = [
    ['挂牌', listing.stages, ['10 bid #1 1000', '70 go #2']],
    ['降价', [descending(100, 20, 500), sealed(30, 'others'), best(10)], []],
    ['降价后密封', [descending(100, 20, 500), sealed(30, 'others'), best(10)], ['50 bid #1 800']],
    ['多轮', [sealed(30), turns(3, 10, 5, 20)], ['5 offer #1 1200', '6 offer #2 1100']],
    ['集合竞价', [call(30, '10')], ['5 offer #1 1200 4', '6 offer #2 1100 9']],
  ];
  for (const [title, stages, script] of all) {
    test(`R-086 钟迟到很久，几个阶段已过，结果与准时一样（${title}）`, () => {
      const [prompt, late] = [hallOf(termsOf(stages)), hallOf(termsOf(stages))];
      for (const hall of [prompt, late]) play(hall, script);
      runOut(prompt);
      act(late, 100_000, { verb: 'tick' });
      assert.equal(late.state.status, 'ended');
      assert.deepEqual(late.state, prompt.state);
      assert.deepEqual(late.happened.map(({ event }) => event), prompt.happened.map(({ event }) => event));
    });
  }

  test('R-086 迟到的报价按收到时刻所在的阶段判断，钟没有响过也一样', () => {
    const hall = hallOf(listing);
    play(hall, ['10 bid #1 1000', '70 go #2', '125 bid #2 1100', '165 bid #1 1200 → ended']);
    assert.deepEqual(hall.happened.map(({ event }) => event.kind), ['StageBegun', 'BidAccepted', 'StageBegun', 'WentOn', 'WentOn', 'StageBegun', 'BidAccepted']);
  });

  test('R-086 什么时候该响：等待时是开始时刻，进行时是到期时刻，暂停、等待摇号、结束以后都不响', () => {
    const hall = hallOf(termsOf([countdown(60)], { capFen: '1200', afterCap: [lottery(30)] }));
    const rings = (script: readonly string[]) => {
      play(hall, script);
      const wake = wakeAt(hall.state);
      return wake === null ? null : secondsOf(wake);
    };
    assert.deepEqual([rings([]), rings(['0 tick → countdown 60']), rings(['10 pause']), rings(['20 resume']), rings(['21 bid #1 1200', '22 offer #2 1200']), rings(['51 tick → lottery waits']), rings(['60 draw #1'])], [0, 60, null, 70, 51, null, null]);
  });

  test('R-086 公告的截止时刻已过才轮到的阶段不倒着走', () => {
    const hall = hallOf(termsOf([countdown(40), openUntil(60), countdown(20)]));
    play(hall, ['39 bid #1 1000', '79 tick → countdown 99']);
  });
});
