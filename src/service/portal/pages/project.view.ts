import { leagueOf } from '#kernel/divisions.ts';
import { calendarFor, type CalendarMode } from '#rules/calendar/calendars.ts';
import { checkTenderPlan } from '#rules/construction/checks.ts';
import { ofLot, type RuleFinding } from '#rules/construction/finding.ts';
import { packFor } from '#rules/registry.ts';
import { plainDate } from '#kernel/time/plain-date.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import { formatPoints } from '#kernel/points.ts';
import { failureTitles } from '#trade/award/award.types.ts';
import { deadlineOf } from '#trade/tender/tender.ts';
import { lotOf, planOf } from '#trade/tender/tender.document.ts';
import { tenderPhase } from '#trade/tender/tender.phase.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { formatBytes, formatDayTime, formatDeadlineShort } from '../../../../web/ui/format.ts';
import type { DeadlineProps, DocumentProps, PartyProps, RuleProps, StageProps } from '../../../../web/ui/types.ts';
import { links } from '../../../../web/portal/links.ts';
import type { LotRow, ProjectProps } from '../../../../web/portal/props.ts';
import { courseTabs, type CourseTab } from '../portal.query.ts';
import { lotStage, stageOf } from '../portal.summary.ts';
import type { Notice, NoticeKind, TenderStage, TenderStates } from '../portal.types.ts';
import { eventOf } from './events.ts';
import { categoryName, placeOf, stageChip, wan } from './rows.ts';

export type ProjectData = { readonly states: TenderStates; readonly notices: readonly Notice[]; readonly now: Instant; readonly mode: CalendarMode; readonly show: CourseTab };

/** A project as everyone may read it: its course, its results, its periods with their law, its parties. */
export function projectProps({ states, notices, now, mode, show }: ProjectData): ProjectProps {
  const { tender } = states;
  const stage = stageOf(states);
  const league = leagueOf(tender.areaCode);
  return {
    title: tender.name,
    crumbs: [
      { label: '首页', href: links.home },
      { label: categoryName(tender.category), href: `${links.notices}?category=${tender.category}` },
      ...(league ? [{ label: placeOf(tender.areaCode), href: links.league(league.code) }] : []),
    ],
    chips: [stageChip(stage), { label: tender.method === 'open' ? '公开招标' : '邀请招标', tone: 'sky' }, { label: '综合评估法', tone: 'sky' }, { label: `${tender.lots.length} 个标段`, tone: 'plain' }],
    code: { label: '统一交易标识码', value: tender.transactionCode.code, provisional: tender.transactionCode.provisional },
    department: tender.department.name,
    stages: stagesOf(states, stage),
    tabs: tabsOf(links.project(tender.tenderId), notices, show),
    events: notices.filter((notice) => belongs(notice, show)).map((notice) => eventOf(notice, tender)),
    ...deadlinePart(tender, now),
    rules: rulesOf(tender, mode),
    parties: partiesOf(tender, stage),
    lotsTitle: '标段与结果',
    lots: tender.lots.map((lot) => lotRow(lot.lotId, states)),
    documents: tender.published ? [{ label: '招标文件全文', href: links.document(tender.tenderId), detail: '含与标准文本的差异' }, ...filesOf(tender)] : [],
    bundles: states.awards.flatMap((award) => (award.letterAt === null ? [] : [{ label: tender.lots.find((lot) => lot.lotId === award.lotId)?.name ?? award.lotId, href: `/api/bundles/${award.lotId}?edition=public` }])),
  };
}

export function filesOf(tender: Tender): DocumentProps[] {
  return linksTo(tender.published?.document.files ?? []);
}

export function linksTo(files: readonly FileRef[]): DocumentProps[] {
  return files.map((file) => ({ label: file.name, href: `/api/files/${file.sha256}`, detail: formatBytes(file.sizeBytes) }));
}

type FileRef = { readonly name: string; readonly sha256: string; readonly sizeBytes: number };

