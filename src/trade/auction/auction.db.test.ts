import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { addMicros, instant, microsPerMinute, microsPerSecond } from '#kernel/time/instant.ts';
import { composePlatform } from '#apps/compose.ts';
import { createPool } from '#platform/db/pool.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { makeOutageModule } from '#platform/wake/outage.ts';
import { advanceTo, sweepAll } from '#platform/wake/sweep.ts';
import { testPlatform } from '#test/harness/platform.ts';
import { auction } from './auction.ts';
import { bidderActor, department, makeHallStageModule, sampleLot, sampleTerms, seller } from '#apps/bench/auction.halls.ts';
import { scheduled } from './engine/evolve.ts';
import { decideBid, elapse, fold } from './engine/engine.ts';
import type { AuctionEvent as LotEvent } from './auction.events.ts';
import type { AuctionTerms } from './engine/engine.types.ts';
import { reserveHashOf } from './reserve.ts';

const modules = [makeOutageModule, makeHallStageModule];
const on = await testPlatform(modules);
const otherPool = createPool(on.db.appUrl, { max: 4, name: 'second', onError: () => undefined });
const other = await composePlatform({ mode: 'demo', pool: otherPool, dataDir: on.platform.dataDir, trust: on.trust, modules });
const bidders = [1, 2, 3].map(bidderActor);
let lots = 0;

/** A hall that has just begun, with three numbers in it. */
async function hall(terms: AuctionTerms = sampleTerms, reserveHash: string | null = null): Promise<string> {
  const lotId = `${sampleLot.slice(0, 14)}${String(10 + lots++)}-1`;
  await on.accept(on.system, 'stage.schedule', { lotId, startAt: await on.now(), terms, reserveHash });
  for (const [i, { orgId }] of bidders.entries()) await on.accept(on.system, 'stage.admit', { lotId, bidderId: orgId, paddle: 11 + i });
  await on.accept(on.system, 'auction.tick', { lotId });
  return lotId;
}
const wan = (amount: number): string => String(amount * 1_000_000);
const stateOf = async (lotId: string) => present(await readHead(on.db.app, auction, lotId), 'hall').state;
const advance = async (micros: number): Promise<void> => advanceTo(addMicros(await on.now(), micros), { pool: on.db.app, pipeline: on.platform.pipeline, report: assert.fail, settle: () => on.platform.follow() });

