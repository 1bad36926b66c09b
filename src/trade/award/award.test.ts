import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { addMicros, instant, microsPerDay, parseInstant, type Instant } from '#kernel/time/instant.ts';
import { fullDaysBetween } from '#kernel/time/period.ts';
import { ofInstant, plainDate } from '#kernel/time/plain-date.ts';
import { isWorkingDay } from '#kernel/time/calendar.ts';
import { demoCalendar } from '#rules/calendar/calendars.ts';
import { publicityPeriod } from '#rules/construction/deadlines.ts';
import { packFor } from '#rules/registry.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import type { AwardEvent, PassedOver } from './award.events.ts';
import { award, openDuties } from './award.ts';
import { benchmarkOf, biddersOf, candidateNotice, candidatesOf, departmentReport, noticeTo } from './award.content.ts';
import { checkAddressees, checkChoice, checkPublicity, hasUpheld, mayAct, mayObject, type Choice } from './award.decide.ts';
import { stepsOf } from './award.present.ts';
import { people, stagedEvaluation, stagedOpening, stagedTender } from './award.testing.ts';
import { present } from '#kernel/assert.ts';
import type { Award, PublishedCandidate, PublishedEvaluation } from './award.types.ts';

const now = present(parseInstant('2026-11-23 10:00'), 'now');
const tender = stagedTender('t1', now);
const pack = packOf(tender);
const context = { pack, calendar: demoCalendar };
const signed = { statement: {}, signature: {} };

function fold(events: readonly AwardEvent[], at: Instant = now): Award {
  return present(events.reduce<Award | null>((state, event, i) => award.evolve(state, event, { at, actor: 'a', version: i + 1, id: 't1-1' }), null), 'award');
}
const report = present(stagedEvaluation('t1', now).report, 'report');
const received = (method: Award['method'] = 'first-candidate'): AwardEvent => ({
  kind: 'ReportReceived', tenderId: 't1', round: 1, method, reportHash: 'r', publishBy: addMicros(now, 3 * microsPerDay),
  candidates: candidatesOf(report, stagedOpening('t1', now), present(tender.published, 'document').document), benchmark: benchmarkOf(report), bidders: biddersOf(report, stagedOpening('t1', now)),
});
const published = (until: Instant): AwardEvent => ({ kind: 'CandidatesPublished', notice: {}, until, late: false, findings: [], ...signed });
const inPublicity = (method: Award['method'] = 'first-candidate') => fold([received(method), published(addMicros(now, 4 * microsPerDay))]);
const afterPublicity = addMicros(now, 5 * microsPerDay);
const passed = (bidderId: string, ground = 'declined'): PassedOver => ({ bidderId, ground, explanation: '书面放弃中标，见所附函件', evidence: [{ sha256: 'a'.repeat(64), name: '函.pdf', sizeBytes: 1, mediaType: 'application/pdf' }] });
const choice = (bidderId: string, passedOver: readonly PassedOver[] = [], reason = ''): Choice => ({ bidderId, passedOver, reason });
const why = '定标委员会逐项比较报价、业绩和项目经理答辩情况后一致选定';

