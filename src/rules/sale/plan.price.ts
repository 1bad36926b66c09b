import { formatFen, shareOf } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import { findingOf, type RuleFinding } from '../construction/finding.ts';
import { valueOf, type RulePack } from '../pack.ts';
import { percentText, rate } from '../rate.ts';
import { leastShareOf } from './deadlines.ts';
import type { SaleKind } from './kinds.ts';
import type { SalePlan } from './plan.ts';

/** Deposit and starting price. */
export function priceFindings(plan: SalePlan, kind: SaleKind, pack: RulePack): RuleFinding[] {
  return [...leastDeposit(plan, kind, pack), ...mostDeposit(plan, kind, pack), ...valuation(plan, kind, pack), ...floor(plan, kind, pack), ...consent(plan, kind, pack)];
}

/** Where the floor itself is disclosed, a second and secret one would contradict it. */
export function reserveFindings(plan: SalePlan, kind: SaleKind, pack: RulePack): RuleFinding[] {
  const key = kind.rules.openFloor;
  if (key === null) return [];
  return [findingOf(pack, key, { got: plan.hasReserve ? '另设保密底价' : '没有另设保密底价', bound: '不另设保密底价', ok: !plan.hasReserve, path: 'hasReserve' })];
}

export function paymentFindings(plan: SalePlan, kind: SaleKind, pack: RulePack): RuleFinding[] {
  const { payment } = kind.rules;
  if (payment === null) return [];
  // 原则上: who departs from a principle answers for it, so it advises.
  const once = payment.once === null ? [] : [{
    ...findingOf(pack, payment.once, { got: plan.instalments === null ? '一次付清' : '分期付款', bound: '一次付清', ok: plan.instalments === null, path: 'instalments' }),
    binding: false,
  }];
  if (plan.instalments === null) return once;
  const least = rate(valueOf(pack, payment.firstShare, 'rate'));
  const share = ratio.parse(plan.instalments.firstShare);
  const isShare = share.ok && ratio.compare(share.value, least) >= 0 && ratio.compare(share.value, ratio.one) <= 0;
  const most = 12 * valueOf(pack, payment.last, 'year');
  const months = plan.instalments.lastWithinMonths;
  return [
    ...once,
    findingOf(pack, payment.firstShare, { got: share.ok ? percentText(share.value) : plan.instalments.firstShare, bound: `不低于价款的 ${percentText(least)}`, ok: isShare, path: 'instalments.firstShare' }),
    findingOf(pack, payment.last, { got: `${months} 个月`, bound: `不超过 ${most} 个月`, ok: Number.isSafeInteger(months) && months > 0 && months <= most, path: 'instalments.lastWithinMonths' }),
  ];
}

function leastDeposit({ depositFen, startFen }: SalePlan, kind: SaleKind, pack: RulePack): RuleFinding[] {
  const key = kind.rules.depositLeast;
  if (key === null) return [];
  const share = rate(valueOf(pack, key, 'rate'));
  const got = depositFen === null ? '不收保证金' : formatFen(depositFen);
  if (startFen === null) return [findingOf(pack, key, { got: `${got}，没有起始价`, bound: `写明起始价（出让最低价），保证金不低于它的 ${percentText(share)}`, ok: false, path: 'startFen' })];
  const least = leastShareOf(startFen, share);
  return [findingOf(pack, key, { got, bound: `不低于 ${formatFen(least)}（起始价 ${formatFen(startFen)} 的 ${percentText(share)}）`, ok: depositFen !== null && depositFen >= least, path: 'depositFen' })];
}

function mostDeposit({ depositFen, startFen }: SalePlan, kind: SaleKind, pack: RulePack): RuleFinding[] {
  const key = kind.rules.depositMost;
  if (key === null || depositFen === null || startFen === null) return [];
  const share = rate(valueOf(pack, key, 'rate'));
  const most = shareOf(startFen, share, 'down');
  return [findingOf(pack, key, { got: formatFen(depositFen), bound: `不超过 ${formatFen(most)}（底价 ${formatFen(startFen)} 的 ${percentText(share)}）`, ok: depositFen > 0n && depositFen <= most, path: 'depositFen' })];
}

function valuation({ valuationFen }: SalePlan, kind: SaleKind, pack: RulePack): RuleFinding[] {
  const key = kind.rules.valuation;
  if (key === null) return [];
  return [findingOf(pack, key, { got: valuationFen === null ? '没有评估' : formatFen(valuationFen), bound: '有评估结果', ok: valuationFen !== null, path: 'valuationFen' })];
}

/** Binds the first listing; a later one falls under `consent`. Whether there must be a valuation at all is `valuation`'s to say. */
function floor({ startFen, valuationFen, priorListing }: SalePlan, kind: SaleKind, pack: RulePack): RuleFinding[] {
  const key = kind.rules.floor;
  if (key === null || priorListing !== null || valuationFen === null) return [];
  const got = startFen === null ? '没有起始价' : formatFen(startFen);
  return [findingOf(pack, key, { got, bound: `不低于评估结果 ${formatFen(valuationFen)}`, ok: startFen !== null && startFen >= valuationFen, path: 'startFen' })];
}

function consent({ startFen, valuationFen, priorListing }: SalePlan, kind: SaleKind, pack: RulePack): RuleFinding[] {
  const key = kind.rules.consentBelow;
  if (key === null || priorListing === null || startFen === null || valuationFen === null) return [];
  const share = rate(valueOf(pack, key, 'rate'));
  const least = leastShareOf(valuationFen, share);
  const isLow = startFen < least;
  return [findingOf(pack, key, {
    got: `${formatFen(startFen)}${isLow ? (priorListing.approverConsents ? '，批准单位书面同意' : '，没有批准单位书面同意') : ''}`,
    bound: `不低于 ${formatFen(least)}（评估结果的 ${percentText(share)}），或者经批准单位书面同意`,
    ok: !isLow || priorListing.approverConsents,
    path: 'startFen',
  })];
}
