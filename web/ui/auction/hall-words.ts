import { percentText } from '#trade/sale/sale.words.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { formatTime } from '../format.ts';
import { formatChange, formatExact } from './figures.ts';
import { reserveWords } from './stage-words.ts';

/** What stands under the price, label by label. */
export function hallFacts(view: HallView): readonly (readonly [label: string, value: string])[] {
  const start = BigInt(view.startFen);
  const reserve = reserveWords(view);
  const isPast = view.stages.slice(0, view.stagesDone).some(({ kind }) => kind === 'ask');
  return [
    ['起始价', `¥ ${formatExact(start)}`],
    [view.direction === 'up' ? '加价幅度' : '降价幅度', `¥ ${formatExact(BigInt(view.stepFen))}`],
    ...(view.best ? [[view.direction === 'up' ? '溢价' : '降幅', formatChange(start, BigInt(view.best.priceFen))] as const] : []),
    ...(view.priceWeight === null ? [] : [['权重', `价格 ${percentText(view.priceWeight)}，其余为公告的指标`] as const]),
    ...(view.inDraw.length === 0 ? [] : [['参加摇号', view.inDraw.map((paddle) => `${paddle} 号`).join('、')] as const]),
    ...(view.capFen === null ? [] : [['限价', `¥ ${formatExact(BigInt(view.capFen))}`] as const]),
    ...(reserve ? [['底价', '保密，只公布是否达到'], ['底价比对', reserve.state]] as const : []),
    ...(isPast && view.stage ? [['询问', `${formatTime(view.stage.begunAt)} ${view.goingOn} 人愿意继续`] as const] : []),
  ];
}

/** The price on top: sold, standing, asked for, or where it begins. */
export function priceOf({ outcome, best, askFen, startFen }: HallView): bigint {
  return BigInt(outcome?.kind === 'sold' || outcome?.kind === 'allotted' ? outcome.priceFen : (best?.priceFen ?? askFen ?? startFen));
}

/** Where a row stands in the public log. */
export function placeOf(logIndex: number | null | undefined): { readonly index?: number; readonly href?: string } {
  return logIndex == null ? {} : { index: logIndex, href: `/log?index=${logIndex}` };
}

/** How it ended, in a sentence, and what follows; null while it has not. */
export function endWords({ outcome, mine }: HallView): { readonly tone: '' | 'act' | 'ok'; readonly title: string; readonly text: string } | null {
  if (outcome === null) return null;
  const isMine = 'paddle' in outcome && outcome.paddle === mine?.paddle;
  switch (outcome.kind) {
    case 'reserve-pending': return { tone: 'act', title: '等待底价比对', text: `${isMine ? '你的报价最高。' : '最高报价已经定下。'}密封的底价由出让人、转让人打开，与公告的指纹核对，只公布是否达到；达到即成交。` };
    case 'unsold': return outcome.reason === 'no-bid' ? { tone: '', title: '没有人报价，本次未成交', text: '出让人、转让人可以另行公告。' } : { tone: '', title: '最高报价没有达到底价，本次未成交', text: '底价不公布；保证金按公告的期限退还。' };
    case 'sold':
    case 'allotted': return { tone: 'ok', title: isMine ? '你已竞得' : outcome.kind === 'sold' ? `${outcome.paddle} 号竞买人竞得` : '集合竞价成交', text: isMine ? '请按公告的时间签订成交确认书。' : '未成交者始终匿名；保证金按公告的期限退还。' };
  }
}
