import { formatFen, formatWan } from '#kernel/money.ts';
import { html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import { chip, crumbs, deadlineCard, documentLink, emptyState, partyList, ruleRow, stageLine, tabs, timeline } from '../parts.ts';
import type { RuleProps } from '../../ui/types.ts';
import type { Chrome, LotRow, ProjectProps } from '../props.ts';

/** A tender, or a sale: what happened, where it stands, which periods hold. */
export function projectPage(chrome: Chrome, props: ProjectProps): string {
  return layout(chrome, {
    title: props.title,
    section: links.notices,
    body: html`<div class="top"><div class="wrap">${crumbs(props.crumbs)}<h1>${props.title}</h1>
<div class="tags">${props.chips.map(chip)}<span>${props.code.label} <b>${props.code.value}</b>${props.code.provisional && html` <span class="chip act">暂编</span>`}</span><span>监督部门 ${props.department}</span></div>${stageLine(props.stages)}</div></div>
<div class="wrap cols with-side"><div class="mainly">
<section class="card" aria-labelledby="course"><div class="sec"><h2 id="course">全过程</h2>${tabs(props.tabs, '筛选事件')}</div>${props.events.length > 0 ? timeline(props.events) : emptyState('还没有公开的事件', '项目一有进展，这里就会出现。')}</section>
${lots(props.lotsTitle, props.lots)}${documents(props)}</div>
<aside class="side">${props.deadline && deadlineCard(props.deadline, chrome.now)}
${periods(props.rules)}
<section class="card" aria-labelledby="parties"><div class="sec"><h2 id="parties">各方</h2></div>${partyList(props.parties)}</section></aside></div>`,
  });
}

/** Rows of rules that stand open; what is broken always does. */
const openRules = 6;

/** Every period with its law. Of many, those that are kept fold away: beside the course of the project there is room for some. */
function periods(rules: readonly RuleProps[]): Html | null {
  if (rules.length === 0) return null;
  const shown = rules.filter((rule, i) => i < openRules || rule.verdict !== 'met');
  const folded = rules.filter((rule) => !shown.includes(rule));
  return html`<section class="card" aria-labelledby="periods"><div class="sec"><h2 id="periods">本项目的期限</h2></div>${shown.map((rule) => ruleRow(rule))}${
    folded.length > 0 && html`<details class="more-rules"><summary>另有 ${folded.length} 条，均符合</summary>${folded.map((rule) => ruleRow(rule))}</details>`}</section>`;
}

function lots(title: string, rows: readonly LotRow[]): Html | null {
  if (rows.length === 0) return null;
  return html`<section class="card" aria-labelledby="lots"><div class="sec"><h2 id="lots">${title}</h2></div><ul class="lots">${rows.map(
    (lot) => html`<li><h3>${lot.name}</h3>${chip(lot.status)}<p>${lot.scope}${lot.facts.length > 0 && html`<br><span class="muted small">${lot.facts.join(' · ')}</span>`}</p><div class="price"><span class="muted small">${lot.priceLabel}</span>${price(lot.priceFen)}</div>${lot.hall && html`<p class="result"><a class="btn ghost no-print" href="${lot.hall.href}">${lot.hall.label}</a></p>`}${lot.result && html`<p class="result">${lot.result}</p>`}${lot.failure && html`<p class="failure">${lot.failure}</p>`}${candidates(lot)}</li>`,
  )}</ul></section>`;
}

function candidates(lot: LotRow): Html | null {
  if (lot.candidates.length === 0) return null;
  return html`<ol class="candidates" aria-label="${lot.name}中标候选人">${lot.candidates.map(
    (each) => html`<li><b>${each.rank}</b><span>${each.name}${each.won && html` <span class="chip ok">中标</span>`}<br><span class="muted small">项目负责人 ${each.manager}</span></span><span class="num">${formatFen(BigInt(each.priceFen))}<br><span class="muted small">${each.score} 分</span></span></li>`,
  )}</ol>`;
}

function price(fen: string | undefined): Html {
  if (fen === undefined) return html`<span class="money">—</span>`;
  return html`<span class="money">${formatFen(BigInt(fen))}<small>${formatWan(BigInt(fen))}</small></span>`;
}

function documents(props: ProjectProps): Html {
  return html`<section class="card" aria-labelledby="documents"><div class="sec"><h2 id="documents">文件</h2></div><div class="pad docs">${
    props.documents.length > 0 ? props.documents.map(documentLink) : html`<p class="muted">文件随公告一同公开。</p>`
  }${props.bundles.length > 0 && html`<p class="small bundles">证据包：${props.bundles.map((bundle, i) => html`${i > 0 && '、'}<a href="${bundle.href}" download>${bundle.label}</a>（<a href="${links.verifyBundle(bundle.href)}">自己验证</a>）`)}，从公告到合同每一步都能重算。</p>`}</div></section>`;
}
