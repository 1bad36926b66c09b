import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { present } from '#kernel/assert.ts';
import { roles, type Role } from '#kernel/roles.ts';
import { addMicros, instant, microsPerDay, type Instant } from '#kernel/time/instant.ts';
import { terminationGrounds } from '#rules/construction/termination.ts';
import { packOf } from './tender.document.ts';
import { closeGate, eventsAfterSuspension } from './tender.gate.ts';
import { actsOpenTo, tenderPhase } from './tender.phase.ts';
import { inPhase } from './tender.decide.ts';
import { noticesOf, terminate } from './tender.termination.ts';
import { deadlineOf, tender } from './tender.ts';
import { calendar, drafted, fold, publishedAt, sampleDocument, signed } from './tender.testing.ts';
import type { Tender } from './tender.types.ts';

const document = sampleDocument(publishedAt);
const published = fold(drafted(document), [{ kind: 'NoticePublished', published: { version: 1, publishedAt, document, documentHash: 'A'.repeat(43), keyHolders: [], k: 3 }, ...signed }], publishedAt);
const later = (days: number): Instant => addMicros(publishedAt, days * microsPerDay);
const content = { ground: 'approval', explanation: '项目审批文件已由发展改革部门于十二月二日撤销。' };

function terminated(state: Tender = published, now = later(3)): Tender {
  const events = terminate(state, { ...content, signed, now });
  return events.ok ? fold(state, events.value, now) : assert.fail(events.error.message);
}

function refusalOf(state: Tender, now: Instant, said = content): { code: string; rule?: string | undefined; article?: string | undefined; want?: string | undefined } {
  const outcome = terminate(state, { ...said, signed, now });
  if (outcome.ok) assert.fail('was accepted');
  const { code, rule, article, want } = outcome.error;
  return { code, rule, article, want };
}

describe('终止招标', () => {
  test('R-109 公告发布以后、投标截止以前可以终止，写明情形、事实和依据；状态结束，场地退还，不再等待截止', () => {
    const state = terminated();
    const { ground, explanation, article, at } = present(state.termination, 'termination');
    assert.deepEqual([ground.code, explanation, article, at], ['approval', content.explanation, '招标投标法实施条例 第三十一条', later(3)]);
    assert.ok(ground.text.includes('审批'));
    assert.deepEqual([state.status, state.venue, tenderPhase(state, later(3)), tenderPhase(state, later(90))], ['ended', null, 'terminated', 'terminated']);
    assert.equal(tender.nextWake?.(state), null);
  });

  test('R-109 没有发布、已到截止、已经截止的不能终止，各说应当怎样', () => {
    const want = '招标公告发布以后、投标截止以前';
    const article = '招标投标法实施条例 第三十一条';
    assert.deepEqual(refusalOf(drafted(), later(1)), { code: 'tender.notPublished', rule: 'eng.terminate', article, want });
    assert.deepEqual(refusalOf(published, deadlineOf(published)), { code: 'tender.tooLateToTerminate', rule: 'eng.terminate', article, want });
    assert.equal(terminate(published, { ...content, signed, now: instant(deadlineOf(published) - 1) }).ok, true);
    assert.equal(refusalOf(fold(published, [{ kind: 'TenderClosed' }], deadlineOf(published)), later(30)).code, 'tender.tooLateToTerminate');
  });

  test('R-109 不得擅自终止：只认列明的情形，每一种都通过，别的一概拒绝', () => {
    const known = terminationGrounds(packOf(published)).map(({ code }) => code);
    assert.ok(known.length >= 6 && known.includes('other'));
    for (const ground of known) assert.equal(terminate(published, { ...content, ground, signed, now: later(1) }).ok, true, ground);
    fc.assert(fc.property(fc.string().filter((text) => !known.includes(text)), (ground) => assert.equal(refusalOf(published, later(1), { ...content, ground }).code, 'tender.terminationGround')));
  });

  test('R-109 再说一遍同样的话什么也不改变，换一种说法的拒绝', () => {
    const state = terminated();
    const again = terminate(state, { ...content, signed, now: later(4) });
    assert.deepEqual(again.ok && again.value, []);
    assert.equal(refusalOf(state, later(4), { ...content, ground: 'disaster' }).code, 'tender.terminatedBefore');
    assert.equal(refusalOf(state, later(4), { ...content, explanation: `${content.explanation}另有原因。` }).code, 'tender.terminatedBefore');
  });

  test('R-110 终止以后谁也不能再做什么，只剩答复终止以前提出的异议；拒绝时说明已经终止', () => {
    const objected = fold(published, [{ kind: 'ObjectionNoted', objectionId: 'o1', target: 'document', lotId: null, raisedAt: later(1), replyBy: later(4) }], later(1));
    const orgOf: Partial<Record<Role, string>> = { 'initiate.operator': 'INITIATOR', 'supervise.officer': 'DEPARTMENT', 'respond.operator': 'BIDDER' };
    const acts = (state: Tender) => (Object.keys(roles) as Role[]).flatMap((role) => actsOpenTo(state, { role, orgId: orgOf[role] ?? 'X', isTaker: true }, later(5)));
    assert.deepEqual([acts(terminated()), acts(terminated(objected))], [[], ['objection.answer']]);
    for (const act of ['taking.take', 'bid.submit', 'objection.raise', 'inquiry.ask', 'tender.clarify'] as const) {
      const refused = inPhase(terminated(), act, later(5));
      assert.equal(refused.ok ? null : refused.error.code, 'tender.terminated');
    }
  });

  test('R-110 责令暂停和推迟截止期间也能终止；终止以后没有暂停要恢复，也没有时间要顺延', () => {
    const suspended = fold(published, [{ kind: 'TenderSuspended', reason: '核查', article: '条例', by: '局' }], later(1));
    const ended = terminated(suspended);
    assert.deepEqual([ended.suspension, eventsAfterSuspension(ended, later(9), calendar)], [null, []]);
    const postponed = fold(suspended, [{ kind: 'ClosingPostponed', blockedBy: ['suspension'] }], deadlineOf(published));
    assert.equal(terminated(postponed, later(40)).postponed, null);
  });

  test('R-110 截止的门不再开：已终止挡着', () => {
    assert.deepEqual(closeGate(terminated(), null), { blockedBy: [{ kind: 'termination' }] });
  });

  test('R-110 通知接在最后一号澄清、修改之后；公开的事件与谁获取、谁投标无关', () => {
    assert.deepEqual([noticesOf(published), noticesOf(terminated())], [0, 1]);
    assert.equal(tender.disclosure.TenderTerminated, 'public');
  });
});
