import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, describe, test } from 'node:test';
import pino from 'pino';
import { present } from '#kernel/assert.ts';
import { toBase64url } from '#kernel/bytes.ts';
import { hashOfContent } from '#kernel/content-hash.ts';
import { addMicros, microsPerDay } from '#kernel/time/instant.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { ed25519Signer, formatVerifierKey, signatureType } from '#evidence/log/keys.ts';
import { logOrigin } from '#apps/compose.ts';
import { createHttp } from '#apps/http.ts';
import { logTrustOf } from '#platform/keys/trust-file.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { payout, payoutIdOf } from '#service/bank/payout.ts';
import { balanceOf, totalOf } from '#service/ledger/ledger.ts';
import { reserveHashOf } from '#trade/auction/reserve.ts';
import type { TestPerson } from '#test/harness/platform.ts';
import { dealPlatform } from './deal.testing.ts';
import { dealWorker } from './deal.worker.ts';
import type { DealView } from './deal.views.types.ts';

const on = await dealPlatform();
const { accept, refuse, signed, stateOf, bookOf, sellerPerson: seller, winner, loser, officer, witness } = on;
const logSigner = ed25519Signer(logOrigin, signatureType.ed25519, randomBytes(32));
const trust = { v: 1 as const, origin: logOrigin, logKey: formatVerifierKey(logSigner.key), cosigners: [], quorum: 0, receiptKey: toBase64url(randomBytes(32)), authorities: [] };
const app = await createHttp(on.platform, { logger: pino({ level: 'silent' }), trust, logTrust: logTrustOf(trust) });
after(() => app.close());

async function ask<T>(who: TestPerson | null, url: string): Promise<{ status: number; body: T; text: string }> {
  const cookie = who ? `ovoo_session=${await on.platform.sessions.start({ actor: who.actor, method: 'demo', display: { personName: 'x', orgName: 'y' } })}` : undefined;
  const answer = await app.inject({ url, headers: { host: 'ovoo.test', ...(cookie ? { cookie } : {}) } });
  return { status: answer.statusCode, body: answer.json<T>(), text: answer.body };
}
const viewOf = async (who: TestPerson, lotId: string): Promise<DealView> => (await ask<DealView>(who, `/api/sale-lots/${lotId}/deal`)).body;
const fateOf = async (who: TestPerson, lotId: string) => (await viewOf(who, lotId)).deposit;
const codeOf = async (lotId: string, who: TestPerson) => (await on.appOf(lotId, who)).payCode;
const publishing = async (lotId: string) => signed(seller, 'deal.publishResult', lotId, { documentHash: present((await viewOf(seller, lotId)).previews.result, 'result').hash });

