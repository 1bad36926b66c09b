import { describe, test } from 'node:test';
import { countdown, descending, hallOf, lottery, match, openUntil, people, play, sealed, termsOf, turns } from '../hall.testing.ts';
import type { AuctionTerms, Paddle, Stage } from '../engine.types.ts';

/** 同等条件下优先, where the way of bidding leaves no moment in which to say so: each case a table of what is said and what is answered. */
const played = (stages: readonly Stage[], preferred: readonly Paddle[], script: readonly string[], over: Partial<AuctionTerms> = {}): void => play(hallOf(termsOf(stages, over), people(3, preferred)), script);
const capped = { capFen: '1500', afterCap: [match(30)] };

describe('询问优先购买权人', () => {
  test('R-087 报到限价结束了限时竞价：有优先权的仍可按限价取得，不受抢先影响', () => {
    played([countdown(40)], [3], ['1 bid #1 1500', '1 tick → match 31', '2 bid #3 1500', '2 tick → sold #3 1500'], capped);
    played([countdown(40)], [3], ['1 bid #1 1500', '31 tick → sold #1 1500', '31 bid #3 1500 → ended'], capped);
    played([openUntil(10), countdown(40)], [3], ['1 bid #1 1500', '10 tick → match 40', '39.9 bid #3 1500', '40 tick → sold #3 1500'], capped);
  });

  test('R-087 只按现在的价格取得，多一分少一分都不行；没有优先权的不能报；一人取得后不再轮第二人', () => {
    played([countdown(40)], [2, 3], ['1 bid #1 1500', '2 bid #3 1400 → notAsked', '2 bid #3 1600 → notAsked', '2 bid #1 1500 → onlyPreferred', '3 bid #2 1500', '3 bid #3 1500 → ended'], capped);
  });

  test('R-087 没有优先权人、报价最优的自己就有优先权、没有人报价：不询问，不等待', () => {
    played([countdown(40)], [], ['1 bid #1 1500', '1 tick → sold #1 1500'], capped);
    played([countdown(40)], [1], ['1 bid #1 1500', '1 tick → sold #1 1500'], capped);
    played([sealed(10), match(30)], [1], ['10 tick → unsold no-bid']);
  });

  test('R-087 一次报价公布以后：有优先权的可以按最高报价取得，报价比它低也可以', () => {
    played([sealed(10), match(30)], [3], ['1 offer #1 1500', '2 offer #3 1200', '10 tick → match 40', '11 bid #3 1500', '11 tick → sold #3 1500']);
    played([sealed(10), match(30)], [3], ['1 offer #1 1500', '40 tick → sold #1 1500']);
    played([sealed(10), match(30)], [3], ['1 offer #1 1500', '2 offer #3 1500', '10 tick → sold #3 1500']);
  });

  test('R-087 多轮报价以后同样询问一次；降价应价以后也可以', () => {
    played([turns(1, 1, 1, 10), match(30)], [1], ['2 bid #1 1000', '12 bid #2 1700', '31 tick → match 61', '32 bid #1 1700', '32 tick → sold #1 1700']);
    played([descending(100, 10, 500), match(30)], [2], ['11 bid #1 900', '11 tick → match 41', '12 bid #2 900', '12 tick → sold #2 900']);
  });

  test('R-087 有底价的，取得以后仍要比对底价；询问中暂停，时间补足', () => {
    played([countdown(40)], [3], ['1 bid #1 1500', '11 pause', '100 resume', '100 tick → match 120', '110 bid #3 1500', '110 tick → reserve-pending #3 1500', '111 reserve 1400', '111 tick → sold #3 1500'], { ...capped, hasReserve: true });
  });

  test('R-087 限价后摇号遇有优先权人：同等条件下只在他们之间定，一人即由其取得', () => {
    const over = { capFen: '1500', afterCap: [lottery(30)] };
    played([countdown(40)], [3], ['1 bid #1 1500', '2 offer #2 1500', '3 offer #3 1500', '31 tick → sold #3 1500'], over);
    played([countdown(40)], [2, 3], ['1 bid #1 1500', '2 offer #2 1500', '3 offer #3 1500', '31 tick → lottery waits', '32 draw #1 → notDrawing', '32 draw #2', '32 tick → sold #2 1500'], over);
  });
});
