import { leagueOf } from '#kernel/divisions.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import { calendarFor, type CalendarMode } from '#rules/calendar/calendars.ts';
import { ofLot } from '#rules/construction/finding.ts';
import { getSaleKind } from '#rules/sale/kinds.ts';
import { modeTitle } from '#rules/sale/modes.ts';
import { checkLotPlan } from '#trade/sale/sale.plan.ts';
import type { Sale, SaleLot } from '#trade/sale/sale.types.ts';
import { minuteText, reserveText, tiersText } from '#trade/sale/sale.words.ts';
import { formatChange } from '../../../../web/ui/auction/figures.ts';
import { formatDayTime, formatDeadlineShort } from '../../../../web/ui/format.ts';
import type { DeadlineProps, EventProps, RuleProps, StageProps } from '../../../../web/ui/types.ts';
import { links } from '../../../../web/portal/links.ts';
import type { LotRow, ProjectProps } from '../../../../web/portal/props.ts';
import type { CourseTab } from '../portal.query.ts';
import { hallStage, lastApplication, saleStage, soldFor, stageAt } from '../portal.sale-summary.ts';
import type { Notice, PublicHall, SaleStage, SaleStates } from '../portal.types.ts';
import { belongs, linksTo, ruleProps, tabsOf } from './project.view.ts';
import { categoryName, kindChip, placeOf, stageChip, wan } from './rows.ts';

export type SaleData = { readonly states: SaleStates; readonly notices: readonly Notice[]; readonly now: Instant; readonly mode: CalendarMode; readonly show: CourseTab };

/** A sale as everyone may read it: its course is the list of its notices and steps, whatever stream they come from. */
export function saleProps({ states, notices, now, mode, show }: SaleData): ProjectProps {
  const { sale } = states;
  const kind = getSaleKind(sale.kind);
  const league = leagueOf(sale.areaCode);
  const stage = stageAt(saleStage(states), lastApplication(states), now);
  return {
    title: sale.title,
    crumbs: [
      { label: '首页', href: links.home },
      { label: categoryName(kind.pack), href: `${links.notices}?category=${kind.pack}` },
      ...(league ? [{ label: placeOf(sale.areaCode), href: links.league(league.code) }] : []),
    ],
    chips: [stageChip(stage), { label: kind.title, tone: 'sky' }, ...[...new Set(sale.lots.map((lot) => modeTitle(lot.mode.kind)))].map((label) => ({ label, tone: 'sky' as const })), ...(sale.lots.length > 1 ? [{ label: `${sale.lots.length} 个标的`, tone: 'plain' as const }] : [])],
    code: { label: '公告编号', value: sale.saleId, provisional: false },
    department: sale.department.name,
    stages: stagesOf(states, stage, now),
    tabs: tabsOf(links.sale(sale.saleId), notices, show),
    events: notices.filter((notice) => belongs(notice, show)).map((notice) => eventOf(notice, sale)),
    ...deadlinePart(states, stage, now),
    rules: rulesOf(sale, mode),
    parties: [
      { role: kind.terms.initiator, names: [sale.seller.name] },
      { role: kind.host === 'propertyExchange' ? '产权交易机构' : '交易中心', names: [sale.centre.name] },
      { role: '监督部门', names: [sale.department.name] },
      { role: kind.terms.participant, names: [], secret: '竞买人只有编号：谁申请、有几家申请，竞价结束前不公开；没有竞得的始终匿名。' },
    ],
    lotsTitle: sale.lots.length > 1 ? '标的与结果' : '标的',
    lots: sale.lots.map((lot) => lotRow(lot, sale, states.halls.find(({ lotId }) => lotId === lot.lotId) ?? null)),
    documents: [...(notices.some(({ kind: each }) => each === 'sale') ? [{ label: '公告全文', href: links.notice(notices.find(({ kind: each }) => each === 'sale')?.id ?? '') }] : []), ...linksTo(sale.files)],
    bundles: [],
  };
}

function eventOf(notice: Notice, sale: Sale): EventProps {
  const isStep = notice.kind === 'progress';
  const { soldFen, startFen, text } = notice.facts;
  const title = notice.title.startsWith(sale.title) ? notice.title.slice(sale.title.length).replace(/^ · /, '') : notice.title;
  return {
    id: notice.id, at: notice.at, title: notice.kind === 'sale' ? '公告发布' : title,
    ...(isStep ? {} : { status: kindChip(notice.kind) }),
    text: notice.kind === 'sale' ? '公告和全部标的的竞价同时排定。人人可读；已注册主体可以在线申请竞买。' : [text, soldFen ? `成交价 ${wan(soldFen)}${startFen ? `，溢价 ${formatChange(BigInt(startFen), BigInt(soldFen))}` : ''}` : ''].filter(Boolean).join('；'),
    documents: isStep ? (notice.lotId ? [{ label: '竞价大厅', href: links.auction(notice.lotId) }] : []) : [{ label: '全文', href: links.notice(notice.id) }],
    evidence: { index: notice.logIndex, href: links.logEntry(notice.logIndex) },
  };
}

