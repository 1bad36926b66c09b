import { formatFen } from '#kernel/money.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { modeTitle } from '#rules/sale/modes.ts';
import type { AuctionMode, SaleLotPlan } from './sale.types.ts';

/** How a lot is bid for, in the words of the announcement. */
export function modeText(mode: AuctionMode): string {
  const title = modeTitle(mode.kind);
  switch (mode.kind) {
    case 'listing': return `${title}，${formatDeadline(mode.until)} 截止；截止时询问是否继续竞价，有人继续的转入限时竞价，每次 ${mode.cycleMinutes} 分钟`;
    case 'onlineBidding': return `${title}，自由报价至 ${formatDeadline(mode.until)}，其后限时报价，每次 ${secondsText(mode.cycleSeconds)}`;
    case 'auction': return `${title}，由拍卖师在大厅主持，叫价后落槌成交；标的展示 ${mode.displayDays} 日`;
    case 'descending': return `${title}，从起始价起每 ${secondsText(mode.everySeconds)}降 ${formatFen(BigInt(mode.dropFen))}，最低 ${formatFen(BigInt(mode.floorFen))}`;
  }
}

/** 加价幅度, fixed or by price. */
export function tiersText(tiers: SaleLotPlan['tiers']): string {
  return tiers.map(({ fromFen, stepFen }) => `${fromFen === '0' ? '' : `${formatFen(BigInt(fromFen))} 起 `}${formatFen(BigInt(stepFen))}`).join('；');
}

export function reserveText({ reserveHash }: Pick<SaleLotPlan, 'reserveHash'>): string {
  return reserveHash === null ? '不设底价' : '设有底价，保密，只公布是否达到';
}

/** `2026-12-11 09:00` */
export function minuteText(at: SaleLotPlan['biddingFrom']): string {
  return formatBeijing(at).slice(0, 16);
}

function secondsText(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} 分钟` : `${seconds} 秒`;
}
