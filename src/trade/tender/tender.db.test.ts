import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readHead } from '#platform/state/heads.store.ts';
import { addMicros, microsPerDay } from '#kernel/time/instant.ts';
import { answerContent, raiseContent } from '#trade/objection/objection.content.ts';
import { objection } from '#trade/objection/objection.ts';
import { taker, taking } from '#trade/taking/taking.ts';
import type { TestPerson } from '#test/harness/platform.ts';
import { publicTender } from './tender.present.ts';
import { amendmentJson, clarifyContent, type AmendmentDraft } from './tender.schema.ts';
import { deadlineOf, tender } from './tender.ts';
import { amendmentDraft } from './tender.testing.ts';
import { nameOfBidder, tenderPlatform } from './tender-platform.testing.ts';
import type { Tender } from './tender.types.ts';

const platform = await tenderPlatform();
const { people, accept, refuse } = platform;

async function stateOf(tenderId: string): Promise<Tender> {
  return (await readHead(platform.db.app, tender, tenderId))?.state ?? assert.fail('no tender');
}

async function clarifyBody(tenderId: string, number: number, amendment: AmendmentDraft): Promise<object> {
  const body = { number, kind: 'amendment' as const, amendment };
  return { tenderId, ...body, signature: await people.operator.sign('tender.clarify', { tenderId }, clarifyContent(body)) };
}

async function raise(tenderId: string, objectionId: string, who: TestPerson = people.bidderA, interest: string | null = null): Promise<object> {
  const content = { title: '项目负责人业绩要求', text: '要求同类业绩三项，超出项目实际需要，请删除。', files: [], interest };
  return { tenderId, objectionId, ...content, signature: await who.sign('objection.raise', { tenderId, objectionId }, raiseContent(content)) };
}

async function answer(tenderId: string, objectionId: string, outcome: 'upheld' | 'rejected', amendment: AmendmentDraft | null, { reply = '经核对，答复如下。', by = people.operator } = {}): Promise<object> {
  const content = { outcome, summary: '认为业绩要求过高', reply };
  const signature = await by.sign('objection.answer', { tenderId, objectionId }, answerContent({ ...content, amendment: amendment && amendmentJson(amendment) }));
  return { tenderId, objectionId, ...content, amendment, signature };
}