describe('候选人公示', () => {
  test('R-098 公示期不论从哪一天开始，都满三个整日，且最后一日是工作日', () => {
    fc.assert(fc.property(fc.integer({ min: 0, max: 420 * 24 }), (hours) => {
      const from = addMicros(present(parseInstant('2026-01-01 00:00'), 'start'), hours * 3_600_000_000);
      const end = publicityPeriod(from, context);
      assert.ok(end.ok);
      assert.ok(fullDaysBetween(from, end.value.at) >= 3);
      const last = isWorkingDay(ofInstant(instant(end.value.at - 1)), demoCalendar);
      assert.ok(last.ok && last.value);
      const early = checkPublicity(from, addMicros(end.value.at, -1), context);
      assert.ok(early.ok && !early.value.ok, '短一微秒也不行');
    }));
  });

  test('R-098 最后一日是休息日的顺延：2026-11-25（周三）起公示，28 日为周六，到 30 日 24 时止', () => {
    const end = publicityPeriod(present(parseInstant('2026-11-25 09:00'), 'from'), context);
    assert.ok(end.ok);
    assert.equal(end.value.at, parseInstant('2026-12-01 00:00'));
  });

  test('R-098 公示载明评标情况：候选人各项得分之和即总分；其余有效投标只有名次和总分，没有名称，被否决的没有理由', () => {
    const notice = candidateNotice(inPublicity(), tender, now) as unknown as { candidates: PublishedCandidate[]; evaluation: PublishedEvaluation };
    for (const { scores, totalScore } of notice.candidates) assert.equal(Number(scores.technical) + Number(scores.commercial) + Number(scores.price), Number(totalScore));
    assert.deepEqual(notice.evaluation.counted.map(({ bidderId }) => bidderId), [...report.results].map(({ bidderId }) => bidderId).sort());
    assert.equal(notice.evaluation.benchmarkFen, report.benchmarkFen);
    const fewer = { ...inPublicity(), candidates: inPublicity().candidates.slice(0, 2) };
    const shown = candidateNotice(fewer, tender, now) as unknown as { evaluation: PublishedEvaluation };
    assert.deepEqual(shown.evaluation.others, [{ rank: 3, total: report.results[2]?.total }]);
    const { counted: _counted, ...rest } = shown.evaluation;
    const third = present(report.results[2], 'third');
    for (const hidden of [third.bidderName, third.technical, ...report.rejected.map(({ reason }) => reason)]) assert.ok(!JSON.stringify({ ...shown, evaluation: rest }).includes(hidden), hidden);
  });

  test('R-098 收到报告起三日为公示期限，逾期由平台记录一次，仍可以公示', () => {
    const state = fold([received()]);
    assert.deepEqual(openDuties(state).map(({ duty }) => duty), ['publish-candidates']);
    assert.equal(award.nextWake?.(state), state.publishBy);
    const overdue = fold([received(), { kind: 'DutyOverdue', duty: 'publish-candidates', dueAt: state.publishBy }]);
    assert.equal(award.nextWake?.(overdue), null);
    assert.ok(mayAct('award.publishCandidates', { award: overdue, tender, orgId: people.initiator, now: afterPublicity }).ok);
  });
});

