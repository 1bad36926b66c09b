import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerMinute } from '#kernel/time/instant.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { earliestTimes } from '#rules/sale/lawful.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { application, applicationId } from '#trade/application/application.ts';
import { packOfSale } from '#trade/sale/sale.plan.ts';
import { salePlatform } from '#trade/sale/sale.testing.ts';
import { found } from '#service/subject/subject.testing.ts';
import type { TestPerson } from '#test/harness/platform.ts';
import { auctionRecord, recordText } from './auction-record.ts';
import { auction } from './auction.ts';

const on = await salePlatform();
const { accept, refuse } = on;
const { pool } = on.platform;
const seller = present(on.seller.people[0], 'seller');
const [first, second] = on.bidders.map(({ people }) => people[0]) as [TestPerson, TestPerson];
const house = await found(on, { n: 8, kind: 'auctionHouse', name: '阿拉善苍天拍卖有限公司', roles: ['conduct.auctioneer', 'conduct.recorder', 'conduct.auctioneer'] });
const [auctioneer, recorder, colleague] = house.people as [TestPerson, TestPerson, TestPerson];
const personId = auctioneer.actor.personId ?? '';

const stateOf = async (lotId: string) => present(await readHead(pool, auction, lotId), 'hall').state;
const paddleOf = async (lotId: string, who: TestPerson) => present(await readHead(pool, application, applicationId(lotId, who.actor.orgId ?? '')), 'application').state.paddle;

/** An auction of land under this auctioneer, as its announcement schedules it. */
async function announced(auctioneerId: string) {
  const noticeAt = await on.now();
  const plan = {
    kind: 'stateLand' as const, mode: 'auction' as const, areaCode: '152900', noticeAt, displayDays: 2, startFen: 100n, depositFen: 20n, valuationFen: null, hasReserve: false,
    buyerConditions: 'none' as const, instalments: null, losesControl: false, preDisclosure: null, priorListing: null,
  };
  const { applyUntil, biddingFrom } = present(earliestTimes(plan, { pack: packOfSale('stateLand', '152900', noticeAt), calendar: calendarFor('demo') }), 'times');
  return await on.announcement(seller, { lots: [{ ...await on.landLot(), applyUntil, biddingFrom, mode: { kind: 'auction', auctioneerId, displayDays: 2 } }] });
}

/** Announced, both bidders in the hall, and the hour has come. */
async function begun(): Promise<string> {
  const body = await announced(personId);
  await accept(seller, 'sale.publish', body);
  const lotId = `${body.saleId}-1`;
  for (const bidder of [first, second]) {
    await accept(bidder, 'application.apply', await on.application(bidder, lotId));
    await accept(seller, 'application.qualify', await on.judgement(seller, lotId, bidder.actor.orgId ?? '', { isQualified: true, reason: '' }));
    await accept(on.system, 'application.recordDeposit', { lotId, bidderId: bidder.actor.orgId, amountFen: '600000000', reference: `RZ${randomBytes(4).toString('hex')}` });
  }
  await on.advanceTo(addMicros(present(body.lots[0], 'lot').biddingFrom, microsPerMinute));
  return lotId;
}

async function signing(who: TestPerson, lotId: string, over: Partial<{ text: string }> = {}) {
  const content = { lotId, text: recordText(await stateOf(lotId)) ?? '', ...over };
  return { ...content, signature: await who.sign('auction.signRecord', { lotId }, content) };
}

describe('有拍卖师的拍卖', () => {
  test('R-086 没有登记的拍卖师不能写进公告；不是拍卖企业的人登记不成拍卖师', async () => {
    assert.equal((await refuse(seller, 'sale.publish', await announced(personId))).code, 'sale.auctioneerUnknown');
    for (const who of [recorder, seller]) assert.equal((await refuse(on.system, 'auctioneer.register', { personId: who.actor.personId, orgId: who.actor.orgId, licenceNumber: '1500123' })).code, 'subject.notAuctioneer');
    await accept(on.system, 'auctioneer.register', { personId, orgId: house.orgId, licenceNumber: '15001234' });
  });

  test('R-086 拍卖法第十四条、第五十一条：公告写明的拍卖师开场、叫价、落槌，别的拍卖师代替不了；开场以前的应价不接受', async () => {
    const lotId = await begun();
    const bid = async (who: TestPerson, priceFen: string) => (await accept(who, 'auction.bid', { lotId, priceFen })).result['isAccepted'];
    assert.equal(await bid(first, '3000000000'), false);
    for (const name of ['auction.openFloor', 'auction.callPrice', 'auction.knockDown']) assert.equal((await refuse(colleague, name, { lotId })).code, 'auctionLot.notPresiding');
    await accept(auctioneer, 'auction.openFloor', { lotId });
    assert.equal(await bid(first, '3000000000'), true);
    for (let call = 1; call <= 3; call++) await accept(auctioneer, 'auction.callPrice', { lotId });
    assert.equal(await bid(second, '3010000000'), true);
    assert.equal((await refuse(auctioneer, 'auction.knockDown', { lotId })).code, 'auction.notCalled');
    for (let call = 1; call <= 3; call++) await accept(auctioneer, 'auction.callPrice', { lotId });
    await accept(auctioneer, 'auction.knockDown', { lotId });
    const { auction: { status, outcome } } = await stateOf(lotId);
    assert.deepEqual([status, outcome], ['ended', { kind: 'sold', paddle: await paddleOf(lotId, second), priceFen: '3010000000' }]);
    assert.equal(await bid(first, '3020000000'), false);
  });

  test('R-086 拍卖法第五十三条：笔录由拍卖师、本企业的记录人、买受人各签一次，签的是同一份；买受人是谁不因签名公开', async () => {
    const lotId = await begun();
    assert.equal((await refuse(auctioneer, 'auction.signRecord', await signing(auctioneer, lotId))).code, 'auctionLot.recordEarly');
    await accept(auctioneer, 'auction.openFloor', { lotId });
    await accept(first, 'auction.bid', { lotId, priceFen: '3000000000' });
    for (let call = 1; call <= 3; call++) await accept(auctioneer, 'auction.callPrice', { lotId });
    await accept(auctioneer, 'auction.knockDown', { lotId });
    assert.equal((await refuse(second, 'auction.signRecord', await signing(second, lotId))).code, 'auctionLot.notSigner');
    assert.equal((await refuse(colleague, 'auction.signRecord', await signing(colleague, lotId))).code, 'auctionLot.notSigner');
    assert.equal((await refuse(auctioneer, 'auction.signRecord', await signing(auctioneer, lotId, { text: '另一份笔录' }))).code, 'auctionLot.recordOther');
    for (const who of [auctioneer, recorder, first]) await accept(who, 'auction.signRecord', await signing(who, lotId));
    assert.equal((await refuse(first, 'auction.signRecord', await signing(first, lotId))).code, 'auctionLot.recordSigned');
    const { text, signed } = present(await readHead(pool, auctionRecord, lotId), 'record').state;
    assert.deepEqual(signed.map(({ part }) => part), ['auctioneer', 'recorder', 'winner']);
    assert.match(text, /执业证号 15001234[^]*落槌成交/);
    const { rows } = await on.db.app.query<{ actor: string; body: string }>("SELECT e.actor, p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream = $1 AND p.class = 'public'", [`auctionRecord:${lotId}`]);
    assert.ok(rows.some(({ actor }) => actor.startsWith(`paddle:${lotId}:`)));
    for (const { actor, body } of rows) for (const secret of [first.actor.orgId ?? '', first.actor.personId ?? '', first.spec.orgName]) assert.ok(!`${actor}${body}`.includes(secret));
  });
});
