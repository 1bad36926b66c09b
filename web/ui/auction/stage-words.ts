import type { HallView } from '#trade/auction/hall-view.types.ts';
import type { StageKind } from '#trade/auction/engine/engine.types.ts';
import type { ChipProps } from '../types.ts';
import { formatSpan } from './figures.ts';
import { formatDayTime } from '../format.ts';

/** What the countdown of a stage runs towards, in the ring, and what it means, below it. */
type StageWords = { readonly inRing: string; readonly below: (view: HallView) => string };

const words: { readonly [K in StageKind]: StageWords } = {
  open: { inRing: '后结束自由报价', below: ({ stage }) => (stage?.endsAt ? `到 ${formatDayTime(stage.endsAt)} 结束，到点不延长` : '') },
  ask: { inRing: '内回答是否继续', below: () => '没有人愿意继续，即按当前最高报价成交' },
  countdown: { inRing: '无人加价即成交', below: ({ stage }) => (stage?.cycleMs ? `每次有效报价重新计时 ${formatSpan(stage.cycleMs)}` : '每次有效报价重新计时') },
  descending: { inRing: '后再降一次', below: () => '第一个应价的人先得' },
  sealed: { inRing: '内密封报价', below: () => '到时所有报价一次公布' },
  best: { inRing: '内可以再报', below: () => '只由应价人再报一次' },
  turns: { inRing: '本次发言剩余', below: turnWords },
  match: { inRing: '内可以行使优先权', below: () => '同等条件下优先：有优先购买权的可以按这个价格取得' },
  nearest: { inRing: '内密封报价', below: () => '最接近平均价的竞得' },
  lottery: { inRing: '内表示参加', below: () => '愿按限价成交的，公开摇号决定' },
  hammer: { inRing: '', below: ({ calls }) => (calls ? '有人加价，从第一次重新叫' : '等拍卖师宣布开始') },
  call: { inRing: '内申报', below: () => '到时按同一价格撮合' },
};

/** Whose turn it is, and of how many rounds. */
function turnWords({ turn, mine }: HallView): string {
  if (turn === null) return '条件最差的先报，轮流发言';
  const round = `第 ${turn.round} 轮，共 ${turn.rounds} 轮`;
  if (turn.paddle === null) return `${round} · 停顿，先看清现在的价格`;
  return turn.paddle === mine?.paddle ? `${round} · 轮到你` : `${round} · 轮到 ${turn.paddle} 号`;
}

export function ringWords(view: HallView): { readonly inRing: string; readonly below: string } {
  if (!view.stage) return { inRing: '', below: '' };
  const { inRing, below } = words[view.stage.kind];
  return { inRing: view.stage.kind === 'countdown' && view.hasReserve ? '无人加价即结束' : inRing, below: below(view) };
}

/** What the price on top is called. */
export function priceTitle(view: HallView): string {
  if (view.outcome?.kind === 'sold' || view.outcome?.kind === 'allotted') return '成交价';
  if (view.stage?.kind === 'descending' && view.best === null) return '现在的价格';
  if (view.best === null) return view.direction === 'up' ? '起始价，还没有人报价' : '起始价（最高），还没有人报价';
  if (view.priceWeight !== null) return view.status === 'ended' ? '总分最高的报价' : '总分领先的报价';
  const which = view.direction === 'up' ? '最高' : '最低';
  return view.status === 'ended' ? `${which}报价` : `当前${which}报价`;
}

export function statusChip(view: HallView): ChipProps {
  switch (view.status) {
    case 'waiting': return { label: '等待开始', tone: 'sky' };
    case 'paused': return { label: '已暂停', tone: 'bad' };
    case 'running': return { label: view.stage?.title ?? '进行中', tone: 'act', live: true };
    case 'ended': return endChip(view);
  }
}

function endChip({ outcome }: HallView): ChipProps {
  if (outcome?.kind === 'reserve-pending') return { label: '等待底价比对', tone: 'act', live: true };
  return outcome?.kind === 'unsold' || outcome === null ? { label: '未成交', tone: 'plain' } : { label: '成交', tone: 'ok' };
}

/** What became of the sealed reserve; null where there is none. Its figure is never told. */
export function reserveWords({ hasReserve, outcome }: HallView): { readonly state: string; readonly isKnown: boolean } | null {
  if (!hasReserve) return null;
  if (outcome?.kind === 'reserve-pending') return { state: '正在比对', isKnown: false };
  if (outcome?.kind === 'sold' || outcome?.kind === 'allotted') return { state: '已达到', isKnown: true };
  return outcome?.kind === 'unsold' && outcome.reason === 'below-reserve' ? { state: '未达到', isKnown: true } : { state: '结束后公布是否达到', isKnown: false };
}
