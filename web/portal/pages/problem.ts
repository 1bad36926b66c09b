import { html } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import { cairn } from '../parts.ts';
import type { Chrome, ProblemProps } from '../props.ts';

/** An error that says what to do next. */
export function problemPage(chrome: Chrome, props: ProblemProps): string {
  const actions = props.actions.length > 0 ? props.actions : [{ label: '回首页', href: links.home }];
  return layout(chrome, {
    title: props.title,
    body: html`<div class="wrap narrow"><section class="card pad problem-page">${cairn(56)}<p class="muted">${props.status}</p><h1>${props.title}</h1>${props.detail && html`<p>${props.detail}</p>`}
${(props.got || props.want) && html`<dl class="parties">${props.got && html`<dt>收到的</dt><dd>${props.got}</dd>`}${props.want && html`<dt>应当是</dt><dd>${props.want}</dd>`}</dl>`}
${props.remedy && html`<p class="remedy">${props.remedy}</p>`}${props.article && html`<p class="small muted">依据：${props.article}</p>`}
<p class="actions">${actions.map((action, i) => html`<a class="btn${i > 0 && ' ghost'}" href="${action.href}">${action.label}</a> `)}</p>${props.traceId && html`<p class="small muted">反映问题时请带上编号 <code>${props.traceId}</code></p>`}</section></div>`,
  });
}
