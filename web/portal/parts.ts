import type { Instant } from '#kernel/time/instant.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { formatDay, formatDayTime, formatIndex, formatRemaining, formatRemainingShort, formatTime } from '../ui/format.ts';
import { stageClass } from '../ui/stages.ts';
import type { ChangeProps, ChipProps, DeadlineProps, DocumentProps, EventProps, EvidenceProps, LinkProps, PartyProps, RuleProps, StageProps } from '../ui/types.ts';
import { html, type Html } from './html.ts';
import type { NoticeRow, OpeningRow, Tab } from './props.ts';

/** The returning parts as markup; the React parts of `web/ui` write the same. */
export function chip(props: ChipProps): Html {
  return html`<span class="chip ${props.tone}${props.live ? ' live' : ''}">${props.label}</span>`;
}

/** Where the event stands in the log; following it verifies. */
export function evidence(props: EvidenceProps | undefined, verb = ''): Html | null {
  if (!props) return null;
  if (props.index === undefined) return html`<span class="badge pending"><i></i>正在写入日志</span>`;
  const text = html`<i></i><span class="sr">公开日志 </span>№ ${formatIndex(props.index)}${verb && ` ${verb}`}`;
  return props.href ? html`<a class="badge" href="${props.href}">${text}</a>` : html`<span class="badge">${text}</span>`;
}

/** A moment for people and machines. */
export function moment(at: Instant, text = formatBeijing(at)): Html {
  return html`<time datetime="${formatBeijing(at).replace(' ', 'T')}+08:00">${text}</time>`;
}

/** A deadline for people and machines: at the end of a day people read 24:00 of that day. */
export function deadline(at: Instant): Html {
  return moment(at, formatDeadline(at));
}

/** Time left, kept running by portal.js; without script it shows what was left when the page was made. */
export function countdown(at: Instant, now: Instant, form: 'full' | 'short' = 'short'): Html {
  const text = form === 'full' ? formatRemaining(at - now) : formatRemainingShort(at - now);
  return html`<span class="countdown" role="timer" data-countdown="${at}" data-form="${form}">${text}</span>`;
}

export function stageLine(stages: readonly StageProps[]): Html {
  return html`<ol class="stages" aria-label="项目进程">${stages.map((stage, i) => html`<li class="${stageClass(stages, i)}"${stage.state === 'now' ? html` aria-current="step"` : ''}><span class="pip"></span><span class="words"><b>${stage.label}</b><span class="sr">${stageWords[stage.state]}</span><span class="note">${stage.note || '\u00a0'}</span></span></li>`)}</ol>`;
}

const stageWords: Record<StageProps['state'], string> = { done: '已完成', now: '进行中', next: '未开始', stopped: '已停止' };

export function deadlineCard(props: DeadlineProps, now: Instant): Html {
  const instantLine = html`<div class="small muted">${props.state === 'suspended' ? html`原定 ${deadline(props.at)}，恢复后重新公布时刻` : html`${deadline(props.at)} 北京时间，唯一时刻`}</div>`;
  const head: Record<DeadlineProps['state'], Html> = {
    open: html`<div class="muted small">距${props.label}（服务器时间）</div><div class="big">${countdown(props.at, now, 'full')}</div>`,
    closing: html`<div class="muted small">${props.label}</div><div class="big">正在截止</div><div class="small">截止正在写入日志，稍候即可看到结果</div>`,
    closed: html`<div class="muted small">${props.label}</div><div class="big">已截止</div>`,
    suspended: html`<div class="muted small">${props.label}</div><div class="big">交易暂停</div>`,
  };
  return html`<section class="card deadline${props.state === 'open' ? '' : ' quiet'}" aria-label="${props.label}">${head[props.state]}${instantLine}
    ${props.action && html`<a class="btn ${props.state === 'open' ? 'act' : 'ghost'} no-print" href="${props.action.href}">${props.action.label}</a>`}
    ${props.saved && html`<div class="saved">${props.saved}</div>`}${props.secret && secretSentence(props.secret)}</section>`;
}

export function secretSentence(text: string): Html {
  return html`<div class="secret"><span>${text}</span></div>`;
}

export function documentLink(props: DocumentProps): Html {
  return html`<a class="doc" href="${props.href}">${props.label}${props.detail && html` <span class="muted">${props.detail}</span>`}</a>`;
}

export function timeline(events: readonly EventProps[]): Html {
  return html`<ol class="timeline">${events.map((event) => html`<li class="event" id="event-${event.id}">
    <div class="date">${moment(event.at, formatDay(event.at).slice(5))}<br> ${formatTime(event.at)}</div><div class="rail"></div>
    <div class="body"><h3>${event.title}</h3>${event.status && chip(event.status)}${event.text && html`<p>${event.text}</p>`}
      ${event.changes?.map(difference)}
      ${event.documents?.map(documentLink)}</div>
    <div class="proof">${evidence(event.evidence, '验证')}</div></li>`)}</ol>`;
}

export function difference(change: ChangeProps): Html {
  return html`<div class="diff"><span class="where">${change.where}</span><del>${change.before}</del> → <ins>${change.after}</ins>${change.consequence && html`<span class="then">${change.consequence}</span>`}</div>`;
}

/** Characters that still stand beside the name of a rule; more stand under it. */
const longRule = 22;