describe('定标', () => {
  const rows: [string, Award['method'], Choice, string | null][] = [
    ['第一候选人', 'first-candidate', choice('ALPHA'), null],
    ['越过第一名没有理由', 'first-candidate', choice('BETA'), 'award.notFirst'],
    ['第一名书面放弃', 'first-candidate', choice('BETA', [passed('ALPHA')]), null],
    ['前两名都有法定情形', 'first-candidate', choice('GAMMA', [passed('ALPHA'), passed('BETA', 'noBond')]), null],
    ['只说明了前两名中的一名', 'first-candidate', choice('GAMMA', [passed('BETA')]), 'award.notFirst'],
    ['理由不在条例第五十五条', 'first-candidate', choice('BETA', [passed('ALPHA', 'dislike')]), 'award.passGround'],
    ['没有证明材料', 'first-candidate', choice('BETA', [{ ...passed('ALPHA'), evidence: [] }]), 'award.passGround'],
    ['候选人之外的投标人', 'first-candidate', choice('DELTA'), 'award.outside'],
    ['没有投标的单位', 'separate', choice('STRANGER', [], why), 'award.outside'],
    ['评定分离，写明过程', 'separate', choice('BETA', [], why), null],
    ['评定分离，没有写过程', 'separate', choice('BETA', [], '同意'), 'award.noProcess'],
    ['多列了没有越过的人', 'first-candidate', choice('ALPHA', [passed('BETA')]), 'award.passStray'],
  ];
  for (const [title, method, given, code] of rows) {
    test(`R-099 R-197 ${title}：${code === null ? '可以' : `不可以（${code}）`}`, () => {
      const outcome = checkChoice(inPublicity(method), given, pack);
      assert.equal(outcome.ok ? null : outcome.error.code, code);
    });
  }

  test('R-194 R-197 评定分离没有写过程的拒绝，写明依据：全区引招标投标法，阿拉善引本盟办法', () => {
    const article = (regionCode: string) => {
      const outcome = checkChoice(inPublicity('separate'), choice('BETA', [], '同意'), packFor({ category: 'construction', regionCode, on: plainDate('2026-11-21') }));
      return outcome.ok ? null : [outcome.error.rule, outcome.error.article];
    };
    assert.deepEqual(article('150105'), ['eng.award.process', '招标投标法 第四十条']);
    assert.deepEqual(article('152921'), ['eng.award.process', '阿拉善盟进一步加强和规范公共资源交易工作实施办法 第三十二条']);
  });

  test('R-099 无论选谁、理由怎样，中标人总在公示的候选人之中', () => {
    const anyone = fc.constantFrom(...people.bidders, 'STRANGER', '');
    const anyPassed = fc.array(fc.record({ bidderId: anyone, ground: fc.constantFrom('declined', 'noBond', 'dislike') }), { maxLength: 3 });
    fc.assert(fc.property(anyone, anyPassed, fc.constantFrom('first-candidate', 'separate', 'panel-decides'), (bidderId, list, method) => {
      const outcome = checkChoice(inPublicity(method as Award['method']), choice(bidderId, list.map((each) => passed(each.bidderId, each.ground)), why), pack);
      assert.ok(!outcome.ok || inPublicity().candidates.some((candidate) => candidate.bidderId === bidderId));
    }));
  });

  test('R-099 公示没有满、异议没有答复、项目被暂停：都不能定标', () => {
    const code = (changes: Partial<typeof tender>, at: Instant) => {
      const may = mayAct('award.decide', { award: inPublicity(), tender: { ...tender, ...changes }, orgId: people.initiator, now: at });
      return may.ok ? null : may.error.code;
    };
    const objection = { objectionId: 'o1', target: 'candidates' as const, lotId: 't1-1', raisedAt: now, replyBy: now };
    assert.equal(code({}, now), 'award.publicityRunning');
    assert.equal(code({ openObjections: [objection] }, afterPublicity), 'award.openObjection');
    assert.equal(code({ openObjections: [{ ...objection, lotId: 't1-2' }] }, afterPublicity), null);
    assert.equal(code({ suspension: { reason: '投诉', article: '', by: '住建局', since: now } }, afterPublicity), 'award.suspended');
    assert.equal(code({}, afterPublicity), null);
  });

  test('R-098 R-099 异议成立的，报告可以在公示中退回复核；不成立的、别的标段的、上一次公示的都不可以', () => {
    const settled = { objectionId: 'o1', target: 'candidates' as const, lotId: 't1-1', raisedAt: addMicros(now, 1), settledAt: addMicros(now, 2), outcome: 'upheld' as const, summary: '', reply: '', amendmentNumber: null };
    const may = (each: Partial<Omit<typeof settled, 'outcome'>> & { outcome?: 'upheld' | 'rejected' }) =>
      mayAct('award.returnReport', { award: inPublicity(), tender: { ...tender, settledObjections: [{ ...settled, ...each }] }, orgId: people.initiator, now }).ok;
    assert.ok(may({}));
    assert.ok(!may({ outcome: 'rejected' }) && !may({ lotId: 't1-2' }) && !may({ raisedAt: addMicros(now, -1) }));
    assert.ok(hasUpheld(inPublicity(), { settledObjections: [settled] }) && !hasUpheld(fold([received()]), { settledObjections: [settled] }));
  });

  test('R-098 公示期间受理对评标结果的异议；报告退回以后，公示中止，不再受理', () => {
    assert.ok(mayObject(inPublicity()).ok);
    const returned = fold([received(), published(addMicros(now, 4 * microsPerDay)), { kind: 'ReportReturned', ground: 'sumError', reason: '', bidderId: null, ...signed }]);
    assert.ok(!mayObject(returned).ok);
    assert.equal(award.nextWake?.(returned), null);
  });

  test('R-186 定标只由招标人一方办理：中心、监督部门和投标人都不能', () => {
    for (const orgId of [people.centre, people.department, 'ALPHA', null]) {
      const may = mayAct('award.decide', { award: inPublicity(), tender, orgId, now: afterPublicity });
      assert.ok(!may.ok && may.error.code === 'award.notInitiator');
    }
  });

  test('R-099 改定须有法定情形：中标人放弃后递补第二名，同一人不能再中', () => {
    const decided = fold([received(), published(now), { kind: 'AwardDecided', bidderId: 'ALPHA', name: 'ALPHA', priceFen: '1', method: 'first-candidate', reason: '', passedOver: [], reportBy: afterPublicity, ...signed }]);
    assert.ok(checkChoice(decided, choice('BETA', [passed('ALPHA')]), pack).ok);
    assert.ok(!checkChoice(decided, choice('BETA'), pack).ok);
    assert.ok(!checkChoice(decided, choice('ALPHA'), pack).ok);
  });
});

