import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { present } from '#kernel/assert.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { roles, type Actor, type Role } from '#kernel/roles.ts';
import { addMicros, instant, microsPerDay, microsPerHour, type Instant } from '#kernel/time/instant.ts';
import { daysBetween, ofInstant } from '#kernel/time/plain-date.ts';
import { lastDayOf } from '#kernel/time/period.ts';
import { awardMethods, awardMethodText } from '#rules/construction/award-method.ts';
import { blocking } from '#rules/construction/finding.ts';
import { rewrite } from './tender.changes.ts';
import { clarify, compose, findingsOf, publish, tenderForInitiator } from './tender.decide.ts';
import { deviationsOf, hashOfDocument, packOf, readable } from './tender.document.ts';
import { initialDocument } from './tender.draft.ts';
import type { TenderEvent } from './tender.events.ts';
import { closeGate, gateEvents } from './tender.gate.ts';
import { chooseKeyHolders } from './tender.holders.ts';
import { sumOfPoints } from './tender.method.ts';
import { actsOpenTo, allowedActs, tenderPhase, type TenderPhase } from './tender.phase.ts';
import { publicTender } from './tender.present.ts';
import { documentProblems } from './tender.problems.ts';
import { documentSchema, type AmendmentDraft } from './tender.schema.ts';
import { deadlineOf, tender } from './tender.ts';
import { amendmentDraft, at, calendar, drafted, fold, publishedAt, register, registration, sampleDocument, signed } from './tender.testing.ts';
import type { Tender, TenderDocument } from './tender.types.ts';

const refusalOf = <T>(result: Result<T, Refusal>): Refusal => (result.ok ? assert.fail('was accepted') : result.error);
const valueOf = <T>(result: Result<T, Refusal>): T => (result.ok ? result.value : assert.fail(JSON.stringify(result.error)));
const later = (days: number, from: Instant = publishedAt): Instant => addMicros(from, Math.round(days * microsPerDay));

function tryPublish(changes: Partial<TenderDocument> = {}, state?: (drafted: Tender) => Tender): Result<TenderEvent[], Refusal> {
  const document = { ...sampleDocument(publishedAt), ...changes };
  const before = drafted(document);
  return publish(state ? state(before) : before, { documentHash: hashOfDocument(document), register, signed, now: publishedAt, calendar });
}
const published = (): Tender => fold(drafted(), valueOf(tryPublish()), publishedAt);
const lots = (changes: Partial<TenderDocument['lots'][number]>): Partial<TenderDocument> => ({ lots: sampleDocument(publishedAt).lots.map((lot) => ({ ...lot, ...changes })) });

function tryClarify(state: Tender, draft: AmendmentDraft, now: Instant): Result<TenderEvent[], Refusal> {
  return clarify(state, { number: state.amendments.length + 1, kind: 'amendment', amendment: draft, signed, now, calendar });
}

