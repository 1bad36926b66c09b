import { leagueOf, nameOf } from '#kernel/divisions.ts';
import { formatWan } from '#kernel/money.ts';
import type { NoticeRow, OpeningRow } from '../../../../web/portal/props.ts';
import type { ChipProps, Tone } from '../../../../web/ui/types.ts';
import { links } from '../../../../web/portal/links.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { noticeKinds, stageNames, type Notice, type NoticeKind, type TenderStage, type TenderSummary } from '../portal.types.ts';

const kindTones: Readonly<Record<NoticeKind, Tone>> = {
  tender: 'sky', amendment: 'act', objection: 'plain', opening: 'sky', candidates: 'ok', result: 'ok', failure: 'bad', termination: 'bad', contract: 'plain', progress: 'plain',
};
const stageTones: Readonly<Record<TenderStage, Tone>> = {
  registered: 'plain', bidding: 'act', paused: 'bad', opening: 'sky', evaluating: 'sky', publicity: 'ok', awarded: 'ok', contracted: 'plain', failed: 'bad', terminated: 'bad',
};

export const categoryNames: Readonly<Record<string, string>> = { construction: '工程建设 / 房屋建筑' };

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

export function stageChip(stage: TenderStage): ChipProps {
  return { label: stageNames[stage], tone: stageTones[stage] };
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
    category: categoryNames[notice.category] ?? notice.category,
    facts: [
      ...(facts.priceCapFen ? [`最高限价 ${wan(facts.priceCapFen)}`] : []),
      ...(facts.winner ? [facts.winner] : []),
      ...(facts.awardFen ? [`${notice.kind === 'candidates' ? '报价' : '中标价'} ${wan(facts.awardFen)}`] : []),
      ...(facts.text ? [facts.text] : []),
    ],
    publishedAt: notice.at,
    ...nextOf(notice, now),
    evidence: { index: notice.logIndex, href: links.logEntry(notice.logIndex) },
  };
}

function nextOf({ kind, facts }: Notice, now: Instant): Pick<NoticeRow, 'next'> {
  if (facts.until === undefined || facts.until <= now) return {};
  return { next: { label: kind === 'candidates' ? '公示至' : '距投标截止', at: facts.until } };
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