describe('招标全过程', () => {
  test('R-081 编制、签署、发布一次完成，公开的事件里没有草稿；他人签的、签别的稿的都不受理', async () => {
    const tenderId = 'publish00000001';
    const document = await platform.draft(tenderId);
    assert.equal((await refuse(people.stranger, 'tender.publish', await platform.publishBody(tenderId, document, people.stranger))).code, 'tender.notYours');
    assert.equal((await refuse(people.operator, 'tender.publish', await platform.publishBody(tenderId, document, people.agent))).kind, 'refused');
    assert.equal((await refuse(people.operator, 'tender.publish', await platform.publishBody(tenderId, { ...document, bidValidityDays: 60 }))).code, 'tender.draftChanged');
    await accept(people.operator, 'tender.publish', await platform.publishBody(tenderId, document));
    const { rows } = await platform.db.app.query<{ kind: string; class: string }>(`SELECT DISTINCT e.kind, p.class FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream = 'tender:${tenderId}' ORDER BY 1`);
    assert.deepEqual(rows, [{ kind: 'DraftComposed', class: 'initiator' }, { kind: 'NoticePublished', class: 'public' }, { kind: 'TenderRegistered', class: 'public' }, { kind: 'VenueAssigned', class: 'public' }]);
    const state = await stateOf(tenderId);
    assert.deepEqual([state.status, state.draft, state.published?.keyHolders.length], ['published', null, 4]);
    assert.equal((await refuse(people.operator, 'tender.compose', { tenderId, document })).code, 'tender.notNow');
  });

  test('R-191 获取文件者的名称和数量谁也看不到：公开内容、公开事件、项目状态前后一模一样，只有本单位看到自己的', async () => {
    const tenderId = 'secrettaking001';
    await platform.publish(tenderId);
    const before = await stateOf(tenderId);
    await accept(people.bidderA, 'taking.take', { tenderId });
    await accept(people.bidderB, 'taking.take', { tenderId });
    const after = await stateOf(tenderId);
    const now = deadlineOf(after);
    assert.deepEqual(publicTender(after, now), publicTender(before, now));
    const { rows } = await platform.db.app.query<{ n: number }>(`SELECT count(*) AS n FROM event e LEFT JOIN event_part p ON p.event_id = e.id WHERE e.stream LIKE 'tak%' AND (e.class NOT IN ('sealed', 'self') OR p.class NOT IN ('sealed', 'self'))`);
    assert.equal(Number(rows[0]?.n), 0);
    assert.equal((await readHead(platform.db.app, taker, 'BIDDERA'))?.state.taken.at(-1)?.tenderId, tenderId);
  });

  test('R-081 一点即得：不审核、不收费，重复点不重复记；没到时间、没登记的说明原因', async () => {
    const tenderId = 'takeonce0000001';
    const document = await platform.draft(tenderId);
    await accept(people.operator, 'tender.publish', await platform.publishBody(tenderId, document));
    assert.equal((await refuse(people.bidderA, 'taking.take', { tenderId })).code, 'taking.notYet');
    await platform.advanceTo(document.documentFrom);
    assert.equal((await refuse(people.unknown, 'taking.take', { tenderId })).code, 'taking.notRegistered');
    const first = await accept(people.bidderA, 'taking.take', { tenderId });
    const again = await accept(people.bidderA, 'taking.take', { tenderId });
    assert.deepEqual(again.result, first.result);
    const own = (await readHead(platform.db.app, taking, `${tenderId}:BIDDERA`))?.state;
    assert.equal(own?.bidderName, nameOfBidder('BIDDERA'));
    await platform.advanceTo(document.documentUntil);
    assert.equal((await refuse(people.bidderB, 'taking.take', { tenderId })).code, 'taking.over');
  });

  test('R-107 修改公告编号、顺延并记入已读', async () => {
    const tenderId = 'clarify00000001';
    const document = await platform.publish(tenderId);
    await accept(people.bidderA, 'taking.take', { tenderId });
    await platform.advanceDays(12);
    const change = { affectsBids: true, changes: [{ path: `lots.${tenderId}-1.durationDays`, after: '420' }] };
    assert.equal((await refuse(people.operator, 'tender.clarify', await clarifyBody(tenderId, 1, amendmentDraft(change)))).code, 'rules.eng.clarify.minDays');
    const deadlineAt = addMicros(document.bidDeadlineAt, 7 * microsPerDay);
    await accept(people.operator, 'tender.clarify', await clarifyBody(tenderId, 1, amendmentDraft({ ...change, deadlineAt })));
    assert.equal((await refuse(people.operator, 'tender.clarify', await clarifyBody(tenderId, 1, amendmentDraft()))).code, 'tender.amendmentNumber');
    assert.equal(deadlineOf(await stateOf(tenderId)), deadlineAt);
    assert.equal((await refuse(people.bidderA, 'taking.see', { tenderId, number: 2 })).code, 'taking.noSuchAmendment');
    await accept(people.bidderA, 'taking.see', { tenderId, number: 1 });
    assert.equal((await readHead(platform.db.app, taker, 'BIDDERA'))?.state.taken.find((row) => row.tenderId === tenderId)?.seenNumber, 1);
  });

  test('R-191 提问不露提问人：事件封存，招标人只看到问题；写出本单位名称的退回', async () => {
    const tenderId = 'inquiry00000001';
    await platform.publish(tenderId);
    const ask = { tenderId, inquiryId: 'question01', about: '第二章 2', question: '业绩是否包括分包工程？' };
    assert.equal((await refuse(people.bidderA, 'inquiry.ask', ask)).code, 'inquiry.notTaker');
    await accept(people.bidderA, 'taking.take', { tenderId });
    assert.equal((await refuse(people.bidderA, 'inquiry.ask', { ...ask, question: `${nameOfBidder('BIDDERA')}的业绩算吗？` })).code, 'inquiry.namesAsker');
    await accept(people.bidderA, 'inquiry.ask', ask);
    const { rows } = await platform.db.app.query<{ class: string; header: string; body: string }>(`SELECT p.class, e.class AS header, p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream = 'inquiry:${tenderId}:question01' ORDER BY 1`);
    assert.deepEqual(rows.map((row) => [row.class, row.header, row.body.includes('BIDDERA')]), [['initiator', 'sealed', false], ['sealed', 'sealed', true]]);
  });
});

