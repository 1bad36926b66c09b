import type { HallView } from '#trade/auction/hall-view.types.ts';
import { nowPossible, standingOf } from './bid-mode.ts';
import { formatExact } from './figures.ts';

export type Tone = 'price' | 'outbid' | 'turn' | 'end';

/** What is said, and which tone sounds, when a hall goes from one view to the next. */
export type Happening = { readonly text: string; readonly tone: Tone | null };

export function happeningOf(before: HallView, after: HallView): Happening | null {
  if (before.status !== after.status) return statusSaid(after);
  if (before.stage?.kind !== after.stage?.kind && after.stage) return { text: `${after.stage.title}开始。${possible(after)}`, tone: 'turn' };
  const isTopped = before.best?.priceFen !== after.best?.priceFen || before.best?.paddle !== after.best?.paddle;
  if (isTopped && after.best) return priceSaid(before, after, after.best);
  if (before.askFen !== after.askFen && after.askFen) return { text: `降到 ${formatExact(BigInt(after.askFen))}`, tone: 'price' };
  if (after.stage?.kind === 'turns' && nowPossible(before).mode === null && nowPossible(after).mode !== null) return { text: '轮到你报价', tone: 'turn' };
  return null;
}

function priceSaid(before: HallView, after: HallView, { paddle, priceFen }: NonNullable<HallView['best']>): Happening {
  const price = formatExact(BigInt(priceFen));
  // Under weights a price can put another in front who said nothing now.
  if (after.priceWeight !== null && before.best !== null && before.best.paddle !== paddle) return leadSaid(before, after, { paddle, price });
  if (paddle === after.mine?.paddle) return { text: `${price}，现在是你${after.direction === 'up' ? '最高' : '最低'}`, tone: null };
  if (standingOf(before) === 'leading') return { text: `你已被超过：${paddle} 号报 ${price}`, tone: 'outbid' };
  return { text: `${paddle} 号报 ${price}`, tone: 'price' };
}

function leadSaid(before: HallView, after: HallView, { paddle, price }: { readonly paddle: number; readonly price: string }): Happening {
  if (paddle === after.mine?.paddle) return { text: `总分现在是你领先，报价 ${price}`, tone: null };
  return before.best?.paddle === after.mine?.paddle ? { text: `你的总分已被 ${paddle} 号超过（${price}）`, tone: 'outbid' } : { text: `总分领先的变为 ${paddle} 号，报价 ${price}`, tone: 'price' };
}

function statusSaid(view: HallView): Happening {
  switch (view.status) {
    case 'waiting': return { text: '等待开始', tone: null };
    case 'running': return { text: `竞价进行中，${view.stage?.title ?? ''}。${possible(view)}`, tone: 'turn' };
    case 'paused': return { text: '全场暂停，恢复后补足倒计时', tone: 'end' };
    case 'ended': return { text: `竞价结束，${endSaid(view)}`, tone: 'end' };
  }
}

function endSaid({ outcome, mine }: HallView): string {
  switch (outcome?.kind) {
    case 'sold': return `${outcome.paddle === mine?.paddle ? '你' : `${outcome.paddle} 号`}以 ${formatExact(BigInt(outcome.priceFen))} 竞得`;
    case 'allotted': return `以 ${formatExact(BigInt(outcome.priceFen))} 成交`;
    case 'reserve-pending': return '等待底价比对';
    case 'unsold': return outcome.reason === 'no-bid' ? '没有人报价' : '没有达到底价，未成交';
    case undefined: return '未成交';
  }
}

function possible(view: HallView): string {
  return view.mine ? (nowPossible(view).why ?? '') : '';
}
