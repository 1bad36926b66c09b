import { html } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import { chip, emptyState, evidence, moment } from '../parts.ts';
import type { Chrome, StatusProps } from '../props.ts';

export function statusPage(chrome: Chrome, props: StatusProps): string {
  return layout(chrome, {
    title: '运行状态',
    section: links.status,
    body: html`<div class="wrap narrow"><h1>运行状态</h1><section class="card"><div class="sec"><h2>现在</h2>${chip(props.overall)}</div><ul class="agenda status">${props.parts.map((part) => html`<li><div><h3>${part.name}</h3><p class="muted small">${part.detail}</p></div>${chip(part.status)}</li>`)}</ul></section>
<section class="card"><div class="sec"><h2>中断记录</h2><span class="muted small">中断多久，所有人的截止时间至少顺延多久</span></div>${
      props.outages.length > 0
        ? html`<ul class="agenda status">${props.outages.map((outage) => html`<li><div><h3>${moment(outage.from)} — ${outage.to === undefined ? '仍在继续' : moment(outage.to)}</h3><p>${outage.text}</p><p class="small muted">${outage.extended}</p></div>${evidence(outage.evidence, '验证')}</li>`)}</ul>`
        : emptyState('没有中断记录', '发生过的中断都会留在这里，不会删除。')
    }</section></div>`,
  });
}