describe('发布招标公告', () => {
  test('R-081 合规的招标文件签署后发布，记下密钥保管方、门限和指纹，二十日从文件载明的时间起算', () => {
    const state = published();
    const { published: inForce } = state;
    assert.equal(tenderPhase(state, publishedAt), 'open');
    assert.deepEqual([inForce?.version, inForce?.k, inForce?.keyHolders.map((holder) => holder.part)], [1, 3, ['initiator', 'local-centre', 'partner-centre', 'independent-ca']]);
    assert.equal(inForce?.documentHash, hashOfDocument(present(inForce, 'published').document));
    assert.equal(tender.nextWake?.(state), deadlineOf(state));
  });

  const broken: readonly (readonly [title: string, changes: Partial<TenderDocument>, rule: string, article: RegExp])[] = [
    ['R-080 编制期不足二十日', { bidDeadlineAt: later(19) }, 'eng.bid.prepMinDays', /招标投标法 第二十四条/],
    ['R-080 提供期不足五日', { documentUntil: later(4) }, 'eng.doc.saleMinDays', /第十六条/],
    ['R-080 提供早于公告', { documentFrom: later(-1) }, 'eng.doc.fromNotice', /第十六条/],
    ['R-090 保证金超过百分之二', lots({ depositFen: '60000001' }), 'eng.deposit.maxRate', /第二十六条/],
    ['R-090 履约保证金超过百分之十', { performanceBondRate: '0.11' }, 'eng.perf.max', /第五十八条/],
  ];
  for (const [title, changes, rule, article] of broken) {
    test(`${title}的不能发布，拒绝时说明规则、条款、现值和应为`, () => {
      const refusal = refusalOf(tryPublish(changes));
      assert.equal(refusal.rule, rule);
      assert.match(refusal.article ?? '', article);
      assert.ok(refusal.got && refusal.want && refusal.path);
    });
  }

  test('R-090 估算价再高，施工投标保证金也不超过八十万元', () => {
    const document = { ...sampleDocument(publishedAt), ...lots({ depositFen: '80000001' }) };
    const rich = { ...drafted(document), lots: registration.lots.map((lot) => ({ ...lot, estimateFen: '90000000000' })) };
    const refusal = refusalOf(publish(rich, { documentHash: hashOfDocument(document), register, signed, now: publishedAt, calendar }));
    assert.deepEqual([refusal.rule, refusal.want], ['eng.deposit.cap80w', '不超过 ¥800,000.00']);
  });

  test('R-080 多处不合规时先说第一处，其余一并列出', () => {
    const refusal = refusalOf(tryPublish({ bidDeadlineAt: later(10), documentUntil: later(3) }));
    assert.equal(refusal.rule, 'eng.doc.saleMinDays');
    assert.match(refusal.message, /同时不符合：投标文件编制期最短（10 日，应不少于 20 日）/);
  });

  test('R-079 没有预约覆盖开标时刻的场地不能发布', () => {
    assert.equal(refusalOf(tryPublish({}, (state) => ({ ...state, venue: null }))).code, 'tender.noVenue');
    assert.equal(refusalOf(tryPublish({}, (state) => ({ ...state, venue: { ...present(state.venue, 'venue'), to: deadlineAt(state) } }))).code, 'tender.noVenue');
    function deadlineAt(state: Tender): Instant {
      return present(state.draft, 'draft').bidDeadlineAt;
    }
  });

  test('R-081 签署的必须是现在保存的这一稿', () => {
    assert.equal(refusalOf(publish(drafted(), { documentHash: 'x'.repeat(43), register, signed, now: publishedAt, calendar })).code, 'tender.draftChanged');
    assert.equal(refusalOf(publish({ ...drafted(), draft: null }, { documentHash: 'x', register, signed, now: publishedAt, calendar })).code, 'tender.noDraft');
  });

  test('R-085 评分不足一百分、清单为空的，都说出缺在哪里', () => {
    const document = sampleDocument(publishedAt);
    const problems = (changes: Partial<TenderDocument>): string[] => documentProblems(drafted(), { ...document, ...changes }, packOf(registration)).map((problem) => problem.text);
    assert.deepEqual(problems({}), []);
    assert.match(problems({ scoring: { ...document.scoring, technical: [] } }).join(), /应为 100，现为 65/);
    assert.match(problems(lots({ priceList: [] })).join(), /一标段”还没有工程量清单/);
    assert.match(problems({ values: { ...document.values, panel: '' } }).join(), /评标委员会构成/);
    assert.match(problems({ qualification: [] }).join(), /资格要求/);
    assert.equal(sumOfPoints(document.scoring), '100');
    assert.equal(refusalOf(tryPublish(lots({ priceList: [] }))).code, 'tender.document');
  });

  test('R-099 R-197 国有资金的依法必须招标项目写评定分离的，不能发布，也不能靠澄清改成；自有资金的可以发布', () => {
    const refused = refusalOf(tryPublish({ awardMethod: { kind: 'separate' } }));
    assert.deepEqual([refused.code, refused.article, refused.path], ['rules.eng.award.first', '招标投标法实施条例 第五十五条', 'awardMethod']);
    assert.ok(tryPublish({ awardMethod: { kind: 'separate' } }, (state) => ({ ...state, isStateFunded: false })).ok);
    const rewritten = rewrite(registration, sampleDocument(publishedAt), [{ path: 'awardMethod', after: 'separate' }]);
    assert.ok(rewritten.ok);
    assert.deepEqual(rewritten.value.document.awardMethod, { kind: 'separate' });
    assert.deepEqual(findingsOf(published(), rewritten.value.document, publishedAt, calendar).filter(({ ok }) => !ok).map(({ rule }) => rule), ['eng.award.first']);
    assert.equal(refusalOf(rewrite(registration, sampleDocument(publishedAt), [{ path: 'awardMethod', after: '抽签' }])).code, 'tender.badValue');
  });

  test('R-197 招标文件不许诺平台没有的投标方式：不接受联合体投标', () => {
    const parsed = documentSchema.safeParse({ ...sampleDocument(publishedAt), acceptsConsortium: true });
    assert.match(parsed.error?.issues[0]?.message ?? '', /联合体/);
  });

  test('R-197 R-099 招标文件里定标方法的文字由所选的方法得出：公众读到的就是要用的，草稿里另写的文字不留', () => {
    for (const kind of awardMethods) {
      const document = { ...sampleDocument(publishedAt), awardMethod: { kind } };
      const text = readable(drafted(), document, packOf(registration)).flatMap((chapter) => chapter.sections.map((section) => section.body)).join('\n');
      assert.ok(text.includes(`定标方法：${awardMethodText(kind)}。`), kind);
      assert.equal(awardMethods.filter((other) => text.includes(awardMethodText(other))).length, 1);
    }
    const parsed = documentSchema.parse({ ...sampleDocument(publishedAt), awardMethod: { kind: 'first-candidate', text: '抽签定标' } });
    assert.deepEqual(parsed.awardMethod, { kind: 'first-candidate' });
  });

  test('R-202 改动标准文本的条款显示为偏离，填写内容不算', () => {
    const document = sampleDocument(publishedAt);
    assert.deepEqual(deviationsOf(document), []);
    const sections = document.sections.map((section) => (section.id === 'instructions.cost' ? { ...section, body: '投标费用由招标人补偿一半。' } : section));
    assert.deepEqual(deviationsOf({ ...document, sections }).map((row) => [row.sectionId, row.kind]), [['instructions.cost', 'changed']]);
    const read = readable(drafted(), document, packOf(registration)).flatMap((chapter) => chapter.sections.map((section) => section.body)).join('');
    assert.ok(!read.includes('{{') && !read.includes('【'), '所有填写项都有内容');
  });

  test('R-081 只有招标人或者其代理机构的经办人能办，只在应当办的阶段', () => {
    const actor = (orgId: string): Actor => ({ id: 'person:x', role: 'initiate.operator', personId: 'x', orgId });
    const who = (orgId: string): string => {
      const found = tenderForInitiator(drafted(), 'tender.publish', actor(orgId), publishedAt);
      return found.ok ? 'may' : found.error.code;
    };
    assert.deepEqual([who('INITIATOR'), who('AGENCY'), who('OTHER')], ['may', 'may', 'tender.notYours']);
    assert.equal(refusalOf(tenderForInitiator(published(), 'tender.publish', actor('INITIATOR'), publishedAt)).code, 'tender.notNow');
    assert.equal(refusalOf(tenderForInitiator(null, 'tender.publish', actor('INITIATOR'), publishedAt)).code, 'tender.absent');
    const stranger = { ...sampleDocument(publishedAt), ...lots({ lotId: 'other-1' }) };
    assert.equal(refusalOf(compose(drafted(), stranger)).code, 'tender.document');
  });
});

