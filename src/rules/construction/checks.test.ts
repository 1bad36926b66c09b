import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { present } from '#kernel/assert.ts';
import { parseInstant, type Instant } from '#kernel/time/instant.ts';
import { plainDate } from '#kernel/time/plain-date.ts';
import { calendarFor } from '../calendar/calendars.ts';
import { getRule } from '../pack.ts';
import { packFor } from '../registry.ts';
import type { Rule } from '../rule.ts';
import { checkBidderCount, checkTenderPlan, type TenderPlan } from './checks.ts';
import { checkDepositPayment, depositCapFen } from './deposit.ts';
import { blocking, refusalOf } from './finding.ts';
import { checkPanel, leastExperts } from './panel.ts';
import { timetable } from './timetable.ts';

const at = (text: string): Instant => present(parseInstant(text), text);
const yuan = (amount: number): bigint => BigInt(amount) * 100n;
const pack = packFor({ category: 'construction', regionCode: '150105', on: plainDate('2026-11-21') });
const calendar = calendarFor('production');

const plan: TenderPlan = {
  publishAt: at('2026-11-20 09:00'),
  documentFrom: at('2026-11-20 09:00'),
  documentUntil: at('2026-11-27 17:00'),
  bidDeadlineAt: at('2026-12-11 09:00'),
  openingAt: at('2026-12-11 09:00'),
  bidValidityDays: 90,
  decryptWindowMinutes: 60,
  performanceBondRate: '0.1',
  awardMethod: 'first-candidate', isStateFunded: true,
  lots: [{ kind: 'works', estimateFen: yuan(30_000_000), priceCapFen: yuan(29_500_000), depositFen: yuan(600_000) }],
};
const failed = (changes: Partial<TenderPlan>): string[] => checkTenderPlan({ ...plan, ...changes }, pack, calendar).filter((row) => !row.ok).map((row) => row.rule);
const lot = (changes: Partial<TenderPlan['lots'][number]>): Partial<TenderPlan> => ({ lots: [{ ...present(plan.lots[0], 'lot'), ...changes }] });

