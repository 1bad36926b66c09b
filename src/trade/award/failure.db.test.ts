import assert from 'node:assert/strict';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { canonical } from '#kernel/json.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { makeContractModule } from '#trade/contract/contract.module.ts';
import { deposit, owedOn } from '#trade/deposit/deposit.ts';
import { makeDepositModule } from '#trade/deposit/deposit.module.ts';
import { payCodeOf } from '#trade/deposit/pay-code.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { archive } from '#service/archive/archive.ts';
import { makeArchiveModule } from '#service/archive/archive.module.ts';
import { packageEntries } from '#service/archive/package.worker.ts';
import { zip } from '#service/archive/zip.ts';
import { makeWitnessModule } from '#service/witness/witness.module.ts';
import { createDocuments } from '#platform/documents/documents.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import { testPlatform } from '#test/harness/platform.ts';
import { award } from './award.ts';
import { makeAwardModule } from './award.module.ts';
import { basicAccountOf, makeStageModule, people, stagedAccounts, stagedBids, stagedEvaluation, stagedFailure, stagedOpening, stagedTender } from './award.testing.ts';
import { bidderNotice } from './bidder-notice.ts';
import { failureNotice } from './failure.ts';
import { arrivalOf } from '#world/playbook/deposits.ts';
import { tenders } from './neighbours.ts';

const on = await testPlatform([makeStageModule, makeAwardModule, makeContractModule, makeDepositModule, makeWitnessModule, makeArchiveModule]);
const { platform } = on;
const archiving = { ...platform, sealed: openSealedStore(on.dataDir), documents: createDocuments(join(on.dataDir, 'documents')) };
after(() => archiving.documents.close());
const initiator = await on.person({ orgId: people.initiator, orgName: '巴林左旗教育局', name: '赵', role: 'initiate.operator' });

for (const { id, state } of stagedAccounts()) await on.accept(on.system, 'stage.put', { type: 'organisation', id, state });

async function stage(tenderId: string, failed: boolean): Promise<string> {
  const now = await on.now();
  await on.accept(on.system, 'stage.put', { type: 'tender', id: tenderId, state: stagedTender(tenderId, now) });
  const bids = await stagedBids(tenderId, now, on.dataDir);
  for (const [bidderId, { bid }] of bids) await on.accept(on.system, 'stage.put', { type: 'bid', id: `${tenderId}-1:${bidderId}`, state: bid });
  await on.accept(on.system, 'stage.put', { type: 'opening', id: tenderId, state: stagedOpening(tenderId, now, bids) });
  await on.accept(on.system, 'stage.put', { type: 'evaluation', id: `${tenderId}-1`, state: stagedEvaluation(tenderId, now, { failed }) });
  await platform.work();
  return `${tenderId}-1`;
}
const stateOf = async (lotId: string) => present(await readHead(on.db.app, award, lotId), 'award').state;
const depositsOf = async (lotId: string) => (await readHeads(on.db.app, deposit, `${lotId}:`)).map(({ state }) => state);

async function publication(lotId: string) {
  const state = await stateOf(lotId);
  const tender = present(await readHead(on.db.app, tenders, state.tenderId), 'tender').state;
  const content = failureNotice(state, tender, packOf(tender));
  return { lotId, bidderIds: state.bidders.map(({ bidderId }) => bidderId), content: canonical(content), signature: await initiator.sign('award.publishFailure', { tenderId: state.tenderId, lotId }, content) };
}

/** A lot that had to wait is left alone for some rounds before it is looked at again. */
async function archivedSoon(lotId: string) {
  for (let round = 0; round < 30 && (await readHead(on.db.app, archive, lotId)) === null; round++) await platform.work();
  return present(await readHead(on.db.app, archive, lotId), 'archive');
}

async function confirmAll(lotId: string): Promise<void> {
  for (const state of await depositsOf(lotId)) await on.accept(initiator, ...arrivalOf(state, basicAccountOf(state.bidderId)));
  await platform.work();
}

async function returnAll(lotId: string): Promise<void> {
  const paidOn = ofInstant(await on.now());
  for (const state of await depositsOf(lotId)) {
    const owed = owedOn(state, paidOn, packOf(present(await readHead(on.db.app, tenders, state.tenderId), 'tender').state));
    await on.accept(initiator, 'deposit.recordReturn', { lotId, bidderId: state.ref, paidOn, amountFen: String(owed.amountFen), interestFen: String(owed.interestFen), voucher: '回单 0001' });
  }
  await on.sequencer.publish();
  await platform.work();
}

