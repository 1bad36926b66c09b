import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { canonical, type Json } from '#kernel/json.ts';
import { addDays, ofInstant } from '#kernel/time/plain-date.ts';
import { publicityPeriod } from '#rules/construction/deadlines.ts';
import { award } from '#trade/award/award.ts';
import { contractDue } from '#trade/award/award.commands.ts';
import { candidateNotice, letterOf } from '#trade/award/award.content.ts';
import { dueContext } from '#trade/award/acts.commands.ts';
import { makeAwardModule } from '#trade/award/award.module.ts';
import { makeStageModule, people, stagedEvaluation, stagedOpening, stagedTender } from '#trade/award/award.testing.ts';
import { deposit } from '#trade/deposit/deposit.ts';
import { makeDepositModule } from '#trade/deposit/deposit.module.ts';
import { arrivalOf } from '#world/playbook/deposits.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { openUploads } from '#platform/files/uploads.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { testPlatform } from '#test/harness/platform.ts';
import { expectedTerms } from './comparison.ts';
import { contract, hashOfUpload } from './contract.ts';
import { makeContractModule } from './contract.module.ts';
import type { ContractTerms } from './contract.types.ts';

const on = await testPlatform([makeStageModule, makeAwardModule, makeContractModule, makeDepositModule]);
const { platform } = on;
const initiator = await on.person({ orgId: people.initiator, orgName: '巴林左旗教育局', name: '赵', role: 'initiate.operator' });
const winner = await on.person({ orgId: 'ALPHA', orgName: 'ALPHA建设有限公司', name: '钱', role: 'respond.operator' });
const loser = await on.person({ orgId: 'BETA', orgName: 'BETA建设有限公司', name: '周', role: 'respond.operator' });
const file = { sha256: 'a'.repeat(64), name: '施工合同.pdf', sizeBytes: 1200, mediaType: 'application/pdf' };
await openUploads(platform.dataDir).record(people.initiator, file);

const stateOf = async (lotId: string) => present(await readHead(on.db.app, award, lotId), 'award').state;
const contractOf = async (lotId: string) => (await readHead(on.db.app, contract, lotId))?.state ?? null;

/** A lot whose letter has gone out to ALPHA. */
async function awarded(tenderId: string, change: (tender: Tender) => Tender = (tender) => tender): Promise<{ lotId: string; tender: Tender }> {
  const lotId = `${tenderId}-1`;
  const now = await on.now();
  const tender = change(stagedTender(tenderId, now));
  await on.accept(on.system, 'stage.put', { type: 'tender', id: tenderId, state: tender });
  await on.accept(on.system, 'stage.put', { type: 'opening', id: tenderId, state: stagedOpening(tenderId, now) });
  await on.accept(on.system, 'stage.put', { type: 'evaluation', id: lotId, state: stagedEvaluation(tenderId, now) });
  await platform.work();
  for (const { state } of await readHeads(on.db.app, deposit, `${lotId}:`)) {
    const [name, body] = arrivalOf(state, '150000000000');
    await on.accept(initiator, name, name === 'deposit.confirmArrival' ? { ...body, isOtherAccount: true } : body);
  }
  const sign = async (act: string, content: Json, more: object) => await on.accept(initiator, act, { lotId, content: canonical(content), signature: await initiator.sign(act, { tenderId, lotId }, content), ...more });
  const end = publicityPeriod(await on.now(), dueContext(tender, 'demo'));
  assert.ok(end.ok);
  await sign('award.publishCandidates', candidateNotice(await stateOf(lotId), tender, end.value.at), { until: end.value.at });
  await on.advanceTo(end.value.at);
  const choice = { bidderId: 'ALPHA', reason: '', passedOver: [] };
  await on.accept(initiator, 'award.decide', { lotId, ...choice, signature: await initiator.sign('award.decide', { tenderId, lotId }, choice) });
  const due = contractDue(tender, await on.now(), 'demo');
  assert.ok(due.ok);
  await sign('award.issueLetter', letterOf(await stateOf(lotId), tender, due.value), { bidderIds: people.bidders });
  return { lotId, tender };
}

async function uploadBody({ lotId, tender }: { lotId: string; tender: Tender }, changes: Partial<ContractTerms> = {}, signedOn: string = ofInstant(0 as never)) {
  const terms = { ...expectedTerms(await stateOf(lotId), tender), ...changes };
  const { lotId: _lot, initiatorOrgId: _initiator, winnerOrgId: _winner, ...given } = terms;
  const termsHash = hashOfUpload(terms, { file, signedOn });
  return { lotId, terms: given, file, signedOn, termsHash, signature: await initiator.sign('contract.upload', { tenderId: tender.tenderId, lotId }, { termsHash, fileSha256: file.sha256 }) };
}

async function confirmBody(lotId: string, who = winner, fileSha256 = file.sha256) {
  const { termsHash } = present(await contractOf(lotId), 'contract');
  return { lotId, termsHash, fileSha256, signature: await who.sign('contract.confirm', { tenderId: lotId.slice(0, -2), lotId }, { termsHash, fileSha256 }) };
}

