import { html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import type { Chrome, InstitutionPlace, InstitutionsProps } from '../props.ts';

/** Who is who on the platform: what each institution does here, and which centre and which department serve each place. */
export function institutionsPage(chrome: Chrome, props: InstitutionsProps): string {
  return layout(chrome, {
    title: '平台上的机构',
    section: links.institutions,
    body: html`<div class="wrap list-page"><h1>平台上的机构</h1><p class="muted">谁管理、谁服务、谁监督，各自在平台上办什么、不能办什么；每个旗县市区的房屋建筑工程在哪里交易、由谁监督。</p>
<section class="card" aria-labelledby="duties"><div class="sec"><h2 id="duties">各方职责</h2></div><div class="pad table-scroll"><table><thead><tr><th>机构</th><th>在平台上</th><th>不能</th><th>依据</th></tr></thead><tbody>
${props.duties.map((row) => html`<tr><th scope="row">${row.title}</th><td>${row.does}</td><td>${row.never}</td><td class="muted small">${row.article}</td></tr>`)}</tbody></table></div></section>
${props.leagues.map((league, i) => html`<section class="card" aria-labelledby="league-${i}"><div class="sec"><h2 id="league-${i}">${league.href === null ? league.name : html`<a href="${league.href}">${league.name}</a>`}</h2><span class="more muted">${league.centre.name}${state(league.centre.open)}</span></div>
${league.branches.length > 0 && html`<p class="pad">分支机构：${league.branches.map((branch) => html`<span class="chip sky">${branch.name}${state(branch.open)}</span> `)}<br><span class="muted small">${league.branchNote}</span></p>`}
<div class="pad table-scroll"><table><thead><tr><th>旗县市区</th><th>在哪里交易</th><th>谁监督</th></tr></thead><tbody>${league.places.map(placeRow)}</tbody></table></div></section>`)}</div>`,
  });
}

function placeRow({ name, href, centre, department, article }: InstitutionPlace): Html {
  return html`<tr><th scope="row"><a href="${href}">${name}</a></th><td>${centre}<br><span class="muted small">${article}</span></td><td>${department}</td></tr>`;
}

function state(open: boolean): Html | string {
  return open ? '' : html` <span class="chip act">未开通</span>`;
}
