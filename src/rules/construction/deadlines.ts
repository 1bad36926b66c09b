import type { Refusal } from '#kernel/refusal.ts';
import { ok, type Result } from '#kernel/result.ts';
import type { Calendar } from '#kernel/time/calendar.ts';
import { isWorkingDay, workingDayFrom } from '#kernel/time/calendar.ts';
import { addMicros, microsPerDay, type Instant } from '#kernel/time/instant.ts';
import { deadlineAfter, formatDeadline, lastDayOf, latestDayBefore } from '#kernel/time/period.ts';
import { addDays, daysBetween, endOf, ofInstant } from '#kernel/time/plain-date.ts';
import { dueAfter, dueAt, notBefore, type Due, type DueContext } from '../due.ts';
import { valueOf, type RulePack } from '../pack.ts';
import { findingOf, type RuleFinding } from './finding.ts';

export type { Due, DueContext };

/** 收到评标报告后公示中标候选人的最晚时间. */
export function candidatePublishBy(reportReceivedAt: Instant, context: DueContext): Result<Due, Refusal> {
  return dueAfter('eng.candidate.publishWithin', reportReceivedAt, context);
}

/** 收到没有候选人的评标报告后公告招标失败的最晚时间. */
export function failureNoticeBy(reportReceivedAt: Instant, context: DueContext): Result<Due, Refusal> {
  return dueAfter('eng.failed.publishWithin', reportReceivedAt, context);
}

/** Earliest end of the publicity: whole days after the day it starts; one that ends on a day off runs on. `actualAt` is its planned end. */
export function publicityPeriod(startAt: Instant, context: DueContext): Result<Due, Refusal> {
  const end = dueAfter('eng.candidate.publishMin', startAt, context);
  return end.ok ? ok(notBefore(end.value, context)) : end;
}

/** 自确定中标人之日起提交书面报告的最晚时间. */
export function reportToDepartmentBy(awardAt: Instant, context: DueContext): Result<Due, Refusal> {
  return dueAfter('eng.report15', awardAt, context);
}

/** 签订合同的最晚时间: thirty days from the letter, and no later than the bid's validity where that ends first. */
export function contractBy(letterAt: Instant, context: DueContext & { readonly validUntil?: Instant }): Result<Due, Refusal> {
  const due = dueAfter('eng.contract.days', letterAt, context);
  if (!due.ok || context.validUntil === undefined || context.validUntil >= due.value.at) return due;
  return ok(dueAt('eng.contract.days', context.validUntil, context));
}

/** 合同签订后退还投标保证金及利息的最晚时间. */
export function depositRefundBy(contractSignedAt: Instant, context: DueContext): Result<Due, Refusal> {
  return dueAfter('eng.deposit.refundAfterContract', contractSignedAt, context);
}

/** 撤回投标后退还保证金的最晚时间. */
export function withdrawalRefundBy(noticeReceivedAt: Instant, context: DueContext): Result<Due, Refusal> {
  return dueAfter('eng.deposit.refundWithdraw', noticeReceivedAt, context);
}

/** 招标失败后退还保证金及利息的最晚时间. */
export function failureRefundBy(failedAt: Instant, context: DueContext): Result<Due, Refusal> {
  return dueAfter('eng.deposit.refundFailed', failedAt, context);
}

/** 终止招标后退还保证金及利息的最晚时间. */
export function terminationRefundBy(terminatedAt: Instant, context: DueContext): Result<Due, Refusal> {
  return dueAfter('eng.deposit.refundTerminated', terminatedAt, context);
}

/** 答复异议的最晚时间. */
export function objectionReplyBy(receivedAt: Instant, context: DueContext): Result<Due, Refusal> {
  return dueAfter('eng.objection.reply', receivedAt, context);
}

