import { capitalFen } from '#kernel/money.capital.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { HallRow, HallView } from '#trade/auction/hall-view.types.ts';
import { curveOf } from '../ui/auction/curve.ts';
import { formatExact, formatMoment, formatWhen, formatYuan } from '../ui/auction/figures.ts';
import { endWords, hallFacts, placeOf, priceOf } from '../ui/auction/hall-words.ts';
import type { HallState } from '../ui/auction/hall-state.ts';
import { missedWords } from '../ui/auction/missed.ts';
import { priceTitle, ringWords, statusChip } from '../ui/auction/stage-words.ts';
import { formatLeft, timeLeft } from '../ui/auction/time-left.ts';
import { formatDayTime, formatTime } from '../ui/format.ts';
import { html, type Html, type Piece } from './html.ts';
import { chip, evidence } from './parts.ts';

/** The line of the page that shows a hall; null where the page has none. */
export type Line = Pick<HallState, 'status' | 'missed' | 'watching'> | null;

/**
 * The parts of a hall that change, by name. The server writes them into the page, and the script writes anew those that have
 * become different: so whoever has no script sees the same.
 */
export function auctionParts(view: HallView, now: Instant, line: Line): Readonly<Record<PartName, Html>> {
  const rows = view.rows.filter(({ result }) => result === 'accepted');
  return {
    head: html`${chip(statusChip(view))}<span class="room">${line?.watching != null && html`<span>围观 <span class="num">${line.watching}</span></span>`}</span>`,
    banner: banner(view, line),
    price: price(view, now),
    clock: clock(view, now),
    facts: html`${hallFacts(view).map(([label, value]) => html`<div><dt>${label}</dt><dd class="num">${value}</dd></div>`)}`,
    stages: stages(view),
    curve: chart(view, now),
    table: html`${[...view.curve].reverse().map(({ at, paddle, priceFen }) => html`<tr><td class="num">${formatDayTime(at).slice(0, 5)} ${formatMoment(at)}</td><td>${paddle} 号</td><td class="num">${formatYuan(BigInt(priceFen))}</td></tr>`)}`,
    rows: rows.length === 0 ? html`<tr><td colspan="5" class="auction-empty">还没有人报价。</td></tr>` : html`${rows.slice(0, shownFirst).map((each) => row(each, view, now))}`,
    more: html`${rows.length > shownFirst && html`再看 ${rows.length - shownFirst} 条`}`,
    older: html`${rows.slice(shownFirst).map((each) => row(each, view, now))}`,
  };
}

export const partNames = ['head', 'banner', 'price', 'clock', 'facts', 'stages', 'curve', 'table', 'rows', 'more', 'older'] as const;
export type PartName = (typeof partNames)[number];

const shownFirst = 12;

function banner(view: HallView, line: Line): Html {
  const missed = line?.missed ? missedWords(line.missed) : null;
  const end = endWords(view);
  const stopped = view.pausedFor === null ? '' : `原因：${view.pausedFor === 'outage' ? '平台中断，正在恢复' : view.pausedFor}。`;
  return html`${line?.status === 'lost' && html`<p class="auction-banner bad"><b>连接断开，正在重新连接</b><span>看到的价格可能已经变了；连上以后会告诉你错过了什么。</span></p>`}${
    line?.status !== 'lost' && missed && html`<p class="auction-banner sky"><span>${missed}</span><button type="button" data-seen>知道了</button></p>`}${
    view.status === 'paused' && html`<p class="auction-banner bad"><b>全场暂停，恢复后补足倒计时</b><span>${stopped}所有人都不能报价，没有人因此少一秒。</span></p>`}${
    end && html`<div class="auction-end ${end.tone}"><b>${end.title}</b><span>${end.text}</span></div>`}`;
}

function price(view: HallView, now: Instant): Html {
  const fen = priceOf(view);
  const { best } = view;
  const stood = best && view.rows.find(({ result, paddle, priceFen }) => result === 'accepted' && paddle === best.paddle && priceFen === best.priceFen);
  return html`<h2>${priceTitle(view)}</h2><p class="figures"><span class="figure num">${formatYuan(fen)}</span> <span class="capital">${capitalFen(fen)}</span></p>
<p class="chips">${best && chip({ label: `${best.paddle} 号竞买人`, tone: 'plain' })}${view.accepted > 0 && chip({ label: view.status === 'ended' ? `${view.accepted} 次有效报价` : `第 ${view.accepted} 次有效报价`, tone: 'sky' })}${
    best && html`<span class="proof">${evidence(placeOf(stood?.logIndex))} <span class="small num moment">${formatWhen(best.at, now)}</span></span>`}</p>`;
}