describe('招标计划的核对', () => {
  test('R-080 合规的计划逐条列出全部规则，都通过', () => {
    const findings = checkTenderPlan(plan, pack, calendar);
    assert.equal(findings.length, 12);
    assert.deepEqual(findings.filter((row) => !row.ok), []);
    assert.ok(findings.every((row) => row.citation !== '' && row.bound !== '' && row.got !== ''));
  });

  test('R-080 编制期二十日：刚好二十日可以，十九日不可以', () => {
    assert.deepEqual(failed({ documentFrom: at('2026-11-21 17:59') }), []);
    assert.deepEqual(failed({ documentFrom: at('2026-11-22 00:00') }), ['eng.bid.prepMinDays']);
  });

  test('R-080 招标文件提供期五日：刚好五日可以，四日不可以', () => {
    assert.deepEqual(failed({ documentUntil: at('2026-11-25 17:00') }), []);
    assert.deepEqual(failed({ documentUntil: at('2026-11-24 17:00') }), ['eng.doc.saleMinDays']);
  });

  test('R-094 开标时间须与投标截止为同一时间', () => {
    assert.deepEqual(failed({ openingAt: at('2026-12-11 09:30') }), ['eng.opening.sameInstant']);
  });

  test('R-094 投标人不足三家的不得开标', () => {
    assert.deepEqual([2, 3, 4].map((bidders) => checkBidderCount(bidders, pack).ok), [false, true, true]);
  });

  test('R-090 保证金同时受百分之二和八十万元约束', () => {
    assert.deepEqual(failed(lot({ depositFen: yuan(600_000) + 1n })), ['eng.deposit.maxRate']);
    assert.deepEqual(failed(lot({ estimateFen: yuan(50_000_000), depositFen: yuan(800_000) })), []);
    assert.deepEqual(failed(lot({ estimateFen: yuan(50_000_000), depositFen: yuan(800_000) + 1n })), ['eng.deposit.cap80w']);
    assert.deepEqual(failed(lot({ depositFen: yuan(900_000) })), ['eng.deposit.maxRate', 'eng.deposit.cap80w']);
    assert.deepEqual(failed(lot({ depositFen: null })), []);
    assert.equal(depositCapFen({ kind: 'works', estimateFen: yuan(30_000_000) }, pack), yuan(600_000));
    assert.equal(depositCapFen({ kind: 'works', estimateFen: yuan(50_000_000) }, pack), yuan(800_000));
  });

  test('R-090 单位以货币交保证金须从基本账户转出，个人从本人账户，保函不查账户', () => {
    const ok = (form: 'money' | 'guarantee', account: string | null, basicAccount: string | null): boolean =>
      checkDepositPayment({ form, payer: 'organisation', account, basicAccount }, pack).every((row) => row.ok);
    assert.deepEqual([ok('money', 'A1', 'A1'), ok('money', 'A2', 'A1'), ok('money', null, null), ok('guarantee', null, null)], [true, false, false, true]);
    const [person] = checkDepositPayment({ form: 'money', payer: 'person', account: 'P1', basicAccount: 'P1' }, pack);
    assert.deepEqual([person?.ok, person?.got], [true, '由本人账户转出']);
  });

  test('R-080 履约保证金不超过百分之十，写法不对也不通过', () => {
    assert.deepEqual(failed({ performanceBondRate: '0.1001' }), ['eng.perf.max']);
    assert.deepEqual(failed({ performanceBondRate: '十' }), ['eng.perf.max']);
    assert.deepEqual(failed({ performanceBondRate: null }), []);
  });

  test('R-080 提供招标文件不早于公告、不晚于投标截止', () => {
    assert.deepEqual(failed({ publishAt: at('2026-11-20 09:01') }), ['eng.doc.fromNotice']);
    assert.deepEqual(failed({ documentUntil: at('2026-12-11 09:01') }), ['eng.doc.fromNotice']);
  });

  test('R-188 平台默认值只提示、不阻拦；法定的一条都不能缺', () => {
    const findings = checkTenderPlan({ ...plan, decryptWindowMinutes: 10, bidDeadlineAt: at('2026-12-12 09:00'), openingAt: at('2026-12-12 09:00') }, pack, calendar);
    assert.deepEqual(findings.filter((row) => !row.ok).map((row) => row.rule), ['eng.opening.workingDay', 'e.decrypt.windowMin']);
    assert.deepEqual(blocking(findings), []);
    const refused = checkTenderPlan({ ...plan, documentFrom: at('2026-11-22 09:00'), publishAt: at('2026-11-20 09:00') }, pack, calendar);
    const refusal = refusalOf(present(blocking(refused)[0], 'refusal'));
    assert.equal(refusal.code, 'rules.eng.bid.prepMinDays');
    assert.equal(refusal.article, '招标投标法 第二十四条');
    assert.equal(refusal.got, '19 日');
    assert.equal(refusal.want, '不少于 20 日');
  });

  test('R-019 本项目的期限按时间排列，异议和澄清的最晚时间由截止时间倒推', () => {
    const rows = timetable(plan, pack);
    assert.deepEqual(rows.map((row) => row.at), rows.map((row) => row.at).toSorted((a, b) => a - b));
    const when = (rule: string): Instant | undefined => rows.find((row) => row.rule === rule)?.at;
    assert.equal(when('eng.clarify.minDays'), at('2026-11-27 00:00'));
    assert.equal(when('eng.objection.doc'), at('2026-12-02 00:00'));
    assert.equal(when('eng.bidValidity'), at('2027-03-12 00:00'));
  });

  test('R-096 评标委员会五人以上单数，专家不少于三分之二', () => {
    const wrong = (experts: number, representatives: number): string[] => checkPanel({ experts, representatives }, pack).filter((row) => !row.ok).map((row) => row.rule);
    assert.deepEqual(wrong(4, 1), []);
    assert.deepEqual(wrong(5, 0), []);
    assert.deepEqual(wrong(3, 2), ['eng.panel.expertShare']);
    assert.deepEqual(wrong(5, 1), ['eng.panel.odd']);
    assert.deepEqual(wrong(3, 0), ['eng.panel.min']);
    assert.deepEqual([5, 7, 9].map((size) => leastExperts(size, pack)), [4, 5, 6]);
  });

  test('R-099 R-197 国有资金的依法必须招标项目只能定排名第一的候选人：评定分离不符合条例第五十五条；自有资金的项目可以', () => {
    assert.deepEqual(failed({ awardMethod: 'separate' }), ['eng.award.first']);
    assert.deepEqual(failed({ awardMethod: 'panel-decides' }), []);
    assert.deepEqual(failed({ awardMethod: 'separate', isStateFunded: false }), []);
    const [finding] = blocking(checkTenderPlan({ ...plan, awardMethod: 'separate' }, pack, calendar));
    assert.deepEqual([finding?.citation, finding?.certainty, finding?.path], ['招标投标法实施条例 第五十五条', 'confirmed', 'awardMethod']);
    const pilot = new Map(pack.rules).set('eng.award.separate', { ...getRule(pack, 'eng.award.separate'), value: true } as Rule);
    assert.ok(checkTenderPlan({ ...plan, awardMethod: 'separate' }, { ...pack, rules: pilot }, calendar).every(({ rule, ok }) => rule !== 'eng.award.first' || ok), '有试点文件的地方可以');
    assert.equal(getRule(pack, 'eng.award.separate').certainty, 'unverified');
  });
});