/** 投诉的最晚时间. The days that an objection waited for its answer are not counted. */
export function complaintBy(
  knownAt: Instant, context: DueContext & { readonly objection?: { readonly raisedAt: Instant; readonly answeredAt: Instant } },
): Result<Due, Refusal> {
  const { objection } = context;
  const waited = objection === undefined ? 0 : Math.max(0, daysBetween(ofInstant(objection.raisedAt), ofInstant(objection.answeredAt)));
  const days = valueOf(context.pack, 'eng.complaint.window', 'day') + waited;
  const at = deadlineAfter(knownAt, { days }, context.calendar);
  return at.ok ? ok(dueAt('eng.complaint.window', at.value, context)) : at;
}

export function complaintAcceptBy(receivedAt: Instant, context: DueContext): Result<Due, Refusal> {
  return dueAfter('eng.complaint.accept', receivedAt, context);
}

export function complaintDecideBy(acceptedAt: Instant, context: DueContext): Result<Due, Refusal> {
  return dueAfter('eng.complaint.decide', acceptedAt, context);
}

/** 对招标文件提出异议的最晚时间: counted back from the bid deadline, so no calendar is asked. */
export function objectionToDocumentBy(bidDeadlineAt: Instant, context: Omit<DueContext, 'calendar'>): Due {
  return dueBefore('eng.objection.doc', bidDeadlineAt, context);
}

/** 发出影响投标文件编制的澄清、修改而不必顺延的最晚时间. */
export function clarificationBy(bidDeadlineAt: Instant, context: Omit<DueContext, 'calendar'>): Due {
  return dueBefore('eng.clarify.minDays', bidDeadlineAt, context);
}

/** End of the bid's validity: its days begin to run with the day of the deadline; agreed, so no holiday moves it. */
export function bidValidUntil(bidDeadlineAt: Instant, bidValidityDays: number): Instant {
  return endOf(addDays(lastDayOf(bidDeadlineAt), bidValidityDays));
}

export type Clarification = { readonly affectsBids: boolean; readonly sentAt: Instant; readonly deadlineAt: Instant };

export type ClarificationOutcome = {
  readonly mustMove: boolean;
  /** The earliest lawful deadline, at the hour of the old one; the old one where nothing moves. */
  readonly deadlineAt: Instant;
  readonly finding: RuleFinding;
};

/** Whether a clarification moves the bid deadline (条例第二十一条), and how far at least. */
export function clarificationOutcome({ affectsBids, sentAt, deadlineAt }: Clarification, pack: RulePack): ClarificationOutcome {
  const days = valueOf(pack, 'eng.clarify.minDays', 'day');
  const missing = Math.max(0, daysBetween(latestDayBefore(deadlineAt, days), ofInstant(sentAt)));
  const mustMove = affectsBids && missing > 0;
  const moved = mustMove ? addMicros(deadlineAt, missing * microsPerDay) : deadlineAt;
  const finding = findingOf(pack, 'eng.clarify.minDays', {
    got: affectsBids ? `投标截止前 ${days - missing} 日${missing === 0 ? '或者更早' : ''}` : '不影响投标文件编制',
    bound: mustMove ? `投标截止时间不早于 ${formatDeadline(moved)}` : `投标截止前至少 ${days} 日`,
    ok: !mustMove,
    path: 'deadlineAt',
  });
  return { mustMove, deadlineAt: moved, finding };
}

/** The same hour on the next working day when `at` falls on a day off: a courtesy, not a duty. */
export function onWorkingDay(at: Instant, calendar: Calendar): Result<Instant, Refusal> {
  const day = ofInstant(at);
  const working = isWorkingDay(day, calendar);
  if (!working.ok || working.value) return working.ok ? ok(at) : working;
  const next = workingDayFrom(day, calendar);
  return next.ok ? ok(addMicros(at, daysBetween(day, next.value) * microsPerDay)) : next;
}

function dueBefore(key: string, deadline: Instant, context: Omit<DueContext, 'calendar'>): Due {
  return dueAt(key, endOf(latestDayBefore(deadline, valueOf(context.pack, key, 'day'))), context);
}