function clock(view: HallView, now: Instant): Html {
  const left = timeLeft(view, now);
  if (!left) {
    const { label, tone } = statusChip(view);
    const isPaused = view.status === 'paused';
    return html`<div class="auction-clock still ${tone}">${ring(isPaused ? 0 : 1, html`<b class="word">${isPaused ? '暂停' : label}</b>${isPaused && html`<span>倒计时停住</span>`}`)}<p>${isPaused ? '恢复后补足倒计时' : view.status === 'ended' ? `共 ${view.accepted} 次有效报价` : ''}</p></div>`;
  }
  const { inRing, below } = ringWords(view);
  const isWaiting = view.status === 'waiting';
  const text = formatLeft(left.micros);
  const word = left.isOver ? html`<b class="word">${isWaiting ? '即将开始' : '正在截止'}</b>` : html`<b class="${text.length > 5 ? 'long' : ''}" role="timer">${text}</b>`;
  return html`<div class="auction-clock ${isWaiting ? 'sky' : left.isLast ? 'bad' : 'act'}">${ring(left.share, html`${word}<span>${isWaiting ? '后开始' : left.isOver ? '收完截止前的报价' : inRing}</span>`)}<p>${isWaiting ? '到时自动开始，按服务器时间' : below}</p></div>`;
}

/** Shares in thousandths: a ring moves by what one can see. */
function ring(share: number, words: Piece): Html {
  return html`<div class="auction-ring"><svg viewBox="0 0 150 150" aria-hidden="true"><circle cx="75" cy="75" r="69" pathLength="100"/>${share > 0 && html`<circle class="left" cx="75" cy="75" r="69" pathLength="100" stroke-dasharray="${Math.round(share * 1000) / 10} 100"/>`}</svg><div>${words}</div></div>`;
}

const stageStates = { done: '（已结束）', now: '（进行中）', next: '（还没有开始）' } as const;

function stages(view: HallView): Html {
  return html`${view.stages.map(({ title }, i) => {
    const state = i < view.stagesDone ? 'done' : i === view.stagesDone && view.status !== 'waiting' ? 'now' : 'next';
    return html`<li class="chip ${state}"${state === 'now' && html` aria-current="step"`}>${title}<span class="sr">${stageStates[state]}</span></li>`;
  })}`;
}

/** The course of the price. Lines stretch with the room; words do not, and stand in a drawing of their own above them. */
function chart(view: HallView, now: Instant): Html {
  const shape = curveOf(view, now);
  if (!shape) return html`<p class="auction-empty">${view.status === 'ended' ? '没有人报价。' : '有了第一次报价，走势从这里开始。'}</p>`;
  const [first, last] = [view.curve[0], view.curve.at(-1)];
  const words = `价格走势：从 ${formatExact(BigInt(first?.priceFen ?? view.startFen))} 起，经 ${view.curve.length} 次到 ${formatExact(BigInt(last?.priceFen ?? view.startFen))}。逐次的价格见下面的表。`;
  return html`<figure class="auction-chart"><div class="plot" role="img" aria-label="${words}">
<svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">${shape.lines.map(({ y }) => html`<path class="grid" d="M0 ${y}H100"/>`)}<path class="ground" d="${shape.ground}"/>${shape.boundary && html`<path class="boundary" d="M${shape.boundary.x} 0V100"/>`}<path class="line" d="${shape.line}"/></svg>
<svg class="words" aria-hidden="true">${shape.lines.map(({ y, fen }) => html`<text x="0" dx="-10" y="${y}%" dy="4" text-anchor="end">${formatExact(fen)}</text>`)}${view.status === 'running' && html`<circle class="tip-dot" cx="100%" cy="${shape.last.y}%" r="5"/>`}</svg></div>
<figcaption class="num"><span>${shape.isByOrder ? `${formatDayTime(first?.at ?? view.startAt)} 第一次报价` : `${formatDayTime(view.startAt)} 开始`}</span>${shape.boundary && html`<span>${formatTime(shape.boundary.at)} ${view.stage?.title}</span>`}<span>${shape.isByOrder ? `${formatDayTime(last?.at ?? now)} 最后一次` : formatTime(view.status === 'running' ? now : (last?.at ?? now))}</span></figcaption></figure>`;
}

function row({ at, paddle, priceFen, logIndex }: HallRow, { best, direction }: HallView, now: Instant): Html {
  const isBest = best?.paddle === paddle && best.priceFen === priceFen;
  return html`<tr><td class="num moment">${formatWhen(at, now)}</td><td class="paddle">${paddle} 号</td><td class="num price">${formatYuan(BigInt(priceFen))}</td><td class="result">${chip({ label: isBest ? `有效 · ${direction === 'up' ? '最高' : '最低'}` : '有效', tone: isBest ? 'ok' : 'plain' })}</td><td class="proof">${evidence(placeOf(logIndex))}</td></tr>`;
}