describe('新建的草稿', () => {
  test('R-202 一开始就在标准文本上，期限和上限都合规，只差要人填写的内容', () => {
    for (const day of ['2026-11-21 08:00', '2026-12-31 23:30', '2026-09-24 12:00']) {
      const now = at(day);
      const document = initialDocument(registration, now, calendar);
      assert.deepEqual(blocking(findingsOf(drafted(), document, now, calendar)), [], day);
      assert.deepEqual(deviationsOf(document), []);
      const paths = new Set(documentProblems(drafted(), document, packOf(registration)).map((problem) => problem.path.split('.')[0]));
      assert.deepEqual([...paths].sort(), ['lots', 'values']);
      assert.ok(documentSchema.safeParse(document).success);
    }
  });
});

describe('密钥保管方', () => {
  test('R-191 四方由公开的函数选出，不由任何人挑选；缺一方不能发布', () => {
    const chosen = valueOf(chooseKeyHolders(registration, register));
    assert.equal(new Set(chosen.map((holder) => holder.orgId)).size, 4);
    assert.deepEqual(valueOf(chooseKeyHolders(registration, register.toReversed())), chosen);
    for (const part of ['initiator', 'local-centre', 'partner-centre', 'independent-ca'] as const) {
      const refusal = refusalOf(chooseKeyHolders(registration, register.filter((holder) => holder.part !== part)));
      assert.equal(refusal.code, 'tender.noKeyHolder');
    }
    assert.equal(valueOf(chooseKeyHolders(registration, register.filter((holder) => holder.orgId !== 'INITIATOR')))[0]?.orgId, 'AGENCY');
  });

  test('R-191 外盟市中心按项目编号轮值，四个中心都轮得到', () => {
    const partners = Array.from({ length: 60 }, (_, i) => valueOf(chooseKeyHolders({ ...registration, tenderId: `tender${i}` }, register))[2]?.orgId);
    assert.equal(new Set(partners).size, 4);
  });
});

