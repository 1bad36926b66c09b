import { html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import { chip, crumbs, documentLink, evidence, moment, tabs } from '../parts.ts';
import type { Chrome, NoticeProps } from '../props.ts';

/** One notice in full, made to be printed. */
export function noticePage(chrome: Chrome, props: NoticeProps): string {
  return layout(chrome, {
    title: props.title,
    section: links.notices,
    body: html`<div class="wrap narrow">${crumbs(props.crumbs)}<article class="card paper"><header><div class="tags">${chip(props.kind)}${evidence(props.evidence, '验证')}</div><h1>${props.title}</h1>
<p class="muted small">${props.publisher} · ${moment(props.publishedAt)} 发布 · 统一交易标识码 ${props.code}</p>${tabs(props.versions, '版本')}</header>
${props.sections.map(section)}
${props.documents.length > 0 && html`<h2>附件</h2><p>${props.documents.map(documentLink)}</p>`}
<footer class="small muted"><p>同步发布于：${props.media.join('、')}</p><p>内容指纹 SHA-256 <code>${props.contentHash}</code></p></footer></article>
<p class="no-print actions"><a class="btn ghost" href="${props.project.href}">${props.project.label}</a></p></div>`,
  });
}

function section(part: NoticeProps['sections'][number]): Html {
  return html`<h2>${part.heading}</h2>${part.paragraphs.map((text) => html`<p>${text}</p>`)}${
    part.table && html`<div class="table-scroll" tabindex="0" role="region" aria-label="${part.heading}"><table><thead><tr>${part.table.head.map((cell) => html`<th scope="col">${cell}</th>`)}</tr></thead><tbody>${part.table.rows.map((row) => html`<tr>${row.map((cell) => html`<td>${cell}</td>`)}</tr>`)}</tbody></table></div>`
  }`;
}
