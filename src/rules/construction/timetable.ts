import type { Instant } from '#kernel/time/instant.ts';
import { getRule, type RulePack } from '../pack.ts';
import type { TenderPlan } from './checks.ts';
import { bidValidUntil, clarificationBy, objectionToDocumentBy } from './deadlines.ts';

/** One moment of the tender with the rule it comes from; `rule` is null for what the initiator chose freely. */
export type TimetableRow = { readonly title: string; readonly at: Instant; readonly rule: string | null; readonly citation: string | null };

/** 本项目的期限, in the order of time: every moment that follows from the published plan. */
export function timetable(plan: TenderPlan, pack: RulePack): TimetableRow[] {
  const rows: TimetableRow[] = [
    { title: '发布招标公告', at: plan.publishAt, rule: null, citation: null },
    { title: '开始提供招标文件', at: plan.documentFrom, ...source('eng.doc.fromNotice') },
    { title: '停止提供招标文件', at: plan.documentUntil, ...source('eng.doc.saleMinDays') },
    { title: '影响投标文件编制的澄清、修改最迟发出', at: clarificationBy(plan.bidDeadlineAt, { pack }).at, ...source('eng.clarify.minDays') },
    { title: '对招标文件提出异议最迟', at: objectionToDocumentBy(plan.bidDeadlineAt, { pack }).at, ...source('eng.objection.doc') },
    { title: '投标截止并开标', at: plan.bidDeadlineAt, ...source('eng.opening.sameInstant') },
    { title: '投标有效期届满', at: bidValidUntil(plan.bidDeadlineAt, plan.bidValidityDays), ...source('eng.bidValidity') },
  ];
  return rows.sort((a, b) => a.at - b.at);

  function source(rule: string): Pick<TimetableRow, 'rule' | 'citation'> {
    return { rule, citation: getRule(pack, rule).citation };
  }
}