describe('澄清和修改', () => {
  const state = published();
  const cap = { path: 'lots.tender0000000001-1.priceCapFen', after: '2900000000' };

  test('R-107 编号、前后对照和新版本一并公布；没有影响的不动截止时间', () => {
    const [event] = valueOf(tryClarify(state, amendmentDraft({ changes: [{ path: 'values.site', after: '呼和浩特市赛罕区敕勒川大街' }] }), later(20)));
    assert.ok(event?.kind === 'DocumentAmended');
    assert.deepEqual(event.amendment.changes, [{ path: 'values.site', title: '建设地点', before: '呼和浩特市赛罕区', after: '呼和浩特市赛罕区敕勒川大街' }]);
    assert.deepEqual([event.amendment.number, event.amendment.deadlineMovedTo, event.published.version], [1, null, 2]);
    assert.equal(event.published.documentHash, hashOfDocument(event.published.document));
    assert.deepEqual(event.published.keyHolders, state.published?.keyHolders);
  });

  test('R-107 截止前不足十五日的影响投标的修改必须顺延，拒绝时说出顺延到何时', () => {
    const now = later(12);
    const refusal = refusalOf(tryClarify(state, amendmentDraft({ affectsBids: true, changes: [cap] }), now));
    assert.deepEqual([refusal.rule, refusal.path], ['eng.clarify.minDays', 'amendment.deadlineAt']);
    assert.match(refusal.article ?? '', /第二十一条/);
    assert.equal(refusal.want, '投标截止时间不早于 2026-12-28 09:00:00');
    const exactly = instant(deadlineOf(state) + 3 * microsPerDay);
    assert.equal(tryClarify(state, amendmentDraft({ affectsBids: true, changes: [cap], deadlineAt: exactly }), now).ok, true);
    assert.equal(tryClarify(state, amendmentDraft({ affectsBids: true, changes: [cap], deadlineAt: addMicros(exactly, -1) }), now).ok, false);
    assert.equal(tryClarify(state, amendmentDraft({ affectsBids: true, changes: [cap] }), later(9)).ok, true);
  });

  const refused: readonly (readonly [title: string, draft: Partial<AmendmentDraft>, code: string])[] = [
    ['限价等必然影响投标的内容不能说成不影响', { changes: [cap] }, 'tender.affects'],
    ['没有的地方不能改', { changes: [{ path: 'lots.x.priceCapFen', after: '1' }] }, 'tender.noSuchPath'],
    ['截止时间不能用改动内容的方式改', { changes: [{ path: 'bidDeadlineAt', after: '1' }] }, 'tender.noSuchPath'],
    ['没有变化的不算修改', { changes: [{ path: 'values.site', after: '呼和浩特市赛罕区' }] }, 'tender.unchanged'],
    ['不能改成空白', { changes: [{ path: 'values.site', after: ' ' }] }, 'tender.badValue'],
    ['什么都没说的不是澄清', { items: [] }, 'tender.nothingSaid'],
    ['截止时间不能提前', { deadlineAt: later(1) }, 'tender.deadlineEarlier'],
    ['修改后的保证金仍受上限约束', { affectsBids: true, changes: [{ path: 'lots.tender0000000001-1.depositFen', after: '60000001' }] }, 'rules.eng.deposit.maxRate'],
  ];
  for (const [title, draft, code] of refused) {
    test(`R-107 ${title}`, () => assert.equal(refusalOf(tryClarify(state, amendmentDraft(draft), later(3))).code, code));
  }

  test('R-107 两份修改不能用同一个编号，截止后不能再改，责令暂停时不能改', () => {
    const numbered = (number: number): Result<TenderEvent[], Refusal> => clarify(state, { number, kind: 'clarification', amendment: amendmentDraft(), signed, now: later(1), calendar });
    assert.equal(refusalOf(numbered(2)).code, 'tender.amendmentNumber');
    assert.equal(refusalOf(tryClarify(state, amendmentDraft(), deadlineOf(state))).code, 'tender.pastDeadline');
    const suspended = fold(state, [{ kind: 'TenderSuspended', reason: '核查', article: '条例第六十二条', by: '住建局' }], later(1));
    assert.equal(refusalOf(tryClarify(suspended, amendmentDraft(), later(2))).code, 'tender.suspended');
  });

  test('R-107 无论何时发布、改什么、推到何时：凡影响投标的修改受理后，距截止至少十五日，截止时间从不提前', () => {
    const draft = fc.record({
      affectsBids: fc.boolean(),
      change: fc.constantFrom(null, cap, { path: 'values.site', after: '新址' }, { path: 'qualification.q1', after: '一级' }),
      move: fc.option(fc.integer({ min: -3, max: 40 }), { nil: null }),
      day: fc.float({ min: 0, max: 23, noNaN: true }),
    });
    let accepted = 0;
    fc.assert(fc.property(fc.array(draft, { minLength: 1, maxLength: 4 }), (steps) => {
      let current = state;
      let now = publishedAt;
      for (const { affectsBids, change, move, day } of steps) {
        now = instant(Math.max(now, later(day)));
        const before = deadlineOf(current);
        const wanted = amendmentDraft({ affectsBids, changes: change ? [change] : [], deadlineAt: move === null ? null : later(move, before) });
        const result = tryClarify(current, wanted, now);
        if (!result.ok) continue;
        accepted++;
        current = fold(current, result.value, now);
        assert.ok(deadlineOf(current) >= before);
        if (affectsBids) assert.ok(daysBetween(ofInstant(now), lastDayOf(deadlineOf(current))) >= 15);
        assert.ok(affectsBids || change === null || change.path === 'values.site');
      }
    }), { numRuns: 150 });
    assert.ok(accepted > 50, 'the property saw acceptances');
  });
});

