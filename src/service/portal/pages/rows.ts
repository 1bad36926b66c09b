import { leagueOf, nameOf } from '#kernel/divisions.ts';
import { formatWan } from '#kernel/money.ts';
import type { PackCategory } from '#rules/pack.ts';
import { modeTitle } from '#rules/sale/modes.ts';
import type { NoticeRow, OpeningRow } from '../../../../web/portal/props.ts';
import type { ChipProps, Tone } from '../../../../web/ui/types.ts';
import { formatChange } from '../../../../web/ui/auction/figures.ts';
import { links } from '../../../../web/portal/links.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { noticeKinds, stageNames, type HallSummary, type Notice, type NoticeKind, type Stage, type TenderSummary } from '../portal.types.ts';
import { hallStage } from '../portal.sale-summary.ts';

const kindTones: Readonly<Record<NoticeKind, Tone>> = {
  tender: 'sky', sale: 'act', hall: 'ok', amendment: 'act', objection: 'plain', opening: 'sky', candidates: 'ok', result: 'ok', failure: 'bad', termination: 'bad', contract: 'plain', progress: 'plain',
};
const stageTones: Readonly<Record<Stage, Tone>> = {
  applying: 'act', awaiting: 'sky', live: 'act', comparing: 'act', sold: 'ok', unsold: 'plain',
  registered: 'plain', bidding: 'act', paused: 'bad', opening: 'sky', evaluating: 'sky', publicity: 'ok', awarded: 'ok', contracted: 'plain', failed: 'bad', terminated: 'bad',
};

/** What people look for, in the order of the catalogue; each is sold, or bought, under the pack of its name. */
export const categoryNames: Readonly<Record<PackCategory, string>> = {
  construction: '工程建设', land: '土地使用权', mineral: '矿业权', stateProperty: '国有产权', publicAssets: '行政事业资产', ruralProperty: '农村牧区产权', quota: '自然资源指标', resourceRights: '水权林权环境权', data: '数据资源', otherRights: '经营权和其他',
};

export function categoryName(category: string): string {
  return category in categoryNames ? categoryNames[category as PackCategory] : category;
}

export function kindChip(kind: NoticeKind): ChipProps {
  return { label: kindName(kind), tone: kindTones[kind] };
}

/** `¥ 4,391.38 万` */
export function wan(fen: string | bigint): string {
  return `¥ ${formatWan(BigInt(fen))}`;
}

export function kindName(kind: NoticeKind): string {
  return kind === 'progress' ? '进展' : noticeKinds[kind];
}

export function stageChip(stage: Stage): ChipProps {
  return { label: stageNames[stage], tone: stageTones[stage], ...(stage === 'live' ? { live: true } : {}) };
}

export function placeOf(areaCode: string): string {
  return nameOf(areaCode) ?? leagueOf(areaCode)?.name ?? areaCode;
}

export function noticeRow(notice: Notice, now: Instant): NoticeRow {
  const { facts } = notice;
  return {
    href: links.notice(notice.id),
    kind: kindChip(notice.kind),
    title: notice.title,
    place: placeOf(notice.areaCode),
    category: notice.category === 'construction' ? '工程建设 / 房屋建筑' : `${categoryName(notice.category)}${facts.way ? ` / ${facts.way}` : ''}`,
    facts: [
      ...(facts.priceCapFen ? [`最高限价 ${wan(facts.priceCapFen)}`] : []),
      ...(facts.winner ? [facts.winner] : []),
      ...(facts.awardFen ? [`${notice.kind === 'candidates' ? '报价' : '中标价'} ${wan(facts.awardFen)}`] : []),
      ...(facts.startFen && !facts.soldFen && notice.kind === 'sale' ? [`起始价 ${wan(facts.startFen)}`] : []),
      ...(facts.soldFen ? [`成交 ${wan(facts.soldFen)}`] : []),
      ...(facts.text ? [facts.text] : []),
    ],
    publishedAt: notice.at,
    ...nextOf(notice, now),
    evidence: { index: notice.logIndex, href: links.logEntry(notice.logIndex) },
  };
}

function nextOf({ kind, facts }: Notice, now: Instant): Pick<NoticeRow, 'next'> {
  if (kind === 'hall') return facts.soldFen && facts.startFen ? { next: { label: '溢价', text: formatChange(BigInt(facts.startFen), BigInt(facts.soldFen)) } } : {};
  if (kind === 'sale') return saleNext(facts, now);
  if (facts.until === undefined || facts.until <= now) return {};
  return { next: { label: kind === 'candidates' ? '公示至' : '距投标截止', at: facts.until } };
}

/** What one may still do about a sale: apply, or watch. */
function saleNext({ until, biddingFrom }: Notice['facts'], now: Instant): Pick<NoticeRow, 'next'> {
  if (until !== undefined && until > now) return { next: { label: '距报名截止', at: until } };
  return biddingFrom !== undefined && biddingFrom > now ? { next: { label: '距竞价开始', at: biddingFrom } } : {};
}

/** A hall in the calendar: at its beginning, or, on the day on which free bidding ends, then. */
export function hallRow(hall: HallSummary, isOn: (at: Instant) => boolean, now: Instant): OpeningRow {
  const at = !isOn(hall.startAt) && hall.closesAt !== null ? hall.closesAt : hall.startAt;
  const minutes = Math.ceil((at - now) / 60_000_000);
  const stage = hallStage({ status: hall.status, outcome: null });
  return {
    at, title: hall.title, href: links.sale(hall.saleId), watchHref: links.auction(hall.lotId), kind: wayOf(hall.mode), place: placeOf(hall.areaCode),
    status: hall.status === 'waiting' ? (minutes <= 60 ? { label: `${Math.max(0, minutes)} 分后`, tone: 'act' } : { label: '待开始', tone: 'plain' }) : hall.status === 'ended' ? stageChip(hall.soldFen === null ? 'unsold' : 'sold') : stageChip(stage),
    ...(at === hall.closesAt && hall.status !== 'ended' ? { detail: '自由报价到这时为止' } : hall.soldFen === null ? {} : { detail: `成交 ${wan(hall.soldFen)}` }),
  };
}

/** How it is bid for, in two or four characters. */
function wayOf(mode: HallSummary['mode']): string {
  return modeTitle(mode).replace(/（.*）/, '');
}

/** The day's openings and halls together, in the order of the clock. */
export function agenda(openings: readonly TenderSummary[], halls: readonly HallSummary[], isOn: (at: Instant) => boolean, now: Instant): OpeningRow[] {
  return [...openings.map((tender) => openingRow(tender, now)), ...halls.map((hall) => hallRow(hall, isOn, now))].sort((a, b) => a.at - b.at);
}

export function openingRow(tender: TenderSummary, now: Instant): OpeningRow {
  const at = tender.deadlineAt ?? now;
  const minutes = Math.ceil((at - now) / 60_000_000);
  const status: ChipProps = tender.stage === 'opening' ? { label: '正在开标', tone: 'act', live: true }
    : tender.stage === 'paused' || tender.stage === 'terminated' ? stageChip(tender.stage)
    : at > now ? (minutes <= 60 ? { label: `${minutes} 分后`, tone: 'act' } : { label: '待开始', tone: 'plain' })
    : stageChip(tender.stage);
  return {
    at, status,
    title: tender.name,
    href: links.project(tender.tenderId),
    kind: '不见面开标',
    place: placeOf(tender.areaCode),
    ...(tender.openingRoom ? { room: tender.openingRoom } : {}),
    ...(tender.stage === 'terminated' ? { isOff: true } : { watchHref: links.hall(tender.tenderId) }),
  };
}
