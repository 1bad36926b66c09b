import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, describe, test } from 'node:test';
import pino from 'pino';
import { present } from '#kernel/assert.ts';
import { toBase64url } from '#kernel/bytes.ts';
import { addMicros, instant, microsPerDay } from '#kernel/time/instant.ts';
import { ed25519Signer, formatVerifierKey, signatureType } from '#evidence/log/keys.ts';
import { logOrigin } from '#apps/compose.ts';
import { createHttp } from '#apps/http.ts';
import { logTrustOf } from '#platform/keys/trust-file.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { application, applicationId } from '#trade/application/application.ts';
import { auction, roll } from '#trade/auction/auction.ts';
import type { TestPerson } from '#test/harness/platform.ts';
import { salePlatform } from './sale.testing.ts';
import { sale } from './sale.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { saleKinds } from '#rules/sale/kinds.ts';
import { earliestTimes } from '#rules/sale/lawful.ts';
import { herderOf, testPersonNumber } from '#service/subject/subject.testing.ts';
import { officesOf } from './sale.offices.ts';
import { packOfSale } from './sale.plan.ts';
import type { Applicant, ApplicationRow, OwnApplication } from '#trade/application/application.types.ts';
import type { SaleRow, SaleView } from './sale.views.ts';

const on = await salePlatform();
const { accept, refuse, announcement, landLot, system } = on;
const { pool } = on.platform;
const operator = present(on.seller.people[0], 'seller');
/** The adversary: somebody of the seller who found a way into the role of a bidder. */
const sellerAsBidder = await on.person({ orgId: on.seller.orgId, orgName: on.seller.name, name: '刘', role: 'respond.operator' });
const [first, second] = on.bidders.map(({ people }) => people[0]) as [TestPerson, TestPerson];
const officer = present(on.department.people[0], 'officer');
const broker = present(on.exchange.people[0], 'broker');
const witness = present(on.centre.people[0], 'witness');

const logSigner = ed25519Signer(logOrigin, signatureType.ed25519, randomBytes(32));
const trust = { v: 1 as const, origin: logOrigin, logKey: formatVerifierKey(logSigner.key), cosigners: [], quorum: 0, receiptKey: toBase64url(randomBytes(32)), authorities: [] };
const app = await createHttp(on.platform, { logger: pino({ level: 'silent' }), trust, logTrust: logTrustOf(trust) });
after(() => app.close());

async function headersOf(who: TestPerson | null): Promise<Record<string, string>> {
  const cookie = who ? `ovoo_session=${await on.platform.sessions.start({ actor: who.actor, method: 'demo', display: { personName: 'x', orgName: 'y' } })}` : undefined;
  return { host: 'ovoo.test', ...(cookie ? { cookie } : {}) };
}
async function asked(who: TestPerson | null, url: string) {
  return await app.inject({ url, headers: await headersOf(who) });
}
const statusOf = async (who: TestPerson | null, url: string): Promise<number> => (await asked(who, url)).statusCode;

/** What an address answers this person; nobody is a reader without login. */
async function ask<T>(who: TestPerson | null, url: string): Promise<{ status: number; body: T; text: string }> {
  const answer = await asked(who, url);
  return { status: answer.statusCode, body: answer.json<T>(), text: answer.body };
}

async function published(over: object = {}): Promise<{ saleId: string; lotId: string }> {
  const body = await announcement(operator, over);
  await accept(operator, 'sale.publish', body);
  return { saleId: body.saleId, lotId: `${body.saleId}-1` };
}
const qualify = async (who: TestPerson, lotId: string, bidder: TestPerson, isQualified: boolean, reason = '') => on.judgement(who, lotId, bidder.actor.orgId ?? '', { isQualified, reason });
const stateOf = async (lotId: string, bidder: TestPerson) => present(await readHead(pool, application, applicationId(lotId, bidder.actor.orgId ?? '')), 'application').state;