describe('截止之门', () => {
  const state = published();
  const due = deadlineOf(state);
  const objected = (): Tender => fold(state, [{ kind: 'ObjectionNoted', objectionId: 'o1', target: 'document', lotId: null, raisedAt: later(10), replyBy: later(13) }], later(10));
  const suspended = (): Tender => fold(state, [{ kind: 'TenderSuspended', reason: '核查', article: '条例第六十二条', by: '住建局' }], later(10));
  const gap = { gaps: [{ from: addMicros(due, -microsPerHour), to: addMicros(due, 2 * microsPerHour) }] };

  test('R-108 没有未答复的异议、暂停或者中断时截止，否则推迟并说明被什么挡住', () => {
    assert.equal(closeGate(state, null), 'clear');
    assert.deepEqual(gateEvents(state, null, due), [{ kind: 'TenderClosed' }]);
    assert.deepEqual(gateEvents(objected(), null, due), [{ kind: 'ClosingPostponed', blockedBy: ['objection:o1'] }]);
    assert.deepEqual(gateEvents(suspended(), null, due), [{ kind: 'ClosingPostponed', blockedBy: ['suspension'] }]);
  });

  test('R-108 对开标或者评标结果的异议不挡投标截止', () => {
    const other = fold(state, [{ kind: 'ObjectionNoted', objectionId: 'o2', target: 'candidates', lotId: null, raisedAt: later(1), replyBy: later(4) }], later(1));
    assert.equal(closeGate(other, null), 'clear');
    assert.equal(tenderPhase(other, later(2)), 'open');
  });

  test('R-094 截止时刻平台中断的，至少按中断时长顺延，不在截止时刻之外的中断不动', () => {
    const [moved] = gateEvents(state, gap, addMicros(due, 2 * microsPerHour));
    assert.ok(moved?.kind === 'DeadlineMoved');
    assert.deepEqual([moved.to, moved.cause], [due + 3 * microsPerHour, 'outage']);
    assert.equal(deadlineOf(fold(state, [moved], due)), moved.to);
    assert.equal(closeGate(state, { gaps: [{ from: later(1), to: later(2) }] }), 'clear');
  });

  test('R-108 推迟期间不再等待任何时刻，定出新的截止时间后重新等待', () => {
    const postponed = fold(objected(), gateEvents(objected(), null, due), due);
    assert.equal(tender.nextWake?.(postponed), null);
    assert.equal(tenderPhase(postponed, addMicros(due, 1)), 'paused');
    const again = fold(postponed, [{ kind: 'DeadlineMoved', from: due, to: later(20, due), cause: 'objection', reason: '', version: 2, documentHash: 'h' }], due);
    assert.equal(tender.nextWake?.(again), later(20, due));
  });
});

