import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { nowPossible, standingOf } from './bid-mode.ts';
import { happeningOf } from './happenings.ts';
import { hallSample } from './samples.ts';

const { view } = hallSample('outbid');
const led = hallSample('leading').view;

describe('what a hall says aloud', () => {
  test('R-017 被超过、自己领先、别人报价，各说各的话', () => {
    assert.deepEqual(happeningOf(led, view), { text: '你已被超过：6 号报 2,870 万', tone: 'outbid' });
    assert.deepEqual(happeningOf({ ...led, mine: null }, { ...view, mine: null }), { text: '6 号报 2,870 万', tone: 'price' });
    assert.deepEqual(happeningOf({ ...view, best: null }, led), { text: '2,860 万，现在是你最高', tone: null });
  });

  test('R-017 暂停、恢复、结束和换阶段都说', () => {
    assert.match(happeningOf(view, hallSample('paused').view)?.text ?? '', /暂停，恢复后补足倒计时/);
    assert.equal(happeningOf(view, hallSample('sold').view)?.text, '竞价结束，6 号以 2,870 万 竞得');
    assert.match(happeningOf(hallSample('open').view, hallSample('ask').view)?.text ?? '', /^询问开始/);
    assert.equal(happeningOf(view, { ...view, version: 99 }), null);
  });

  test('R-017 轮到自己时有提示', () => {
    const turn = hallSample('turns').view;
    assert.deepEqual(happeningOf({ ...turn, can: [] }, turn), { text: '轮到你报价', tone: 'turn' });
  });
});

describe('what a bidder can do', () => {
  test('R-017 每种阶段各有报法；没有资格时说明为什么', () => {
    const modes = (['open', 'outbid', 'ask', 'descending', 'sealed', 'turns'] as const).map((name) => nowPossible(hallSample(name).view).mode);
    assert.deepEqual(modes, ['raise', 'raise', 'goOn', 'take', 'sealed', 'raise']);
    assert.ok(view.mine);
    const silent = { ...view, can: [], mine: { ...view.mine, isGoingOn: false } };
    assert.match(nowPossible(silent).why ?? '', /询问时你没有表示继续/);
    for (const name of ['waiting', 'paused', 'sold'] as const) assert.equal(nowPossible(hallSample(name).view).mode, null);
  });

  test('R-017 领先、被超过、还没有报过，分得清', () => {
    assert.deepEqual([standingOf(led), standingOf(view), standingOf(hallSample('descending').view), standingOf({ ...view, mine: null })], ['leading', 'outbid', 'silent', 'silent']);
  });
});
