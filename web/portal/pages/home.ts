import { formatIndex } from '../../ui/format.ts';
import { html, type Html } from '../html.ts';
import { layout } from '../layout.ts';
import { links } from '../links.ts';
import { emptyState, noticeRow, openingsCard, statistics, tabs } from '../parts.ts';
import type { Chrome, HomeProps, LogSummary } from '../props.ts';

export function homePage(chrome: Chrome, props: HomeProps): string {
  return layout(chrome, {
    title: '内蒙古自治区公共资源交易网',
    description: '全区公共资源交易公告、开标、结果与公开日志，任何人可以核对。',
    section: links.home,
    body: html`${hero(props)}<div class="wrap">${statistics(props.statistics)}<div class="cols">
<section class="card" aria-labelledby="latest"><div class="sec"><h2 id="latest">最新公告</h2>${tabs(props.tabs, '公告种类')}<a class="more" href="${links.notices}">全部公告 ›</a></div>
${props.notices.length > 0 ? html`<ul class="notices">${props.notices.map((row) => noticeRow(row, chrome.now))}</ul>` : emptyState('这一类暂时没有公告', '换一类看看，或查看全部交易信息。', { label: '查看全部', href: links.notices })}</section>
<div>${openingsCard(props.openings, links.openings)}${logCard(props.log)}</div></div></div>`,
  });
}

function hero(props: HomeProps): Html {
  return html`<section class="hero"><div class="wrap"><div><h1>每一步，都可以自己核对</h1><p>公告、递交、开标、抽取、评分、成交，逐条写入公开日志。任何人都可以重算、核对。</p>
<form class="search" role="search" action="${links.notices}"><label class="sr" for="q">搜索交易信息</label><input id="q" name="q" type="search" placeholder="项目、单位或标识码" autocomplete="off"><button class="btn">搜索</button></form>
<ul class="cats" aria-label="交易品类">${props.categories.map((category) => html`<li><a href="${category.href}">${category.label}<b>${category.count}</b></a></li>`)}</ul></div>
${leagueMap(props.leagues)}</div></section>`;
}

/** Shade says how many: quarters of the largest count. */
function leagueMap(leagues: HomeProps['leagues']): Html {
  const most = Math.max(1, ...leagues.map((league) => league.count));
  return html`<section class="card map" aria-labelledby="map-title"><h2 id="map-title">正在进行的项目</h2> <span class="muted small">点选盟市</span><ul class="tiles">${leagues.map(
    (league) => html`<li class="tile-${league.code}"><a class="shade-${Math.min(4, 1 + Math.floor((4 * league.count) / (most + 1)))}" href="${league.href}"><b>${league.count}</b><span>${league.name}</span></a></li>`,
  )}</ul></section>`;
}

function logCard(log: LogSummary): Html {
  return html`<section class="log-card night" aria-labelledby="log-title"><h2 id="log-title">公开日志</h2> <span class="small">第 ${formatIndex(log.size)} 条 · ${log.cosignedBy}</span><code>${log.origin}<br>${log.size}<br>${log.rootHash}</code><a class="btn" href="${links.verify}">自己验证一个项目</a></section>`;
}
