import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { addMicros } from '#kernel/time/instant.ts';
import { hallRefusals } from '#trade/auction/engine/refusals.ts';
import type { HallMessage, HallRow } from '#trade/auction/hall-view.types.ts';
import { firstState, reduce, type HallEvent, type HallState } from './hall-state.ts';
import { hallSample } from './samples.ts';
import { rowOf, told } from './told.testing.ts';

const { view, now } = hallSample('outbid');
const arrival = { receivedMs: 1000, wallMs: 0 };
const heard = (message: HallMessage): HallEvent => ({ t: 'message', message, arrival });
const price = (over: Partial<Extract<HallMessage, { t: 'price' }>> = {}): HallEvent => heard(told({ version: 61, paddle: 3, priceFen: '2880000000', at: now, endsAt: addMicros(now, 300_000_000), nextFen: '2890000000', accepted: 35, ...over }));
const run = (state: HallState, ...events: readonly HallEvent[]): HallState => events.reduce(reduce, state);
const open = run(firstState(view), { t: 'opened' });
const pressed: HallEvent = { t: 'pressed', key: 'k', priceFen: '2880000000', at: now };
const own = (over: Partial<HallRow> = {}): HallRow => rowOf({ version: 61, at: addMicros(now, 41_000), paddle: 3, priceFen: '2880000000', result: 'accepted', refusal: null, logIndex: null, ...over });

describe('what a page knows of a hall', () => {
  test('R-017 一次报价改变最高价、下一口价、次数、倒计时、走势和记录', () => {
    const after = run(open, price()).view;
    assert.deepEqual([after?.best?.paddle, after?.nextFen, after?.accepted, after?.stage?.endsAt, after?.version], [3, '2890000000', 35, addMicros(now, 300_000_000), 61]);
    assert.equal(after?.curve.at(-1)?.priceFen, '2880000000');
    assert.equal(after?.rows[0]?.logIndex, null);
    assert.equal(after?.rows.length, view.rows.length + 1);
  });

  test('R-017 重复送来的、比页面旧的报价不算第二次', () => {
    assert.equal(run(open, price(), price()).view?.rows.length, view.rows.length + 1);
    assert.equal(run(open, price({ version: 60 })).view, view);
  });

  test('R-017 轮流报价里不如最高价的报价只进记录', () => {
    const after = run(open, price({ priceFen: '2700000000' })).view;
    assert.deepEqual(after?.best, view.best);
    assert.equal(after?.curve.length, view.curve.length);
    assert.equal(after?.rows[0]?.priceFen, '2700000000');
  });

  test('R-017 另行读来的旧页面不盖掉线路上更新的消息', () => {
    const newer = run(open, price());
    assert.equal(run(newer, { t: 'read', view }).view?.version, 61);
    assert.equal(run(newer, { t: 'read', view: { ...view, version: 62 } }).view?.version, 62);
  });

  test('R-017 自己的报价和全场的消息说的是同一行，只列一次', () => {
    const taken = heard({ t: 'taken', key: 'k', row: own({ logIndex: 9 }), receipt: null, decidedMs: 3 });
    for (const events of [[taken, price()], [price(), taken]]) {
      const after = run(open, pressed, ...events);
      assert.equal(after.view?.rows.filter(({ version }) => version === 61).length, 1);
      assert.equal(after.view?.rows[0]?.logIndex, 9);
      assert.equal(after.own?.state, 'taken');
    }
  });

  test('R-017 没有接受的报价带着理由；别的钥匙的回答与它无关', () => {
    const refusal = hallRefusals.tooLow({ got: 'a', want: 'b' });
    assert.equal(run(open, pressed, heard({ t: 'refused', key: 'k', refusal, at: null })).own?.refusal, refusal);
    assert.equal(run(open, pressed, heard({ t: 'refused', key: 'other', refusal, at: null })).own?.state, 'sending');
  });

  test('R-017 断线时还没有回答的报价是未知，不当作没有报出', () => {
    assert.equal(run(open, pressed, { t: 'closed', atMs: 5 }).own?.state, 'unknown');
  });

  test('R-017 重连后从记录里认出自己那次报价', () => {
    const broken = run(open, pressed, { t: 'closed', atMs: 5 });
    const back = heard({ t: 'view', view: { ...view, version: 61, rows: [own(), ...view.rows] }, missed: [own()], now });
    assert.deepEqual([run(broken, back).own?.state, run(broken, back).own?.row?.version], ['taken', 61]);
    const refusal = hallRefusals.ended({});
    const refused = heard({ t: 'view', view: { ...view, version: 61 }, missed: [own({ result: 'refused', refusal })], now });
    assert.deepEqual([run(broken, refused).own?.state, run(broken, refused).own?.refusal], ['refused', refusal]);
  });

  test('R-017 以前按同一价格报过的、别人报的，不当作这一次', () => {
    const broken = run(open, pressed, { t: 'closed', atMs: 5 });
    for (const row of [own({ at: addMicros(now, -60_000_000) }), own({ paddle: 6 }), own({ priceFen: '2890000000' })]) {
      assert.equal(run(broken, heard({ t: 'view', view: { ...view, version: 61 }, missed: [row], now })).own?.state, 'unknown');
    }
  });

  test('R-017 记录里没有时按钥匙查：收到、没有接受、没有送到', () => {
    const broken = run(open, pressed, { t: 'closed', atMs: 5 });
    const refusal = hallRefusals.paused({});
    const states = ([{ is: 'taken', receipt: 1 }, { is: 'refused', refusal }, { is: 'absent' }] as const).map((resolution) => run(broken, { t: 'resolved', key: 'k', resolution }).own?.state);
    assert.deepEqual(states, ['taken', 'refused', 'lost']);
    const found = run(broken, { t: 'resolved', key: 'k', resolution: { is: 'taken', receipt: 1 } }, { t: 'read', view: { ...view, version: 61, rows: [own(), ...view.rows] } });
    assert.equal(found.own?.row?.version, 61);
    assert.equal(run(broken, { t: 'resolved', key: 'old', resolution: { is: 'absent' } }).own?.state, 'unknown');
  });

  test('R-017 从第一次断线算到回来，其间几次没有连上都算在内', () => {
    const back = run(open, { t: 'closed', atMs: 1000 }, { t: 'closed', atMs: 9000 }, { t: 'opened' }, { t: 'message', message: { t: 'view', view: { ...view, version: 61 }, missed: [own()], now }, arrival: { receivedMs: 13_000, wallMs: 0 } });
    assert.deepEqual([back.missed?.lostMs, back.missed?.rows.length, back.lostAtMs], [12_000, 1, null]);
    assert.equal(run(back, { t: 'missedSeen' }).missed, null);
  });

  test('R-017 日志编号后到，补在自己的回执上', () => {
    const taken = run(open, pressed, heard({ t: 'taken', key: 'k', row: own(), receipt: null, decidedMs: 3 }));
    assert.equal(run(taken, { t: 'read', view: { ...view, version: 61, rows: [own({ logIndex: 77 }), ...view.rows] } }).own?.row?.logIndex, 77);
  });
});
