import { formatFen } from '#kernel/money.ts';
import type { BidView, HallPhase, LotView, OpeningView } from '#trade/opening/hall-view.types.ts';
import { formatDayTime } from '../../ui/format.ts';
import { html, raw, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import { chip, countdown, deadline, crumbs, secretSentence } from '../parts.ts';
import type { Chrome } from '../props.ts';
import type { Tone } from '../../ui/types.ts';

/** 开标厅 for everyone. Whole without script; with it, the page carries the view as data and is kept live. */
export function hallPage(chrome: Chrome, view: OpeningView): string {
  const seeds = JSON.stringify(view).replaceAll('<', '\\u003c');
  return layout(chrome, {
    title: `开标厅 · ${view.name}`,
    section: links.openings,
    script: '/assets/hall-page.js',
    body: html`<div class="wrap list-page">${crumbs([{ label: '今日开标', href: links.openings }, { label: '项目主页', href: links.project(view.tenderId) }])}
<script type="application/json" id="hall-view">${raw(seeds)}</script>
<div id="hall"><h1>${view.name}</h1><div class="tags">${chip(phases[view.phase])}<span>${view.place}</span><span>${view.centre} 见证</span><span>监督部门 ${view.department}</span></div>
${view.closedAt === null ? gate(chrome, view) : view.lots.map((lot) => lotSection(lot, view))}</div></div>`,
  });
}

const phases: Readonly<Record<HallPhase, { readonly label: string; readonly tone: Tone; readonly live?: boolean }>> = {
  before: { label: '等待开标', tone: 'sky' }, paused: { label: '已暂停', tone: 'bad' }, closing: { label: '正在截止', tone: 'act', live: true }, closed: { label: '名单已定，等待解密', tone: 'act', live: true },
  decrypting: { label: '解密中', tone: 'act', live: true }, announced: { label: '报价已公布', tone: 'ok' }, confirmed: { label: '记录已确认', tone: 'ok' }, failed: { label: '开标失败', tone: 'bad' }, terminated: { label: '招标终止', tone: 'bad' },
};

function gate(chrome: Chrome, view: OpeningView): Html {
  if (view.phase === 'terminated') return html`<section class="card deadline" aria-label="招标终止"><div class="big">招标终止，不开标</div>${secretSentence('收到的投标文件永远密封，密钥不会放出：谁投了标、有几家投标，永远不公开。')}</section>`;
  const words = view.phase === 'before' ? countdown(view.deadlineAt, chrome.now, 'full') : html`${phases[view.phase].label}`;
  return html`<section class="card deadline" aria-label="开标倒计时"><div class="muted small">${view.phase === 'before' ? '距开标（服务器时间）' : '开标'}</div><div class="big">${words}</div><div class="small muted">${view.phase === 'paused' ? html`原定 ${deadline(view.deadlineAt)} 北京时间，恢复后另行公布` : html`${deadline(view.deadlineAt)} 北京时间，到时自动进行`}</div>
${secretSentence('开标以前，谁投了标、有几家投标，任何人都看不到：招标人、代理机构、中心、监督部门和平台自己都不例外。')}</section>`;
}

function lotSection(lot: LotView, view: OpeningView): Html {
  return html`<section class="card" aria-labelledby="${lot.lotId}"><div class="sec"><h2 id="${lot.lotId}">${lot.name}</h2>${lot.status === 'open' && html`<span class="chip plain">${lot.bids.length} 家投标人</span>`}</div>
${lot.failure && html`<p class="pad">${lot.failure.text}<br><span class="small muted">依据：${lot.failure.article}</span></p>`}<ol class="hall-bids">${lot.bids.map((bid) => bidRow(bid, view))}</ol></section>`;
}

function bidRow({ bidderName, receivedAt, released, byBidder, outcome }: BidView, { k }: OpeningView): Html {
  const state = outcome?.kind === 'opened' ? formatFen(BigInt(outcome.price.priceFen)) : outcome ? `${outcome.cause}（责任方：${outcome.faultOf}）` : byBidder ? '投标人已解密' : `已放 ${released.length} 块，满 ${k} 块即可打开`;
  return html`<li class="opening-line"><span class="stones" aria-hidden="true">${'●'.repeat(released.length)}${'○'.repeat(Math.max(0, k - released.length))}</span><span>${bidderName}<br><span class="muted small">${formatDayTime(receivedAt)} 收到</span></span><b>${state}</b></li>`;
}
