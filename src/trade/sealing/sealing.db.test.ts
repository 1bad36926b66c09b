import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import { ok } from '#kernel/result.ts';
import { addMicros, instant, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { openOfferKey, readOffer, sealOffer, type OfferEnvelope } from '#evidence/seal/offer.ts';
import { createAgent } from '#platform/agent/agent.ts';
import { inProcessTransport } from '#platform/agent/transport.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { makeApplicationModule } from '#trade/application/application.module.ts';
import { application, applicationId } from '#trade/application/application.ts';
import { makeAuctionModule } from '#trade/auction/auction.module.ts';
import { auction, roll } from '#trade/auction/auction.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { openingWorld } from '#trade/opening/opening.testing.ts';
import type { KeyHolderRef } from '#trade/tender/tender.types.ts';
import type { TestPerson } from '#test/harness/platform.ts';
import { sealingDuty } from './sealing-agent.worker.ts';
import { makeSealingModule } from './sealing.module.ts';
import { envelopeOf, sealing } from './sealing.ts';

const party = { orgId: 'SELLER', name: '水务中心（演示）' };
const nothing = { statement: {}, signature: {} };

/** A lot announced with one sealed price each, and its numbers, in one step. */
const makeLotStage: MakeModule = () => ({
  name: 'stage.lot',
  commands: anyCommands(command({
    name: 'stage.lot', title: '排定', roles: ['system.clock'], body: z.strictObject({ lotId: z.string(), startAt: z.number(), bidders: z.array(z.string()), holders: z.custom<readonly KeyHolderRef[]>() }),
    reads: ({ lotId, bidders }) => ({ streams: streams([auction, lotId], [roll, lotId], [sealing, lotId], ...bidders.map((id) => [application, applicationId(lotId, id)] as const)) }),
    decide: ({ body: { lotId, startAt, bidders, holders } }) => ok({ events: [
      emit(auction, lotId, {
        kind: 'AuctionScheduled', saleId: lotId.slice(0, 16), title: '一份水权', category: '水权交易', seller: party, department: party, depositFen: '0', reserveHash: null, startAt: instant(startAt),
        terms: { direction: 'up', startFen: '1000000', tiers: [{ fromFen: '0', stepFen: '10000' }], capFen: null, hasReserve: false, weights: null, stages: [{ kind: 'sealed', windowMs: 600_000, who: 'all', isEnveloped: true }], afterCap: [] },
      }),
      emit(sealing, lotId, { kind: 'SealingPrepared', holders }),
      ...bidders.flatMap((id, i) => [
        emit(application, applicationId(lotId, id), { kind: 'Applied', saleId: lotId.slice(0, 16), bidderName: id, payCode: '0', isPreferred: false, files: [], ...nothing }),
        emit(application, applicationId(lotId, id), { kind: 'PaddleGiven', paddle: 11 + i }),
        emit(roll, lotId, { kind: 'NumberEntered', paddle: 11 + i, isPreferred: false, points: '0' }),
      ]),
    ] }),
  })),
});

const on = await openingWorld({ modules: [makeApplicationModule, makeAuctionModule, makeSealingModule, makeLotStage], bidderCount: 3 });
const holders = on.holders.map(({ ref }) => ref);
const agents = on.holders.map(({ identity }) => agentFor([identity]));
const [a, b, c] = on.bidders as [TestPerson, TestPerson, TestPerson];
let lots = 0;

function agentFor(identities: (typeof on.holders)[number]['identity'][], clock: () => Promise<Instant> = on.now) {
  return createAgent({ identities, transport: inProcessTransport(on.app), duties: [sealingDuty(on.logTrust, clock)], report: (error) => on.faults.push(error) });
}

/** A hall in which prices are being sealed, and until when. */
async function begun(): Promise<{ lotId: string; endsAt: Instant }> {
  const lotId = `0123456789abcd${String(10 + lots++)}-1`;
  const startAt = addMicros(await on.now(), microsPerMinute);
  await on.accept(on.system, 'stage.lot', { lotId, startAt, bidders: on.bidders.map(({ actor }) => actor.orgId ?? ''), holders });
  await on.advanceTo(addMicros(startAt, microsPerMinute));
  return { lotId, endsAt: present((await hallOf(lotId)).endsAt, 'end') };
}
const hallOf = async (lotId: string) => present(await readHead(on.db.app, auction, lotId), 'hall').state.auction;
const versionOf = async (lotId: string) => present(await readHead(on.db.app, auction, lotId), 'hall').version;
const stateOf = async (lotId: string) => present(await readHead(on.db.app, sealing, lotId), 'sealing').state;

async function envelope(lotId: string, paddle: number, notBefore: Instant, priceFen: string): Promise<OfferEnvelope> {
  const sealed = await sealOffer({ lotId, paddle, notBefore }, holders, { priceFen, quantity: null });
  assert.ok(sealed.ok);
  return sealed.value;
}
async function turn(some: typeof agents): Promise<void> {
  await on.platform.work();
  await on.publishLog();
  for (const agent of some) await agent.tick();
  await on.platform.work();
}

describe('密封报价', () => {
  test('R-087 R-088 截止以前谁也读不到、大厅一动不动；截止后三方交出份额，一次全部打开，最高者得；谁都可以用公布的密钥重开', async () => {
    const { lotId, endsAt } = await begun();
    const before = await versionOf(lotId);
    await on.accept(a, 'auction.offer', { lotId, envelope: await envelope(lotId, 11, endsAt, '1500000') });
    await on.accept(b, 'auction.offer', { lotId, envelope: await envelope(lotId, 12, endsAt, '1200000') });
    await on.accept(b, 'auction.offer', { lotId, envelope: await envelope(lotId, 12, endsAt, '1700000') });
    await on.accept(c, 'auction.offer', { lotId, envelope: await envelope(lotId, 13, endsAt, '900000') });
    assert.equal(await versionOf(lotId), before, 'whoever counts versions learns nothing');
    const { rows: all } = await on.db.owner.query<{ text: string }>(`SELECT coalesce(string_agg(p.body, ''), '') AS text FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream LIKE '%' || $1 || '%'`, [lotId]);
    for (const price of ['1500000', '1200000', '1700000', '"900000"']) assert.ok(!present(all[0], 'row').text.includes(price), 'the whole database holds no price');
    const { rows: open } = await on.db.owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM event WHERE stream LIKE 'offer:' || $1 || '%' AND class = 'public'`, [lotId]);
    assert.equal(open[0]?.n, 0);

    await turn(agents);
    assert.equal((await stateOf(lotId)).listed, null, 'nothing is listed before the end');
    await on.advanceTo(addMicros(endsAt, microsPerMinute));
    assert.equal((await on.refuse(a, 'auction.offer', { lotId, envelope: await envelope(lotId, 11, endsAt, '9000000') })).code, 'sealing.notOpen');
    await turn(agents.slice(0, 2));
    assert.equal((await hallOf(lotId)).status, 'running', 'two of four open nothing');
    await turn(agents.slice(2, 3));
    const hall = await hallOf(lotId);
    assert.deepEqual(hall.outcome, { kind: 'sold', paddle: 12, priceFen: '1700000' });

    const { listed, shares } = await stateOf(lotId);
    const own = present(listed?.find(({ paddle }) => paddle === 12), 'listed');
    const key = present(await openOfferKey(envelopeOf(own), shares.filter(({ paddle }) => paddle === 12)), 'key');
    assert.deepEqual(await readOffer(envelopeOf(own), key), { ok: true, value: { priceFen: '1700000', quantity: null } });
    const { rows } = await on.db.owner.query<{ body: string }>(`SELECT p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream = $1 AND e.kind = 'SealingOpened'`, [`sealing:${lotId}`]);
    assert.ok(present(rows[0], 'opened').body.includes(key));
  });

  test('R-088 别人的信封、别的时刻、别的保管方、没有竞买号的，都不收', async () => {
    const { lotId, endsAt } = await begun();
    const good = await envelope(lotId, 11, endsAt, '1500000');
    for (const wrong of [{ ...good, paddle: 12 }, { ...good, notBefore: endsAt - 1 }, { ...good, shares: [...good.shares].reverse() }]) assert.equal((await on.refuse(a, 'auction.offer', { lotId, envelope: wrong })).code, 'sealing.otherEnvelope');
    const stranger = await on.person({ orgId: 'STRANGER', orgName: '别的单位', name: '李', role: 'respond.operator' });
    assert.equal((await on.refuse(stranger, 'auction.offer', { lotId, envelope: good })).code, 'auctionLot.notAdmitted');
  });

  test('R-088 平台提前列出名单：密钥代理在信封写明的时刻以前一份也不交', async () => {
    const { lotId, endsAt } = await begun();
    await on.accept(a, 'auction.offer', { lotId, envelope: await envelope(lotId, 11, endsAt, '1500000') });
    await on.advanceTo(addMicros(endsAt, microsPerMinute));
    await on.platform.work();
    await on.publishLog();
    on.faults.length = 0;
    await agentFor([present(on.holders[0], 'holder').identity], () => Promise.resolve(addMicros(endsAt, -1))).tick();
    assert.match(String(on.faults[0]), /nothing is given before/);
    assert.deepEqual((await stateOf(lotId)).given, []);
    on.faults.length = 0;
    await turn(agents);
  });

  test('R-087 封了打不开的东西的，等四方都说过才算无效，别人照常；没有人报的不成交', async () => {
    const { lotId, endsAt } = await begun();
    await on.accept(a, 'auction.offer', { lotId, envelope: await envelope(lotId, 11, endsAt, '1300000') });
    const rubbish = await envelope(lotId, 12, endsAt, '9000000');
    await on.accept(b, 'auction.offer', { lotId, envelope: { ...rubbish, keyCommit: '0'.repeat(64) } });
    await on.advanceTo(addMicros(endsAt, microsPerMinute));
    await turn(agents.slice(0, 3));
    assert.equal((await hallOf(lotId)).status, 'running');
    await turn(agents.slice(3));
    assert.deepEqual((await hallOf(lotId)).outcome, { kind: 'sold', paddle: 11, priceFen: '1300000' });
    const empty = await begun();
    await on.advanceTo(addMicros(empty.endsAt, microsPerMinute));
    await turn([]);
    await turn([]);
    assert.deepEqual((await hallOf(empty.lotId)).outcome, { kind: 'unsold', reason: 'no-bid' });
  });

  test('R-088 大厅告诉竞买人向谁密封、封到什么时刻，自己报过没有；不告诉别人有几个人报了', async () => {
    const { lotId, endsAt } = await begun();
    await on.accept(a, 'auction.offer', { lotId, envelope: await envelope(lotId, 11, endsAt, '1500000') });
    const viewOf = async (who: TestPerson): Promise<HallView> => (await on.app.inject({ url: `/api/auctions/${lotId}`, headers: { cookie: `ovoo_session=${await on.platform.sessions.start({ actor: who.actor, method: 'demo', display: { personName: 'x', orgName: 'y' } })}` } })).json();
    const [own, other] = [await viewOf(a), await viewOf(b)];
    assert.deepEqual([own.seal?.notBefore, own.seal?.holders.length, own.can], [endsAt, 4, ['auction.offer']]);
    assert.deepEqual([own.mine?.offeredAt !== null, other.mine?.offeredAt], [true, null]);
    assert.deepEqual({ ...own, mine: null, serverNow: 0 }, { ...other, mine: null, serverNow: 0 });
  });
});