describe('异议', () => {
  test('R-108 没有获取招标文件的利害关系人写明利害关系即可提出；提出人和利害关系一样保密，同样暂停和答复', async () => {
    const tenderId = 'objection000009';
    const interest = '本单位是本项目幕墙材料的供应商，品牌要求排除了本单位的产品。';
    await platform.publish(tenderId);
    for (const missing of [null, '   ', '供应商']) assert.equal((await refuse(people.bidderB, 'objection.raise', await raise(tenderId, 'object0009', people.bidderB, missing?.trim() ?? null))).path, 'interest');
    await accept(people.bidderB, 'objection.raise', await raise(tenderId, 'object0009', people.bidderB, interest));
    assert.equal((await stateOf(tenderId)).openObjections.length, 1);
    const { rows } = await platform.db.app.query<{ class: string; body: string }>(`SELECT p.class, p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream IN ('tender:${tenderId}', 'objection:${tenderId}:object0009')`);
    assert.deepEqual([...new Set(rows.filter(({ body }) => body.includes('幕墙') || body.includes('BIDDERB')).map((row) => row.class))], ['objector']);
    const named = await answer(tenderId, 'object0009', 'rejected', null, { reply: `${nameOfBidder('BIDDERB')}：不成立。` });
    assert.equal((await refuse(people.operator, 'objection.answer', named)).code, 'objection.namesObjector');
    await accept(people.operator, 'objection.answer', await answer(tenderId, 'object0009', 'rejected', null));
    assert.equal((await stateOf(tenderId)).openObjections.length, 0);
  });

  test('R-108 异议暂停，答复后恢复；公开的只有异议事实和答复，没有提出人', async () => {
    const tenderId = 'objection000001';
    await platform.publish(tenderId);
    assert.equal((await refuse(people.bidderA, 'objection.raise', await raise(tenderId, 'object0001'))).code, 'objection.noInterest');
    await accept(people.bidderA, 'taking.take', { tenderId });
    await accept(people.bidderA, 'objection.raise', await raise(tenderId, 'object0001'));
    assert.equal((await stateOf(tenderId)).openObjections.length, 1);
    assert.equal((await refuse(people.stranger, 'objection.answer', await answer(tenderId, 'object0001', 'rejected', null, { by: people.stranger }))).code, 'tender.notYours');
    assert.equal((await refuse(people.operator, 'objection.answer', await answer(tenderId, 'object0001', 'rejected', null, { reply: `${nameOfBidder('BIDDERA')}：不成立。` }))).code, 'objection.namesObjector');
    await accept(people.operator, 'objection.answer', await answer(tenderId, 'object0001', 'rejected', null));
    const state = await stateOf(tenderId);
    assert.deepEqual([state.openObjections.length, state.settledObjections[0]?.outcome, state.pausedSince], [0, 'rejected', null]);
    assert.equal((await refuse(people.operator, 'objection.answer', await answer(tenderId, 'object0001', 'rejected', null))).code, 'objection.absent');
    await platform.sequencer.publish();
    const { rows } = await platform.db.app.query<{ kind: string; header: string; class: string; body: string }>(`SELECT e.kind, e.class AS header, p.class, p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.kind LIKE 'Objection%' AND e.stream ~ '${tenderId}'`);
    const open = rows.filter((row) => row.class === 'public');
    assert.deepEqual(open.map((row) => row.kind).sort(), ['ObjectionNoted', 'ObjectionSettled']);
    for (const row of open) assert.ok(!row.body.includes('BIDDERA') && !row.body.includes(people.bidderA.actor.id));
    assert.equal(rows.find((row) => row.kind === 'ObjectionNoted')?.header, 'objector');
    assert.ok(!JSON.stringify(publicTender(state, deadlineOf(state))).includes('BIDDERA'));
    assert.equal((await readHead(platform.db.app, objection, `${tenderId}:object0001`))?.state.objector.orgId, 'BIDDERA');
  });

  test('R-108 异议成立：答复、修改、顺延是同一件事，少了修改不受理', async () => {
    const tenderId = 'upheld000000001';
    const document = await platform.publish(tenderId);
    await accept(people.bidderA, 'taking.take', { tenderId });
    await platform.advanceDays(11);
    await accept(people.bidderA, 'objection.raise', await raise(tenderId, 'object0002'));
    const change = [{ path: 'values.leader', after: '一级注册建造师（建筑工程），不要求业绩' }];
    assert.equal((await refuse(people.operator, 'objection.answer', await answer(tenderId, 'object0002', 'upheld', null))).code, 'objection.upheldWithoutAmendment');
    assert.equal((await refuse(people.operator, 'objection.answer', await answer(tenderId, 'object0002', 'rejected', amendmentDraft({ changes: change })))).code, 'objection.amendmentNotHere');
    assert.equal((await refuse(people.operator, 'objection.answer', await answer(tenderId, 'object0002', 'upheld', amendmentDraft({ affectsBids: true, changes: change })))).code, 'rules.eng.clarify.minDays');
    const deadlineAt = addMicros(document.bidDeadlineAt, 5 * microsPerDay);
    const { receipt } = await accept(people.operator, 'objection.answer', await answer(tenderId, 'object0002', 'upheld', amendmentDraft({ affectsBids: true, changes: change, deadlineAt })));
    assert.deepEqual(receipt?.events.map((event) => event.stream), [`objection:${tenderId}:object0002`, `tender:${tenderId}`, `tender:${tenderId}`]);
    const state = await stateOf(tenderId);
    assert.deepEqual([state.amendments[0]?.objectionId, state.settledObjections[0]?.amendmentNumber, deadlineOf(state)], ['object0002', 1, deadlineAt]);
  });

  test('R-108 截止前十日之后提出的异议不受理，并指明可以投诉', async () => {
    const tenderId = 'late00000000001';
    const document = await platform.publish(tenderId);
    await accept(people.bidderA, 'taking.take', { tenderId });
    await platform.advanceTo(addMicros(document.bidDeadlineAt, -9 * microsPerDay));
    const refusal = await refuse(people.bidderA, 'objection.raise', await raise(tenderId, 'object0003'));
    assert.deepEqual([refusal.code, refusal.article], ['objection.tooLate', '招标投标法实施条例 第二十二条']);
  });

  test('R-108 到了截止时刻异议仍未答复：不截止而推迟，答复后重新定出截止时间，到时自动截止', async () => {
    const tenderId = 'postponed000001';
    const document = await platform.publish(tenderId);
    await accept(people.bidderA, 'taking.take', { tenderId });
    await accept(people.bidderA, 'objection.raise', await raise(tenderId, 'object0004'));
    await platform.advanceTo(addMicros(document.bidDeadlineAt, microsPerDay));
    const waiting = await stateOf(tenderId);
    assert.deepEqual([waiting.status, waiting.postponed?.blockedBy], ['published', ['objection:object0004']]);
    await accept(people.operator, 'objection.answer', await answer(tenderId, 'object0004', 'rejected', null));
    const again = await stateOf(tenderId);
    assert.ok(deadlineOf(again) >= addMicros(document.bidDeadlineAt, 24 * microsPerDay));
    assert.equal(again.postponed, null);
    await platform.advanceTo(deadlineOf(again));
    assert.equal((await stateOf(tenderId)).status, 'closed');
  });
});

