import { html } from '../html.ts';
import { layout } from '../layout.ts';
import { links, ruleAnchor } from '../links.ts';
import { ruleRow, stageLine, tabs } from '../parts.ts';
import type { Chrome, RulesProps } from '../props.ts';

/** The rules as the platform applies them: generated from the same rows that decide. */
export function rulesPage(chrome: Chrome, props: RulesProps): string {
  return layout(chrome, {
    title: `${props.title} · 规则`,
    section: links.rules,
    body: html`<div class="wrap list-page"><h1>规则与指南</h1><p class="muted">这里的每一个数就是系统判断时用的数，由同一份规则生成。标“待核实”的，正在与主管部门核对。</p>
<div class="packs">${tabs(props.packs, '交易品类')}</div>
<section class="card"><div class="sec"><h2>${props.title}</h2><span class="chip sky">${props.scope}</span><span class="more muted">自 ${props.validFrom} 起施行${props.validTo && `，至 ${props.validTo}`}</span></div><div class="pad">${stageLine(props.stages)}</div></section>
<div class="rule-groups">${props.groups.map((group, i) => html`<section class="card" aria-labelledby="group-${i}"><div class="sec"><h2 id="group-${i}">${group.title}</h2></div>${group.note && html`<p class="pad muted small">${group.note}</p>`}${group.rows.map((row) => ruleRow(row, ruleAnchor(row.key)))}</section>`)}</div></div>`,
  });
}
