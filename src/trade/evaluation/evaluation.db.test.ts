import assert from 'node:assert/strict';
import { before, describe, test } from 'node:test';
import { addMicros, microsPerDay, microsPerHour } from '#kernel/time/instant.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { testPlatform, type TestPerson } from '#test/harness/platform.ts';
import { evaluation } from './evaluation.ts';
import { makeEvaluationModule } from './evaluation.module.ts';
import { bidderIds, makeNeighbours, sampleDocument, sampleOpening, samplePanel, sampleTender } from './evaluation.testing.ts';
import type { Evaluation } from './evaluation.types.ts';
import { preliminaryItems } from './preliminary.ts';
import { rulesOf } from './rules-of.ts';

const platform = await testPlatform([makeNeighbours, makeEvaluationModule]);
const initiatorOrg = '12150000MB00000001';
let members: TestPerson[] = [];
let bidder: TestPerson;
let initiator: TestPerson;

const items = preliminaryItems({ pack: rulesOf(sampleTender('t')), document: sampleDocument('t') });
const ids = bidderIds(4);
const prices = [1_200_000_000n, 1_250_000_000n, 1_300_000_000n, 1_350_000_000n];

async function put(type: string, id: string, state: unknown): Promise<void> {
  await platform.accept(platform.system, 'neighbour.put', { type, id, json: JSON.stringify(state) });
}

async function state(lotId: string): Promise<Evaluation> {
  const head = await readHead(platform.db.app, evaluation, lotId);
  assert.ok(head);
  return head.state;
}

/** A tender whose evaluation may begin. */
async function prepared(tenderId: string): Promise<string> {
  await put('tender', tenderId, sampleTender(tenderId, { initiator: initiatorOrg }));
  await put('panel', tenderId, samplePanel(tenderId, members.map(({ actor }) => actor.personId as string), await platform.now()));
  await put('opening', tenderId, sampleOpening(tenderId, prices, ids));
  return `${tenderId}-1`;
}

async function begun(tenderId: string): Promise<string> {
  const lotId = await prepared(tenderId);
  for (const member of members) await platform.accept(member, 'evaluation.signIn', { lotIds: [lotId] });
  for (const member of members.slice(0, 3)) await platform.accept(member, 'evaluation.electChair', { lotId, memberId: 'm2' });
  await platform.advanceTo(await platform.now());
  return lotId;
}

async function reviewed(tenderId: string): Promise<string> {
  const lotId = await begun(tenderId);
  const votes = ids.flatMap((bidderId) => items.map(({ part, itemId }) => ({ bidderId, part, itemId, pass: true })));
  for (const member of members) await platform.accept(member, 'evaluation.votePreliminary', { lotId, votes });
  await platform.accept(members[1] as TestPerson, 'evaluation.closePreliminary', { lotId });
  return lotId;
}

async function scored(tenderId: string): Promise<string> {
  const lotId = await reviewed(tenderId);
  for (const [m, member] of members.entries()) {
    const scores = ids.flatMap((bidderId, b) => [{ bidderId, factorId: 't1', points: `${15 + b}.${m}` }, { bidderId, factorId: 't2', points: '16' }, { bidderId, factorId: 'c1', points: '5' }]);
    await platform.accept(member, 'evaluation.score', { lotId, scores });
    await platform.accept(member, 'evaluation.submitScores', { lotId });
  }
  return lotId;
}

async function signed(lotId: string, member: TestPerson, dissent: string | null): Promise<object> {
  const { reportHash, tenderId } = await state(lotId);
  return { lotId, reportHash, dissent, signature: await member.sign('evaluation.signReport', { tenderId, lotId }, { reportHash, dissent }) };
}

