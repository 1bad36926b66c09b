import { html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import { crumbs, documentLink } from '../parts.ts';
import type { Chrome, DocumentPageProps, DocumentSection } from '../props.ts';

/** A tender document in full, with every clause that departs from the standard text marked where it stands. */
export function documentPage(chrome: Chrome, props: DocumentPageProps): string {
  return layout(chrome, {
    title: props.title,
    section: links.notices,
    body: html`<div class="wrap document">${crumbs(props.crumbs)}<div class="cols with-side"><article class="card paper mainly"><header><h1>${props.title}</h1><p class="muted small">${props.version} · 以《${props.standard}》为底本</p></header>
${props.chapters.map((chapter) => html`<section aria-labelledby="c-${chapter.id}"><h2 id="c-${chapter.id}">${chapter.title}</h2>${chapter.sections.map(section)}</section>`)}
${props.removed.length > 0 && html`<section aria-labelledby="removed"><h2 id="removed">删去的标准条款</h2>${props.removed.map((each) => html`<h3>${each.title}</h3><p><del>${each.text}</del></p>`)}</section>`}
<footer class="small muted"><p>内容指纹 SHA-256 <code>${props.documentHash}</code>，招标人签名的就是它。</p></footer></article>
<aside class="side">${deviations(props)}${contents(props)}
<section class="card pad" aria-labelledby="files"><h2 id="files">附件</h2>${props.documents.length > 0 ? props.documents.map(documentLink) : html`<p class="muted small">没有附件。</p>`}</section>
<p class="no-print actions"><a class="btn ghost wide" href="${props.projectHref}">看这个项目的全过程</a></p></aside></div></div>`,
  });
}

function section({ id, title, paragraphs, deviation }: DocumentSection): Html {
  return html`<section class="clause${deviation && ' deviates'}" id="s-${id}"><h3>${title}${deviation && html` <span class="chip act">${deviation.kind}</span>`}</h3>${paragraphs.map((text) => html`<p>${text}</p>`)}${
    deviation && deviation.runs.length > 0 && html`<details><summary>与标准文本比较</summary><p class="diff">${deviation.runs.map((run) => (run.kind === 'same' ? html`${run.text}` : run.kind === 'removed' ? html`<del>${run.text}</del>` : html`<ins>${run.text}</ins>`))}</p></details>`
  }</section>`;
}

function deviations({ deviations: found, standard }: DocumentPageProps): Html {
  return html`<section class="card" aria-labelledby="deviations"><div class="sec"><h2 id="deviations">与标准文本的差异</h2><span class="chip ${found.length > 0 ? 'act' : 'ok'}">${found.length} 处</span></div>${
    found.length > 0
      ? html`<ul class="toc">${found.map((each) => html`<li><a href="#${each.sectionId === null ? 'removed' : `s-${each.sectionId}`}">${each.title}</a> <span class="muted small">${each.kind}</span></li>`)}</ul>`
      : html`<p class="pad muted small">条款与《${standard}》一字不差，只填写了空白处。</p>`
  }</section>`;
}

function contents({ chapters }: DocumentPageProps): Html {
  return html`<nav class="card no-print" aria-labelledby="toc"><div class="sec"><h2 id="toc">目录</h2></div><ol class="toc">${chapters.map((chapter) => html`<li><a href="#c-${chapter.id}">${chapter.title}</a></li>`)}</ol></nav>`;
}
