import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerMinute, microsPerSecond, type Instant } from '#kernel/time/instant.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { getSaleKind, type SaleKindCode } from '#rules/sale/kinds.ts';
import { earliestTimes } from '#rules/sale/lawful.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { applicationId, application } from '#trade/application/application.ts';
import { auction } from '#trade/auction/auction.ts';
import type { TestPerson } from '#test/harness/platform.ts';
import { salePlatform } from './sale.testing.ts';
import { packOfSale } from './sale.plan.ts';
import type { AuctionMode, SaleLotPlan } from './sale.types.ts';

const on = await salePlatform();
const { accept, refuse, system } = on;
const operator = present(on.seller.people[0], 'seller');
const bidders = on.bidders.map(({ people }) => present(people[0], 'bidder'));
const officer = present(on.department.people[0], 'officer');

/** A lot of this kind and mode, every time as early as the rules allow. */
async function lotOf(kind: SaleKindCode, mode: (until: Instant) => AuctionMode, over: Partial<SaleLotPlan> = {}): Promise<SaleLotPlan> {
  const noticeAt = await on.now();
  const title = mode(noticeAt).kind;
  const plan = { kind, mode: title, areaCode: '152900', noticeAt, displayDays: 0, startFen: 1_000_000n, depositFen: 100_000n, valuationFen: null, hasReserve: false, buyerConditions: 'none' as const, instalments: null, losesControl: false, preDisclosure: null, priorListing: null };
  const times = present(earliestTimes(plan, { pack: packOfSale(kind, '152900', noticeAt), calendar: calendarFor('demo') }), `times for ${title} of ${getSaleKind(kind).title}`);
  return {
    name: '标的一', facts: [], qualification: '不设资格条件', startFen: '1000000', tiers: [{ fromFen: '0', stepFen: '10000' }], capFen: null, reserveHash: null, valuationFen: null, depositFen: '100000',
    applyUntil: times.applyUntil, biddingFrom: times.biddingFrom, mode: mode(times.biddingUntil ?? times.biddingFrom), ...over,
  };
}

async function announced(kind: SaleKindCode, lot: SaleLotPlan): Promise<string> {
  const body = await on.announcement(operator, { kind, lots: [lot], title: '一份公告', saleId: randomBytes(8).toString('hex') });
  await accept(operator, 'sale.publish', body);
  return `${body.saleId}-1`;
}

async function admitted(lotId: string, scores?: readonly (readonly string[])[]): Promise<number[]> {
  return await Promise.all(bidders.map(async (bidder, i) => {
    const bidderId = bidder.actor.orgId ?? '';
    await accept(bidder, 'application.apply', await on.application(bidder, lotId));
    await accept(operator, 'application.qualify', await judged(lotId, bidder, scores?.[i]));
    await accept(system, 'application.recordDeposit', { lotId, bidderId, amountFen: '100000', reference: `RZ${randomBytes(4).toString('hex')}` });
    return present(present(await readHead(on.platform.pool, application, applicationId(lotId, bidderId)), 'application').state.paddle, 'paddle');
  }));
}
async function judged(lotId: string, bidder: TestPerson, scores?: readonly string[]) {
  const body = { lotId, bidderId: bidder.actor.orgId ?? '', isQualified: true, reason: '', ...(scores ? { scores } : {}) };
  return { ...body, signature: await operator.sign('application.qualify', { lotId, bidderId: body.bidderId }, body) };
}
const hallOf = async (lotId: string) => present(await readHead(on.platform.pool, auction, lotId), 'hall').state;
const bid = async (who: TestPerson, lotId: string, priceFen: string): Promise<string> => {
  const { result } = await accept(who, 'auction.bid', { lotId, priceFen });
  return result['isAccepted'] === true ? 'ok' : (result['refusal'] as { code: string }).code;
};
const [a, b] = bidders as [TestPerson, TestPerson];

