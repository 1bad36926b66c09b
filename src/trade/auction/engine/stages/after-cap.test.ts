import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { countdown, hallOf, lottery, nearest, openUntil, people, play, sealed, termsOf } from '../hall.testing.ts';
import type { Stage } from '../engine.types.ts';

const capped = (afterCap: readonly Stage[]) => termsOf([countdown(40)], { capFen: '1500', afterCap });

describe('达到限价以后摇号', () => {
  const hallAtCap = () => {
    const hall = hallOf(capped([lottery(30)]));
    play(hall, ['1 bid #1 1400', '2 bid #2 1500', '2 tick → lottery 32']);
    return hall;
  };

  test('R-087 只有报到限价的人愿意，即由其成交，不必再表示一次', () => {
    play(hallAtCap(), ['32 tick → sold #2 1500']);
    play(hallAtCap(), ['3 offer #2 1500', '32 tick → sold #2 1500']);
    play(hallAtCap(), ['3 offer #2 1500', '4 withdraw #2', '32 tick → sold #2 1500']);
  });

  test('R-087 两家以上愿意的等待摇号，摇到谁由谁成交；报到限价的人总在其中', () => {
    for (const lucky of [1, 2, 4]) {
      const hall = hallAtCap();
      play(hall, ['3 offer #1 1500', '3 offer #4 1500', '10 draw #1 → notDrawing', '32 tick → lottery waits', '33 draw #3 → notDrawing', '33 bid #1 1500 → noBidding', '33 offer #3 1500 → noBidding', '33 go #3 → noBidding', '9000 tick → lottery waits', `9000 draw #${lucky}`, `9000 tick → sold #${lucky} 1500`, `9001 draw #${lucky} → notDrawing`]);
      assert.deepEqual(hall.happened.flatMap(({ event }) => (event.kind === 'OffersOpened' ? event.offers.map(({ paddle }) => paddle) : [])), [2, 1, 4]);
    }
  });

  test('R-087 表示愿意只能按限价，撤回的不参加', () => {
    play(hallAtCap(), ['3 offer #1 1400 → notAsked', '3 offer #1 1600 → notAsked', '3 withdraw #1 → noOffer', '4 offer #1 1500', '5 withdraw #1', '6 bid #1 1500 → noBidding', '32 tick → sold #2 1500']);
  });

  test('R-087 钟还没有响就摇号的，先让时间走到，再摇', () => {
    const hall = hallAtCap();
    play(hall, ['3 offer #1 1500', '40 draw #1', '40 tick → sold #1 1500']);
    assert.deepEqual(hall.happened.map(({ event }) => event.kind).slice(-3), ['OffersOpened', 'LotteryDrawn', 'AuctionEnded']);
  });

  test('R-087 有底价的，摇出以后仍要比对底价', () => {
    const hall = hallOf({ ...capped([lottery(30)]), hasReserve: true });
    play(hall, ['2 bid #2 1500', '3 offer #1 1500', '40 draw #1', '40 tick → reserve-pending #1 1500', '41 reserve 1500', '41 tick → sold #1 1500']);
  });

  test('R-087 不经加价直接摇号的，没有人愿意即不成交', () => {
    play(hallOf(termsOf([lottery(30)], { capFen: '1500' })), ['30 tick → unsold no-bid']);
    play(hallOf(termsOf([openUntil(10), lottery(30)], { capFen: '1500' })), ['1 bid #1 1400', '11 offer #2 1500', '40 tick → sold #2 1500']);
    play(hallOf(termsOf([lottery(30)], { capFen: '1500' })), ['1 offer #3 1500', '30 tick → sold #3 1500']);
    play(hallOf(termsOf([lottery(30)])), ['1 offer #3 1500 → notAsked', '2 offer #3 1000', '30 tick → sold #3 1000']);
  });
});

describe('达到限价以后一次报价，最接近平均价者得', () => {
  const after = (script: readonly string[]) => {
    const hall = hallOf(capped([nearest(30)]), people(5));
    play(hall, ['1 bid #1 1500', '1 tick → nearest 31', ...script]);
  };

  test('R-087 平均价是精确值，不四舍五入（手算例）', () => {
    after(['2 offer #1 1000', '3 offer #2 1300', '4 offer #3 1500', '31 tick → sold #2 1300']);
    after(['2 offer #1 1000', '3 offer #2 1001', '4 offer #3 1001', '31 tick → sold #2 1001']);
    after(['2 offer #1 1100', '3 offer #2 1101', '4 offer #3 1103', '31 tick → sold #2 1101']);
  });

  test('R-087 与平均价的差相同，先报者得；改报的按改报的时刻', () => {
    after(['2 offer #1 1100', '3 offer #2 1300', '31 tick → sold #1 1100']);
    after(['2 offer #1 1100', '3 offer #2 1300', '4 offer #1 1100', '31 tick → sold #2 1300']);
    after(['2 offer #3 1200', '2 offer #2 1200', '31 tick → sold #2 1200']);
  });

  test('R-087 报价不必按加价幅度，在起始价与限价之间；无人报价的由报到限价者得', () => {
    after(['2 offer #1 999 → tooLow', '3 offer #2 1501 → overCap', '31 tick → sold #1 1500']);
    after(['2 offer #4 1234', '31 tick → sold #4 1234']);
  });

  test('R-087 每人一价，撤回的不计入平均', () => {
    after(['2 offer #1 1500', '3 offer #2 1000', '4 offer #3 1200', '5 withdraw #2', '6 offer #1 1400', '7 offer #4 1310', '31 tick → sold #4 1310']);
  });
});

test('R-087 达到限价以后可以依次进行几个阶段', () => {
  const hall = hallOf(termsOf([countdown(60)], { capFen: '1500', afterCap: [lottery(30), sealed(10)] }));
  play(hall, ['1 bid #1 1500', '2 offer #2 1500', '31 tick → lottery waits', '40 draw #2', '40 tick → sealed 50', '41 offer #3 1500 → tooLow', '50 tick → sold #2 1500']);
});