/** The way of a sale; the last steps are told by the entries of the course once they are there. */
const line = ['公告', '报名', '竞价', '竞价结果', '成交确认 · 合同'] as const;
const current: Readonly<Record<SaleStage, number>> = { applying: 1, awaiting: 2, live: 2, paused: 2, comparing: 3, unsold: 3, sold: 4 };

function stagesOf(states: SaleStates, stage: SaleStage, now: Instant): StageProps[] {
  const { sale, halls } = states;
  const begin = instant(Math.min(...sale.lots.map(({ biddingFrom }) => biddingFrom)));
  const notes: Readonly<Record<(typeof line)[number], string>> = {
    公告: formatDayTime(sale.publishedAt), 报名: `至 ${formatDeadlineShort(lastApplication(states))}`, 竞价: `${begin > now ? '' : '自 '}${formatDayTime(begin)}`,
    竞价结果: halls.length === 1 && stage === 'sold' ? wan(soldFor(halls[0]?.outcome ?? null) ?? '0') : '', '成交确认 · 合同': '',
  };
  return line.map((label, i) => ({ label, note: notes[label], state: i < current[stage] ? 'done' : i > current[stage] ? 'next' : stage === 'unsold' ? 'stopped' : 'now' }));
}

function deadlinePart({ sale, halls }: SaleStates, stage: SaleStage, now: Instant): { deadline?: DeadlineProps } {
  const secret = '谁申请、有几家申请，竞价结束前不公开。';
  const open = sale.lots.find(({ applyUntil }) => applyUntil > now);
  const live = halls.find(({ status }) => status === 'running' || status === 'paused');
  if (stage === 'paused' && live) return { deadline: { label: '竞价', at: live.endsAt ?? live.startAt, state: 'suspended', action: { label: '到竞价大厅看', href: links.auction(live.lotId) } } };
  if (live) return { deadline: { label: '本轮报价结束', at: live.endsAt ?? live.startAt, state: live.endsAt !== null && live.endsAt > now ? 'open' : 'closing', action: { label: '进大厅看竞价', href: links.auction(live.lotId) } } };
  if (open) return { deadline: { label: '报名截止', at: open.applyUntil, state: 'open', action: { label: '申请竞买', href: links.applyForLot(sale.saleId) }, secret } };
  const next = halls.find(({ status }) => status === 'waiting');
  return next ? { deadline: { label: '竞价开始', at: next.startAt, state: next.startAt > now ? 'open' : 'closing', action: { label: '到竞价大厅等', href: links.auction(next.lotId) }, secret } } : {};
}

function rulesOf(sale: Sale, mode: CalendarMode): RuleProps[] {
  const names = sale.lots.map(({ name }) => name);
  const { pack } = getSaleKind(sale.kind);
  return sale.lots.flatMap((lot, i) => checkLotPlan({ kind: sale.kind, lot, noticeAt: sale.publishedAt, areaCode: sale.areaCode }, calendarFor(mode))
    .map((finding) => (sale.lots.length > 1 ? ofLot({ ...finding, path: `lots.${i}.${finding.path}` }, names) : finding)))
    .map((finding) => ({ ...ruleProps(finding), articleHref: links.packRule(pack, finding.rule) }));
}

function lotRow(lot: SaleLot, sale: Sale, hall: PublicHall | null): LotRow {
  const soldFen = hall ? soldFor(hall.outcome) : null;
  const { terms } = getSaleKind(sale.kind);
  return {
    name: lot.name,
    scope: lot.facts.map(({ label, value }) => `${label} ${value}`).join('；'),
    facts: [`${minuteText(lot.biddingFrom)} 开始${modeTitle(lot.mode.kind)}`, `加价幅度 ${tiersText(lot.tiers)}`, lot.depositFen === '0' ? '不收保证金' : `保证金 ${wan(lot.depositFen)}`, reserveText(lot), ...(lot.capFen === null ? [] : [`最高限价 ${wan(lot.capFen)}`]), `${terms.participant}资格：${lot.qualification}`],
    priceLabel: soldFen === null ? '起始价' : '成交价', priceFen: soldFen ?? lot.startFen,
    status: stageChip(hall ? hallStage(hall) : 'applying'),
    hall: { label: hall?.status === 'running' ? '进大厅看竞价' : hall?.status === 'ended' ? '看竞价全程' : '竞价大厅', href: links.auction(lot.lotId) },
    ...(soldFen !== null && hall?.outcome?.kind === 'sold' ? { result: `${hall.outcome.paddle} 号${terms.participant}竞得，溢价 ${formatChange(BigInt(lot.startFen), BigInt(soldFen))}` } : {}),
    ...(hall?.outcome?.kind === 'unsold' ? { failure: hall.outcome.reason === 'no-bid' ? `没有人报价，未成交；${terms.initiator}可以另行公告。` : '最高报价没有达到底价，未成交；底价不公布，保证金按期退还。' } : {}),
    candidates: [],
  };
}