describe('上传已签订的合同', () => {
  test('R-101 R-103 背离投标文件的、签订日期不对的、没有上传过文件的，都拒绝；允许的不同标明', async () => {
    const lot = await awarded('u1');
    const today = ofInstant(await on.now());
    for (const changes of [{ priceFen: '9599999999' }, { durationDays: 379 }, { projectManager: '别人' }]) assert.equal((await on.refuse(initiator, 'contract.upload', await uploadBody(lot, changes, today))).code, 'contract.substantive');
    assert.equal((await on.refuse(initiator, 'contract.upload', await uploadBody(lot, {}, addDays(today, 1)))).code, 'contract.signedOn');
    assert.equal((await on.refuse(initiator, 'contract.upload', await uploadBody(lot, {}, addDays(today, -1)))).code, 'contract.signedOn');
    const stray = await uploadBody(lot, {}, today);
    assert.equal((await on.refuse(initiator, 'contract.upload', { ...stray, file: { ...file, sizeBytes: 1 } })).code, 'file.notUploaded');
    await on.accept(initiator, 'contract.upload', await uploadBody(lot, { performanceBondFen: '0' }, today));
    assert.deepEqual((await contractOf(lot.lotId))?.differences.map(({ term, substantive }) => [term, substantive]), [['performanceBond', false]]);
  });

  test('R-101 只有中标人对同一份文件的签名确认才使合同成立；成立之日是合同上的日期，保证金从那天起算', async () => {
    const lotId = 'u1-1';
    assert.equal((await on.refuse(loser, 'contract.confirm', await confirmBody(lotId, loser))).code, 'contract.notParty');
    assert.equal((await on.refuse(winner, 'contract.confirm', await confirmBody(lotId, winner, 'b'.repeat(64)))).code, 'contract.otherTerms');
    const { termsHash } = present(await contractOf(lotId), 'contract');
    assert.equal((await on.refuse(winner, 'contract.sign', { lotId, termsHash, signature: await winner.sign('contract.sign', { tenderId: 'u1', lotId }, { termsHash }) })).code, 'contract.isUploaded');
    const signedOn = present((await contractOf(lotId))?.upload, 'upload').signedOn;
    await on.advanceDays(2);
    await on.accept(winner, 'contract.confirm', await confirmBody(lotId));
    const { status, signedAt } = present(await contractOf(lotId), 'contract');
    assert.deepEqual([status, ofInstant(present(signedAt, 'signedAt')), ofInstant(present((await stateOf(lotId)).contractSignedAt, 'concluded'))], ['signed', signedOn, signedOn]);
    await platform.work();
    assert.ok((await readHeads(on.db.app, deposit, `${lotId}:`)).every(({ state }) => state.due?.cause === 'contract-signed' && state.due.since === signedAt));
  });

  test('R-101 阿拉善的合同须在平台上签订，上传不能代替', async () => {
    const lot = await awarded('u2', (tender) => ({ ...tender, areaCode: '152921' }));
    assert.equal((await on.refuse(initiator, 'contract.upload', await uploadBody(lot, {}, ofInstant(await on.now())))).rule, 'eng.contract.onPlatform');
  });

  test('R-101 确认以前可以重新上传或者改为在平台签订；旧的确认不算', async () => {
    const lot = await awarded('u3');
    const today = ofInstant(await on.now());
    await on.accept(initiator, 'contract.upload', await uploadBody(lot, {}, today));
    const stale = await confirmBody(lot.lotId);
    await on.accept(initiator, 'contract.upload', await uploadBody(lot, { otherTerms: '按月支付' }, today));
    assert.equal((await on.refuse(winner, 'contract.confirm', stale)).code, 'contract.otherTerms');
    await on.accept(initiator, 'contract.draft', { lotId: lot.lotId, terms: (await uploadBody(lot, {}, today)).terms });
    assert.equal((await on.refuse(winner, 'contract.confirm', await confirmBody(lot.lotId))).code, 'contract.notUploaded');
  });
});

test('R-092 记录不支持的情形不能不予退还；不交履约保证金的中标人可以，材料只有双方和监督部门能看', async () => {
  const { lotId } = await awarded('u4');
  const body = async (bidderId: string, ground: string) => {
    const content = { bidderId, ground, explanation: '两次书面催告，逾期仍未提交履约保证金', evidence: [file] };
    return { lotId, ...content, signature: await initiator.sign('deposit.forfeit', { tenderId: 'u4', lotId }, content) };
  };
  assert.equal((await on.refuse(initiator, 'deposit.forfeit', await body('BETA', 'noBond'))).code, 'deposit.noFact');
  assert.equal((await on.refuse(initiator, 'deposit.forfeit', await body('ALPHA', 'revoked'))).code, 'deposit.noFact');
  await on.accept(initiator, 'deposit.forfeit', await body('ALPHA', 'noBond'));
  const kept = present(await readHead(on.db.app, deposit, `${lotId}:ALPHA`), 'deposit').state;
  assert.deepEqual([kept.status, kept.forfeited?.ground, kept.forfeited?.evidence.length], ['forfeited', 'noBond', 1]);
});