describe('没有中标候选人的标段', () => {
  let lotId = '';

  test('R-098 全部否决时招标人收到报告，可以退回，不能公示候选人；有候选人的标段不能公告失败', async () => {
    lotId = await stage('f1', true);
    assert.deepEqual([(await stateOf(lotId)).status, (await stateOf(lotId)).candidates], ['report-received', []]);
    assert.ok((await depositsOf(lotId)).every(({ status }) => status === 'declared'), '只是投标文件写明的，没有谁说到账');
    await confirmAll(lotId);
    assert.ok((await depositsOf(lotId)).every(({ status }) => status === 'held'), '报告可能被退回，保证金还不退');
    const other = await stage('f2', false);
    assert.equal((await on.refuse(initiator, 'award.publishFailure', await publication(other))).code, 'award.hasCandidates');
  });

  test('R-098 R-107 公告招标失败：签的就是公开的，内容被改的拒绝；同一次提交通知每个投标人自己的理由', async () => {
    const body = await publication(lotId);
    const forged = { ...(JSON.parse(body.content) as object), reason: '别的原因' };
    const signature = await initiator.sign('award.publishFailure', { tenderId: 'f1', lotId }, forged);
    assert.equal((await on.refuse(initiator, 'award.publishFailure', { ...body, content: canonical(forged), signature })).code, 'content.changed');
    assert.equal((await on.refuse(initiator, 'award.publishFailure', { ...body, bidderIds: body.bidderIds.slice(1) })).code, 'award.addressees');
    await on.accept(initiator, 'award.publishFailure', body);
    assert.deepEqual([(await stateOf(lotId)).status, (await stateOf(lotId)).failure?.cause], ['failed', 'all-rejected']);
    const told = await readHeads(on.db.app, bidderNotice, `${lotId}:`);
    assert.deepEqual(told.map(({ state }) => [state.bidderId, state.sent[0]?.outcome, state.sent[0]?.reason, state.sent[0]?.winner]), ['ALPHA', 'BETA', 'DELTA', 'GAMMA'].map((id) => [id, 'rejected', '安全生产许可证已过有效期', null]));
    const { rows } = await on.db.app.query<{ class: string; text: string }>(`SELECT e.class, p.body AS text FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream = $1 AND e.kind = 'FailureDeclared'`, [`award:${lotId}`]);
    assert.ok(rows.length === 1 && rows[0]?.class === 'public' && !rows[0].text.includes('安全生产许可证') && rows[0].text.includes('招标投标法 第四十二条'));
  });

  test('R-092 R-128 公告以后五日内退还全部保证金；退完编成失败档案', async () => {
    await platform.work();
    const failedAt = present((await stateOf(lotId)).failure, 'failure').at;
    assert.ok((await depositsOf(lotId)).every(({ due }) => due?.cause === 'tender-failed' && due.since === failedAt));
    assert.equal(await readHead(on.db.app, archive, lotId), null, '还有保证金在外，不归档');
    await returnAll(lotId);
    assert.equal(present(await readHead(on.db.app, archive, lotId), 'archive').state.cause, 'failed');
  });

  test('R-098 招标人到期没有公告的，由平台照评标报告公告，逾期记录在案，保证金照样开始退还', async () => {
    const late = await stage('f3', true);
    await confirmAll(late);
    await on.advanceTo((await stateOf(late)).publishBy);
    await platform.work();
    const state = await stateOf(late);
    assert.deepEqual([state.status, state.overdue.map(({ duty }) => duty)], ['failed', ['publish-failure']]);
    assert.ok((await depositsOf(late)).every(({ status }) => status === 'due'));
  });
});

describe('截止时投标人不足的标段', () => {
  test('R-092 R-094 保证金按缴费码列出并退还：谁投了标，只有本单位看得到；退完才归档', async () => {
    const now = await on.now();
    const { opening, bids } = stagedFailure('f4', now);
    await on.accept(on.system, 'stage.put', { type: 'tender', id: 'f4', state: stagedTender('f4', now) });
    for (const bid of bids) await on.accept(on.system, 'stage.put', { type: 'bid', id: `${bid.lotId}:${bid.bidderId}`, state: bid });
    await on.accept(on.system, 'stage.put', { type: 'opening', id: 'f4', state: opening });
    await platform.work();
    await platform.work();
    const ledger = await depositsOf('f4-1');
    assert.deepEqual(ledger.map(({ ref }) => ref).sort(), bids.map(({ manifestHash }) => payCodeOf('f4-1', manifestHash)).sort());
    assert.ok(ledger.every(({ isSealed, status, due }) => isSealed && status === 'declared' && due === null), '没有核对的不算应退');
    const paid = present(ledger.find(({ form }) => form === 'transfer'), 'transfer');
    const [name, body] = arrivalOf(paid, null);
    assert.equal((await on.refuse(initiator, name, { ...body, paidFrom: basicAccountOf('ALPHA') })).code, 'deposit.sealedAccount');
    await confirmAll('f4-1');
    assert.ok((await depositsOf('f4-1')).every(({ status, due }) => status === 'due' && due?.cause === 'tender-failed' && due.since === opening.closedAt));
    const { rows } = await on.db.app.query<{ stream: string; class: string; body: string }>(`SELECT e.stream, p.class, p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream LIKE 'deposit:f4-1:%'`);
    for (const { stream, class: partClass, body } of rows) assert.ok(!/ALPHA|BETA/.test(stream) && (partClass === 'sealed' || !/ALPHA|BETA/.test(body)), `${stream} ${partClass}`);
    assert.equal(await readHead(on.db.app, archive, 'f4-1'), null);
    await returnAll('f4-1');
    assert.equal(await readHead(on.db.app, archive, 'f4-1'), null, '没有人投标的标段也等到这一天：归档的早晚不说明有没有人投标');
    const [returned] = await depositsOf('f4-1');
    await on.advanceTo(present(returned?.due, 'due').dueBy);
    const compiled = (await archivedSoon('f4-1')).state;
    assert.equal(compiled.cause, 'failed');
    const chunks: Uint8Array[] = [];
    for await (const chunk of zip(packageEntries(archiving, compiled))) chunks.push(chunk);
    assert.doesNotMatch(Buffer.concat(chunks).toString('utf8'), /ALPHA|BETA/, '档案里也没有');
  });
});