/** `id` makes the row a place that links can point at. */
export function ruleRow(rule: RuleProps, id?: string): Html {
  const law = rule.articleHref ? html`<a href="${rule.articleHref}">${rule.article}</a>` : rule.article;
  const isLong = rule.value.length + rule.bound.length > longRule;
  return html`<div class="rule${isLong && ' long'}"${id !== undefined && html` id="${id}"`}><span>${rule.label}</span><span class="value ${rule.value && rule.verdict}">${rule.value && `${rule.value} `}<span class="bound">${rule.bound}</span></span><span class="law">${law}${rule.certainty === 'unverified' && html`<span class="chip act">待核实</span>`}</span></div>`;
}

export function partyList(parties: readonly PartyProps[]): Html {
  return html`<dl class="parties">${parties.map((party) => html`<dt>${party.role}</dt><dd>${party.secret ? secretSentence(party.secret) : party.names.map((name, i) => html`${i > 0 && html`<br>`}${name}`)}${party.note && html`<span class="note">${party.note}</span>`}</dd>`)}</dl>`;
}

export function tabs(items: readonly Tab[], label: string): Html | null {
  if (items.length === 0) return null;
  return html`<nav class="tabs" aria-label="${label}">${items.map((tab) => html`<a class="chip" href="${tab.href}"${tab.current ? html` aria-current="true"` : ''}>${tab.label}${tab.count !== undefined && html` <b>${tab.count}</b>`}</a>`)}</nav>`;
}

export function crumbs(items: readonly LinkProps[]): Html {
  return html`<nav class="crumbs small" aria-label="位置">${items.map((item, i) => html`${i > 0 && html`<span aria-hidden="true"> › </span>`}<a href="${item.href}">${item.label}</a>`)}</nav>`;
}

export function noticeRow(row: NoticeRow, now: Instant): Html {
  const next = row.next && html`<div class="when"><span>${row.next.label}</span> <b>${row.next.at === undefined ? row.next.text : countdown(row.next.at, now)}</b></div>`;
  return html`<li class="notice">${chip(row.kind)}<h3><a href="${row.href}">${row.title}</a></h3>${next}<div class="meta"><span>${row.place}</span><span>${row.category}</span>${row.facts.map((fact) => html`<span class="fact">${fact}</span>`)}<span>${moment(row.publishedAt, formatDayTime(row.publishedAt))} 发布</span>${evidence(row.evidence)}</div></li>`;
}

/** Neighbours, first and last; nothing where one page holds all. */
export function pagination({ current, count, hrefOf }: { readonly current: number; readonly count: number; readonly hrefOf: (page: number) => string }): Html | null {
  if (count <= 1) return null;
  const near = [...new Set([1, current - 1, current, current + 1, count])].filter((page) => page >= 1 && page <= count);
  const items = near.map((page, i) => html`${i > 0 && page - (near[i - 1] ?? 0) > 1 && html`<span class="muted">…</span>`}<a href="${hrefOf(page)}"${page === current ? html` aria-current="page"` : ''}>${page}</a>`);
  return html`<nav class="pages" aria-label="分页">${current > 1 && html`<a href="${hrefOf(current - 1)}" rel="prev">上一页</a>`}${items}${current < count && html`<a href="${hrefOf(current + 1)}" rel="next">下一页</a>`}</nav>`;
}

/** Figures in one row. */
export function statistics(items: readonly { readonly value: string; readonly label: string; readonly href?: string }[]): Html {
  return html`<dl class="card strip">${items.map((item) => html`<div><dt>${item.label}</dt><dd>${item.href ? html`<a href="${item.href}">${item.value}</a>` : item.value}</dd></div>`)}</dl>`;
}

/** Openings in a side column. */
export function openingsCard(rows: readonly OpeningRow[], moreHref: string): Html {
  return html`<section class="card" aria-labelledby="today"><div class="sec"><h2 id="today">今日开标与竞价</h2><a class="more" href="${moreHref}">日程 ›</a></div>${
    rows.length > 0 ? html`<ul>${rows.map(openingLine)}</ul>` : emptyState('今天没有开标和竞价', '未来的安排在日程里。', { label: '查看日程', href: moreHref })
  }</section>`;
}

function openingLine(row: OpeningRow): Html {
  return html`<li class="opening-line"><b>${moment(row.at, formatTime(row.at))}</b><span><a href="${row.watchHref ?? row.href}">${row.title}</a><br><span class="muted small">${row.detail ?? `${row.kind} · ${row.place}`}</span></span>${chip(row.status)}</li>`;
}

export function emptyState(title: string, text: string, action?: LinkProps): Html {
  return html`<div class="empty">${cairn(44)}<h3>${title}</h3><p>${text}</p>${action && html`<a class="btn ghost" href="${action.href}">${action.label}</a>`}</div>`;
}

/** The mark: a cairn. */
export function cairn(size: number): Html {
  return html`<svg width="${size}" height="${size}" viewBox="0 4 40 44" aria-hidden="true"><g fill="#1b6bb0"><ellipse cx="20" cy="38" rx="19" ry="5.4"/><ellipse cx="20" cy="29" rx="14.5" ry="4.8" fill="#3d87c6"/><ellipse cx="20" cy="21" rx="10.4" ry="4.2" fill="#6aa9dc"/><ellipse cx="20" cy="14" rx="6.6" ry="3.6" fill="#9cc6ea"/></g></svg>`;
}
