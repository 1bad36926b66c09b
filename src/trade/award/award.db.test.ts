import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { renameSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { canonical, type Json } from '#kernel/json.ts';
import { instant, microsPerDay } from '#kernel/time/instant.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { publicityPeriod } from '#rules/construction/deadlines.ts';
import { contract, hashOfTerms } from '#trade/contract/contract.ts';
import { expectedTerms } from '#trade/contract/comparison.ts';
import { makeContractModule } from '#trade/contract/contract.module.ts';
import { deposit, owedOn } from '#trade/deposit/deposit.ts';
import { makeDepositModule } from '#trade/deposit/deposit.module.ts';
import { raiseContent } from '#trade/objection/objection.content.ts';
import { archive } from '#service/archive/archive.ts';
import { makeArchiveModule } from '#service/archive/archive.module.ts';
import { checkArchive, packageEntries } from '#service/archive/package.worker.ts';
import { heldFor } from '#service/archive/plan.worker.ts';
import { zip } from '#service/archive/zip.ts';
import { arrivalOf } from '#world/playbook/deposits.ts';
import { unpacked } from '#service/archive/zip.testing.ts';
import { makeWitnessModule } from '#service/witness/witness.module.ts';
import { eventsOfTender } from '#service/witness/witness.store.ts';
import { recordFor } from '#service/witness/record.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { createDocuments } from '#platform/documents/documents.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { openSealedStore } from '#platform/uploads/sealed-store.ts';
import { testPlatform, type TestPerson } from '#test/harness/platform.ts';
import { award } from './award.ts';
import { contractDue } from './award.commands.ts';
import { dueContext } from './acts.commands.ts';
import { candidateNotice, departmentReport, letterOf, resultNotice } from './award.content.ts';
import { makeAwardModule } from './award.module.ts';
import { bidderNotice } from './bidder-notice.ts';
import { bids, openings, tenders, evaluations } from './neighbours.ts';
import { basicAccountOf, makeStageModule, people, stagedAccounts, stagedBids, stagedEvaluation, stagedOpening, stagedTender } from './award.testing.ts';

const on = await testPlatform([makeStageModule, makeAwardModule, makeContractModule, makeDepositModule, makeWitnessModule, makeArchiveModule]);
const { platform } = on;
const archiving = { ...platform, sealed: openSealedStore(on.dataDir), documents: createDocuments(join(on.dataDir, 'documents')) };
after(() => archiving.documents.close());
const initiator = await on.person({ orgId: people.initiator, orgName: '巴林左旗教育局', name: '赵', role: 'initiate.operator' });
const winner = await on.person({ orgId: 'ALPHA', orgName: 'ALPHA建设有限公司', name: '钱', role: 'respond.operator' });
const witnessing = await on.person({ orgId: people.centre, orgName: '赤峰市公共资源交易中心', name: '孙', role: 'serve.witness' });
const archivist = await on.person({ orgId: people.centre, orgName: '赤峰市公共资源交易中心', name: '李', role: 'serve.archive' });

for (const { id, state } of stagedAccounts()) await on.accept(on.system, 'stage.put', { type: 'organisation', id, state });

async function stage(tenderId: string, options: { method?: 'first-candidate' | 'panel-decides'; failed?: boolean } = {}): Promise<string> {
  const now = await on.now();
  await on.accept(on.system, 'stage.put', { type: 'tender', id: tenderId, state: stagedTender(tenderId, now, options.method) });
  const bids = await stagedBids(tenderId, now, on.dataDir);
  for (const [bidderId, { bid }] of bids) await on.accept(on.system, 'stage.put', { type: 'bid', id: `${tenderId}-1:${bidderId}`, state: bid });
  await on.accept(on.system, 'stage.put', { type: 'opening', id: tenderId, state: stagedOpening(tenderId, now, bids) });
  await on.accept(on.system, 'stage.put', { type: 'evaluation', id: `${tenderId}-1`, state: stagedEvaluation(tenderId, now, options) });
  await platform.work();
  return `${tenderId}-1`;
}
const stateOf = async (lotId: string) => present(await readHead(on.db.app, award, lotId), 'award').state;
const tenderOf = async (lotId: string) => present(await readHead(on.db.app, tenders, lotId.slice(0, -2)), 'tender').state;
const idsOf = (lotId: string) => ({ tenderId: lotId.slice(0, -2), lotId });

/** Signs content that the platform works out, as the screens do. */
async function signed(who: TestPerson, act: string, lotId: string, content: Json) {
  return { lotId, content: canonical(content), signature: await who.sign(act, idsOf(lotId), content) };
}

async function publish(lotId: string): Promise<void> {
  const tender = await tenderOf(lotId);
  const end = publicityPeriod(await on.now(), dueContext(tender, 'demo'));
  assert.ok(end.ok);
  await on.accept(initiator, 'award.publishCandidates', { ...(await signed(initiator, 'award.publishCandidates', lotId, candidateNotice(await stateOf(lotId), tender, end.value.at))), until: end.value.at });
}

async function decide(lotId: string, bidderId: string) {
  const content = { bidderId, reason: '', passedOver: [] };
  return { lotId, ...content, signature: await initiator.sign('award.decide', idsOf(lotId), content) };
}

async function issueLetter(lotId: string): Promise<number> {
  const [state, tender, now] = [await stateOf(lotId), await tenderOf(lotId), await on.now()];
  const due = contractDue(tender, now, 'demo');
  assert.ok(due.ok);
  const body = { ...(await signed(initiator, 'award.issueLetter', lotId, letterOf(state, tender, due.value))), bidderIds: state.bidders.map(({ bidderId }) => bidderId) };
  return (await on.accept(initiator, 'award.issueLetter', body)).receipt?.events.length ?? 0;
}

async function signContract(who: TestPerson, lotId: string): Promise<void> {
  const { termsHash } = present(await readHead(on.db.app, contract, lotId), 'contract').state;
  await on.accept(who, 'contract.sign', { lotId, termsHash, signature: await who.sign('contract.sign', idsOf(lotId), { termsHash }) });
}

describe('对评标结果的异议', () => {
  test('R-098 R-108 没有投标的利害关系人写明利害关系，在公示期间提出；投标人不用写；答复前不能定标', async () => {
    const lot = await stage('tinterest');
    await publish(lot);
    await on.accept(on.system, 'stage.put', { type: 'organisation', id: 'SUPPLIER', state: { orgId: 'SUPPLIER', name: '远山钢构有限公司' } });
    const supplier = await on.person({ orgId: 'SUPPLIER', orgName: '远山钢构有限公司', name: '郑', role: 'respond.operator' });
    const loser = await on.person({ orgId: 'BETA', orgName: 'BETA建设有限公司', name: '周', role: 'respond.operator' });
    const object = async (who: TestPerson, objectionId: string, interest: string | null) => {
      const content = { title: '项目经理在建工程', text: '公示的项目经理在另一未完工项目任职，不能同时担任。', files: [], interest };
      return { lotId: lot, objectionId, ...content, signature: await who.sign('award.object', { ...idsOf(lot), objectionId }, raiseContent(content)) };
    };
    const refused = await on.refuse(supplier, 'award.object', await object(supplier, 'interest01', null));
    assert.deepEqual([refused.code, refused.article, refused.path], ['objection.noInterest', '招标投标法实施条例 第五十四条', 'interest']);
    await on.accept(supplier, 'award.object', await object(supplier, 'interest01', '本单位是另一候选人的钢构分包人，结果影响分包合同。'));
    await on.accept(loser, 'award.object', await object(loser, 'interest02', null));
    const { rows } = await on.db.app.query<{ class: string }>("SELECT DISTINCT p.class FROM event_part p JOIN event e ON e.id = p.event_id WHERE p.body LIKE '%钢构%' AND e.stream NOT LIKE 'organisation:%'");
    assert.deepEqual(rows.map((row) => row.class), ['objector']);
    await on.advanceTo(present((await stateOf(lot)).publicity, 'publicity').until);
    assert.equal((await on.refuse(initiator, 'award.decide', await decide(lot, 'ALPHA'))).code, 'award.openObjection');
  });
});

describe('从评标报告到档案', () => {
  let lotId = '';

  test('R-098 报告签署完成后自动收到；候选人公示只能是平台算出的内容，短于三日的拒绝', async () => {
    lotId = await stage('t1');
    const [state, tender] = [await stateOf(lotId), await tenderOf(lotId)];
    assert.deepEqual(state.candidates.map(({ rank, name, durationDays }) => [rank, name, durationDays]), [[1, 'ALPHA建设有限公司', 380], [2, 'BETA建设有限公司', 381], [3, 'GAMMA建设有限公司', 382]]);
    const until = instant((await on.now()) + microsPerDay);
    const short = { ...(await signed(initiator, 'award.publishCandidates', lotId, candidateNotice(state, tender, until))), until };
    assert.equal((await on.refuse(initiator, 'award.publishCandidates', short)).rule, 'eng.candidate.publishMin');
    const forged = { ...candidateNotice(state, tender, until), candidates: [] };
    assert.equal((await on.refuse(initiator, 'award.publishCandidates', { ...(await signed(initiator, 'award.publishCandidates', lotId, forged)), until })).code, 'content.changed');
    await publish(lotId);
    assert.equal((await stateOf(lotId)).publicity?.late, false);
  });

  test('R-099 公示期内定标被拒绝；期满以后只能定第一候选人', async () => {
    assert.equal((await on.refuse(initiator, 'award.decide', await decide(lotId, 'ALPHA'))).code, 'award.publicityRunning');
    await on.advanceTo(present((await stateOf(lotId)).publicity, 'publicity').until);
    assert.ok((await stateOf(lotId)).publicity?.endedAt);
    assert.equal((await on.refuse(initiator, 'award.decide', await decide(lotId, 'BETA'))).code, 'award.notFirst');
    await on.accept(initiator, 'award.decide', await decide(lotId, 'ALPHA'));
    assert.equal((await stateOf(lotId)).winner?.bidderId, 'ALPHA');
  });

  test('R-100 通知书发出的同一次提交里，全部投标人都收到自己的通知', async () => {
    assert.equal(await issueLetter(lotId), 1 + people.bidders.length);
    const { rows } = await on.db.app.query<{ commits: number; notices: number; classes: string[] }>(
      `SELECT count(DISTINCT commit_id)::int AS commits, count(*) FILTER (WHERE stream LIKE 'notice:%')::int AS notices, array_agg(DISTINCT class) FILTER (WHERE stream LIKE 'notice:%') AS classes FROM event WHERE kind IN ('LetterIssued', 'BidderNotified')`);
    assert.deepEqual(rows[0], { commits: 1, notices: 4, classes: ['initiator'] });
    const notices = await readHeads(on.db.app, bidderNotice, `${lotId}:`);
    assert.deepEqual(notices.map(({ state }) => [state.bidderId, state.sent[0]?.outcome]), [['ALPHA', 'won'], ['BETA', 'not-awarded'], ['DELTA', 'rejected'], ['GAMMA', 'not-awarded']]);
  });

  test('R-098 结果公告与书面报告；报告里没有评标专家的姓名', async () => {
    const tender = await tenderOf(lotId);
    await on.accept(initiator, 'award.publishResult', await signed(initiator, 'award.publishResult', lotId, resultNotice(await stateOf(lotId), tender)));
    const evaluation = present(await readHead(on.db.app, evaluations, lotId), 'evaluation').state;
    await on.accept(initiator, 'award.reportToDepartment', await signed(initiator, 'award.reportToDepartment', lotId, departmentReport(await stateOf(lotId), tender, evaluation)));
    assert.equal((await stateOf(lotId)).status, 'reported');
  });

  test('R-103 合同价款、工期、质量、项目经理、范围有一处背离就拒绝；履约保证金不超过一成', async () => {
    const { lotId: _lot, initiatorOrgId: _a, winnerOrgId: _b, ...terms } = expectedTerms(await stateOf(lotId), await tenderOf(lotId));
    for (const changed of [{ priceFen: '9599999999' }, { durationDays: 390 }, { quality: '优良' }, { projectManager: '别人' }, { scope: '另加围墙' }]) {
      const refusal = await on.refuse(initiator, 'contract.draft', { lotId, terms: { ...terms, ...changed } });
      assert.equal(refusal.code, 'contract.substantive');
      assert.match(refusal.article ?? '', /第四十六条.*第五十七条/);
    }
    assert.equal((await on.refuse(initiator, 'contract.draft', { lotId, terms: { ...terms, performanceBondFen: '960000001' } })).rule, 'eng.perf.max');
    await on.accept(initiator, 'contract.draft', { lotId, terms: { ...terms, performanceBondFen: '0' } });
    const drafted = present(await readHead(on.db.app, contract, lotId), 'contract').state;
    assert.deepEqual(drafted.differences.map(({ term, substantive }) => [term, substantive]), [['performanceBond', false]]);
    assert.equal(drafted.termsHash, hashOfTerms(drafted.terms));
  });

  test('R-101 双方各用本单位证书签署同一份合同才成立；别的单位不能签', async () => {
    const loser = await on.person({ orgId: 'BETA', orgName: 'BETA建设有限公司', name: '周', role: 'respond.operator' });
    const { termsHash } = present(await readHead(on.db.app, contract, lotId), 'contract').state;
    assert.equal((await on.refuse(loser, 'contract.sign', { lotId, termsHash, signature: await loser.sign('contract.sign', idsOf(lotId), { termsHash }) })).code, 'contract.notParty');
    await signContract(initiator, lotId);
    assert.equal((await stateOf(lotId)).contractSignedAt, null);
    await signContract(winner, lotId);
    assert.ok((await stateOf(lotId)).contractSignedAt);
  });

  test('R-090 R-092 合同签了也只退到账的：没有核对的不算应退，不是基本账户转出的拒绝并说出法条，照实说明才登记；没有到账的不欠', async () => {
    await platform.work();
    const declared = await readHeads(on.db.app, deposit, `${lotId}:`);
    assert.deepEqual(declared.map(({ state }) => [state.bidderId, state.status, state.due]), ['ALPHA', 'BETA', 'DELTA', 'GAMMA'].map((id) => [id, 'declared', null]));
    const [alpha, beta, delta, gamma] = declared.map(({ state }) => state);
    assert.ok(alpha && beta && delta && gamma);
    const [name, body] = arrivalOf(alpha, basicAccountOf('ALPHA'));
    const stranger = await on.person({ orgId: 'OTHER-INITIATOR', orgName: '别的招标人', name: '何', role: 'initiate.operator' });
    assert.equal((await on.refuse(stranger, name, body)).code, 'deposit.notHolder');
    assert.equal((await on.refuse(initiator, 'deposit.recordReturn', { lotId, bidderId: 'ALPHA', paidOn: ofInstant(await on.now()), amountFen: alpha.amountFen, interestFen: '0', voucher: '银行回单 1' })).code, 'deposit.notArrived');
    const elsewhere = await on.refuse(initiator, name, { ...body, paidFrom: '6222000011112222' });
    assert.deepEqual([elsewhere.rule, elsewhere.path], ['eng.deposit.basicAccount', 'paidFrom']);
    assert.match(`${elsewhere.article}${elsewhere.got}${elsewhere.want}`, /第二十六条.*不是由基本账户转出.*由投标人基本账户转出/);
    await on.accept(initiator, name, body);
    assert.equal((await on.refuse(archivist, name, body)).code, 'deposit.settled');
    await on.accept(archivist, ...arrivalOf(beta, null));
    await on.accept(archivist, name, { ...body, bidderId: 'GAMMA', paidFrom: '6222000011112222', isOtherAccount: true });
    await on.accept(initiator, 'deposit.recordNonArrival', { lotId, bidderId: 'DELTA', reason: '至今日账户中没有这一笔' });
    await platform.work();
    const settled = await readHeads(on.db.app, deposit, `${lotId}:`);
    assert.deepEqual(settled.map(({ state }) => [state.bidderId, state.status, state.arrival?.kind === 'money' ? state.arrival.isFromBasicAccount : null]), [['ALPHA', 'due', true], ['BETA', 'due', null], ['DELTA', 'missing', null], ['GAMMA', 'due', false]]);
    const { rows } = await on.db.app.query<{ class: string; body: string }>(`SELECT p.class, p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream LIKE $1 AND e.kind = 'DepositArrived'`, [`deposit:${lotId}:%`]);
    for (const part of rows) assert.ok(part.class === 'initiator' || !/paidFrom|voucher/.test(part.body), part.body);
  });

  test('R-092 合同签订后五日内退还到账的保证金及利息；本金不足、利息不足都拒绝；逾期记录在案', async () => {
    const ledger = (await readHeads(on.db.app, deposit, `${lotId}:`)).filter(({ state }) => state.status !== 'missing');
    assert.deepEqual(ledger.map(({ state }) => [state.bidderId, state.status, state.due?.cause]), ['ALPHA', 'BETA', 'GAMMA'].map((id) => [id, 'due', 'contract-signed']));
    await on.advanceTo(present(ledger[0]?.state.due, 'due').dueBy);
    assert.deepEqual((await readHeads(on.db.app, deposit, `${lotId}:`)).map(({ state }) => state.overdueNoted), [true, true, false, true]);
    const paidOn = ofInstant(await on.now());
    for (const { state } of ledger) {
      const owed = owedOn(state, paidOn, packOf(await tenderOf(lotId)));
      assert.equal(owed.interestFen > 0n, state.form === 'transfer');
      const body = { lotId, bidderId: state.bidderId, paidOn, amountFen: String(owed.amountFen), interestFen: String(owed.interestFen), voucher: '银行回单 20261201-7' };
      assert.equal((await on.refuse(initiator, 'deposit.recordReturn', { ...body, amountFen: String(owed.amountFen - 1n) })).code, 'deposit.amount');
      if (owed.interestFen > 0n) assert.equal((await on.refuse(initiator, 'deposit.recordReturn', { ...body, interestFen: String(owed.interestFen - 1n) })).code, 'deposit.interest');
      await on.accept(archivist, 'deposit.recordReturn', body);
    }
  });

  test('R-126 R-131 记录里提到的文件有一份不在，就不编档，归档单位看得到缺的是哪一份；找回来以后自动编成', async () => {
    const lost = present((await readHead(on.db.app, bids, `${lotId}:BETA`))?.state.objects[1], 'object');
    const path = join(on.dataDir, 'sealed', lost.ctRoot);
    renameSync(path, `${path}.lost`);
    await on.sequencer.publish();
    await platform.work();
    assert.equal(await readHead(on.db.app, archive, lotId), null);
    const held = { lotId, tenderName: '旗县第二小学教学楼', lotName: '教学楼及附属工程', missing: ['BETA建设有限公司 的投标文件：技术文件·施工组织设计.pdf'] };
    for (const orgId of [people.centre, people.initiator, people.department]) assert.deepEqual(await heldFor(archiving, orgId), [held]);
    assert.deepEqual(await heldFor(archiving, 'STRANGER'), []);
    renameSync(`${path}.lost`, path);
    assert.deepEqual(await heldFor(archiving, people.centre), []);
    for (let round = 0; round < 20; round++) await platform.work();
    assert.ok(await readHead(on.db.app, archive, lotId));
  });

  test('R-126 R-204 事项办结后自动编成档案，中心和招标人各自接收', async () => {
    await on.sequencer.publish();
    await platform.work();
    const { state } = present(await readHead(on.db.app, archive, lotId), 'archive');
    assert.deepEqual([state.cause, state.retainYears], ['completed', 15]);
    const { manifestSha256 } = state;
    await on.accept(archivist, 'archive.accept', { lotId, manifestSha256, signature: await archivist.sign('archive.accept', idsOf(lotId), { manifestSha256 }) });
    await on.accept(initiator, 'archive.acceptByInitiator', { lotId, manifestSha256, signature: await initiator.sign('archive.acceptByInitiator', idsOf(lotId), { manifestSha256 }) });
    const chunks: Uint8Array[] = [];
    for await (const chunk of zip(packageEntries(archiving, state))) chunks.push(chunk);
    const content = new Map(unpacked(Buffer.concat(chunks)));
    const text = (path: string): string => present(content.get(path), path).toString('utf8');
    assert.ok(text('events.json').includes('CandidatesPublished') && text('manifest.json').includes(state.lotId));
    assert.ok(text('events.json').includes('银行回单'), '凭证对归档单位可见');
    assert.equal(text('bids/02-BETA建设有限公司/01-price.json'), '{"priceFen":"9600000000","of":"BETA"}');
    assert.match(text('bids/04-DELTA建设有限公司/02-技术文件·施工组织设计.pdf'), /^DELTA 的施工组织设计/, '没有中标的、被否决的也归档');
    assert.ok(present(content.get('bids/01-ALPHA建设有限公司/sealed/02-技术文件·施工组织设计.pdf.sealed'), 'sealed').length > 2_000);
    assert.equal(text('report.pdf').slice(0, 5), '%PDF-');
    const sums = text('SHA256SUMS').trim().split('\n').map((line) => line.split('  '));
    assert.deepEqual(sums.map(([, path]) => path), [...content.keys()].slice(0, -1), '每个文件都有摘要');
    for (const [sum, path = ''] of sums) assert.equal(createHash('sha256').update(present(content.get(path), path)).digest('hex'), sum, path);
  });

  test('R-131 重新校验：原样时没有问题，记录或者清单被改动就指出来', async () => {
    const { state } = present(await readHead(on.db.app, archive, lotId), 'archive');
    assert.deepEqual((await checkArchive(archiving, state)).faults, []);
    await on.db.owner.query(`UPDATE event_part SET body = replace(body, 'ALPHA', 'OMEGA') WHERE event_id IN (SELECT id FROM event WHERE stream = $1 AND kind = 'AwardDecided')`, [`award:${lotId}`]);
    assert.deepEqual((await checkArchive(archiving, state)).faults.map(({ what }) => what), ['记录与承诺不符']);
    assert.equal((await checkArchive(archiving, { ...state, manifestSha256: 'f'.repeat(64) })).faults.length, 1);
  });

  test('R-131 重新校验也读投标文件：密文被改动、丢失，或者用开标时的密钥打不开，都指出是谁的哪一份', async () => {
    const { state } = present(await readHead(on.db.app, archive, lotId), 'archive');
    const [, file] = present(await readHead(on.db.app, bids, `${lotId}:GAMMA`), 'bid').state.objects;
    const path = join(on.dataDir, 'sealed', present(file, 'object').ctRoot);
    const before = readFileSync(path);
    const name = 'GAMMA建设有限公司 技术文件·施工组织设计.pdf';
    const found = async () => (await checkArchive(archiving, state)).faults.filter((fault) => fault.name.startsWith('GAMMA'));
    assert.deepEqual(await found(), []);
    writeFileSync(path, before.with(before.length - 1, (before.at(-1) ?? 0) ^ 1));
    assert.deepEqual(await found(), [{ what: '投标文件缺失或者被改动', name }]);
    rmSync(path);
    assert.deepEqual(await found(), [{ what: '投标文件缺失或者被改动', name }]);
    writeFileSync(path, before);
    const opened = present(await readHead(on.db.app, openings, 't1'), 'opening').state;
    const wrong = opened.lots.map((lot) => ({ ...lot, accepted: lot.accepted.map((bid) => (bid.bidderId === 'GAMMA' ? { ...bid, outcome: { ...bid.outcome, stageKey: 'ab'.repeat(32) } } : bid)) }));
    await on.accept(on.system, 'stage.put', { type: 'opening', id: 't1', state: { ...opened, lots: wrong } });
    assert.deepEqual((await found()).map(({ what }) => what), ['投标文件用开标时的密钥打不开', '投标文件用开标时的密钥打不开']);
    await on.accept(on.system, 'stage.put', { type: 'opening', id: 't1', state: opened });
  });
});

test('R-120 R-121 见证记录由日志自动形成；见证人员可以补记，违法情况立即通知监督部门；中心看不到招标人内部的文件', async () => {
  const tenderId = 't1';
  await on.accept(witnessing, 'witness.note', { tenderId, text: '开标过程正常，到场投标人代表两名。' });
  const { result } = await on.accept(witnessing, 'witness.reportIncident', { tenderId, incident: 'unlawful', text: '两家投标人的代表交换优盘。' });
  assert.equal(result.notifiedName, '赤峰市住房和城乡建设局');
  assert.equal((await on.refuse(witnessing, 'witness.reportIncident', { tenderId, incident: 'site-rule', text: '在评标区打电话' })).code, 'witness.noMeasures');
  const outsider = await on.person({ orgId: 'OTHER-CENTRE', orgName: '别的中心', name: '吴', role: 'serve.witness' });
  assert.equal((await on.refuse(outsider, 'witness.note', { tenderId, text: '路过看看' })).kind, 'forbidden');
  const events = await eventsOfTender(on.db.app, tenderId);
  const [centre, department] = (['centre', 'department'] as const).map((relation) => recordFor(events, [], { tenderId, relations: ['public', relation] }));
  assert.ok(centre?.some(({ kind, text }) => kind === 'IncidentReported' && text?.includes('优盘')));
  assert.ok(centre?.some(({ title }) => title === '公示中标候选人') && centre.every(({ kind }) => kind !== 'BidderNotified' && kind !== 'ReportReceived'));
  assert.ok(department?.some(({ kind }) => kind === 'ReportReceived'));
});

test('R-098 逾期公示不拦截但记录', async () => {
  const late = await stage('t2');
  await on.advanceTo((await stateOf(late)).publishBy);
  assert.deepEqual((await stateOf(late)).overdue.map(({ duty }) => duty), ['publish-candidates']);
  await publish(late);
  assert.equal((await stateOf(late)).publicity?.late, true);
});

test('R-099 招标文件授权评标委员会定标的，公示期满由平台记录第一名', async () => {
  const lot = await stage('t4', { method: 'panel-decides' });
  await publish(lot);
  await on.advanceTo(present((await stateOf(lot)).publicity, 'publicity').until);
  await platform.work();
  assert.equal((await stateOf(lot)).winner?.bidderId, 'ALPHA');
});

test('R-098 退回评标报告须有法定情形，并与评标的重新开始在同一次提交', async () => {
  const lot = await stage('t5');
  const body = async (ground: string, restoredBidderId: string | null = null) => {
    const content = { ground, reason: '安全生产许可证在有效期内，见附件一', restoredBidderId };
    return { lotId: lot, ...content, signature: await initiator.sign('award.returnReport', idsOf(lot), content) };
  };
  assert.equal((await on.refuse(initiator, 'award.returnReport', await body('dislike'))).code, 'evaluation.notAReturnGround');
  await on.accept(initiator, 'award.returnReport', await body('arbitraryRejection', 'DELTA'));
  assert.equal((await stateOf(lot)).status, 'returned');
  assert.equal((await readHead(on.db.app, evaluations, lot))?.state.round, 2);
});