describe('竞价大厅在数据库上', () => {
  test('R-086 每次有效报价重新计时；期满无人加价即成交，只成交一次', async () => {
    const lotId = await hall();
    await on.accept(bidders[0]!, 'auction.bid', { lotId, priceFen: wan(3000) });
    await advance(4 * microsPerMinute);
    await on.accept(bidders[1]!, 'auction.bid', { lotId, priceFen: wan(3010) });
    await advance(4 * microsPerMinute);
    assert.equal((await stateOf(lotId)).auction.status, 'running');
    await advance(microsPerMinute + microsPerSecond);
    const { auction: ended } = await stateOf(lotId);
    assert.deepEqual([ended.status, ended.outcome], ['ended', { kind: 'sold', paddle: 12, priceFen: wan(3010) }]);
    const late = await on.accept(bidders[2]!, 'auction.bid', { lotId, priceFen: wan(3020) });
    assert.equal((late.result['refusal'] as { code: string }).code, 'auction.ended');
    const { rows } = await on.db.owner.query<{ n: number }>(`SELECT count(*)::int AS n FROM event WHERE stream = $1 AND kind = 'AuctionEnded'`, [`auction:${lotId}`]);
    assert.equal(rows[0]?.n, 1);
  });

  test('R-187 日志里只有竞买号：报价事件的人、单位都看不出来；被拒绝的报价只有监督部门可读', async () => {
    const lotId = await hall();
    await on.accept(bidders[0]!, 'auction.bid', { lotId, priceFen: wan(3000) });
    const refused = await on.accept(bidders[1]!, 'auction.bid', { lotId, priceFen: wan(3005) });
    assert.equal(refused.result['isAccepted'], false);
    assert.ok(refused.receipt, 'a refused bid has its receipt');
    const { rows } = await on.db.owner.query<{ kind: string; actor: string; class: string }>(`SELECT kind, actor, class FROM event WHERE stream IN ($1, $2) AND kind IN ('BidAccepted', 'BidRefused') ORDER BY id`, [`auction:${lotId}`, `attempt:${lotId}:${bidders[1]!.orgId}`]);
    assert.deepEqual(rows, [
      { kind: 'BidAccepted', actor: `paddle:${lotId}:11`, class: 'public' },
      { kind: 'BidRefused', actor: `paddle:${lotId}:12`, class: 'department' },
    ]);
  });

  test('R-086 同一个幂等键只算一次报价，结果照原样再给一次', async () => {
    const lotId = await hall();
    const first = await on.run(bidders[0]!, 'auction.bid', { lotId, priceFen: wan(3000) }, 'same-key-1');
    const again = await on.run(bidders[0]!, 'auction.bid', { lotId, priceFen: wan(3000) }, 'same-key-1');
    assert.deepEqual(again, first);
    assert.equal((await stateOf(lotId)).auction.accepted, 1);
  });

  test('R-086 没有竞买号的人不能报价；监督部门暂停对所有人生效，恢复后倒计时一秒不少', async () => {
    const lotId = await hall();
    assert.equal((await on.refuse(bidderActor(9), 'auction.bid', { lotId, priceFen: wan(3000) })).code, 'auctionLot.notAdmitted');
    await on.accept(bidders[0]!, 'auction.bid', { lotId, priceFen: wan(3000) });
    const officer = { id: 'person:d', role: 'supervise.officer', personId: 'd', orgId: department.orgId } as const;
    const before = present((await stateOf(lotId)).auction.endsAt, 'end');
    const pausedAt = await on.now();
    await on.accept(officer, 'auction.pause', { lotId, reason: '法院要求暂停' });
    await advance(10 * microsPerMinute);
    const paused = await on.accept(bidders[1]!, 'auction.bid', { lotId, priceFen: wan(3010) });
    assert.equal((paused.result['refusal'] as { code: string }).code, 'auction.paused');
    await on.accept(officer, 'auction.resume', { lotId });
    const { auction: resumed } = await stateOf(lotId);
    assert.equal(resumed.status, 'running');
    const now = await on.now();
    assert.ok(present(resumed.endsAt, 'end') - now >= before - pausedAt - 5 * microsPerSecond, 'the countdown is what it was');
    assert.equal((await on.refuse({ ...officer, orgId: 'OTHER' }, 'auction.pause', { lotId, reason: '不归我管' })).code, 'auctionLot.notYours');
  });

  test('R-086 底价先锁定后开启：换一个数不算；未达底价不成交，数目不公开', async () => {
    const salt = 'ab'.repeat(32);
    const lotId = await hall({ ...sampleTerms, hasReserve: true }, reserveHashOf(wan(3500), salt));
    await on.accept(bidders[0]!, 'auction.bid', { lotId, priceFen: wan(3000) });
    await advance(6 * microsPerMinute);
    assert.equal((await stateOf(lotId)).auction.outcome?.kind, 'reserve-pending');
    const selling = await on.person({ orgId: seller.orgId, orgName: seller.name, name: '孙', role: 'initiate.operator' });
    const opening = async (reserveFen: string) => ({ lotId, reserveFen, salt, signature: await selling.sign('auction.openReserve', { lotId }, { reserveFen, salt }) });
    assert.equal((await on.refuse(selling, 'auction.openReserve', await opening(wan(2900)))).code, 'auctionLot.otherReserve');
    await on.accept(selling, 'auction.openReserve', await opening(wan(3500)));
    assert.deepEqual((await stateOf(lotId)).auction.outcome, { kind: 'unsold', reason: 'below-reserve' });
    const { rows } = await on.db.owner.query<{ class: string; body: string }>(`SELECT p.class, p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream = $1 AND e.kind IN ('ReserveOpened', 'ReserveCompared')`, [`auction:${lotId}`]);
    for (const { class: readers, body } of rows) if (body.includes(wan(3500))) assert.equal(readers, 'department');
  });

  test('R-086 R-184 两个节点同时受理一个标的：有效报价一次比一次高，一个不丢，重放与现状一致', async () => {
    const lotId = await hall();
    const nodes = [on.platform.pipeline, other.pipeline];
    const accepted: string[] = [];
    await Promise.all(Array.from({ length: 60 }, async (_, i) => {
      const priceFen = wan(3000 + 10 * (i % 25));
      const outcome = await nodes[i % 2]!.run({ name: 'auction.bid', actor: bidders[i % 3]!, key: `race-${lotId}-${i}`, body: { lotId, priceFen } });
      assert.equal(outcome.status, 'accepted');
      if (outcome.status === 'accepted' && outcome.result['isAccepted'] === true) accepted.push(priceFen);
    }));
    const { rows } = await on.db.owner.query<{ kind: string; at: number; body: string }>(
      `SELECT e.kind, e.at, coalesce(p.body, '{}') AS body FROM event e LEFT JOIN event_part p ON p.event_id = e.id WHERE e.stream = $1 ORDER BY e.version`, [`auction:${lotId}`]);
    const events = rows.map(({ kind, at, body }) => ({ at: instant(at), event: { kind, ...(JSON.parse(body) as object) } as LotEvent }));
    const prices = events.flatMap(({ event }) => (event.kind === 'BidAccepted' ? [BigInt(event.priceFen)] : []));
    for (const [i, price] of prices.entries()) if (i > 0) assert.ok(price > (prices[i - 1] ?? 0n));
    assert.deepEqual(prices.map(String).sort(), [...accepted].sort(), 'what was acknowledged stands in the journal, and nothing else');
    const state = await stateOf(lotId);
    let replayed = scheduled({ terms: sampleTerms, startAt: state.auction.startAt });
    for (const { event, at } of events) {
      if (event.kind === 'AuctionScheduled' || event.kind === 'ParticipantsAnnounced' || event.kind === 'ReserveOpened') continue;
      if (event.kind === 'BidAccepted') {
        const decided = decideBid(replayed, { now: at, gaps: [] }, { paddle: event.paddle, priceFen: BigInt(event.priceFen) });
        assert.ok(decided.ok, 'decided again, it is taken again');
      }
      replayed = fold(replayed, [event], at);
    }
    assert.deepEqual(replayed, state.auction);
    await sweepAll(on.db.app, on.platform.pipeline, assert.fail);
    assert.deepEqual(elapse(state.auction, { now: await on.now(), gaps: [] }), []);
  });
});