const tabNames: Readonly<Record<CourseTab, string>> = { all: '全部', notice: '公告', change: '澄清', objection: '异议', result: '结果' };
const tabKinds: Readonly<Record<Exclude<CourseTab, 'all'>, readonly NoticeKind[]>> = { notice: ['tender', 'sale', 'termination', 'failure', 'opening'], change: ['amendment'], objection: ['objection'], result: ['candidates', 'hall', 'result', 'contract'] };

export function belongs({ kind }: Notice, show: CourseTab): boolean {
  return show === 'all' || tabKinds[show].includes(kind);
}

export function tabsOf(href: string, notices: readonly Notice[], show: CourseTab): ProjectProps['tabs'] {
  return courseTabs
    .map((tab) => ({ tab, count: notices.filter((notice) => belongs(notice, tab)).length }))
    .filter(({ tab, count }) => count > 0 || tab === show)
    .map(({ tab, count }) => ({ label: tabNames[tab], count, current: tab === show, href: tab === 'all' ? href : `${href}?show=${tab}` }));
}

const line: readonly { readonly label: string; readonly until: readonly TenderStage[] }[] = [
  { label: '登记', until: ['registered'] },
  { label: '公告与文件', until: [] },
  { label: '投标', until: ['bidding', 'paused'] },
  { label: '开标', until: ['opening'] },
  { label: '评标', until: ['evaluating'] },
  { label: '候选人公示', until: ['publicity'] },
  { label: '定标 · 通知书', until: ['awarded'] },
  { label: '合同 · 归档', until: ['contracted'] },
];

function stagesOf(states: TenderStates, stage: TenderStage): StageProps[] {
  const isOver = stage === 'failed' || stage === 'terminated';
  const current = stage === 'terminated' ? 2 : stage === 'failed' ? (states.awards.some(({ failure }) => failure !== null) ? 4 : 3) : line.findIndex((step) => step.until.includes(stage));
  const { tender } = states;
  const notes: Readonly<Record<string, string>> = {
    登记: formatDayTime(tender.registeredAt),
    公告与文件: tender.noticePublishedAt === null ? '' : formatDayTime(tender.noticePublishedAt),
    投标: tender.termination ? `${formatDayTime(tender.termination.at)} 终止` : tender.published ? `${stage === 'paused' ? '原定' : '至'} ${formatDeadlineShort(deadlineOf(tender))}` : '',
    开标: states.opening?.announcedAt ? formatDayTime(states.opening.announcedAt) : '',
    '定标 · 通知书': latest(states.awards.map((award) => award.letterAt)),
    '合同 · 归档': latest(states.awards.map((award) => award.contractSignedAt)),
    候选人公示: publicityNote(states),
  };
  return line.map(({ label }, i) => ({ label, note: notes[label] ?? '', state: i < current || stage === 'contracted' ? 'done' : i > current ? 'next' : isOver ? 'stopped' : 'now' }));
}

function latest(instants: readonly (Instant | null)[]): string {
  const known = instants.filter((at) => at !== null);
  return known.length === 0 ? '' : formatDayTime(instant(Math.max(...known)));
}

function publicityNote({ awards }: TenderStates): string {
  const until = awards.flatMap((award) => (award.publicity ? [award.publicity.until] : []));
  return until.length === 0 ? '' : `至 ${formatDeadlineShort(instant(Math.max(...until)))}`;
}

function deadlinePart(tender: Tender, now: Instant): { deadline?: DeadlineProps } {
  if (!tender.published || tender.termination) return {};
  const phase = tenderPhase(tender, now);
  const state = phase === 'open' ? 'open' : phase === 'paused' ? 'suspended' : phase === 'closing' ? 'closing' : 'closed';
  return {
    deadline: {
      label: '投标截止', at: deadlineOf(tender), state,
      ...(phase === 'open' ? { action: { label: '编制投标文件', href: links.takeDocument(tender.tenderId) }, secret: '开标前，投标人的数量与名称对所有人保密，平台工作人员也看不到。' } : {}),
      ...(phase === 'closed' || phase === 'ended' ? { action: { label: '看开标', href: links.hall(tender.tenderId) } } : {}),
    },
  };
}