describe('没有成交、成交失效', () => {
  test('R-087 未达底价的也公布结果，底价数目哪里都不出现；资格没有确认的、没有买到的，保证金都退', async () => {
    const salt = 'ab'.repeat(32);
    const lotId = await on.played({ lot: { reserveHash: reserveHashOf('3512345600', salt) }, prices: [[winner, '3000000000']], refuses: loser });
    assert.equal(await readHead(on.pool, payout, payoutIdOf(lotId, await codeOf(lotId, loser))) === null, false, 'whoever was refused has its money back before the end');
    const opening = { reserveFen: '3512345600', salt };
    await accept(seller, 'auction.openReserve', { lotId, ...opening, signature: await seller.sign('auction.openReserve', { lotId }, opening) });
    await on.platform.work();
    assert.deepEqual([(await stateOf(lotId)).status, (await stateOf(lotId)).outcome], ['unsold', { kind: 'unsold', reason: 'below-reserve' }]);
    await accept(seller, 'deal.publishResult', await publishing(lotId));
    const { text, body } = await ask<{ document: { outcome: string; reserve: string; winner: string | null } }>(null, `/api/sale-lots/${lotId}/result`);
    assert.deepEqual([body.document.outcome, body.document.reserve, body.document.winner, text.includes('3512345600')], ['unsold', 'below', null, false]);
    assert.deepEqual([totalOf(await bookOf(lotId), 'held'), totalOf(await bookOf(lotId), 'owedBack'), (await stateOf(lotId)).status], [0n, 1_200_000_000n, 'closed']);
  });

  test('R-087 竞得人过期不签确认书：出让人签名写明理由才能取消，保证金不退；另行公布，不点名', async () => {
    const lotId = await on.played();
    const by = present((await stateOf(lotId)).confirmBy, 'day');
    assert.equal((await refuse(seller, 'deal.lapse', await signed(seller, 'deal.lapse', lotId, { reason: '电话不接' }))).code, 'deal.notDueYet');
    await on.advanceTo(addMicros(by, microsPerDay));
    assert.deepEqual((await stateOf(lotId)).overdue.map(({ duty }) => duty), ['confirm']);
    await accept(seller, 'deal.lapse', await signed(seller, 'deal.lapse', lotId, { reason: '书面催告两次，仍不签署' }));
    await on.platform.work();
    assert.deepEqual([(await stateOf(lotId)).status, await fateOf(winner, lotId), (await viewOf(officer, lotId)).lapse?.reason, (await viewOf(witness, lotId)).lapse?.reason], ['lapsed', 'forfeited', '书面催告两次，仍不签署', null]);
    await accept(seller, 'deal.publishResult', await publishing(lotId));
    const { body, text } = await ask<{ document: { outcome: string; winner: string | null } }>(null, `/api/sale-lots/${lotId}/result`);
    assert.deepEqual([body.document.outcome, body.document.winner, text.includes(winner.spec.orgName)], ['lapsed', null, false]);
    const documentHash = hashOfContent(present((await stateOf(lotId)).confirmation, 'confirmation'));
    assert.equal((await refuse(winner, 'deal.confirm', await signed(winner, 'deal.confirm', lotId, { documentHash }))).code, 'deal.lapsed');
  });
});

