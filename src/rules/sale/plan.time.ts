import { ok, type Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { addWorkingDays, type Calendar } from '#kernel/time/calendar.ts';
import { addMicros, formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { daysThrough, formatDeadline, workingDaysThrough } from '#kernel/time/period.ts';
import { addDays, addMonths, endOf, ofInstant, type PlainDate } from '#kernel/time/plain-date.ts';
import { findingOf, type RuleFinding } from '../construction/finding.ts';
import { dueAfter } from '../due.ts';
import { getRule, valueOf, type RulePack } from '../pack.ts';
import type { NoticeRule } from './kind-rules.ts';
import type { SaleKind } from './kinds.ts';
import { isListed } from './modes.ts';
import type { PriorListing, SalePlan } from './plan.ts';

type Law = { readonly pack: RulePack; readonly calendar: Calendar };

/** Order, notice, listing, disclosure: every moment of the plan. */
export function timeFindings(plan: SalePlan, kind: SaleKind, law: Law): RuleFinding[] {
  return [
    timeline(plan, law.pack),
    ...notice(plan, kind, law),
    ...listing(plan, kind, law),
    ...hammer(plan, kind, law),
    ...preDisclosure(plan, kind, law),
    ...(plan.priorListing === null ? [] : lapse(plan, plan.priorListing, kind, law.pack)),
  ];
}

/** No law needs to say that an end follows its beginning: a plan that is upside down is refused all the same. */
function timeline(plan: SalePlan, pack: RulePack): RuleFinding {
  const { noticeAt, applyUntil, biddingFrom, biddingUntil } = plan;
  const closes = isListed(plan.mode) || plan.mode === 'tender' ? biddingUntil : biddingFrom;
  const right = noticeAt < applyUntil && noticeAt < biddingFrom && closes !== null && applyUntil <= closes && (biddingUntil === null || biddingFrom < biddingUntil);
  const end = biddingUntil === null ? '' : `，${formatDeadline(biddingUntil)} 截止`;
  return {
    ...findingOf(pack, 'sale.timeline', {
      got: `${formatBeijing(noticeAt)} 公告，报名至 ${formatDeadline(applyUntil)}，${formatBeijing(biddingFrom)} 开始${end}`,
      bound: isListed(plan.mode) || plan.mode === 'tender' ? '公告在先；报名在截止以前结束；写明截止时间，并晚于开始' : '公告在先；报名在竞买开始以前结束；截止晚于开始',
      ok: right,
      path: 'biddingFrom',
    }),
    binding: true,
  };
}

function notice(plan: SalePlan, kind: SaleKind, law: Law): RuleFinding[] {
  const key = noticeKey(plan, kind, law.pack);
  if (key === null) return [];
  const { until, tenderUntil } = kind.rules.notice;
  if (until === 'application') return [lasting(key, { from: plan.noticeAt, until: plan.applyUntil, path: 'applyUntil' }, law)];
  const end = plan.mode === 'tender' && tenderUntil === 'closing' && plan.biddingUntil !== null
    ? { until: plan.biddingUntil, path: 'biddingUntil' }
    : { until: dayIncluded(plan.biddingFrom), path: 'biddingFrom' };
  return [lasting(key, { from: plan.noticeAt, ...end }, law)];
}

/** A second listing at the same price and terms prolongs the first, and no law measures that; a changed one is measured anew. */
function noticeKey(plan: SalePlan, { rules }: SaleKind, pack: RulePack): string | null {
  const prior = plan.priorListing;
  if (rules.relist === null || prior === null) return lengthKey(rules.notice, plan, pack);
  const lowered = prior.lastStartFen !== null && plan.startFen !== null && plan.startFen < prior.lastStartFen;
  return lowered || prior.conditionsChanged ? rules.relist : null;
}

function lengthKey(rule: NoticeRule, plan: SalePlan, pack: RulePack): string | null {
  if ('rule' in rule) return rule.rule;
  const { smallFen, small, largeFen, large } = rule.byStart;
  if (plan.startFen === null || plan.startFen >= BigInt(valueOf(pack, largeFen, 'fen'))) return large;
  return plan.startFen > BigInt(valueOf(pack, smallFen, 'fen')) ? small : null;
}

function listing(plan: SalePlan, kind: SaleKind, law: Law): RuleFinding[] {
  if (!isListed(plan.mode) || plan.biddingUntil === null) return [];
  const gap = kind.rules.applicationGap;
  return [
    lasting(kind.rules.listing, { from: plan.biddingFrom, until: plan.biddingUntil, path: 'biddingUntil' }, law),
    ...(gap === null ? [] : [{ ...lasting(gap, { from: plan.applyUntil, until: plan.biddingUntil, path: 'applyUntil' }, law), bound: `报名在挂牌截止前至少 ${valueOf(law.pack, gap, 'workday')} 个工作日结束` }]),
  ];
}

function hammer(plan: SalePlan, kind: SaleKind, law: Law): RuleFinding[] {
  if (plan.mode !== 'auction' || !kind.rules.underAuctionLaw) return [];
  const least = valueOf(law.pack, 'auction.display', 'day');
  return [
    lasting('auction.notice', { from: plan.noticeAt, until: dayIncluded(plan.biddingFrom), path: 'biddingFrom' }, law),
    findingOf(law.pack, 'auction.display', { got: `${plan.displayDays} 日`, bound: `不少于 ${least} 日`, ok: plan.displayDays >= least, path: 'displayDays' }),
  ];
}

function preDisclosure(plan: SalePlan, kind: SaleKind, law: Law): RuleFinding[] {
  const rules = kind.rules.preDisclosure;
  if (rules === null || !plan.losesControl) return [];
  const before = plan.preDisclosure;
  if (before === null) return [findingOf(law.pack, rules.length, { got: '没有预披露', bound: `正式披露以前预披露不少于 ${valueOf(law.pack, rules.length, 'workday')} 个工作日`, ok: false, path: 'preDisclosure' })];
  const length = lasting(rules.length, { from: before.fromAt, until: before.untilAt, path: 'preDisclosure.untilAt' }, law);
  const due = dueAfter(rules.within, before.approvedAt, { ...law, actualAt: before.fromAt });
  const within = due.ok ? { ...due.value.finding, path: 'preDisclosure.fromAt' } : unpublished(rules.within, due.error, law.pack, 'preDisclosure.fromAt');
  const isOver = before.untilAt <= plan.noticeAt;
  return [isOver ? length : { ...length, got: '正式披露时预披露还没有结束', bound: `预披露期满（${formatDeadline(before.untilAt)}）以后正式披露`, ok: false }, within];
}

/** The valuation grows old: no holiday prolongs it. */
function lapse(plan: SalePlan, { firstNoticeAt }: PriorListing, kind: SaleKind, pack: RulePack): RuleFinding[] {
  const key = kind.rules.lapse;
  if (key === null) return [];
  const until = endOf(addMonths(ofInstant(firstNoticeAt), valueOf(pack, key, 'month')));
  return [findingOf(pack, key, {
    got: `${formatBeijing(firstNoticeAt)} 首次披露，${formatBeijing(plan.noticeAt)} 再次披露`, bound: `不晚于 ${formatDeadline(until)} 再次披露，逾期重新审计、评估并作为首次披露`, ok: plan.noticeAt < until, path: 'priorListing',
  })];
}

type Span = { readonly from: Instant; readonly until: Instant; readonly path: string };

/** Whether a span is as long as a rule in 日 or 工作日 asks, and the first day on which it would be. */
function lasting(key: string, { from, until, path }: Span, { pack, calendar }: Law): RuleFinding {
  const inWorkdays = getRule(pack, key).unit === 'workday';
  const least = inWorkdays ? valueOf(pack, key, 'workday') : valueOf(pack, key, 'day');
  const unit = inWorkdays ? '个工作日' : '日';
  const first: Result<PlainDate, Refusal> = inWorkdays ? addWorkingDays(ofInstant(from), least, calendar) : ok(addDays(ofInstant(from), least));
  if (!first.ok) return unpublished(key, first.error, pack, path);
  const bound = `不少于 ${least} ${unit}，到 ${first.value} 或者以后`;
  const length = inWorkdays ? workingDaysThrough(from, until, calendar) : ok(daysThrough(from, until));
  // Later than the last published day: how long is unknown, that it is long enough is not.
  if (!length.ok) return findingOf(pack, key, { got: `超过 ${least} ${unit}`, bound, ok: true, path });
  return findingOf(pack, key, { got: `${length.value} ${unit}`, bound, ok: length.value >= least, path });
}

function unpublished(key: string, { message, got }: Refusal, pack: RulePack, path: string): RuleFinding {
  return findingOf(pack, key, { got: got ?? message, bound: '落在放假安排已经公布的年份', ok: false, path });
}

/** A beginning takes its whole day with it, even at 0:00, where an end would leave it to the day before. */
function dayIncluded(beginning: Instant): Instant {
  return addMicros(beginning, 1);
}