describe('阶段与可办事项', () => {
  const state = published();
  const stages: readonly (readonly [Tender, Instant, TenderPhase])[] = [
    [drafted(), publishedAt, 'registered'],
    [state, later(2), 'open'],
    [fold(state, [{ kind: 'TenderSuspended', reason: '核查', article: '条例', by: '局' }], later(1)), later(2), 'paused'],
    [state, deadlineOf(state), 'closing'],
    [fold(state, [{ kind: 'TenderClosed' }], later(24)), later(25), 'closed'],
    [fold(state, [{ kind: 'TenderEnded', reason: '合同已签订' }], later(90)), later(91), 'ended'],
    [fold(state, [{ kind: 'TenderTerminated', ground: { code: 'other', text: '' }, explanation: '', article: '', ...signed }], later(3)), later(4), 'terminated'],
  ];

  test('R-094 阶段由已发生的事和当前时刻决定，迟到的程序也不会显示错', () => {
    assert.deepEqual(stages.map(([each, now]) => tenderPhase(each, now)), stages.map(([, , phase]) => phase));
    assert.equal(tenderPhase(state, instant(deadlineOf(state) - 1)), 'open');
  });

  test('R-186 每个角色、每个阶段：能办的恰好是表上列的，别的职责一件也不能办', () => {
    const orgOf: Partial<Record<Role, string>> = { 'initiate.operator': 'INITIATOR', 'supervise.officer': 'DEPARTMENT', 'respond.operator': 'BIDDER', 'serve.witness': 'CENTRE' };
    for (const [each, now, phase] of stages) for (const role of Object.keys(roles) as Role[]) {
      for (const act of actsOpenTo(each, { role, orgId: orgOf[role] ?? 'X', isTaker: true }, now)) {
        assert.equal(allowedActs[act].role, role);
        assert.ok((allowedActs[act].phases as readonly TenderPhase[]).includes(phase), `${act} in ${phase}`);
      }
    }
    const can = (role: Role, orgId: string, isTaker = false): string[] => actsOpenTo(state, { role, orgId, isTaker }, later(2));
    assert.deepEqual(can('respond.operator', 'BIDDER'), ['taking.take', 'objection.raise']);
    assert.deepEqual(can('respond.operator', 'BIDDER', true), ['taking.take', 'inquiry.ask', 'objection.raise', 'bid.submit', 'bid.withdraw']);
    assert.deepEqual(can('initiate.operator', 'INITIATOR'), ['tender.clarify', 'tender.terminate']);
    assert.deepEqual(can('initiate.operator', 'OTHER'), []);
    assert.deepEqual(can('supervise.officer', 'DEPARTMENT'), ['directive.suspend']);
    assert.deepEqual(can('supervise.officer', 'OTHER'), []);
    assert.deepEqual(can('serve.witness', 'CENTRE'), []);
  });

  test('R-191 草稿只给招标人一方，公开内容里没有', () => {
    const shown = JSON.stringify(publicTender(drafted(), publishedAt));
    assert.ok(!shown.includes('建筑工程施工总承包二级及以上') && !shown.includes('"draft"'));
    assert.equal(tender.disclosure.DraftComposed, 'initiator');
  });
});
