import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { decideOpening, fold } from '../engine.ts';
import { act, after, countdown, hallOf, match, people, play, said, termsOf, type Hall } from '../hall.testing.ts';
import type { AuctionTerms, Paddle, Stage } from '../engine.types.ts';

const sealed: Stage = { kind: 'sealed', windowMs: 10_000, who: 'all', isEnveloped: true };
const nearest: Stage = { kind: 'nearest', windowMs: 30_000, isEnveloped: true };
const played = (stages: readonly Stage[], over: Partial<AuctionTerms> = {}, preferred: readonly Paddle[] = []) => hallOf(termsOf(stages, over), people(3, preferred));

/** Opened at a second: number, price, second at which it was handed in. */
function open(hall: Hall, second: number, offers: readonly (readonly [paddle: number, price: number, at: number])[]): string {
  const decided = decideOpening(hall.state, { now: after(second), gaps: [] }, offers.map(([paddle, price, at]) => ({ paddle, priceFen: String(price), quantity: null, at: after(at) })));
  if (!decided.ok) return decided.error.code;
  hall.state = fold(hall.state, decided.value, after(second));
  return said(hall.state);
}

describe('密封给保管方的报价', () => {
  test('R-087 没有明文报价这条路；时间一到就关上，等打开，等多久都不结束', () => {
    const hall = played([sealed]);
    play(hall, ['1 offer #1 1500 → noBidding', '10 tick → sealed waits', '9000 tick → sealed waits', '9000 offer #1 1500 → noBidding', '9000 bid #1 1500 → noBidding']);
    assert.equal(open(hall, 9001, [[1, 1500, 2], [2, 1700, 3]]), 'sold #2 1700');
  });

  test('R-087 截止以前不能打开，只能打开一次', () => {
    const hall = played([sealed]);
    act(hall, 5, { verb: 'tick' });
    assert.equal(open(hall, 5, [[1, 1500, 2]]), 'auction.notOpening');
    assert.equal(open(hall, 10, [[1, 1500, 2]]), 'sold #1 1500');
    assert.equal(open(hall, 11, [[1, 1600, 2]]), 'auction.notOpening');
  });

  test('R-087 后面的阶段从打开时算起；同价先递交者得；不合幅度、低于起始价、没有竞买号的不算', () => {
    const hall = played([sealed, countdown(40)]);
    act(hall, 10, { verb: 'tick' });
    assert.equal(open(hall, 100, [[1, 1500, 5], [2, 1500, 3], [3, 900, 1], [9, 5000, 1]]), 'countdown 140');
    assert.equal(hall.state.best?.paddle, 2);
    const off = played([sealed]);
    act(off, 10, { verb: 'tick' });
    assert.equal(open(off, 12, [[1, 1550, 5]]), 'unsold no-bid');
  });

  test('R-087 打开以后询问优先购买权人；等待中暂停的，恢复以后才打开', () => {
    const hall = played([sealed, match(30)], {}, [3]);
    act(hall, 10, { verb: 'tick' });
    act(hall, 11, { verb: 'pause' });
    assert.equal(open(hall, 12, [[1, 1500, 5]]), 'auction.notOpening');
    act(hall, 50, { verb: 'resume' });
    assert.equal(open(hall, 60, [[1, 1500, 5]]), 'match 90');
    play(hall, ['61 bid #3 1500', '61 tick → sold #3 1500']);
  });

  test('R-087 达到限价后的一次报价：最接近平均价者得；没有人报的由报到限价的人得', () => {
    const hall = played([countdown(40)], { capFen: '1500', afterCap: [nearest] });
    play(hall, ['1 bid #1 1500', '31 tick → nearest waits']);
    assert.equal(open(hall, 40, [[1, 1000, 5], [2, 1300, 6], [3, 1500, 7]]), 'sold #2 1300');
    const nobody = played([countdown(40)], { capFen: '1500', afterCap: [nearest] });
    play(nobody, ['1 bid #1 1500', '31 tick → nearest waits']);
    assert.equal(open(nobody, 40, []), 'sold #1 1500');
  });
});
