import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addMicros, instant, microsPerDay, microsPerHour, type Instant } from '#kernel/time/instant.ts';
import { hashOfDocument } from '#trade/tender/tender.document.ts';
import { amend, publish } from '#trade/tender/tender.decide.ts';
import { eventsAfterSuspension, gateEvents, moveTo, owedAfterObjection } from '#trade/tender/tender.gate.ts';
import { deadlineOf, isPaused, tender } from '#trade/tender/tender.ts';
import { amendmentDraft, at, calendar, drafted, fold, publishedAt, register, sampleDocument, signed } from '#trade/tender/tender.testing.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { answerObjection, candidatesWindow, objection, openingWindow, raiseObjection, tellsOf, type ObjectionWindow, type Raising } from './objection.ts';
import type { Objection } from './objection.types.ts';

const objector = { orgId: '91150105MA0N000001', name: '内蒙古远山建设工程有限公司' };
const start = at('2026-12-20 09:00');
const raising = (window: ObjectionWindow, now: Instant): Raising => ({
  objectionId: 'o1', tenderId: 't', lotId: null, objector, interest: null, content: { title: '业绩要求', text: '要求过高', files: [] }, window, replyBy: addMicros(now, microsPerDay), now, signed,
});
const published = (): Tender => {
  const document = sampleDocument(publishedAt);
  const events = publish(drafted(document), { documentHash: hashOfDocument(document), register, signed, now: publishedAt, calendar });
  return fold(drafted(document), events.ok ? events.value : assert.fail(), publishedAt);
};

describe('提出异议', () => {
  const windows: readonly (readonly [string, ObjectionWindow])[] = [
    ['开标', openingWindow(start, addMicros(start, microsPerHour))],
    ['评标结果', candidatesWindow({ from: start, until: addMicros(start, 3 * microsPerDay) })],
  ];
  for (const [what, window] of windows) {
    test(`R-108 对${what}的异议只在其期间受理，首末两刻分明，拒绝时给出条款`, () => {
      const outcome = (now: Instant): string => {
        const raised = raiseObjection(raising(window, now));
        return raised.ok ? 'accepted' : `${raised.error.code} ${raised.error.article}`;
      };
      assert.deepEqual([window.from, instant(window.until - 1)].map(outcome), ['accepted', 'accepted']);
      assert.equal(outcome(instant(window.from - 1)), `objection.tooEarly ${window.basis}`);
      assert.equal(outcome(window.until), `objection.tooLate ${window.basis}`);
    });
  }

  test('R-203 写在项目上的只有事实，没有提出人和异议原文', () => {
    const raised = raiseObjection(raising(openingWindow(start, addMicros(start, 1)), start));
    assert.ok(raised.ok);
    assert.deepEqual(Object.keys(raised.value.tender).sort(), ['kind', 'lotId', 'objectionId', 'raisedAt', 'replyBy', 'target']);
    assert.equal(objection.disclosure.ObjectionRaised, 'objector');
  });
});

describe('答复异议', () => {
  const state: Objection = { objectionId: 'o1', tenderId: 't', target: 'document', lotId: null, objector, interest: null, title: '', text: '', files: [], raisedAt: start, replyBy: start, answer: null };
  const answering = { outcome: 'rejected' as const, summary: '认为业绩要求过高', reply: '要求与规模相称。', amendmentNumber: null, now: start, signed };

  test('R-203 公开的摘要和答复不能写出提出人：全称、简称、代码都认得出', () => {
    for (const text of [objector.name, '内蒙古远山建设工程', objector.orgId, '内蒙古 远山建设工程 有限公司']) assert.ok(tellsOf(objector, `由${text}提出`), text);
    assert.ok(!tellsOf(objector, '异议提出人认为业绩要求过高'));
    const named = answerObjection(state, { ...answering, summary: `${objector.name}认为过高` });
    assert.deepEqual(named.ok ? null : [named.error.code, named.error.path], ['objection.namesObjector', 'summary']);
    const replied = answerObjection(state, { ...answering, reply: `${objector.orgId}：不成立` });
    assert.equal(replied.ok ? null : replied.error.path, 'reply');
  });

  test('R-203 公布的争议里没有提出人；答复过的不再答复，迟到的答复仍然要答', () => {
    const answered = answerObjection(state, { ...answering, now: addMicros(start, 10 * microsPerDay) });
    assert.ok(answered.ok && answered.value.tender.kind === 'ObjectionSettled');
    assert.ok(!JSON.stringify(answered.value.tender).includes(objector.orgId) && !JSON.stringify(answered.value.tender).includes(objector.name));
    const after = objection.evolve(state, answered.value.objection, { at: start, actor: '', version: 2, id: 't:o1' });
    assert.equal(answerObjection(after, answering).ok, false);
    assert.equal(answerObjection(null, answering).ok, false);
  });
});