describe('责令暂停', () => {
  test('R-186 只有本项目的监督部门能责令暂停和恢复，恢复时把暂停的日子还给投标人', async () => {
    const tenderId = 'directive000001';
    const document = await platform.publish(tenderId);
    const order = { tenderId, reason: '核查资格条件是否排斥潜在投标人', article: '招标投标法实施条例 第六十二条' };
    assert.equal((await refuse(people.otherOfficer, 'directive.suspend', order)).code, 'directive.otherDepartment');
    await accept(people.officer, 'directive.suspend', order);
    assert.equal((await refuse(people.officer, 'directive.suspend', order)).code, 'directive.alreadySuspended');
    assert.equal((await refuse(people.operator, 'tender.clarify', await clarifyBody(tenderId, 1, amendmentDraft()))).code, 'tender.suspended');
    await platform.advanceDays(3);
    assert.equal((await refuse(people.otherOfficer, 'directive.resume', { tenderId, reason: '核查完毕' })).code, 'directive.otherDepartment');
    await accept(people.officer, 'directive.resume', { tenderId, reason: '核查完毕' });
    const state = await stateOf(tenderId);
    assert.equal(state.suspension, null);
    assert.ok(deadlineOf(state) >= addMicros(document.bidDeadlineAt, 3 * microsPerDay));
    assert.equal((await refuse(people.officer, 'directive.resume', { tenderId, reason: '再次恢复' })).code, 'directive.notSuspended');
  });
});
