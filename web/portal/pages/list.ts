import { html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import { emptyState, noticeRow, tabs } from '../parts.ts';
import type { Chrome, Filter, ListProps } from '../props.ts';

export function listPage(chrome: Chrome, props: ListProps): string {
  return layout(chrome, {
    title: props.query ? `“${props.query}” 的交易信息` : '交易信息',
    section: links.notices,
    body: html`<div class="wrap list-page"><h1>交易信息</h1>${filters(props)}
<section class="card" aria-labelledby="found"><div class="sec"><h2 id="found" aria-live="polite">共 ${props.total} 条</h2>${tabs(props.tabs, '信息种类')}<span class="more">${tabs(props.sorts, '排序')}</span></div>
${activeFilters(props)}
${props.rows.length > 0 ? html`<ul class="notices">${props.rows.map((row) => noticeRow(row, chrome.now))}</ul>` : nothing(props)}
<div class="list-foot no-print">${pagination(props)}<a class="small" href="${props.csvHref}">导出全部 ${props.total} 条（CSV）</a></div></section></div>`,
  });
}

function filters(props: ListProps): Html {
  return html`<form class="card filters no-print" action="${links.notices}" role="search"><div class="search"><label class="sr" for="q">搜索</label><input id="q" name="q" type="search" value="${props.query}" placeholder="项目、单位、统一交易标识码"><button class="btn">搜索</button></div>
<div class="fields">${props.filters.map(select)}<label>发布自<input type="date" name="from" value="${props.from}"></label><label>至<input type="date" name="to" value="${props.to}"></label><button class="btn ghost">筛选</button></div></form>`;
}

function select(filter: Filter): Html {
  return html`<label>${filter.label}<select name="${filter.name}">${filter.options.map((option) => html`<option value="${option.value}"${option.selected ? html` selected` : ''}>${option.label}${option.count !== undefined && `（${option.count}）`}</option>`)}</select></label>`;
}

function activeFilters(props: ListProps): Html | null {
  if (props.active.length === 0) return null;
  return html`<div class="active"><span class="muted small">已选</span>${props.active.map((item) => html`<a class="chip sky" href="${item.removeHref}" aria-label="去掉 ${item.label}">${item.label} <span aria-hidden="true">✕</span></a>`)}<a class="small" href="${props.clearHref}">全部清除</a></div>`;
}

function nothing(props: ListProps): Html {
  const text = props.active.length > 0 ? '去掉一个筛选条件，或放宽日期范围。' : '换个说法试试：项目名、单位名或统一交易标识码都可以。';
  return emptyState('没有符合的信息', text, { label: '清除条件', href: props.clearHref });
}

function pagination(props: ListProps): Html | null {
  const { current, count, hrefOf } = props.pages;
  if (count <= 1) return null;
  const near = [...new Set([1, current - 1, current, current + 1, count])].filter((page) => page >= 1 && page <= count);
  const items = near.map((page, i) => html`${i > 0 && page - (near[i - 1] ?? 0) > 1 && html`<span class="muted">…</span>`}<a href="${hrefOf(page)}"${page === current ? html` aria-current="page"` : ''}>${page}</a>`);
  return html`<nav class="pages" aria-label="分页">${current > 1 && html`<a href="${hrefOf(current - 1)}" rel="prev">上一页</a>`}${items}${current < count && html`<a href="${hrefOf(current + 1)}" rel="next">下一页</a>`}</nav>`;
}
