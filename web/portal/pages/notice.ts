import { html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import { chip, crumbs, difference, documentLink, evidence, moment, tabs } from '../parts.ts';
import type { Chrome, NoticeProps, NoticeSection } from '../props.ts';

/** One notice in full, made to be printed. */
export function noticePage(chrome: Chrome, props: NoticeProps): string {
  return layout(chrome, {
    title: props.title,
    section: links.notices,
    body: html`<div class="wrap narrow">${crumbs(props.crumbs)}<article class="card paper"><header><div class="tags">${chip(props.kind)}${evidence(props.evidence, '验证')}</div><h1>${props.title}</h1>
<p class="muted small">${props.publisher} · ${moment(props.publishedAt)} 发布 · ${props.codeLabel} <span class="code">${props.code}</span></p>${tabs(props.versions, '版本')}</header>
${props.sections.map(section)}
${props.documents.length > 0 && html`<h2>附件</h2><p>${props.documents.map(documentLink)}</p>`}
<footer class="small muted"><p>同一时刻发布于：${props.media.map((medium, i) => html`${i > 0 && '、'}<a href="${medium.href}">${medium.label}</a>`)}</p><p>内容指纹 SHA-256 <code>${props.contentHash}</code></p></footer></article>
<p class="no-print actions"><a class="btn ghost" href="${props.project.href}">${props.project.label}</a></p></div>`,
  });
}

function section(part: NoticeSection): Html {
  return html`<h2>${part.heading}</h2>${part.paragraphs.map((text) => html`<p>${text}</p>`)}${part.changes?.map(difference)}${part.table && table(part.heading, part.table)}`;
}

function table(heading: string, { head, rows, numeric = [] }: NonNullable<NoticeSection['table']>): Html {
  const cell = (text: string, i: number): Html => html`<td class="${numeric.includes(i) ? 'num' : isShort(text) ? 'short' : ''}" data-label="${head[i] ?? ''}"><span>${text.split('\n').map((part, n) => (n === 0 ? part : html`<small>${part}</small>`))}</span></td>`;
  return html`<div class="table-scroll" tabindex="0" role="region" aria-label="${heading}"><table><thead><tr>${head.map((text) => html`<th scope="col">${text}</th>`)}</tr></thead><tbody>${rows.map((row) => html`<tr>${row.map(cell)}</tr>`)}</tbody></table></div>`;
}

/** Amounts, periods and names of people stay on one line; names of firms and scopes may break. */
const shortLine = 16;

function isShort(text: string): boolean {
  return text.split('\n').every((part) => part.length <= shortLine) && !/[（，；]/.test(text);
}