describe('评标全过程', () => {
  before(async () => {
    members = await Promise.all(Array.from({ length: 5 }, (_, n) => platform.person({
      orgId: n === 0 ? initiatorOrg : '12150000MB00000009', orgName: n === 0 ? '阿拉善盟中心医院' : '评标专家库', name: `成员${n + 1}`, role: n === 0 ? 'initiate.representative' : 'evaluate.expert',
    })));
    bidder = await platform.person({ orgId: ids[0] as string, orgName: 'A1建设', name: '投标人', role: 'respond.operator' });
    initiator = await platform.person({ orgId: initiatorOrg, orgName: '阿拉善盟中心医院', name: '经办', role: 'initiate.operator' });
  });

  test('R-096 签到、推选、清标、初审、打分、汇总、签署，最后一人签完即提交报告', async () => {
    const lotId = await scored('full');
    await platform.accept(members[1] as TestPerson, 'evaluation.draftReport', { lotId });
    const drafted = await state(lotId);
    assert.equal(drafted.status, 'signing');
    assert.equal(drafted.checking?.length, 4);
    assert.deepEqual(drafted.report?.candidates, [ids[1], ids[0], ids[2]]);
    for (const member of members) await platform.accept(member, 'evaluation.signReport', await signed(lotId, member, null));
    const reported = await state(lotId);
    assert.equal(reported.status, 'reported');
    assert.ok(reported.reportedAt);
  });

  test('R-070 不是评标委员会成员的专家不能签到，也不能打分', async () => {
    const lotId = await prepared('stranger');
    const stranger = await platform.person({ orgId: '12150000MB00000009', orgName: '评标专家库', name: '外人', role: 'evaluate.expert' });
    assert.equal((await platform.refuse(stranger, 'evaluation.signIn', { lotIds: [lotId] })).code, 'evaluation.notMember');
    assert.equal((await platform.refuse(members[2] as TestPerson, 'evaluation.score', { lotId, scores: [{ bidderId: ids[0], factorId: 't1', points: '10' }] })).code, 'evaluation.signInFirst');
  });

  test('R-070 交易暂停期间评审也停', async () => {
    const lotId = await begun('paused');
    await put('tender', 'paused', { ...sampleTender('paused'), suspension: { reason: '处理投诉', article: '条例第六十二条', by: '住建局', since: 0 } });
    assert.equal((await platform.refuse(members[0] as TestPerson, 'evaluation.closePreliminary', { lotId })).code, 'evaluation.suspended');
  });

  test('R-097 全体提交以前，个人评分只有“names”一类，全体提交时一次公开给评委会', async () => {
    const lotId = await reviewed('secret');
    await platform.accept(members[0] as TestPerson, 'evaluation.score', { lotId, scores: [{ bidderId: ids[0], factorId: 't1', points: '10' }] });
    const { rows } = await platform.db.app.query<{ class: string }>("SELECT DISTINCT p.class FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream = $1 AND e.kind = 'Scored'", [`evaluation:${lotId}`]);
    assert.deepEqual(rows, [{ class: 'names' }]);
    const opened = async (id: string) => (await platform.db.app.query("SELECT class, to_class FROM disclosure WHERE scope = $1", [id])).rows;
    assert.deepEqual(await opened(lotId), []);
    assert.deepEqual(await opened(await scored('open')), [{ class: 'names', to_class: 'panel' }]);
  });

  test('R-075 拒签须书面说明；不签也不说明的到期视为同意', async () => {
    const lotId = await scored('dissent');
    await platform.accept(members[1] as TestPerson, 'evaluation.draftReport', { lotId });
    const dissenting = members[3] as TestPerson;
    await platform.accept(dissenting, 'evaluation.signReport', await signed(lotId, dissenting, '冬期措施评分标准理解不一致'));
    const forged = { ...(await signed(lotId, dissenting, null)), dissent: '换成别的话' };
    assert.match((await platform.refuse(members[2] as TestPerson, 'evaluation.signReport', forged)).code, /^(signature|trust|signed)\./);
    await platform.advanceTo(addMicros(await platform.now(), 25 * microsPerHour));
    const reported = await state(lotId);
    assert.equal(reported.status, 'reported');
    assert.deepEqual(reported.reportSignatures.map(({ deemed }) => deemed), [false, true, true, true, true]);
    assert.equal(reported.reportSignatures[0]?.dissent, '冬期措施评分标准理解不一致');
  });

  test('R-096 澄清经平台提出，被问的投标人签名答复；逾期不答复即告结束', async () => {
    const lotId = await begun('clarify');
    const asked = await platform.accept(members[2] as TestPerson, 'evaluation.askClarification', { lotId, bidderId: ids[0], question: '请说明冬期混凝土入模温度的计算依据' });
    assert.equal(asked.result['lotId'], lotId);
    const [first] = (await state(lotId)).clarifications;
    const content = { clarificationId: first?.clarificationId ?? '', text: '见施工组织设计第 47 页', acceptsCorrection: null };
    const answer = { lotId, ...content, changesNothing: true, signature: await bidder.sign('evaluation.answerClarification', { tenderId: 'clarify', lotId }, content) };
    const other = await platform.person({ orgId: ids[1] as string, orgName: 'B2建设', name: '别家', role: 'respond.operator' });
    const stolen = { ...answer, signature: await other.sign('evaluation.answerClarification', { tenderId: 'clarify', lotId }, content) };
    assert.equal((await platform.refuse(other, 'evaluation.answerClarification', stolen)).code, 'evaluation.notYourClarification');
    await platform.accept(bidder, 'evaluation.answerClarification', answer);
    await platform.accept(members[2] as TestPerson, 'evaluation.askClarification', { lotId, bidderId: ids[1], question: '请说明人员安排' });
    await platform.advanceTo(addMicros(await platform.now(), microsPerDay));
    const after = await state(lotId);
    assert.equal(after.clarifications[0]?.answer?.text, '见施工组织设计第 47 页');
    assert.equal(after.clarifications[1]?.lapsed, true);
  });

  test('R-076 招标人只能依所列情形退回复核，复核后重新提交、重新签署', async () => {
    const lotId = await scored('again');
    await platform.accept(members[1] as TestPerson, 'evaluation.draftReport', { lotId });
    for (const member of members) await platform.accept(member, 'evaluation.signReport', await signed(lotId, member, null));
    assert.equal((await platform.refuse(initiator, 'neighbour.return', { lotId, ground: 'dislike', reason: '不满意', restoredBidderId: null })).code, 'evaluation.notAReturnGround');
    await platform.accept(initiator, 'neighbour.return', { lotId, ground: 'extremeMarks', reason: '第一项评分相差较大，请复核', restoredBidderId: null });
    const returned = await state(lotId);
    assert.deepEqual([returned.status, returned.round, returned.reportedAt], ['detailed', 2, null]);
    for (const member of members) await platform.accept(member, 'evaluation.submitScores', { lotId });
    await platform.accept(members[1] as TestPerson, 'evaluation.draftReport', { lotId });
    for (const member of members) await platform.accept(member, 'evaluation.signReport', await signed(lotId, member, null));
    assert.equal((await state(lotId)).status, 'reported');
  });

  test('R-066 评标中有成员离开：其他成员接着评，接替者签到后补完初审和打分，新的报告只按在座的人汇总', async () => {
    const lotId = await scored('replaced');
    await platform.accept(members[1] as TestPerson, 'evaluation.draftReport', { lotId });
    await platform.accept(members[0] as TestPerson, 'evaluation.signReport', await signed(lotId, members[0] as TestPerson, null));
    const substitute = await platform.person({ orgId: '12150000MB00000009', orgName: '评标专家库', name: '接替', role: 'evaluate.expert' });
    const sitting = samplePanel('replaced', members.map(({ actor }) => actor.personId as string), await platform.now());
    const gone = sitting.members.map((member) => (member.memberId === 'm4' ? { ...member, status: 'replaced' as const } : member));
    await put('panel', 'replaced', { ...sitting, status: 'drawn', members: gone });
    assert.equal((await platform.refuse(members[2] as TestPerson, 'evaluation.signReport', await signed(lotId, members[2] as TestPerson, null))).code, 'evaluation.reseating');
    assert.equal((await platform.refuse(members[3] as TestPerson, 'evaluation.signReport', await signed(lotId, members[3] as TestPerson, null))).code, 'evaluation.notMember');
    await platform.advanceTo(await platform.now());
    const short = await state(lotId);
    assert.deepEqual([short.status, short.members.length, short.size, short.report], ['detailed', 4, 5, null]);
    assert.equal((await platform.refuse(members[1] as TestPerson, 'evaluation.draftReport', { lotId })).code, 'evaluation.seatEmpty');
    await platform.accept(members[2] as TestPerson, 'evaluation.askClarification', { lotId, bidderId: ids[2], question: '请说明人员安排' });
    const joined = { ...(sitting.members[3] as object), memberId: 'm6', personId: substitute.actor.personId };
    await put('panel', 'replaced', { ...sitting, members: [...gone, joined] });
    await platform.accept(substitute, 'evaluation.signIn', { lotIds: [lotId] });
    assert.equal((await state(lotId)).status, 'preliminary', 'the chair is still there: it goes on at once');
    await platform.accept(substitute, 'evaluation.votePreliminary', { lotId, votes: ids.flatMap((bidderId) => items.map(({ part, itemId }) => ({ bidderId, part, itemId, pass: true }))) });
    await platform.accept(members[1] as TestPerson, 'evaluation.closePreliminary', { lotId });
    await platform.accept(substitute, 'evaluation.score', { lotId, scores: ids.flatMap((bidderId) => [{ bidderId, factorId: 't1', points: '12' }, { bidderId, factorId: 't2', points: '16' }, { bidderId, factorId: 'c1', points: '5' }]) });
    await platform.accept(substitute, 'evaluation.submitScores', { lotId });
    await platform.advanceTo(addMicros(await platform.now(), 2 * microsPerHour));
    await platform.accept(members[1] as TestPerson, 'evaluation.draftReport', { lotId });
    const now = [...members.filter((_, n) => n !== 3), substitute];
    for (const member of now) await platform.accept(member, 'evaluation.signReport', await signed(lotId, member, null));
    const reported = await state(lotId);
    assert.equal(reported.status, 'reported');
    assert.ok(reported.bids.every(({ scores }) => scores.every(({ memberId }) => memberId !== 'm4')));
  });
});
