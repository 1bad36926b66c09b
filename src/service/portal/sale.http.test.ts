import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { idFrom } from '#kernel/ids.ts';
import { addMicros, microsPerDay, microsPerHour, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { logTrustOf } from '#platform/keys/trust-file.ts';
import { auction } from '#trade/auction/auction.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { packOfSale } from '#trade/sale/sale.plan.ts';
import { sale } from '#trade/sale/sale.ts';
import { auctionTermsOf } from '#trade/sale/sale.terms.ts';
import type { SaleLotPlan } from '#trade/sale/sale.types.ts';
import { bundleStage } from '#test/bundle/stage.testing.ts';
import { portalOf } from './portal.testing.ts';

const stage = await bundleStage([sale, auction]);
const seller = await stage.player('SELLER', '阿拉善左旗土地收购储备中心', 'initiate.operator');
const portal = await portalOf(stage.platform, logTrustOf(stage.trust));
const party = (name: string) => ({ orgId: name, name });

async function tell(...events: readonly (readonly [string, string, object])[]): Promise<void> {
  await stage.tell(seller.actor, ...events.map((event) => event as unknown as [string, string, never]));
  await stage.publish();
  await portal.follow();
}

function planned(now: Instant, over: Partial<SaleLotPlan> = {}): SaleLotPlan {
  return {
    name: '2026-17 号宗地', facts: [{ label: '土地用途', value: '工业用地' }], qualification: '不设资格条件', startFen: '2000000000', tiers: [{ fromFen: '0', stepFen: '10000000' }], capFen: null, reserveHash: null, valuationFen: null,
    depositFen: '400000000', applyUntil: addMicros(now, microsPerDay), biddingFrom: addMicros(now, microsPerHour), mode: { kind: 'listing', until: addMicros(now, 3 * microsPerDay), askMinutes: 5, cycleMinutes: 5 }, ...over,
  };
}

function termsOf(lot: SaleLotPlan, noticeAt: Instant) {
  return auctionTermsOf(lot, getSaleKind('stateLand'), packOfSale('stateLand', '152921', noticeAt));
}

async function announce(title: string, over: Partial<SaleLotPlan> = {}): Promise<{ saleId: string; lotId: string }> {
  const saleId = idFrom(randomBytes(16));
  const now = await stage.now();
  const lot = { ...planned(now, over), lotId: `${saleId}-1`, number: 1 };
  const common = { kind: 'stateLand', title, areaCode: '152921', seller: party(seller.actor.orgId ?? ''), centre: party('阿拉善盟公共资源交易中心'), department: party('阿拉善左旗自然资源局'), registeredOn: '2026-11-21', text: '经批准，挂牌出让下列宗地。', files: [] };
  await tell(
    ['sale', saleId, { kind: 'SalePublished', sale: { ...common, lots: [lot] }, statement: {}, signature: {} }],
    ['auction', lot.lotId, { kind: 'AuctionScheduled', saleId, title: lot.name, category: '国有建设用地使用权出让', seller: common.seller, department: common.department, depositFen: lot.depositFen, reserveHash: null, terms: termsOf(lot, now), startAt: lot.biddingFrom }],
  );
  return { saleId, lotId: lot.lotId };
}

async function page(url: string): Promise<string> {
  const found = await portal.get(url);
  assert.equal(found.status, 200, `${url}: ${found.text.slice(0, 200)}`);
  return found.text;
}

describe('sales on the portal', () => {
  test('R-081 出让公告和招标公告在同一个列表里：按品类、阶段、旗县筛得到，搜得到标的，有全文和全过程', async () => {
    const { saleId } = await announce('阿左旗工业用地挂牌出让公告');
    for (const query of ['category=land', 'stage=applying', 'league=152900&area=152921', 'kind=sale', 'q=2026-17']) assert.match(await page(`/notices?${query}`), /阿左旗工业用地挂牌出让公告/, query);
    for (const query of ['category=mineral', 'stage=live', 'kind=tender']) assert.ok(!(await page(`/notices?${query}`)).includes('阿左旗工业用地挂牌出让公告'), query);
    const course = await page(`/sales/${saleId}`);
    for (const words of ['竞价排定', '公告发布', '距报名截止', '招标拍卖挂牌出让国有建设用地使用权规定', '竞买人只有编号']) assert.ok(course.includes(words), words);
    const full = /href="(\/notices\/sale\.[^"]+)"/.exec(course)?.[1] ?? assert.fail('notice');
    for (const words of ['经批准，挂牌出让下列宗地', '加价幅度', '内容指纹 SHA-256']) assert.ok((await page(full)).includes(words), words);
    assert.match(await page('/'), /<dt>正在进行的项目<\/dt><dd><a href="[^"]+">1<\/a>/);
  });

  test('R-081 报名截止只由时钟到来：没有任何事件，阶段也从报名中变成待竞价', async () => {
    const now = await stage.now();
    await announce('很快截止的公告', { applyUntil: addMicros(now, -1), biddingFrom: addMicros(now, microsPerHour) });
    assert.match(await page('/notices?stage=awaiting'), /很快截止的公告/);
    assert.ok(!(await page('/notices?stage=applying')).includes('很快截止的公告'));
  });

  test('R-086 R-081 谁都能看竞价大厅：价格、走势、逐次报价按编号；没报过价的竞买号和有几家入场不在页面上', async () => {
    const { saleId, lotId } = await announce('正在竞价的公告');
    const at = await stage.now();
    const { stages } = termsOf(planned(at), at);
    await tell(
      ['auction', lotId, { kind: 'ParticipantAdmitted', paddle: 31, isPreferred: false, points: '0' }], ['auction', lotId, { kind: 'ParticipantAdmitted', paddle: 87, isPreferred: false, points: '0' }],
      ['auction', lotId, { kind: 'StageBegun', stages, begunAt: at, endsAt: addMicros(at, 3 * microsPerDay), askFen: null, turn: null }],
      ['auction', lotId, { kind: 'BidAccepted', paddle: 31, priceFen: '2010000000', endsAt: addMicros(at, 3 * microsPerDay) }],
    );
    const hall = await page(`/auctions/${lotId}`);
    for (const words of ['31 号竞买人', '¥ 20,100,000', '价格走势', 'http-equiv="refresh"']) assert.ok(hall.includes(words), words);
    assert.ok(!/87 号/.test(hall));
    assert.ok(!/"participants"|"paddle":87/.test(hall));
    assert.match(await page('/notices?stage=live'), /正在竞价的公告/);
    assert.match(await page('/openings'), /2026-17 号宗地.*竞价中/s);

    await tell(['auction', lotId, { kind: 'AuctionEnded', outcome: { kind: 'sold', paddle: 31, priceFen: '2500000000' } }]);
    const course = await page(`/sales/${saleId}`);
    for (const words of ['竞价开始', '竞价结果', '31 号竞得', '溢价 25 %']) assert.ok(course.includes(words), words);
    assert.match(await page('/notices?kind=hall'), /正在竞价的公告 · 竞价结果/);
    assert.match(await page('/'), /<dt>平均溢价（与起始价比）<\/dt><dd>25\.0 %/);
    assert.equal((await portal.get('/auctions/0123456789abcdef-1')).status, 404);
  });

  test('R-086 监督部门暂停竞价，在全过程和列表里都看得到原因', async () => {
    const { saleId, lotId } = await announce('暂停过的公告');
    const at = await stage.now();
    await tell(
      ['auction', lotId, { kind: 'StageBegun', stages: termsOf(planned(at), at).stages, begunAt: at, endsAt: addMicros(at, microsPerMinute), askFen: null, turn: null }],
      ['auction', lotId, { kind: 'AuctionPaused', reason: '核对缴费凭证', from: at }],
    );
    assert.match(await page(`/sales/${saleId}`), /竞价暂停.*核对缴费凭证/s);
    assert.match(await page('/notices?stage=paused'), /暂停过的公告/);
    assert.match(await page(`/auctions/${lotId}`), /全场暂停.*核对缴费凭证/s);
  });
});
