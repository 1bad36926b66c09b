import { html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import { emptyState, noticeRow, pagination, tabs } from '../parts.ts';
import type { Chrome, Filter, ListProps } from '../props.ts';

export function listPage(chrome: Chrome, props: ListProps): string {
  return layout(chrome, {
    title: props.query ? `“${props.query}” 的交易信息` : '交易信息',
    section: links.notices,
    body: html`<div class="wrap list-page"><h1>交易信息</h1>${filters(props)}
<section class="card" aria-labelledby="found"><div class="sec"><h2 id="found" aria-live="polite">共 ${props.total} 条</h2>${tabs(props.tabs, '信息种类')}<span class="more">${tabs(props.sorts, '排序')}</span></div>
${activeFilters(props)}
${props.rows.length > 0 ? html`<ul class="notices">${props.rows.map((row) => noticeRow(row, chrome.now))}</ul>` : nothing(props)}
<div class="list-foot no-print">${pagination(props.pages) ?? html`<span></span>`}<a class="small" href="${props.csvHref}">导出全部 ${props.total} 条（CSV）</a></div></section></div>`,
  });
}

function filters(props: ListProps): Html {
  return html`<form class="card filters no-print" action="${links.notices}" role="search"><div class="search"><label class="sr" for="q">搜索</label><input id="q" name="q" type="search" value="${props.query}" placeholder="项目、单位或标识码"><button class="btn">搜索</button></div>
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
