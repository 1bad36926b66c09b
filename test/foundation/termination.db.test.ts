import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { canonical, type Json } from '#kernel/json.ts';
import { addMicros, formatBeijing, microsPerDay, microsPerHour, microsPerSecond } from '#kernel/time/instant.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { call } from '#trade/panel/call.ts';
import { deposit } from '#trade/deposit/deposit.ts';
import { opening } from '#trade/opening/opening.ts';
import { tender } from '#trade/tender/tender.ts';
import { terminateContent } from '#trade/tender/tender.termination.ts';
import { venue } from '#service/venue/venue.ts';
import type { TasksView } from '#service/tasks/tasks.types.ts';
import { openReadyStage } from '#test/e2e/ready.testing.ts';
import { submitBid } from '#world/playbook/bids.ts';
import { bidderOf, initiatorOf, tenderOf } from '#world/playbook/front.ts';
import { panelOf } from '#world/playbook/panel.ts';
import type { Player } from '#world/troupe.ts';

const on = await openReadyStage({ index: 907 });
const { scene, plan, lot, troupe, db } = on;
const { tenderId } = plan;
const bidders = lot.bidders.map((bidder) => bidderOf(scene, bidder));
const [bidder] = bidders;
const room = present((await tenderOf(scene)).venue, 'venue');
const act = { ground: 'approval', explanation: '本项目的批复文件已由原审批部门撤销，招标不再具备条件。' };

type Ledger = { readonly items: readonly { readonly ref: string; readonly lotId: string; readonly owed: { readonly amountFen: string; readonly interestFen: string; readonly days: number } | null }[] };

async function terminate(said = act, by: Player = initiatorOf(scene)): Promise<unknown> {
  return await troupe.actSigned(by, 'tender.terminate', { tenderId }, terminateContent(said) as { [name: string]: Json }, { tenderId });
}

async function bookingsOf(roomId: string): Promise<readonly { readonly tenderId: string }[]> {
  return present(await readHead(db.app, venue, roomId), 'room').state.bookings;
}

async function eventsOf(stream: string): Promise<string[]> {
  const { rows } = await db.app.query<{ kind: string }>('SELECT kind FROM event WHERE stream = $1 ORDER BY version', [stream]);
  return rows.map(({ kind }) => kind);
}

