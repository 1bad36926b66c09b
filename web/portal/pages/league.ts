import { html } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import { crumbs, emptyState, noticeRow, openingsCard, pagination, statistics, tabs } from '../parts.ts';
import type { Chrome, LeagueProps } from '../props.ts';

/** The portal of one league or city. */
export function leaguePage(chrome: Chrome, props: LeagueProps): string {
  return layout(chrome, {
    title: `${props.name}公共资源交易网`,
    section: links.notices,
    body: html`<div class="top"><div class="wrap">${crumbs(props.crumbs)}<h1>${props.name}公共资源交易网</h1><p class="muted">与自治区公共资源交易网同一份数据、同一时刻发布，内容与日志编号一致。</p></div></div>
<div class="wrap league">${statistics(props.statistics)}<div class="cols">
<section class="card" aria-labelledby="latest"><div class="sec"><h2 id="latest">交易信息</h2>${tabs(props.tabs, '信息种类')}<a class="more" href="${props.listHref}">更多筛选 ›</a></div>
${props.rows.length > 0 ? html`<ul class="notices">${props.rows.map((row) => noticeRow(row, chrome.now))}</ul>` : emptyState('暂时没有公告', `${props.name}的新公告发布时，会在同一时刻出现在这里。`, { label: '看全区', href: links.notices })}
${props.pages.count > 1 && html`<div class="list-foot no-print">${pagination(props.pages)}</div>`}</section>
<div>${openingsCard(props.openings, links.openings)}<nav class="card pad areas" aria-labelledby="areas"><h2 id="areas">旗县</h2><p>${props.areas.map((area) => html`<a class="chip" href="${area.href}">${area.label}</a> `)}</p></nav></div></div></div>`,
  });
}