describe('公告的竞价方式，从公告到结束', () => {
  test('R-086 R-087 多轮报价：轮到谁由谁报，轮完最高者得', async () => {
    const lot = await lotOf('waterRight', () => ({ kind: 'multiRound', rounds: 1, firstPauseSeconds: 60, pauseSeconds: 60, turnSeconds: 120 }));
    const lotId = await announced('waterRight', lot);
    const paddles = await admitted(lotId);
    await on.advanceTo(addMicros(lot.biddingFrom, 61 * microsPerSecond));
    const { turn } = (await hallOf(lotId)).auction;
    const [first, second] = turn?.order[0] === paddles[0] ? [a, b] : [b, a];
    assert.equal(await bid(second, lotId, '1000000'), 'auction.notYourTurn');
    assert.equal(await bid(first, lotId, '1200000'), 'ok');
    await on.advanceTo(addMicros(await on.now(), 120 * microsPerSecond));
    assert.equal(await bid(second, lotId, '1100000'), 'ok');
    await on.advanceTo(addMicros(await on.now(), 300 * microsPerSecond));
    assert.deepEqual((await hallOf(lotId)).auction.outcome, { kind: 'sold', paddle: turn?.order[0], priceFen: '1200000' });
  });

  test('R-087 权重报价：确认资格时逐项评分，缺项、超过满分不受理；总分最高者得；得分随竞买号在结束时公布', async () => {
    const lot = await lotOf('geologicalFund', (until) => ({ kind: 'weighted', until, cycleSeconds: 180, priceWeight: '0.6', criteria: [{ title: '技术方案', most: '70' }, { title: '业绩', most: '30' }] }));
    const lotId = await announced('geologicalFund', lot);
    await accept(a, 'application.apply', await on.application(a, lotId));
    assert.equal((await refuse(operator, 'application.qualify', await judged(lotId, a))).code, 'sale.scoresWanted');
    assert.equal((await refuse(operator, 'application.qualify', await judged(lotId, a, ['70.01', '30']))).code, 'sale.scoreOver');
    await accept(operator, 'application.qualify', await judged(lotId, a, ['60', '20']));
    await accept(b, 'application.apply', await on.application(b, lotId));
    await accept(operator, 'application.qualify', await judged(lotId, b, ['40', '10']));
    for (const bidder of bidders) await accept(system, 'application.recordDeposit', { lotId, bidderId: bidder.actor.orgId, amountFen: '100000', reference: `RZ${randomBytes(4).toString('hex')}` });
    await on.advanceTo(addMicros(lot.biddingFrom, microsPerMinute));
    const before = await hallOf(lotId);
    assert.equal(before.auction.participants.length, 2);
    assert.equal(await bid(a, lotId, '1200000'), 'ok');
    assert.equal(await bid(b, lotId, '1500000'), 'ok');
    await on.advanceTo(addMicros('until' in lot.mode ? lot.mode.until : lot.biddingFrom, 10 * microsPerMinute));
    const { outcome, participants } = (await hallOf(lotId)).auction;
    assert.equal(outcome?.kind === 'sold' && outcome.priceFen, '1200000', '0.6 × 80 + 0.4 × 80 = 80 = 0.6 × 100 + 0.4 × 50; who was first has it');
    assert.deepEqual(participants.map(({ points }) => points).sort(), ['50', '80']);
    const { rows } = await on.platform.pool.query<{ kind: string; class: string }>(`SELECT kind, class FROM event WHERE stream = $1 AND kind IN ('ParticipantsSeated', 'ParticipantsAnnounced') ORDER BY id`, [`auction:${lotId}`]);
    assert.deepEqual(rows, [{ kind: 'ParticipantsSeated', class: 'department' }, { kind: 'ParticipantsAnnounced', class: 'public' }]);
  });

  test('R-087 权重合计不是一百分的不发布；组合出让须两宗以上、评估合计相符', async () => {
    const mode = (until: Instant): AuctionMode => ({ kind: 'weighted', until, cycleSeconds: 180, priceWeight: '0.6', criteria: [{ title: '技术方案', most: '70' }] });
    const light = await on.announcement(operator, { kind: 'geologicalFund', lots: [await lotOf('geologicalFund', mode)] });
    assert.equal((await refuse(operator, 'sale.publish', light)).code, 'rules.sale.weights');
    const twins = await on.landLot({ parts: [{ name: '甲', facts: [], valuationFen: null }, { name: '甲', facts: [], valuationFen: null }] });
    assert.equal((await refuse(operator, 'sale.publish', await on.announcement(operator, { lots: [twins] }))).code, 'rules.sale.package');
    const both = await on.landLot({ parts: [{ name: '甲地', facts: [{ label: '面积', value: '一公顷' }], valuationFen: null }, { name: '乙地', facts: [], valuationFen: null }] });
    const body = await on.announcement(operator, { lots: [both] });
    await accept(operator, 'sale.publish', body);
    assert.equal((await hallOf(`${body.saleId}-1`)).auction.status, 'waiting', 'two parcels, one auction');
  });

  test('R-087 限价后摇号须设最高限价；密钥保管方没有登记齐的，不能公告摇号', async () => {
    const lot = await on.landLot();
    const mode = { kind: 'lotteryAfterCap' as const, until: 'until' in lot.mode ? lot.mode.until : lot.biddingFrom, askMinutes: 5, cycleMinutes: 5, joinMinutes: 30 };
    assert.equal((await refuse(operator, 'sale.publish', await on.announcement(operator, { lots: [{ ...lot, mode }] }))).code, 'rules.sale.cap');
    assert.equal((await refuse(operator, 'sale.publish', await on.announcement(operator, { lots: [{ ...lot, mode, capFen: '3200000000' }] }))).code, 'sale.noKeyHolders');
  });

  test('R-086 挂牌期间出让人签署调整加价幅度，立即生效；别人、网络竞价、改过的签名都不行', async () => {
    const lot = await on.landLot();
    const body = await on.announcement(operator, { lots: [lot] });
    await accept(operator, 'sale.publish', body);
    const lotId = `${body.saleId}-1`;
    const change = async (who: TestPerson, stepFen: string) => ({ lotId, stepFen, signature: await who.sign('auction.changeStep', { lotId }, { stepFen }) });
    assert.equal((await refuse(operator, 'auction.changeStep', await change(operator, '5000000'))).code, 'auction.noStepChange');
    await on.advanceTo(addMicros(lot.biddingFrom, microsPerMinute));
    await accept(operator, 'auction.changeStep', await change(operator, '5000000'));
    assert.equal((await hallOf(lotId)).auction.stepFen, '5000000');
    assert.match((await refuse(operator, 'auction.changeStep', { ...await change(operator, '6000000'), stepFen: '7000000' })).code, /^signature\./);
    const other = await on.person({ orgId: on.centre.orgId, orgName: '别的出让人', name: '别人', role: 'initiate.operator' });
    assert.equal((await refuse(other, 'auction.changeStep', await change(other, '6000000'))).code, 'auctionLot.notYours');
    await assert.rejects(async () => accept(officer, 'auction.changeStep', await change(officer, '6000000')));
  });

  test('R-087 反向竞价向下报，最低者得；别的种类不能用', async () => {
    const refused = await on.announcement(operator, { kind: 'waterRight', lots: [await lotOf('waterRight', (until) => ({ kind: 'reverse', until, cycleSeconds: 180 }))] });
    assert.equal((await refuse(operator, 'sale.publish', refused)).code, 'rules.water.modes');
    const lot = await lotOf('otherResource', (until) => ({ kind: 'reverse', until, cycleSeconds: 180 }));
    const lotId = await announced('otherResource', lot);
    const paddles = await admitted(lotId);
    await on.advanceTo(addMicros(lot.biddingFrom, microsPerMinute));
    assert.equal(await bid(a, lotId, '1010000'), 'auction.tooLow');
    assert.equal(await bid(a, lotId, '900000'), 'ok');
    assert.equal(await bid(b, lotId, '850000'), 'ok');
    await on.advanceTo(addMicros('until' in lot.mode ? lot.mode.until : lot.biddingFrom, 10 * microsPerMinute));
    assert.deepEqual((await hallOf(lotId)).auction.outcome, { kind: 'sold', paddle: paddles[1], priceFen: '850000' });
  });
});
