import { formatFen, type Fen } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import { isWorkingDay, type Calendar } from '#kernel/time/calendar.ts';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { daysThrough, formatDeadline } from '#kernel/time/period.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { valueOf, type RulePack } from '../pack.ts';
import { percentText, rate } from '../rate.ts';
import { awardMethodName, followsRanking, type AwardMethod } from './award-method.ts';
import { depositFindings, type DepositPlan } from './deposit.ts';
import { findingOf, type RuleFinding } from './finding.ts';

/** One lot: what deposit and price cap are judged by. */
export type LotPlan = DepositPlan & { readonly priceCapFen: Fen | null };

/** What the initiator fixes in notice and tender document; the form may check it while it is being typed. */
export type TenderPlan = {
  readonly publishAt: Instant;
  readonly documentFrom: Instant;
  readonly documentUntil: Instant;
  readonly bidDeadlineAt: Instant;
  readonly openingAt: Instant;
  readonly bidValidityDays: number;
  readonly decryptWindowMinutes: number;
  /** Decimal share of the contract sum, `0.1`; null where none is asked. */
  readonly performanceBondRate: string | null;
  readonly awardMethod: AwardMethod;
  /** 国有资金占控股或者主导地位的依法必须招标项目: its initiator may not choose among the candidates. */
  readonly isStateFunded: boolean;
  readonly lots: readonly LotPlan[];
};

/** Every rule on the plan with its outcome, kept or not: the caller decides what to show and refuses on `blocking(…)`. */
export function checkTenderPlan(plan: TenderPlan, pack: RulePack, calendar: Calendar): RuleFinding[] {
  return [
    documentAfterNotice(plan, pack),
    atLeastDays(pack, 'eng.doc.saleMinDays', daysThrough(plan.documentFrom, plan.documentUntil), 'documentUntil'),
    atLeastDays(pack, 'eng.bid.prepMinDays', daysThrough(plan.documentFrom, plan.bidDeadlineAt), 'bidDeadlineAt'),
    openingAtDeadline(plan, pack),
    openingOnWorkingDay(plan, pack, calendar),
    validity(plan, pack),
    decryptWindow(plan, pack),
    ...performanceBond(plan, pack),
    ...awardMethod(plan, pack),
    ...plan.lots.flatMap((lot, index) => [...depositFindings(lot, pack, `lots.${index}.depositFen`), ...priceCap(lot, pack, `lots.${index}.priceCapFen`)]),
  ];
}

/** Whether enough bids came in to open; below it the tender has failed and begins anew. */
export function checkBidderCount(bidders: number, pack: RulePack): RuleFinding {
  const least = valueOf(pack, 'eng.minBidders', 'count');
  return findingOf(pack, 'eng.minBidders', { got: `${bidders} 家`, bound: `不少于 ${least} 家`, ok: bidders >= least, path: 'bidders' });
}

function priceCap(lot: LotPlan, pack: RulePack, path: string): RuleFinding[] {
  if (lot.priceCapFen === null) return [];
  return [findingOf(pack, 'eng.maxPrice', { got: formatFen(lot.priceCapFen), bound: '大于零，并在招标文件中载明', ok: lot.priceCapFen > 0n, path })];
}

function documentAfterNotice(plan: TenderPlan, pack: RulePack): RuleFinding {
  return findingOf(pack, 'eng.doc.fromNotice', {
    got: `${formatBeijing(plan.documentFrom)} 至 ${formatDeadline(plan.documentUntil)}`,
    bound: `${formatBeijing(plan.publishAt)}（公告发布）以后，${formatDeadline(plan.bidDeadlineAt)}（投标截止）以前`,
    ok: plan.publishAt <= plan.documentFrom && plan.documentFrom < plan.documentUntil && plan.documentUntil <= plan.bidDeadlineAt,
    path: 'documentFrom',
  });
}

function atLeastDays(pack: RulePack, key: string, got: number, path: string): RuleFinding {
  const least = valueOf(pack, key, 'day');
  return findingOf(pack, key, { got: `${got} 日`, bound: `不少于 ${least} 日`, ok: got >= least, path });
}

function openingAtDeadline(plan: TenderPlan, pack: RulePack): RuleFinding {
  return findingOf(pack, 'eng.opening.sameInstant', {
    got: formatDeadline(plan.openingAt), bound: '与投标截止同一时刻', ok: plan.openingAt === plan.bidDeadlineAt, path: 'openingAt',
  });
}

function openingOnWorkingDay(plan: TenderPlan, pack: RulePack, calendar: Calendar): RuleFinding {
  const day = ofInstant(plan.openingAt);
  const working = isWorkingDay(day, calendar);
  const got = working.ok ? `${day}（${working.value ? '工作日' : '休息日'}）` : `${day}（当年放假安排未公布）`;
  return findingOf(pack, 'eng.opening.workingDay', { got, bound: '工作日', ok: working.ok && working.value, path: 'openingAt' });
}

function validity(plan: TenderPlan, pack: RulePack): RuleFinding {
  const days = plan.bidValidityDays;
  return findingOf(pack, 'eng.bidValidity', { got: `${days} 日`, bound: '大于零的整数日，自投标截止之日起算', ok: Number.isSafeInteger(days) && days > 0, path: 'bidValidityDays' });
}

function decryptWindow(plan: TenderPlan, pack: RulePack): RuleFinding {
  const least = valueOf(pack, 'e.decrypt.windowMin', 'minute');
  return findingOf(pack, 'e.decrypt.windowMin', {
    got: `${plan.decryptWindowMinutes} 分钟`, bound: `不少于 ${least} 分钟`, ok: plan.decryptWindowMinutes >= least, path: 'decryptWindowMinutes',
  });
}

function performanceBond(plan: TenderPlan, pack: RulePack): RuleFinding[] {
  if (plan.performanceBondRate === null) return [];
  const most = rate(valueOf(pack, 'eng.perf.max', 'rate'));
  const parsed = ratio.parse(plan.performanceBondRate);
  const ok = parsed.ok && ratio.compare(parsed.value, ratio.zero) > 0 && ratio.compare(parsed.value, most) <= 0;
  const got = parsed.ok ? percentText(parsed.value) : plan.performanceBondRate;
  return [findingOf(pack, 'eng.perf.max', { got, bound: `不超过中标合同金额的 ${percentText(most)}`, ok, path: 'performanceBondRate' })];
}

/** 条例第五十五条 binds state money alone; who spends its own may state another method. */
function awardMethod({ isStateFunded, awardMethod: kind }: TenderPlan, pack: RulePack): RuleFinding[] {
  if (!isStateFunded) return [];
  const ok = followsRanking(kind) || valueOf(pack, 'eng.award.separate', 'flag');
  return [findingOf(pack, 'eng.award.first', { got: awardMethodName(kind), bound: `${awardMethodName('first-candidate')}，或者${awardMethodName('panel-decides')}`, ok, path: 'awardMethod' })];
}
