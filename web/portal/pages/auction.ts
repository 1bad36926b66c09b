import type { HallView } from '#trade/auction/hall-view.types.ts';
import { formatDayTime } from '../../ui/format.ts';
import { auctionParts, type PartName } from '../auction-parts.ts';
import { html, raw, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { assets, links } from '../links.ts';
import { crumbs, secretSentence } from '../parts.ts';
import type { Chrome } from '../props.ts';

/** 竞价大厅 for everyone: whole without script, which then reads itself again; with it, live over the hall's socket. */
export function auctionPage(chrome: Chrome, { view, saleId }: { readonly view: HallView; readonly saleId: string }): string {
  const parts = auctionParts(view, chrome.now, null);
  const part = (name: PartName, tag = 'div', className = ''): Html => html`<${raw(tag)} class="${className}" data-part="${name}">${parts[name]}</${raw(tag)}>`;
  const seeds = JSON.stringify(view).replaceAll('<', '\\u003c');
  return layout(chrome, {
    title: `竞价大厅 · ${view.title}`,
    description: `${view.title}的竞价现场：当前价格、走势和逐次报价，任何人可以旁观。`,
    section: links.openings,
    script: assets.auctionPage, style: assets.auctionStyle,
    ...(view.status === 'ended' && view.outcome?.kind !== 'reserve-pending' ? {} : { refreshSeconds: view.status === 'running' ? 5 : 30 }),
    body: html`<script type="application/json" id="auction-view">${raw(seeds)}</script>
<div class="auction wide" id="auction"><header class="auction-head night"><div><b>竞价大厅</b><h1>${view.title}</h1>${part('head', 'span', 'head-part')}</div></header>
<div class="wrap auction-crumbs">${crumbs([{ label: '开标与竞价', href: links.openings }, { label: '公告和全过程', href: links.sale(saleId) }])}</div>
<div class="auction-top" role="status" data-part="banner">${parts.banner}</div><div class="sr" role="status" aria-live="polite" data-say></div>
<div class="auction-floor"><div class="auction-main"><section class="card auction-now" aria-label="现在的价格与倒计时">${part('price', 'div', 'auction-price')}${part('clock')}${part('facts', 'dl', 'auction-facts')}</section></div>
<aside class="auction-side" aria-label="旁观"><section class="card auction-note"><h2>旁观</h2><p>你看到的和场内每个人一样，不早也不晚。每次报价都写入公开日志，点存证编号可以核对。</p>${secretSentence('竞买人只有编号。成交后公布竞得人，其余的人始终匿名。')}<noscript><p>本页每隔几秒自己刷新。</p></noscript>${view.status !== 'ended' && html`<p class="no-print auction-go"><a class="btn ghost" href="${links.bidForLot(view.lotId)}">我有竞买号，去报价</a></p>`}</section>
<section class="card auction-note"><h2>这次竞价</h2><dl><dt>类别</dt><dd>${view.category}</dd><dt>出让方</dt><dd>${view.seller}</dd><dt>开始</dt><dd class="num">${formatDayTime(view.startAt)}</dd></dl></section>
<section class="card auction-note"><h2>如果系统中断</h2><p>全场同时暂停，恢复后补足倒计时；已确认的报价不会丢失。没有人因故障成交。</p></section></aside>
<div class="auction-record"><section class="card auction-curve" aria-label="价格走势"><div class="sec"><h2>价格走势</h2><ol class="auction-stages" aria-label="竞价的各阶段" data-part="stages">${parts.stages}</ol></div>${part('curve')}
<details class="auction-as-table"><summary>用表格看走势</summary><div class="frame" role="region" tabindex="0" aria-label="价格走势表"><table><thead><tr><th scope="col">时刻</th><th scope="col">竞买人</th><th scope="col">价格</th></tr></thead>${part('table', 'tbody')}</table></div></details></section>
<section class="card" aria-label="报价记录"><div class="sec"><h2>报价记录</h2><span class="more muted">编号匿名；未成交者始终匿名</span></div>${history(part('rows', 'tbody'))}
<details class="auction-older"><summary data-part="more">${parts.more}</summary>${history(part('older', 'tbody'))}</details></section></div></div></div>`,
  });
}

function history(body: Html): Html {
  return html`<table class="auction-history"><thead><tr><th scope="col">收到时刻</th><th scope="col">竞买人</th><th scope="col" class="price">报价</th><th scope="col">结果</th><th scope="col">存证</th></tr></thead>${body}</table>`;
}