describe('暂停与时间', () => {
  type Step = { kind: 'object' | 'settle' | 'suspend' | 'resume' | 'wake'; days: number };
  const step = fc.record({ kind: fc.constantFrom<Step['kind'][]>('object', 'settle', 'suspend', 'resume', 'wake'), days: fc.integer({ min: 0, max: 9 }) });

  test('R-108 异议、暂停、截止时刻怎样交错：被挡住时从不截止，全部清除后总有一个将来的截止时间，截止时间从不提前', () => {
    let postponements = 0;
    fc.assert(fc.property(fc.array(step, { minLength: 3, maxLength: 14 }), (steps) => {
      let state = published();
      let now = publishedAt;
      let n = 0;
      const wakeIfDue = (): void => {
        if (state.status === 'published' && state.postponed === null && now >= deadlineOf(state)) {
          const blocked = isPaused(state);
          state = fold(state, gateEvents(state, null, now), now);
          postponements += Number(state.postponed !== null);
          assert.equal(state.status, blocked ? 'published' : 'closed');
        }
      };
      for (const { kind, days } of steps) {
        now = addMicros(now, days * microsPerDay);
        wakeIfDue();
        if (state.status !== 'published') return;
        const before = deadlineOf(state);
        const open = state.openObjections[0];
        if (kind === 'object') state = fold(state, [{ kind: 'ObjectionNoted', objectionId: `o${n++}`, target: 'document', lotId: null, raisedAt: now, replyBy: addMicros(now, 3 * microsPerDay) }], now);
        if (kind === 'settle' && open) {
          const owed = owedAfterObjection(state, open.objectionId, now, calendar);
          const settled = { objectionId: open.objectionId, target: open.target, lotId: null, raisedAt: open.raisedAt, settledAt: now, outcome: 'rejected' as const, summary: '', reply: '', amendmentNumber: null };
          state = fold(state, [{ kind: 'ObjectionSettled', settled, ...signed }, ...(owed === null ? [] : [moveTo(state, owed, 'objection', '')])], now);
        }
        if (kind === 'suspend' && !state.suspension) state = fold(state, [{ kind: 'TenderSuspended', reason: '', article: '', by: '' }], now);
        if (kind === 'resume' && state.suspension) state = fold(state, [{ kind: 'TenderResumed', reason: '', by: '' }, ...eventsAfterSuspension(state, now, calendar)], now);
        assert.ok(deadlineOf(state) >= before);
        if (!isPaused(state)) {
          assert.equal(state.pausedSince, null);
          assert.equal(state.postponed, null, 'nothing stands against it, so it waits for no one');
          assert.ok((tender.nextWake?.(state) ?? 0) > now || deadlineOf(state) === before);
        }
      }
    }), { numRuns: 300 });
    assert.ok(postponements > 20, 'the property saw postponements');
  });

  test('R-108 推迟后异议成立：修改的截止时间既满足十五日，也不少于暂停所欠的日子', () => {
    const raisedAt = addMicros(publishedAt, microsPerDay);
    const objected = fold(published(), [{ kind: 'ObjectionNoted', objectionId: 'o1', target: 'document', lotId: null, raisedAt, replyBy: raisedAt }], raisedAt);
    const due = deadlineOf(objected);
    const now = addMicros(due, 2 * microsPerDay);
    const postponed = fold(objected, gateEvents(objected, null, due), due);
    const owed = owedAfterObjection(postponed, 'o1', now, calendar);
    assert.ok(owed !== null && owed >= addMicros(due, 25 * microsPerDay));
    const change = [{ path: 'values.leader', after: '不要求业绩' }];
    const tried = (affectsBids: boolean, deadlineAt: Instant | null) => amend(postponed, { draft: amendmentDraft({ affectsBids, changes: change, deadlineAt }), kind: 'amendment', objectionId: 'o1', owed, now, calendar });
    const [short, none, enough] = [tried(true, addMicros(due, 17 * microsPerDay)), tried(false, null), tried(true, owed)];
    assert.equal(short.ok ? null : short.error.code, 'tender.deadlineTooSoon');
    assert.equal(none.ok ? null : none.error.code, 'tender.deadlineTooSoon');
    assert.equal(enough.ok && enough.value.amendment.objectionId, 'o1');
  });
});
