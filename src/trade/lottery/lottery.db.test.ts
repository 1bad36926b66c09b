import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import type { Json, JsonObject } from '#kernel/json.ts';
import { ok } from '#kernel/result.ts';
import { addMicros, instant, microsPerDay, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { coefficientAlgorithm, verifyCoefficient, type CoefficientRequest, type CoefficientTranscript } from '#evidence/draw/coefficient.ts';
import { createAgent } from '#platform/agent/agent.ts';
import { inProcessTransport } from '#platform/agent/transport.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type MakeModule } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { makeApplicationModule } from '#trade/application/application.module.ts';
import { application, applicationId } from '#trade/application/application.ts';
import { makeAuctionModule } from '#trade/auction/auction.module.ts';
import { auction, roll } from '#trade/auction/auction.ts';
import type { AuctionTerms } from '#trade/auction/engine/engine.types.ts';
import { openingWorld } from '#trade/opening/opening.testing.ts';
import type { KeyHolderRef } from '#trade/tender/tender.types.ts';
import { lotteryDuty } from './lottery-agent.worker.ts';
import { makeLotteryModule } from './lottery.module.ts';
import { drawLottery } from './draw-lottery.worker.ts';
import { lottery, lotteryDrawId } from './lottery.ts';
import type { LotteryView } from './lottery.types.ts';

const cap = '3200000000';
const party = { orgId: 'SELLER', name: '阿拉善左旗自然资源局（演示）' };
const nothing = { statement: {}, signature: {} };

/** A lot announced with a draw after its cap, and its numbers, in one step. */
const makeLotStage: MakeModule = () => ({
  name: 'stage.lot',
  commands: anyCommands(command({
    name: 'stage.lot', title: '排定', roles: ['system.clock'], body: z.strictObject({ lotId: z.string(), startAt: z.number(), until: z.number(), bidders: z.array(z.string()), holders: z.custom<readonly KeyHolderRef[]>() }),
    reads: ({ lotId, bidders }) => ({ streams: streams([auction, lotId], [roll, lotId], [lottery, lotId], ...bidders.map((id) => [application, applicationId(lotId, id)] as const)) }),
    decide({ body: { lotId, startAt, until, bidders, holders } }) {
      const terms: AuctionTerms = {
        direction: 'up', startFen: '3000000000', tiers: [{ fromFen: '0', stepFen: '10000000' }], capFen: cap, hasReserve: false, weights: null,
        stages: [{ kind: 'open', untilAt: instant(until) }], afterCap: [{ kind: 'lottery', windowMs: 600_000 }],
      };
      return ok({ events: [
        emit(auction, lotId, { kind: 'AuctionScheduled', saleId: lotId.slice(0, 16), title: '一宗地', category: '国有建设用地使用权', seller: party, department: party, depositFen: '0', reserveHash: null, terms, startAt: instant(startAt) }),
        emit(lottery, lotId, { kind: 'LotteryPrepared', drawId: lotteryDrawId(lotId, instant(until)), holders }),
        ...bidders.flatMap((id, i) => [
          emit(application, applicationId(lotId, id), { kind: 'Applied', saleId: lotId.slice(0, 16), bidderName: id, payCode: '0', isPreferred: false, files: [], ...nothing }),
          emit(application, applicationId(lotId, id), { kind: 'PaddleGiven', paddle: 11 + i }),
          emit(roll, lotId, { kind: 'NumberEntered', paddle: 11 + i, isPreferred: false, points: '0' }),
        ]),
      ] });
    },
  })),
});

const on = await openingWorld({ modules: [makeApplicationModule, makeAuctionModule, makeLotteryModule, makeLotStage], bidderCount: 3 });
const agents = on.holders.map(({ identity }) => agentFor([identity]));
let lots = 0;

function agentFor(identities: (typeof on.holders)[number]['identity'][], clock: () => Promise<Instant> = on.now) {
  return createAgent({ identities, transport: inProcessTransport(on.app), duties: [lotteryDuty(on.logTrust, clock)], report: (error) => on.faults.push(error) });
}

/** Announced, contributed to by these agents, bid to the cap by the first, joined by the others. */
async function atCap(contributing: typeof agents = agents): Promise<{ lotId: string; until: Instant }> {
  const lotId = `0123456789abcd${String(10 + lots++)}-1`;
  const startAt = addMicros(await on.now(), microsPerMinute);
  const until = addMicros(startAt, microsPerDay);
  await on.accept(on.system, 'stage.lot', { lotId, startAt, until, bidders: on.bidders.map(({ actor }) => actor.orgId ?? ''), holders: on.holders.map(({ ref }) => ref) });
  for (const agent of contributing) await agent.tick();
  await on.advanceTo(addMicros(startAt, microsPerMinute));
  await on.accept(present(on.bidders[0], 'bidder'), 'auction.bid', { lotId, priceFen: cap });
  await on.advanceTo(addMicros(until, microsPerMinute));
  for (const bidder of on.bidders.slice(1)) await on.accept(bidder, 'auction.joinLottery', { lotId });
  await on.advanceTo(addMicros(until, 11 * microsPerMinute));
  return { lotId, until };
}
const hallOf = async (lotId: string) => present(await readHead(on.db.app, auction, lotId), 'hall').state.auction;
const drawOf = async (lotId: string) => present(await readHead(on.db.app, lottery, lotId), 'lottery').state;
const viewOf = async (lotId: string): Promise<LotteryView> => (await on.app.inject({ url: `/api/lotteries/${lotId}` })).json();

async function turn(some: typeof agents): Promise<void> {
  await on.platform.work();
  await on.publishLog();
  for (const agent of some) await agent.tick();
  await on.platform.work();
}

describe('限价后摇号', () => {
  test('R-087 名单定下以后各方才交出份额，摇出一人成交；任何人用公开的材料重算，得到同一个结果', async () => {
    const { lotId } = await atCap();
    assert.deepEqual([(await hallOf(lotId)).endsAt, (await drawOf(lotId)).sources.length], [null, 4]);
    await turn(agents);
    const { outcome } = await hallOf(lotId);
    const { value, candidates, sources } = await drawOf(lotId);
    assert.deepEqual(candidates, ['11', '12', '13']);
    assert.deepEqual(outcome, { kind: 'sold', paddle: Number(value), priceFen: cap });
    const { rows } = await on.db.owner.query<{ body: string }>(`SELECT p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream = $1 AND e.kind = 'LotteryConcluded'`, [`lottery:${lotId}`]);
    const { transcript } = JSON.parse(present(rows[0], 'event').body) as { transcript: CoefficientTranscript };
    const { drawId, holders } = await drawOf(lotId);
    const request: CoefficientRequest = { algorithm: coefficientAlgorithm, drawId, candidates: candidates ?? [], contributors: sources.map(({ holderId, part }) => ({ partyId: holderId, role: part })) };
    const { listing } = await viewOf(lotId);
    const root = (listing as { root: string }).root;
    assert.equal(transcript.checkpointRoot, root, 'the commit in which the list stands');
    assert.deepEqual(verifyCoefficient({ request, checkpointRoot: root, commitments: transcript.commitments, contributions: transcript.contributions }, transcript), { ok: true, value: undefined });
    assert.equal(holders.length, 4);
  });

  test('R-087 一方不在，照样摇得出；两方不在，谁都摇不出，大厅等着，回来即摇', async () => {
    const { lotId } = await atCap();
    await turn(agents.slice(0, 2));
    assert.equal((await drawOf(lotId)).value, null);
    assert.equal((await hallOf(lotId)).status, 'running');
    await turn(agents.slice(2, 3));
    assert.notEqual((await drawOf(lotId)).value, null);
  });

  test('R-087 名单定下时来源不足三方的，等补足的一方；定下以后不再收', async () => {
    const { lotId } = await atCap(agents.slice(0, 2));
    await on.platform.work();
    assert.deepEqual([(await drawOf(lotId)).candidates?.length, (await drawOf(lotId)).fixed], [3, false]);
    await agents[2]?.tick();
    assert.deepEqual([(await drawOf(lotId)).fixed, (await drawOf(lotId)).sources.length], [true, 3]);
    await turn(agents);
    await turn(agents);
    assert.equal((await drawOf(lotId)).sources.length, 3, 'the fourth comes too late for this draw');
    assert.notEqual((await drawOf(lotId)).value, null);
  });

  test('R-087 平台把名单提前：密钥代理按自己的钟和见证人的钟，在信封写明的时刻以前一份也不交', async () => {
    const { lotId, until } = await atCap();
    await on.platform.work();
    await on.publishLog();
    const early = agentFor([present(on.holders[0], 'holder').identity], () => Promise.resolve(addMicros(until, -1)));
    on.faults.length = 0;
    await early.tick();
    assert.match(String(on.faults[0]), /nothing is given before/);
    assert.deepEqual((await drawOf(lotId)).given, []);
    on.faults.length = 0;
  });

  test('R-087 只有一人愿按限价的由其成交，没有人报到限价的不摇号：各方都不交份额', async () => {
    const lotId = `0123456789abcd${String(10 + lots++)}-1`;
    const startAt = addMicros(await on.now(), microsPerMinute);
    const until = addMicros(startAt, microsPerDay);
    await on.accept(on.system, 'stage.lot', { lotId, startAt, until, bidders: on.bidders.map(({ actor }) => actor.orgId ?? ''), holders: on.holders.map(({ ref }) => ref) });
    for (const agent of agents) await agent.tick();
    await on.advanceTo(addMicros(startAt, microsPerMinute));
    await on.accept(present(on.bidders[0], 'bidder'), 'auction.bid', { lotId, priceFen: cap });
    assert.equal((await on.refuse(present(on.bidders[1], 'bidder'), 'auction.joinLottery', { lotId })).code, 'auctionLot.noLottery');
    await on.advanceTo(addMicros(until, 11 * microsPerMinute));
    await turn(agents);
    assert.deepEqual((await hallOf(lotId)).outcome, { kind: 'sold', paddle: 11, priceFen: cap });
    assert.deepEqual([(await drawOf(lotId)).hasLapsed, (await drawOf(lotId)).given], [true, []]);
  });

  test('R-087 不是保管方的、名单没有定下的、系统以外的人，都不能交、不能定、不能摇', async () => {
    const lotId = `0123456789abcd${String(10 + lots++)}-1`;
    const startAt = addMicros(await on.now(), microsPerMinute);
    const until = addMicros(startAt, microsPerDay);
    await on.accept(on.system, 'stage.lot', { lotId, startAt, until, bidders: [], holders: on.holders.map(({ ref }) => ref) });
    const { person } = present(on.holders[0], 'holder');
    const content = { holderId: 'holder-initiator', shares: [] };
    const signed = async (body: JsonObject) => ({ lotId, ...body, signature: await person.sign('lottery.release', { lotId }, body as Json) });
    assert.equal((await on.refuse(person, 'lottery.release', await signed(content))).code, 'lottery.notListed');
    assert.match((await on.refuse(person, 'lottery.release', await signed({ ...content, holderId: 'holder-local-centre' }))).code, /^(lottery|signature)\./);
    assert.equal((await on.refuse(on.system, 'lottery.list', { lotId })).code, 'lottery.notWaiting');
    assert.equal((await on.refuse(on.system, 'lottery.conclude', { lotId, value: '11', transcript: {} })).code, 'lottery.notWaiting');
    assert.equal(await drawLottery(await drawOf(lotId), '0'.repeat(64)), null);
  });
});
