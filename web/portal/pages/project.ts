import { formatFen, formatWan } from '#kernel/money.ts';
import { html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import { chip, crumbs, deadlineCard, documentLink, emptyState, partyList, ruleRow, stageLine, tabs, timeline } from '../parts.ts';
import type { Chrome, LotRow, ProjectProps } from '../props.ts';

export function projectPage(chrome: Chrome, props: ProjectProps): string {
  return layout(chrome, {
    title: props.title,
    section: links.notices,
    body: html`<div class="top"><div class="wrap">${crumbs(props.crumbs)}<h1>${props.title}</h1>
<div class="tags">${props.chips.map(chip)}<span>统一交易标识码 <b>${props.code.value}</b>${props.code.provisional && html` <span class="chip act">暂编</span>`}</span><span>监督部门 ${props.department}</span></div>${stageLine(props.stages)}</div></div>
<div class="wrap cols with-side"><div class="mainly">
<section class="card" aria-labelledby="course"><div class="sec"><h2 id="course">全过程</h2>${tabs(props.tabs, '筛选事件')}</div>${props.events.length > 0 ? timeline(props.events) : emptyState('还没有公开的事件', '项目一有进展，这里就会出现。')}</section>
${lots(props.lots)}${documents(props)}</div>
<aside class="side">${props.deadline && deadlineCard(props.deadline, chrome.now)}
${props.rules.length > 0 && html`<section class="card" aria-labelledby="periods"><div class="sec"><h2 id="periods">本项目的期限</h2></div>${props.rules.map(ruleRow)}</section>`}
<section class="card" aria-labelledby="parties"><div class="sec"><h2 id="parties">各方</h2></div>${partyList(props.parties)}</section></aside></div>`,
  });
}

function lots(rows: readonly LotRow[]): Html | null {
  if (rows.length === 0) return null;
  return html`<section class="card" aria-labelledby="lots"><div class="sec"><h2 id="lots">标段与标的</h2></div><ul class="lots">${rows.map(
    (lot) => html`<li><h3>${lot.name}</h3>${chip(lot.status)}<p>${lot.scope}</p><div class="price"><span class="muted small">${lot.priceLabel}</span>${price(lot.priceFen)}</div>${lot.result && html`<p class="result">${lot.result}</p>`}</li>`,
  )}</ul></section>`;
}

function price(fen: string | undefined): Html {
  if (fen === undefined) return html`<span class="money">—</span>`;
  return html`<span class="money">${formatFen(BigInt(fen))}<small>${formatWan(BigInt(fen))}</small></span>`;
}

function documents(props: ProjectProps): Html {
  return html`<section class="card" aria-labelledby="documents"><div class="sec"><h2 id="documents">文件</h2></div><div class="pad docs">${
    props.documents.length > 0 ? props.documents.map(documentLink) : html`<p class="muted">文件随公告一同公开。</p>`
  }${props.bundleHref && html`<p class="small">整个项目的证据包：<a href="${props.bundleHref}">下载</a>，然后<a href="${links.verify}">自己验证</a>。</p>`}</div></section>`;
}
