import { formatFen } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { modeTitle } from '#rules/sale/modes.ts';
import type { AuctionMode, SaleLotPlan } from './sale.types.ts';

/** How a lot is bid for, in the words of the announcement. */
export function modeText(mode: AuctionMode): string {
  const title = modeTitle(mode.kind);
  switch (mode.kind) {
    case 'listing': return `${title}，${formatDeadline(mode.until)} 截止；截止时询问是否继续竞价，有人继续的转入限时竞价，每次 ${mode.cycleMinutes} 分钟`;
    case 'lotteryAfterCap': return `挂牌，${formatDeadline(mode.until)} 截止；没有达到最高限价的，截止时询问是否继续竞价，限时竞价每次 ${mode.cycleMinutes} 分钟；达到最高限价的，愿按限价成交的竞买人在 ${mode.joinMinutes} 分钟内表示参加，由各方密钥保管方托管的随机值摇号，任何人可以重算`;
    case 'nearestAfterCap': return `挂牌，${formatDeadline(mode.until)} 截止；没有达到最高限价的，截止时询问是否继续竞价，限时竞价每次 ${mode.cycleMinutes} 分钟；达到最高限价的，${mode.offerMinutes} 分钟内各密封报一次价，到时一起打开，最接近平均价者得`;
    case 'sealedOnce': return `${title}，${mode.offerMinutes} 分钟内各密封报一次价，截止前可以改报，到时一起打开，最高者得`;
    case 'onlineBidding': return `${title}，自由报价至 ${formatDeadline(mode.until)}，其后限时报价，每次 ${secondsText(mode.cycleSeconds)}`;
    case 'weighted': return `${title}，自由报价至 ${formatDeadline(mode.until)}，其后限时报价，每次 ${secondsText(mode.cycleSeconds)}；价格权重 ${percentText(mode.priceWeight)}，其余为${mode.criteria.map(({ title: name, most }) => `${name} ${most} 分`).join('、')}`;
    case 'reverse': return `${title}，向下自由报价至 ${formatDeadline(mode.until)}，其后限时报价，每次 ${secondsText(mode.cycleSeconds)}；最低者得`;
    case 'multiRound': return `${title}，共 ${mode.rounds} 轮，每轮从条件最差的开始依次报价，每人 ${secondsText(mode.turnSeconds)}，轮间停顿 ${secondsText(mode.pauseSeconds)}`;
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

/** `0.6` as `60%` */
export function percentText(share: string): string {
  const parsed = ratio.parse(share);
  return `${parsed.ok ? ratio.round(ratio.mul(parsed.value, ratio.of(100n)), 2).replace(/\.?0+$/, '') : share}%`;
}

function secondsText(seconds: number): string {
  return seconds % 60 === 0 ? `${seconds / 60} 分钟` : `${seconds} 秒`;
}