/** Shares for sale at the bounds of the law. */
async function propertyLot() {
  const noticeAt = await on.now();
  const plan = {
    kind: 'shares' as const, mode: 'onlineBidding' as const, areaCode: '152900', noticeAt, displayDays: 0, startFen: 3_000_000_000n, depositFen: 600_000_000n, valuationFen: 3_000_000_000n, hasReserve: false,
    buyerConditions: 'none' as const, instalments: null, losesControl: false, preDisclosure: null, priorListing: null,
  };
  const { applyUntil, biddingFrom, biddingUntil } = present(earliestTimes(plan, { pack: packOfSale('shares', '152900', noticeAt), calendar: calendarFor('demo') }), 'times');
  return { ...await landLot(), valuationFen: '3000000000', applyUntil, biddingFrom, mode: { kind: 'onlineBidding' as const, until: present(biddingUntil, 'end'), cycleSeconds: 300 } };
}

describe('发布出让公告', () => {
  test('R-087 合规的挂牌公告一经签署就发布：中心、监督部门随目录而来，每个标的排定一场竞价', async () => {
    const { saleId, lotId } = await published();
    const { state } = present(await readHead(pool, sale, saleId), 'sale');
    assert.deepEqual([state.seller.orgId, state.centre.orgId, state.department.orgId], [on.seller.orgId, on.centre.orgId, on.department.orgId]);
    const hall = present(await readHead(pool, auction, lotId), 'hall').state;
    assert.deepEqual([hall.auction.status, hall.auction.startAt, hall.auction.terms.stages.map(({ kind }) => kind)], ['waiting', state.lots[0]?.biddingFrom, ['open', 'ask', 'countdown']]);
  });

  test('R-087 公告不足二十日、保证金不足两成：拒绝，说出法条、所给、应为和所在标的', async () => {
    const early = await landLot();
    const late = { ...early, biddingFrom: addMicros(early.biddingFrom, -4 * microsPerDay) };
    const tooSoon = await refuse(operator, 'sale.publish', await announcement(operator, { lots: [early, late] }));
    assert.deepEqual([tooSoon.code, tooSoon.article, tooSoon.path], ['rules.land.notice.min', '招标拍卖挂牌出让国有建设用地使用权规定 第八条', 'lots.1.biddingFrom']);
    const tooLittle = await refuse(operator, 'sale.publish', await announcement(operator, { lots: [await landLot({ depositFen: '599999999' })] }));
    assert.deepEqual([tooLittle.code, tooLittle.got, tooLittle.path], ['rules.land.deposit.min', '¥5,999,999.99', 'lots.0.depositFen']);
  });

  test('R-086 土地不能网络竞价，法条写在拒绝里；降价、限价与起始价相反的读不进来', async () => {
    const lot = await landLot();
    const online = { ...lot, mode: { kind: 'onlineBidding' as const, until: addMicros(lot.applyUntil, 3 * microsPerDay), cycleSeconds: 180 }, biddingFrom: addMicros(lot.applyUntil, 2 * microsPerDay) };
    const refused = await refuse(operator, 'sale.publish', await announcement(operator, { lots: [online] }));
    assert.deepEqual([refused.code, refused.article], ['rules.land.modes', '土地管理法实施条例 第十八条']);
    await assert.rejects(async () => on.run(operator, 'sale.publish', await announcement(operator, { lots: [await landLot({ capFen: '3000000000' })] })), /最高限价应高于起始价/);
    const falling = { kind: 'descending' as const, dropFen: '100', everySeconds: 10, floorFen: '3000000000' };
    await assert.rejects(async () => on.run(operator, 'sale.publish', await announcement(operator, { lots: [await landLot({ mode: falling })] })), /最低价应低于起始价/);
  });

  test('R-087 监督部门没有开通、不在本平台交易的品类、改过一个字的公告，都不发布', async () => {
    assert.equal((await refuse(operator, 'sale.publish', await announcement(operator, { areaCode: '152921' }))).code, 'sale.departmentAbsent');
    const carbon = await refuse(operator, 'sale.publish', await announcement(operator, { kind: 'carbon' }));
    assert.deepEqual([carbon.code, carbon.article], ['sale.heldElsewhere', '碳排放权交易管理暂行条例 第五条']);
    assert.match(carbon.message, /^碳排放权交易不在本平台交易：在全国碳排放权注册登记机构和交易机构集中统一交易/);
    assert.match((await refuse(operator, 'sale.publish', { ...await announcement(operator), title: '换一个名字的出让公告' })).code, /^signature\./);
    const body = await announcement(operator);
    await accept(operator, 'sale.publish', body);
    assert.equal((await refuse(operator, 'sale.publish', body)).code, 'sale.exists');
  });

  test('R-119 企业国有股权由产权交易机构代转让方发布，转让方自己不能；没有委托书、没有登记的转让方、别的种类、别处的机构都不行', async () => {
    const entrustment = await on.brought(on.exchange.orgId, '委托书');
    const lot = await propertyLot();
    const onBehalfOf = { orgId: on.seller.orgId, entrustment };
    const body = (over: object = {}) => ({ kind: 'shares', title: '阿拉善盟某公司股权转让信息披露公告', lots: [lot], onBehalfOf, ...over });
    const refusedFor = async (who: TestPerson, over: object = {}) => (await refuse(who, 'sale.publish', await announcement(who, body(over)))).code;
    assert.equal(await refusedFor(operator, { onBehalfOf: undefined }), 'sale.exchangeOnly');
    assert.equal(await refusedFor(broker, { onBehalfOf: undefined }), 'sale.entrustmentWanted');
    assert.equal(await refusedFor(broker, { onBehalfOf: { ...onBehalfOf, orgId: on.centre.orgId } }), 'sale.transferorUnknown');
    assert.equal(await refusedFor(broker, { kind: 'stateLand', lots: [await landLot()] }), 'sale.notForExchange');
    assert.equal(await refusedFor(broker, { areaCode: '150000' }), 'sale.centreAbsent');
    const published = await announcement(broker, body());
    await accept(broker, 'sale.publish', published);
    const { state } = present(await readHead(pool, sale, published.saleId), 'sale');
    assert.deepEqual([state.seller.orgId, state.centre.orgId, state.department.orgId, state.entrustment?.sha256], [on.seller.orgId, on.exchange.orgId, on.stateAssets.orgId, entrustment.sha256]);
    const lotId = `${published.saleId}-1`;
    await accept(first, 'application.apply', await on.application(first, lotId));
    const list = `/api/sale-lots/${lotId}/applications`;
    assert.deepEqual(await Promise.all([broker, witness, operator].map((who) => statusOf(who, list))), [403, 403, 200], 'the transferor judges, not the exchange');
    await accept(operator, 'application.qualify', await qualify(operator, lotId, first, true));
  });

  test('R-119 企业国有产权的交易场所，不管标的在哪里都是产权交易机构，不是交易中心', () => {
    for (const { code, host } of saleKinds()) for (const place of ['150000', '150105', '150400', '152900', '152921', '152971']) {
      if (host === 'propertyExchange') assert.equal(officesOf(code, place).centre.office, 'propertyExchange', `${code} ${place}`);
    }
    assert.deepEqual([officesOf('shares', '150105').centre.name, officesOf('shares', '150105').centre.citation, officesOf('shares', '152971').centre.name], ['内蒙古产权交易中心', '企业国有资产法 第五十四条', '内蒙古产权交易中心阿拉善盟高新区分中心']);
  });
});

