import { formatBeijing } from '#kernel/time/instant.ts';
import type { OpeningView } from '#trade/opening/hall-view.types.ts';
import { html, raw } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import { crumbs, secretSentence } from '../parts.ts';
import type { Chrome } from '../props.ts';

/** 开标厅 for everyone. The page carries the view as data and its script keeps it live; without script it still says where things stand. */
export function hallPage(chrome: Chrome, view: OpeningView): string {
  const seeds = JSON.stringify(view).replaceAll('<', '\\u003c');
  return layout(chrome, {
    title: `开标厅 · ${view.name}`,
    section: links.openings,
    script: '/assets/hall-page.js',
    body: html`<div class="wrap list-page">${crumbs([{ label: '今日开标', href: links.openings }, { label: '项目主页', href: links.project(view.tenderId) }])}
<script type="application/json" id="hall-view">${raw(seeds)}</script>
<div id="hall"><h1>${view.name}</h1><p>开标时刻 ${formatBeijing(view.deadlineAt)} 北京时间，到时自动进行。</p>${secretSentence('开标以前，谁投了标、有几家投标，任何人都看不到。')}</div></div>`,
  });
}