test('R-098 公示期满以前，进行到的一步是候选人公示；期满以后才是定标', () => {
  const current = (state: Award) => stepsOf(state).find(({ at }) => at === null)?.label;
  const running = inPublicity();
  assert.equal(current(fold([received()])), '候选人公示');
  assert.equal(current(running), '候选人公示');
  assert.equal(current(fold([received(), published(afterPublicity), { kind: 'PublicityEnded', openObjections: 0 }])), '定标');
});

test('R-098 书面报告里评标委员会成员的次序就是评标报告里的编号，与签署先后无关', () => {
  const evaluation = stagedEvaluation('t1', now);
  const decided = fold([received(), published(now), { kind: 'AwardDecided', bidderId: 'ALPHA', name: 'ALPHA', priceFen: '1', method: 'first-candidate', reason: '', passedOver: [], reportBy: afterPublicity, ...signed }]);
  assert.deepEqual(evaluation.reportSignatures.map(({ memberId }) => memberId), ['m2', 'm1']);
  assert.deepEqual(departmentReport(decided, tender, evaluation)['panel'], [{ memberId: 'm1', dissent: null }, { memberId: 'm2', dissent: null }]);
});

test('R-100 通知书的收件人是全部投标人，少一个、多一个、重复都不行', () => {
  const state = inPublicity();
  const all = state.bidders.map(({ bidderId }) => bidderId);
  assert.ok(checkAddressees(state, [...all].reverse()).ok);
  for (const wrong of [all.slice(1), [...all, 'STRANGER'], [...all.slice(1), 'BETA']]) assert.ok(!checkAddressees(state, wrong).ok);
});

test('R-100 每个落标人只看到自己的得分；被否决的看到否决的依据和理由', () => {
  const decided = fold([received(), published(now), { kind: 'AwardDecided', bidderId: 'ALPHA', name: 'ALPHA建设有限公司', priceFen: '9600000000', method: 'first-candidate', reason: '', passedOver: [], reportBy: afterPublicity, ...signed }]);
  for (const bidder of decided.bidders) {
    const notice = noticeTo(decided, bidder);
    const others = decided.bidders.filter((other) => other.bidderId !== bidder.bidderId && other.scores !== null);
    assert.ok(others.every((other) => !JSON.stringify(notice).includes(present(other.scores, 'scores').total)));
    assert.deepEqual(notice.scores, bidder.scores);
  }
  assert.equal(noticeTo(decided, present(decided.bidders[0], 'first')).outcome, 'won');
  const rejected = noticeTo(decided, present(decided.bidders[3], 'last'));
  assert.deepEqual([rejected.outcome, rejected.ground, rejected.reason], ['rejected', 'unqualified', '安全生产许可证已过有效期']);
});