describe('个人竞买', () => {
  test('R-087 R-114 牧民和企业一样申请、确认资格、得号；身份证号只有出让人和监督部门看得到，列表和地址里没有', async () => {
    const number = testPersonNumber(21, '19910704');
    const { self: herder, orgId, body } = await herderOf(on, { name: '苏日娜', number });
    await accept(herder, 'naturalPerson.register', body);
    const { saleId, lotId } = await published();
    const { result } = await accept(herder, 'application.apply', await on.application(herder, lotId));
    const list = await ask<{ items: ApplicationRow[] }>(operator, `/api/sale-lots/${lotId}/applications`);
    assert.deepEqual(list.body.items.map(({ bidderName, isPerson }) => [bidderName, isPerson]), [['苏日娜', true]]);
    const applicant = async (who: TestPerson | null) => await app.inject({ method: 'POST', url: `/api/sale-lots/${lotId}/applicant`, headers: await headersOf(who), payload: { bidderId: orgId } });
    assert.deepEqual(await Promise.all([null, first, herder, witness, broker, operator, officer].map(async (who) => (await applicant(who)).statusCode)), [401, 403, 403, 403, 403, 200, 200]);
    const { name, number: shown, isOfAge } = (await applicant(operator)).json<Applicant>();
    assert.deepEqual([name, shown, isOfAge], ['苏日娜', number, true]);
    for (const text of [list.text, (await ask(null, `/api/sales/${saleId}`)).text, (await ask(operator, `/api/sales/${saleId}`)).text]) assert.ok(!text.includes(number));
    await accept(operator, 'application.qualify', await on.judgement(operator, lotId, orgId, { isQualified: true, reason: '' }));
    await accept(system, 'application.recordDeposit', { lotId, bidderId: orgId, amountFen: String(result['depositFen']), reference: `RZ${randomBytes(4).toString('hex')}` });
    assert.ok((await stateOf(lotId, herder)).paddle);
  });

  test('R-114 没有申请这个标的的人，出让人也看不到身份信息', async () => {
    const { self: herder, orgId, body } = await herderOf(on, { name: '阿拉坦', number: testPersonNumber(22) });
    await accept(herder, 'naturalPerson.register', body);
    const { lotId } = await published();
    const answer = await app.inject({ method: 'POST', url: `/api/sale-lots/${lotId}/applicant`, headers: await headersOf(operator), payload: { bidderId: orgId } });
    assert.equal(answer.statusCode, 404);
  });
});