function rulesOf(tender: Tender, mode: CalendarMode): RuleProps[] {
  if (!tender.published || tender.noticePublishedAt === null) return [];
  const pack = packFor({ category: 'construction', regionCode: tender.areaCode, on: plainDate(tender.registeredOn) });
  const lotNames = tender.published.document.lots.map(({ lotId }) => lotOf(tender, lotId)?.name ?? '');
  return checkTenderPlan(planOf(tender, tender.published.document, tender.noticePublishedAt), pack, calendarFor(mode)).map((finding) => ruleProps(ofLot(finding, lotNames)));
}

export function ruleProps(finding: RuleFinding): RuleProps {
  return { label: finding.title, value: finding.got, bound: finding.bound, article: finding.citation, articleHref: links.rule(finding.rule), certainty: finding.certainty, verdict: finding.ok ? 'met' : 'broken' };
}

function partiesOf(tender: Tender, stage: TenderStage): PartyProps[] {
  return [
    { role: '招标人', names: [tender.initiator.name] },
    ...(tender.agency ? [{ role: '代理机构', names: [tender.agency.name] }] : []),
    { role: '交易中心', names: [tender.centre.name] },
    { role: '监督部门', names: [tender.department.name] },
    ...(tender.published ? [{ role: '密钥保管方', names: tender.published.keyHolders.map((holder) => holder.name), note: stage === 'terminated' ? '招标终止，密钥永远不放出。' : `到时自动解封；${tender.published.keyHolders.length} 方中 ${tender.published.k} 方齐备才能打开，监督部门不持有密钥。` }] : []),
    ...(stage === 'bidding' || stage === 'paused' ? [{ role: '投标人', names: [], secret: '开标前不公开数量与名称。' }] : []),
    ...(stage === 'terminated' ? [{ role: '投标人', names: [], secret: '招标终止，数量与名称永远不公开。' }] : []),
  ];
}

function lotRow(lotId: string, states: TenderStates): LotRow {
  const { tender, awards } = states;
  const plan = tender.lots.find((lot) => lot.lotId === lotId);
  const terms = tender.published?.document.lots.find((lot) => lot.lotId === lotId);
  const award = awards.find((each) => each.lotId === lotId);
  const winner = award && award.letterAt !== null ? award.winner : null;
  const stage = tender.termination || tender.status === 'registered' || tender.status === 'published' ? stageOf(states) : lotStage(states, lotId);
  return {
    name: plan?.name ?? lotId,
    scope: plan?.scope ?? '',
    facts: terms ? [`工期 ${terms.durationDays} 日历天`, terms.depositFen === '0' ? '不收投标保证金' : `投标保证金 ${wan(terms.depositFen)}`, `质量 ${terms.quality}`] : [],
    priceLabel: winner ? '中标价' : '最高限价',
    ...(winner ? { priceFen: winner.priceFen } : terms ? { priceFen: terms.priceCapFen } : {}),
    status: stageChip(stage),
    ...(winner ? { result: `中标人：${winner.name}` } : stage === 'failed' ? { failure: award?.failure ? `${failureTitles[award.failure.cause]}；保证金退还，依法重新招标。` : '投标人少于法定数量，不予开标；收到的投标保持密封。' } : tender.termination ? { failure: `招标终止：${tender.termination.ground.text}。收到的投标保持密封，保证金及利息退还。` } : {}),
    candidates: (award?.candidates ?? []).map(({ rank, name, priceFen, totalScore, projectManager }) => ({ rank, name, priceFen, score: formatPoints(totalScore), manager: projectManager.name, won: winner?.name === name })),
  };
}