describe('终止招标以后', () => {
  test('R-109 R-110 只有招标人一方能终止；终止后再投标被拒绝并说明，场地退还、别人马上可以约，评标委员会解散、专家不必到场', async () => {
    assert.equal((await bookingsOf(room.roomId)).filter((each) => each.tenderId === tenderId).length, 1);
    const own = [plan.initiator.orgId, plan.agency?.orgId];
    const other = present([...on.players.values()].find(({ actor }) => actor.role === 'initiate.operator' && !own.includes(actor.orgId ?? '')), 'other initiator');
    await assert.rejects(terminate(act, other), /tender\.notYours/);
    await terminate();
    await on.advance(addMicros(await on.stage.now(), microsPerSecond));
    await assert.rejects(submitBid(scene, lot, present(lot.bidders[0], 'bidder'), 2), /bid\.terminated .*永远密封/);
    await assert.rejects(troupe.act(initiatorOf(scene), 'venue.book', { roomId: room.roomId, tenderId, from: room.from, to: room.to }), /venue\.terminated/);
    assert.deepEqual((await bookingsOf(room.roomId)).filter((each) => each.tenderId === tenderId), []);
    const panel = await panelOf(scene);
    assert.deepEqual([panel.status, panel.failure], ['stood-down', '招标终止']);
    const calls = (await Promise.all(panel.members.map(({ personId }) => readHeads(db.app, call, `${personId}:`)))).flat().filter(({ state }) => state.tenderId === tenderId);
    assert.ok(calls.length > 0 && calls.every(({ state }) => state.status === 'withdrawn' || state.status === 'declined'), '每一个通知都收回');
  });

  test('R-109 同样的终止再来一次不多一个事件', async () => {
    const before = await eventsOf(`tender:${tenderId}`);
    await terminate();
    assert.deepEqual(await eventsOf(`tender:${tenderId}`), before);
    await assert.rejects(terminate({ ...act, ground: 'disaster' }), /tender\.terminatedBefore/);
  });

  test('R-110 每个获取过招标文件的单位都有通知和待办，确认以后就没有；别人的单位没有', async () => {
    for (const each of bidders) {
      const { items } = await troupe.ask<TasksView>(each, '/api/my/tasks');
      assert.deepEqual(items.filter(({ id }) => id.includes(tenderId)).map(({ title }) => title), ['招标已终止，请查看公告']);
    }
    const player = present(bidder, 'bidder');
    const number = (await tenderOf(scene)).amendments.length + 1;
    await assert.rejects(troupe.act(player, 'taking.see', { tenderId, number: number + 1 }), /taking\.noSuchAmendment/);
    await troupe.act(player, 'taking.see', { tenderId, number });
    assert.deepEqual((await troupe.ask<TasksView>(player, '/api/my/tasks')).items.filter(({ id }) => id.includes(tenderId)), []);
    const taken = new Set(lot.bidders.map(({ orgId }) => orgId));
    const stranger = present([...on.players.values()].find(({ actor }) => actor.role === 'respond.operator' && !taken.has(actor.orgId ?? '')), 'stranger');
    assert.ok(!JSON.stringify(await troupe.ask(stranger, '/api/my/notices')).includes(tenderId));
  });

  test('R-110 保证金应当退还：按缴费码列出，从终止的时刻起算，到账的连同利息；台账里没有投标人', async () => {
    const { termination } = await tenderOf(scene);
    const listed = await readHeads(db.app, deposit, `${lot.lotId}:`);
    assert.equal(listed.length, lot.bidders.length);
    for (const { state } of listed) assert.ok(state.isSealed && state.ref !== state.bidderId && state.heldFrom === termination?.at);
    const ledger = canonical(await troupe.ask<Json>(initiatorOf(scene), '/api/deposits'));
    for (const { orgId, name } of lot.bidders) assert.ok(!ledger.includes(orgId) && !ledger.includes(name), name);
    const one = present(listed.find(({ state }) => state.form === 'transfer'), 'a transfer').state;
    await troupe.act(initiatorOf(scene), 'deposit.confirmArrival', { lotId: lot.lotId, bidderId: one.ref, amountFen: one.amountFen, arrivedOn: formatBeijing(addMicros(one.heldFrom, -20 * microsPerDay)).slice(0, 10), voucher: 'RZ0001', paidFrom: null });
    await on.catchUp();
    const due = present(await readHead(db.app, deposit, `${lot.lotId}:${one.ref}`), 'deposit').state.due;
    assert.deepEqual([due?.cause, due?.since], ['tender-terminated', termination?.at]);
    assert.ok(present(due, 'due').dueBy > present(termination, 'termination').at);
    const { items } = await troupe.ask<Ledger>(initiatorOf(scene), '/api/deposits');
    const owed = present(items.find(({ ref }) => ref === one.ref)?.owed, 'owed');
    assert.deepEqual([owed.amountFen, owed.days, BigInt(owed.interestFen) > 0n], [one.amountFen, 20, true]);
  });

  test('R-110 到了原定的截止时刻什么也不发生：没有名单，没有份额，投标照旧密封；截止命令被拒绝', async () => {
    const kinds = await eventsOf(`tender:${tenderId}`);
    await on.advance(addMicros(on.deadlineAt, 2 * microsPerHour));
    await assert.rejects(troupe.system('opening.close', { tenderId }), /opening\.terminated/);
    assert.equal(await readHead(db.app, opening, tenderId), null);
    assert.deepEqual([await eventsOf(`tender:${tenderId}`), present(await readHead(db.app, tender, tenderId), 'tender').state.status], [kinds, 'ended']);
    const { rows } = await db.app.query<{ n: number }>(`SELECT count(*)::int AS n FROM event WHERE kind = 'SharesReleased' AND stream = $1`, [`opening:${tenderId}`]);
    assert.equal(rows[0]?.n, 0);
    assert.deepEqual(on.problems, []);
  });

  test('R-110 公众看到的只有公告：门户没有一处说出谁投了标、有几家', async () => {
    await on.catchUp();
    const pages = await Promise.all([`/projects/${tenderId}`, `/openings/${tenderId}`, `/api/openings/${tenderId}`, `/api/tenders/${tenderId}`].map(async (url) => (await on.company.app.inject({ url })).body));
    for (const text of pages) for (const { orgId, name } of lot.bidders) assert.ok(!text.includes(orgId) && !text.includes(name));
    assert.ok(pages[0]?.includes('终止招标公告') && pages[1]?.includes('招标终止'));
  });

  test('R-128 终止的标段也归档：不论有没有人投标，都在退还期限过后才编，编成的时刻什么也说不出来', async () => {
    const archived = async (): Promise<number> => (await db.app.query(`SELECT FROM stream_head WHERE stream = $1`, [`archive:${lot.lotId}`])).rowCount ?? 0;
    const declared = (await readHeads(db.app, deposit, `${lot.lotId}:`)).filter(({ state }) => state.status === 'declared');
    for (const { state } of declared) await troupe.act(initiatorOf(scene), 'deposit.recordNonArrival', { lotId: lot.lotId, bidderId: state.ref, reason: '核对银行流水，没有这笔收款' });
    const owed = await troupe.ask<Ledger>(initiatorOf(scene), '/api/deposits');
    for (const { ref, owed: sum } of owed.items.filter((item) => item.lotId === lot.lotId && item.owed !== null)) {
      const paidOn = formatBeijing(await on.stage.now()).slice(0, 10);
      await troupe.act(initiatorOf(scene), 'deposit.recordReturn', { lotId: lot.lotId, bidderId: ref, paidOn, amountFen: present(sum, 'owed').amountFen, interestFen: present(sum, 'owed').interestFen, voucher: 'TK0001' });
    }
    await on.catchUp();
    assert.equal(await archived(), 0);
    await on.advance(addMicros(on.deadlineAt, 20 * microsPerDay));
    for (let round = 0; round < 25 && (await archived()) === 0; round++) await on.catchUp();
    assert.equal(await archived(), 1);
  });
});
