import { describe, test } from 'node:test';
import { best, countdown, descending, hallOf, play, sealed, termsOf } from '../hall.testing.ts';

describe('降价竞价', () => {
  const falling = termsOf([descending(100, 20, 750)]);

  test('R-087 价格按时下降，降到最低价以上为止；无人应价不成交', () => {
    play(hallOf(falling), ['0 tick → descending 1000 20', '19.999999 tick → descending 1000 20', '20 tick → descending 900 40', '40 tick → descending 800 60', '60 tick → unsold no-bid']);
    play(hallOf(termsOf([descending(100, 20, 800)])), ['40 tick → descending 800 60', '59.999999 bid #1 800', '60 tick → sold #1 800']);
  });

  test('R-087 只能按现在的价格应价，第一个应价的得', () => {
    for (const wrong of [1000, 800, 899, 901, 10, 0]) play(hallOf(falling), [`25 bid #1 ${wrong} → notAsked`, '26 tick → descending 900 40']);
    play(hallOf(falling), ['25 bid #2 900', '25 bid #1 900 → ended', '25 tick → sold #2 900']);
  });

  test('R-087 价格在到期的一刻已经下降：按原价应价的不接受', () => {
    play(hallOf(falling), ['20 bid #1 1000 → notAsked', '20 bid #1 900', '20 tick → sold #1 900']);
  });

  test('R-087 有人应价以后可以转入增价：在应价上加', () => {
    play(hallOf(termsOf([descending(100, 20, 500), countdown(40)])), ['25 bid #1 900', '26 bid #2 900 → tooLow', '27 bid #2 1000', '67 tick → sold #2 1000']);
  });

  test('R-086 应价未达底价的，开启底价后不成交', () => {
    play(hallOf({ ...falling, hasReserve: true }), ['25 bid #1 900', '25 tick → reserve-pending #1 900', '26 reserve 901', '26 tick → unsold below-reserve']);
  });
});

describe('降价以后密封报价、应价人最后报价', () => {
  const threeSteps = termsOf([descending(100, 20, 500), sealed(30, 'others'), best(10)]);
  const taken = (script: readonly string[]) => {
    const hall = hallOf(threeSteps);
    play(hall, ['25 bid #1 900', '25 tick → sealed 55', ...script]);
    return hall;
  };

  test('R-087 应价人不参加密封报价，其他人须优于应价，最后报价的只有应价人', () => {
    taken(['26 offer #1 1500 → holderWaits', '26 bid #1 1500 → noBidding', '27 offer #2 900 → tooLow', '28 offer #2 901', '29 offer #3 1777', '55 tick → best 65', '56 bid #3 2000 → onlyHolder', '57 bid #1 1777 → tooLow', '58 bid #1 1778', '59 bid #1 1778 → tooLow', '60 bid #1 2000', '65 tick → sold #1 2000']);
  });

  test('R-087 公告密封报价人人可以的，应价人也参加', () => {
    play(hallOf(termsOf([descending(100, 20, 500), sealed(30, 'all')])), ['25 bid #1 900', '26 offer #2 1000', '27 offer #1 1100', '55 tick → sold #1 1100']);
  });

  test('R-087 没有人密封报价的，应价人仍可加价，也可以不加', () => {
    taken(['65 tick → sold #1 900']);
    taken(['56 bid #1 950', '65 tick → sold #1 950']);
  });

  test('R-087 最后报价不延长这一阶段', () => {
    taken(['29 offer #3 1000', '64.999999 bid #1 1100', '65 tick → sold #1 1100']);
  });

  test('R-087 无人应价的，密封报价人人可以，从起始价起按整数档', () => {
    play(hallOf(threeSteps), ['120 tick → sealed 150', '121 offer #1 900 → tooLow', '121 offer #1 1050 → offStep', '121 offer #1 1000', '150 tick → best 160', '151 bid #1 1100 → onlyHolder', '160 tick → sold #1 1000']);
  });
});
