import { formatTime } from '../../ui/format.ts';
import { html } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import { chip, countdown, emptyState, moment, tabs } from '../parts.ts';
import type { Chrome, OpeningsProps } from '../props.ts';

export function openingsPage(chrome: Chrome, props: OpeningsProps): string {
  return layout(chrome, {
    title: `${props.day} 开标与竞价`,
    section: links.openings,
    body: html`<div class="wrap list-page"><h1>开标与竞价日程</h1><p class="muted">到时自动开启，不见面也能看全程。全部时刻为北京时间，以服务器为准。</p>
<section class="card" aria-labelledby="day"><div class="sec"><h2 id="day">${props.day}</h2>${tabs(props.days, '日期')}</div><div class="active">${tabs(props.leagues, '盟市')}</div>
${props.rows.length > 0
  ? html`<ul class="agenda">${props.rows.map(
      (row) => html`<li><b class="at">${moment(row.at, formatTime(row.at))}</b><div><h3><a href="${row.href}">${row.title}</a></h3><p class="muted small">${row.kind} · ${row.place}${row.room && ` · ${row.room}`}${row.detail && ` · ${row.detail}`}</p></div><div class="state">${chip(row.status)}${row.at > chrome.now && !row.isOff && html`<span class="small muted">还有 ${countdown(row.at, chrome.now)}</span>`}</div>${row.watchHref && html`<a class="btn ghost no-print" href="${row.watchHref}">观看</a>`}</li>`,
    )}</ul>`
  : emptyState('这一天没有安排', '换一个日期或盟市看看。', { label: '回到今天', href: links.openings })}</section></div>`,
  });
}
