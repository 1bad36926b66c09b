import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hallOf, openUntil, people, play, sealed, termsOf } from '../hall.testing.ts';

describe('一次报价', () => {
  const once = termsOf([sealed(30)]);

  test('R-087 每人一价，截止时一齐公布，最高者得；同价先报者得', () => {
    play(hallOf(once), ['1 offer #1 1200', '2 offer #2 1500', '3 offer #3 1500', '30 tick → sold #2 1500']);
    play(hallOf(once), ['1 offer #4 1500', '1 offer #2 1500', '30 tick → sold #2 1500']);
    play(hallOf(once), ['30 tick → unsold no-bid']);
    play(hallOf({ ...once, direction: 'down' }), ['1 offer #1 900', '2 offer #2 700', '3 offer #3 700', '30 tick → sold #2 700']);
  });

  test('R-087 截止以前可以改、可以撤回；最后一次为准，先后按最后一次的时刻', () => {
    play(hallOf(once), ['1 offer #1 2000', '2 offer #2 1500', '3 offer #1 1100', '30 tick → sold #2 1500']);
    play(hallOf(once), ['1 offer #1 1500', '2 offer #2 1500', '3 offer #1 1500', '30 tick → sold #2 1500']);
    play(hallOf(once), ['1 offer #1 1500', '2 offer #2 1200', '3 withdraw #1', '4 withdraw #1 → noOffer', '30 tick → sold #2 1200', '31 withdraw #2 → ended']);
  });

  test('R-087 公布以前看不到谁领先，报价不改变截止', () => {
    const hall = hallOf(once);
    play(hall, ['1 offer #1 1500', '2 tick → sealed 30']);
    assert.deepEqual([hall.state.best, hall.state.accepted], [null, 0]);
  });

  test('R-087 已有报价的，须优于已有的最高价；没有更优的由原最高者得', () => {
    const two = termsOf([openUntil(10), sealed(30)]);
    play(hallOf(two), ['1 bid #1 1300', '11 offer #2 1300 → tooLow', '12 offer #2 1301', '40 tick → sold #2 1301']);
    play(hallOf(two), ['1 bid #1 1300', '40 tick → sold #1 1300']);
  });

  test('R-087 同等条件下优先：密封报价相同，优先权人得，不论先后', () => {
    play(hallOf(once, people(4, [3])), ['1 offer #1 1500', '2 offer #3 1500', '30 tick → sold #3 1500']);
    play(hallOf(once, people(4, [3])), ['1 offer #1 1501 → offStep', '1 offer #1 1600', '2 offer #3 1500', '30 tick → sold #1 1600']);
    play(hallOf(once, people(4, [2, 3])), ['1 offer #1 1500', '2 offer #3 1500', '3 offer #2 1500', '30 tick → sold #3 1500']);
  });
});
