import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { act, hallOf, openUntil, people, play, runOut, said, sealed, secondsOf, termsOf, turns, type Hall } from '../hall.testing.ts';

/** Where each stretch began: `0 pause`, `300 #1`. */
function layoutOf(hall: Hall): string[] {
  return hall.happened.flatMap(({ event, at }) => {
    if (event.kind !== 'StageBegun' && event.kind !== 'TurnBegun') return [];
    const { turn } = event;
    return turn === null ? [] : [`${secondsOf(at)} ${turn.index < 0 ? 'pause' : `#${turn.order[turn.index]}`}`];
  });
}

describe('多轮报价', () => {
  test('R-087 每轮先停顿，再从条件最差的开始依次报价；还没有报价的按号排在前面', () => {
    const hall = hallOf(termsOf([turns(2, 30, 10, 20)]), people(3));
    play(hall, ['0 tick → turns 1#- 30', '30 tick → turns 1#1 50', '31 bid #1 1500', '51 bid #2 1000', '71 bid #3 1200', '90 tick → turns 2#- 100']);
    runOut(hall);
    assert.deepEqual(layoutOf(hall), ['0 pause', '30 #1', '51 #2', '71 #3', '90 pause', '100 #2', '120 #3', '140 #1']);
    assert.equal(said(hall.state), 'sold #1 1500');
  });

  test('R-087 没有轮到的、停顿时都不能报价；报价不延长本次时间', () => {
    play(hallOf(termsOf([turns(1, 30, 10, 20)]), people(3)), ['29 bid #1 1000 → notYourTurn', '30 bid #2 1000 → notYourTurn', '30 bid #1 1000', '49.999999 bid #1 1100', '50 bid #1 1200 → notYourTurn', '50 bid #2 1000', '50 tick → turns 1#2 70', '90 tick → sold #1 1100']);
  });

  test('R-087 在自己的价格上按幅度加，不必超过别人；不能降', () => {
    play(hallOf(termsOf([turns(2, 1, 1, 10)]), people(2)), ['2 bid #1 2000', '12 bid #2 1000', '22 bid #2 1000 → tooLow', '22 bid #2 1050 → tooLow', '22 bid #2 1150 → offStep', '23 bid #2 1900', '42 tick → sold #1 2000']);
  });

  test('R-087 同价时先报者靠前：下一轮后发言，最后成交', () => {
    play(hallOf(termsOf([turns(2, 1, 1, 10)]), people(2)), ['2 bid #1 1500', '12 bid #2 1500', '22 tick → turns 2#2 32', '32 tick → turns 2#1 42', '42 tick → sold #1 1500']);
  });

  test('R-087 轮到时不报的保留原价', () => {
    play(hallOf(termsOf([turns(3, 1, 1, 10)]), people(2)), ['2 bid #1 1500', '64 tick → sold #1 1500']);
    play(hallOf(termsOf([turns(3, 1, 1, 10)]), people(2)), ['64 tick → unsold no-bid']);
    play(hallOf(termsOf([turns(3, 1, 1, 10)]), []), ['3 tick → unsold no-bid']);
  });

  test('R-087 先密封报价的，各轮从密封报价开始；没有密封报价的可以从起始价报起', () => {
    const hall = hallOf(termsOf([sealed(10), turns(1, 1, 1, 10)]), people(3));
    play(hall, ['1 offer #1 1500', '2 offer #3 1200', '11 tick → turns 1#2 21', '12 bid #2 1000', '21 bid #3 1500 → ok', '31 bid #1 1500 → tooLow', '32 bid #1 1600', '41 tick → sold #1 1600']);
  });

  test('R-087 先公开报价的，最高价不会因为别人轮到时报得低而丢掉', () => {
    const hall = hallOf(termsOf([openUntil(10), turns(1, 1, 1, 10)]), people(3));
    play(hall, ['1 bid #2 1000', '2 bid #1 1500', '11 tick → turns 1#3 21', '12 bid #3 1000', '21 bid #2 1000 → tooLow', '31 bid #1 1500 → tooLow', '41 tick → sold #1 1500']);
    const withSealed = hallOf(termsOf([openUntil(10), sealed(10), turns(1, 1, 1, 10)]), people(3));
    play(withSealed, ['1 bid #1 1500', '11 offer #2 1700', '21 tick → turns 1#3 31', '22 bid #3 1000', '31 tick → turns 1#1 41', '32 bid #1 1500 → tooLow', '32 bid #1 1600', '51 tick → sold #2 1700']);
  });

  test('R-087 公开报价时行使了优先权的，后来别人轮到时报价不改变先后', () => {
    const hall = hallOf(termsOf([openUntil(10), turns(1, 1, 1, 10)]), people(3, [3]));
    play(hall, ['1 bid #1 1500', '2 bid #3 1500', '11 tick → turns 1#2 21', '12 bid #2 1000', '41 tick → sold #3 1500']);
  });

  test('R-087 反向竞价：从最高价的开始，最低价得', () => {
    const hall = hallOf(termsOf([turns(2, 1, 1, 10)], { direction: 'down' }), people(2));
    play(hall, ['2 bid #1 800', '12 bid #2 1000', '22 tick → turns 2#2 32', '23 bid #2 800', '33 bid #1 800 → tooLow', '42 tick → sold #1 800']);
  });

  test('R-087 限价只能报到一次，不能在限价上反复报', () => {
    play(hallOf(termsOf([turns(1, 1, 1, 10)], { capFen: '1250' }), people(2)), ['2 bid #1 1250', '3 bid #1 1250 → tooLow', '12 bid #2 1300 → overCap', '12 bid #2 1250', '21 tick → sold #1 1250']);
  });

  test('R-087 一轮中途暂停，轮到的人剩下的时间不变，次序不变', () => {
    const hall = hallOf(termsOf([turns(1, 10, 10, 20)]), people(2));
    play(hall, ['15 bid #1 1000', '25 pause', '100 resume', '100 tick → turns 1#1 105', '105 tick → turns 1#2 125']);
    assert.equal(act(hall, 125, { verb: 'tick' }), 'sold #1 1000');
  });
});