describe('竞买申请', () => {
  test('R-087 申请即得缴费码；自己的标的、重复申请、没有依据的优先购买权、过了截止，都不受理', async () => {
    const { lotId } = await published();
    assert.equal((await refuse(sellerAsBidder, 'application.apply', await on.application(sellerAsBidder, lotId))).code, 'sale.ownLot');
    assert.equal((await refuse(first, 'application.apply', await on.application(first, lotId, { isPreferred: true }))).code, 'sale.noPreference');
    const { result } = await accept(first, 'application.apply', await on.application(first, lotId));
    assert.match(String(result['payCode']), /^[0-9A-Z]{12}$/);
    assert.equal(result['depositFen'], '600000000');
    assert.equal((await refuse(first, 'application.apply', await on.application(first, lotId))).code, 'sale.applied');
    const { applyUntil } = await landLot();
    await on.advanceTo(instant(applyUntil));
    assert.equal((await refuse(second, 'application.apply', await on.application(second, lotId))).code, 'sale.applicationsOver');
  });

  test('R-087 只有出让人确认资格；不予确认的必须写明理由；确认一次为准', async () => {
    const { lotId } = await published();
    for (const bidder of [first, second]) await accept(bidder, 'application.apply', await on.application(bidder, lotId));
    const otherSeller = await on.person({ orgId: on.centre.orgId, orgName: '别的单位', name: '别人', role: 'initiate.operator' });
    assert.equal((await refuse(otherSeller, 'application.qualify', await qualify(otherSeller, lotId, first, true))).code, 'sale.notYours');
    assert.equal((await refuse(operator, 'application.qualify', await qualify(operator, lotId, second, false))).code, 'sale.reasonWanted');
    await accept(operator, 'application.qualify', await qualify(operator, lotId, second, false, '没有提交营业执照'));
    assert.equal((await refuse(operator, 'application.qualify', await qualify(operator, lotId, second, true))).code, 'sale.decided');
    assert.deepEqual((await stateOf(lotId, second)).qualification?.reason, '没有提交营业执照');
    assert.equal((await refuse(operator, 'application.qualify', await qualify(operator, lotId, sellerAsBidder, true))).code, 'sale.noApplication');
  });

  test('R-086 资格和保证金两样齐了，随即有竞买号和大厅的席位；缺一样没有；不够数的不算到账', async () => {
    const { lotId } = await published();
    for (const bidder of [first, second]) await accept(bidder, 'application.apply', await on.application(bidder, lotId));
    const pay = (bidder: TestPerson, amountFen: string) => ({ lotId, bidderId: bidder.actor.orgId, amountFen, reference: `RZ${randomBytes(4).toString('hex')}` });
    assert.equal((await refuse(system, 'application.recordDeposit', pay(first, '599999999'))).code, 'sale.depositShort');
    await accept(system, 'application.recordDeposit', pay(first, '600000000'));
    assert.equal((await refuse(system, 'application.recordDeposit', pay(first, '600000000'))).code, 'sale.depositTwice');
    assert.equal((await stateOf(lotId, first)).paddle, null);
    await accept(operator, 'application.qualify', await qualify(operator, lotId, first, true));
    await accept(operator, 'application.qualify', await qualify(operator, lotId, second, true));
    assert.equal((await stateOf(lotId, second)).paddle, null);
    await accept(system, 'application.recordDeposit', pay(second, '600000000'));
    const paddles = [(await stateOf(lotId, first)).paddle, (await stateOf(lotId, second)).paddle];
    assert.ok(paddles.every((paddle) => paddle !== null && paddle >= 10) && paddles[0] !== paddles[1]);
    const hall = present(await readHead(pool, auction, lotId), 'hall');
    assert.deepEqual([hall.version, hall.state.auction.participants], [1, []], 'until it begins the hall tells nobody how many have come');
    assert.deepEqual(present(await readHead(pool, roll, lotId), 'roll').state.participants.map(({ paddle }) => paddle).sort(), paddles.sort());
  });

  test('R-086 不收保证金的标的，确认资格即有竞买号', async () => {
    const { lotId } = await published({ kind: 'waterRight', lots: [await landLot({ depositFen: '0' })] });
    await accept(first, 'application.apply', await on.application(first, lotId));
    await accept(operator, 'application.qualify', await qualify(operator, lotId, first, true));
    assert.notEqual((await stateOf(lotId, first)).paddle, null);
  });

  test('R-114 公告谁都能看；谁申请了、有几家、竞买号是几号，别的竞买人、交易中心和公众都看不到', async () => {
    const { saleId, lotId } = await published();
    await accept(first, 'application.apply', await on.application(first, lotId));
    await accept(operator, 'application.qualify', await qualify(operator, lotId, first, true));
    await accept(system, 'application.recordDeposit', { lotId, bidderId: first.actor.orgId, amountFen: '600000000', reference: 'RZ1' });
    const { paddle, payCode } = await stateOf(lotId, first);
    const secrets = [first.actor.orgId ?? '', first.spec.orgName, payCode];

    for (const other of [null, second, witness, operator, officer]) {
      const { status, text } = await ask<SaleView>(other, `/api/sales/${saleId}`);
      assert.equal(status, 200);
      for (const secret of secrets) assert.ok(!text.includes(secret));
    }
    assert.deepEqual((await ask<SaleView>(first, `/api/sales/${saleId}`)).body.own.map((own) => [own.lotId, own.paddle, own.payCode]), [[lotId, paddle, payCode]]);
    assert.deepEqual((await ask<{ items: SaleRow[] }>(null, '/api/sales')).body.items.filter((row) => row.saleId === saleId).map((row) => [row.status, row.bestFen]), [['waiting', null]]);

    const list = `/api/sale-lots/${lotId}/applications`;
    assert.deepEqual(await Promise.all([null, first, second, witness].map(async (who) => (await ask(who, list)).status)), [401, 403, 403, 403]);
    assert.deepEqual((await ask<{ items: ApplicationRow[] }>(operator, list)).body.items.map((row) => [row.bidderName, row.hasDeposit, row.paddle]), [[first.spec.orgName, true, null]], 'the seller learns no number');
    assert.deepEqual((await ask<{ items: ApplicationRow[] }>(officer, list)).body.items.map((row) => row.paddle), [paddle]);
    assert.equal((await ask<{ items: OwnApplication[] }>(second, '/api/applications')).body.items.some((own) => own.lotId === lotId), false);
    assert.deepEqual((await ask<{ items: OwnApplication[] }>(first, '/api/applications')).body.items.filter((own) => own.lotId === lotId).map((own) => own.paddle), [paddle]);
  });

  test('R-114 公告的附件谁都能打开；申请材料只有申请人、出让人和监督部门能打开', async () => {
    const map = await on.brought(on.seller.orgId, '宗地图');
    const licence = await on.brought(first.actor.orgId ?? '', '营业执照');
    const { lotId } = await published({ files: [map] });
    await accept(first, 'application.apply', await on.application(first, lotId, { files: [licence] }));
    const stranger = await on.person({ orgId: on.centre.orgId, orgName: '别的出让人', name: '别人', role: 'initiate.operator' });
    const opened = async ({ sha256 }: { sha256: string }): Promise<number[]> => Promise.all([null, second, witness, stranger, first, operator, officer].map((who) => statusOf(who, `/api/files/${sha256}`)));
    assert.deepEqual(await opened(map), [200, 200, 200, 200, 200, 200, 200]);
    assert.deepEqual(await opened(licence), [404, 404, 404, 404, 200, 200, 200]);
  });
});