describe('土地挂牌成交以后', () => {
  let lotId = '';

  test('R-087 竞价一结束就登记成交：谁竞得只有出让人、竞得人和监督部门知道，中心和其他竞买人看到的还是号码', async () => {
    lotId = await on.played();
    const state = await stateOf(lotId);
    assert.deepEqual([state.status, state.winner?.orgId, state.outcome], ['confirming', winner.actor.orgId, { kind: 'sold', paddle: (await on.appOf(lotId, winner)).paddle, priceFen: '3210000000' }]);
    for (const [who, part, knows] of [[seller, 'seller', true], [winner, 'winner', true], [officer, 'department', true], [witness, 'centre', false], [loser, 'other', false]] as const) {
      const { body, text } = await ask<DealView>(who, `/api/sale-lots/${lotId}/deal`);
      assert.deepEqual([body.part, body.winner?.orgId ?? null], [part, knows ? winner.actor.orgId : null]);
      assert.equal(text.includes(winner.spec.orgName), knows, part);
    }
    assert.equal((await ask(null, `/api/sale-lots/${lotId}/deal`)).status, 401);
    assert.equal((await ask(null, `/api/sale-lots/${lotId}/result`)).status, 404);
  });

  test('R-092 未竞得者的保证金随即原路退还，竞得人的还留着；同时有两个工作进程、反复重来，也只付一次', async () => {
    const other = dealWorker({ pool: on.pool, pipeline: on.platform.pipeline, legalNow: on.platform.legalNow });
    await Promise.all([other.tick(), on.platform.work(), other.tick()]);
    const id = payoutIdOf(lotId, await codeOf(lotId, loser));
    const ordered = present(await readHead(on.pool, payout, id), 'payout');
    assert.deepEqual([ordered.version, ordered.state.amountFen, ordered.state.status], [1, '600000000', 'ordered']);
    assert.deepEqual([await fateOf(loser, lotId), await fateOf(winner, lotId)], ['returning', 'held']);
    await accept(on.system, 'bank.recordPayout', { id, book: lotId, attempt: 1, status: 'accepted', reason: null });
    assert.equal(await other.tick(), false);
    assert.equal(await fateOf(loser, lotId), 'returned');
    assert.deepEqual([totalOf(await bookOf(lotId), 'held'), totalOf(await bookOf(lotId), 'bank')], [600_000_000n, 600_000_000n]);
  });

  test('R-087 成交确认书双方各签一次：别人不能签，改过的文本不能签；签齐前不能公布结果、不能起草合同', async () => {
    const documentHash = hashOfContent(present((await viewOf(winner, lotId)).confirmation?.document, 'confirmation'));
    assert.equal((await refuse(loser, 'deal.confirm', await signed(loser, 'deal.confirm', lotId, { documentHash }))).code, 'deal.notParty');
    assert.equal((await refuse(seller, 'deal.confirm', await signed(seller, 'deal.confirm', lotId, { documentHash: 'x'.repeat(43) }))).code, 'deal.otherText');
    await accept(winner, 'deal.confirm', await signed(winner, 'deal.confirm', lotId, { documentHash }));
    assert.equal((await refuse(winner, 'deal.confirm', await signed(winner, 'deal.confirm', lotId, { documentHash }))).code, 'deal.signed');
    assert.equal((await refuse(seller, 'deal.publishResult', await signed(seller, 'deal.publishResult', lotId, { documentHash }))).code, 'deal.confirmFirst');
    assert.equal((await refuse(seller, 'deal.draftContract', { lotId, terms: { object: 'x', priceFen: '1', payments: [{ title: '全部', amountFen: '1', withinDays: null }], otherTerms: '' } })).code, 'deal.confirmFirst');
    await accept(seller, 'deal.confirm', await signed(seller, 'deal.confirm', lotId, { documentHash }));
    assert.deepEqual([(await stateOf(lotId)).status, (await viewOf(winner, lotId)).can, (await viewOf(seller, lotId)).can], ['contracting', [], ['publishResult', 'draftContract']]);
    const { rows } = await on.db.owner.query<{ actor: string; class: string }>(`SELECT actor, class FROM event WHERE stream = $1 AND kind = 'ConfirmationSigned' ORDER BY version`, [`deal:${lotId}`]);
    assert.deepEqual(rows[0], { actor: `paddle:${lotId}:${(await on.appOf(lotId, winner)).paddle}`, class: 'initiator' });
  });

  test('R-081 R-083 结果一经签署就对所有人公布：土地公布竞得人；底价只说是否达到', async () => {
    await accept(seller, 'deal.publishResult', await publishing(lotId));
    const { body } = await ask<{ document: { winner: string; priceFen: string; reserve: string }; until: number | null }>(null, `/api/sale-lots/${lotId}/result`);
    assert.deepEqual([body.document.winner, body.document.priceFen, body.document.reserve, body.until], [winner.spec.orgName, '3210000000', 'none', null]);
    assert.equal((await ask<{ items: { document: { lotId: string } }[] }>(null, '/api/sale-results')).body.items[0]?.document.lotId, lotId);
    assert.equal((await refuse(seller, 'deal.publishResult', await signed(seller, 'deal.publishResult', lotId, { documentHash: 'x'.repeat(43) }))).code, 'deal.published');
  });

  test('R-103 合同的标的、价款与公告和成交价逐项对照：改价、改标的、首付不足五成的都不成立', async () => {
    const terms = present((await viewOf(seller, lotId)).previews.terms, 'terms');
    const { lotId: _, sellerOrgId: _s, winnerOrgId: _w, ...given } = terms;
    assert.deepEqual(given.payments.map(({ amountFen }) => amountFen), ['1605000000', '1605000000']);
    const bad = async (over: object) => (await refuse(seller, 'deal.draftContract', { lotId, terms: { ...given, ...over } })).code;
    assert.equal(await bad({ priceFen: '3209999999' }), 'deal.substantive');
    assert.equal(await bad({ object: `${given.object}，另送一块` }), 'deal.substantive');
    assert.equal(await bad({ payments: [{ title: '首期款', amountFen: '1604999999', withinDays: null }, { title: '余款', amountFen: '1605000001', withinDays: null }] }), 'deal.partTooLittle');
    assert.equal(await bad({ payments: [{ title: '首期款', amountFen: '1605000000', withinDays: null }] }), 'deal.sum');
    assert.equal((await refuse(winner, 'deal.signContract', await signed(winner, 'deal.signContract', lotId, { termsHash: 'x'.repeat(43) }))).code, 'deal.noContract');
    await accept(seller, 'deal.draftContract', { lotId, terms: given });
    const termsHash = present((await stateOf(lotId)).contract, 'contract').termsHash;
    assert.equal(termsHash, hashOfContent(terms));
    for (const who of [seller, winner]) await accept(who, 'deal.signContract', await signed(who, 'deal.signContract', lotId, { termsHash }));
    const { status, schedule } = await stateOf(lotId);
    assert.deepEqual([status, schedule.map(({ leastFen }) => leastFen)], ['paying', ['1605000000', '3210000000']]);
    await on.platform.work();
    assert.deepEqual([await fateOf(winner, lotId), balanceOf(await bookOf(lotId), 'pricePaid', await codeOf(lotId, winner))], ['price', 600_000_000n]);
  });

  test('R-087 R-104 价款由出让人凭入账凭证登记：不能多记、不能重记；过期没有付足的记为逾期，监督部门看得到', async () => {
    const paying = async (amountFen: string, reference: string) => signed(seller, 'deal.recordPayment', lotId, { amountFen, receivedOn: ofInstant(await on.now()), reference });
    await accept(seller, 'deal.recordPayment', await paying('1005000000', 'P-1'));
    assert.equal((await refuse(seller, 'deal.recordPayment', await paying('1', 'P-1'))).code, 'deal.referenceTwice');
    assert.equal((await refuse(seller, 'deal.recordPayment', await paying('1605000001', 'P-2'))).code, 'deal.tooMuch');
    const last = present((await stateOf(lotId)).schedule[1], 'rest').dueAt;
    assert.equal((await refuse(seller, 'deal.lapse', await signed(seller, 'deal.lapse', lotId, { reason: '不想卖了' }))).code, 'deal.notDueYet');
    await on.advanceTo(addMicros(last, 1));
    assert.deepEqual((await viewOf(officer, lotId)).overdue, [{ duty: 'payment', dueAt: last }]);
    await accept(seller, 'deal.recordPayment', await paying('1605000000', 'P-2'));
    assert.equal((await viewOf(seller, lotId)).payments?.owedFen, '0');
  });

  test('R-087 交易凭证由中心签发，只发一次；双方、监督部门和中心能读，别人不能；从此办结', async () => {
    const preview = present((await viewOf(witness, lotId)).previews.certificate, 'certificate');
    const body = await signed(witness, 'deal.issueCertificate', lotId, { documentHash: preview.hash });
    await accept(witness, 'deal.issueCertificate', body);
    assert.equal((await refuse(witness, 'deal.issueCertificate', body)).code, 'deal.certified');
    assert.equal((await stateOf(lotId)).status, 'closed');
    for (const [who, status] of [[seller, 200], [winner, 200], [officer, 200], [witness, 200], [loser, 404], [null, 401]] as const) assert.equal((await ask(who, `/api/sale-lots/${lotId}/papers/certificate.json`)).status, status);
    assert.equal((await ask(witness, `/api/sale-lots/${lotId}/papers/confirmation.json`)).status, 404);
    assert.equal((await ask(null, `/api/sale-lots/${lotId}/papers/result.json`)).status, 200);
  });
});
