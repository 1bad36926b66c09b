import type { Instant } from '#kernel/time/instant.ts';
import type { StoredEvent } from '#evidence/journal/feed.store.ts';
import { toHex } from '#kernel/bytes.ts';
import { formatFen } from '#kernel/money.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { packOf, readable } from '#trade/tender/tender.document.ts';
import type { Tender, TenderDocument } from '#trade/tender/tender.types.ts';
import { links } from '../../../../web/portal/links.ts';
import type { NoticeProps } from '../../../../web/portal/props.ts';
import { noticeKinds, type Notice } from '../portal.types.ts';
import { kindChip } from './rows.ts';

export type NoticeData = { readonly notice: Notice; readonly tender: Tender; readonly event: StoredEvent; readonly body: Record<string, unknown>; readonly siblings: readonly Notice[] };

type Section = NoticeProps['sections'][number];

/** One notice in full, as it was published: made from the event itself, not from what the project has become since. */
export function noticeProps({ notice, tender, event, body, siblings }: NoticeData): NoticeProps {
  return {
    title: notice.title,
    kind: kindChip(notice.kind),
    crumbs: [{ label: '首页', href: links.home }, { label: '交易信息', href: links.notices }, { label: tender.name, href: links.project(tender.tenderId) }],
    publishedAt: notice.at,
    publisher: tender.agency ? `${tender.initiator.name}（代理：${tender.agency.name}）` : tender.initiator.name,
    project: { label: tender.name, href: links.project(tender.tenderId) },
    code: tender.transactionCode.code,
    media: ['内蒙古自治区公共资源交易网', `${tender.centre.name}网站（同一时刻）`],
    sections: sectionsOf(notice, tender, body),
    documents: [],
    versions: siblings.filter((each) => each.kind === 'tender' || each.kind === 'amendment').map((each) => ({ label: noticeKinds[each.kind], href: links.notice(each.id), current: each.id === notice.id, at: each.at })),
    evidence: { index: notice.logIndex, href: links.logEntry(notice.logIndex) },
    contentHash: toHex(event.commitment),
  };
}

function sectionsOf(notice: Notice, tender: Tender, body: Record<string, unknown>): readonly Section[] {
  const published = body['published'] as { document: TenderDocument } | undefined;
  if (notice.kind === 'tender' && published) return [facts(tender, published.document), ...textOf(tender, published.document)];
  const amendment = body['amendment'] as Tender['amendments'][number] | undefined;
  if (amendment) return amendmentSections(amendment);
  const settled = body['settled'] as Tender['settledObjections'][number] | undefined;
  if (settled) return [{ heading: '异议事项', paragraphs: [settled.summary] }, { heading: '答复', paragraphs: [settled.reply, '依法公开，不公开异议人。'] }];
  return [{ heading: noticeKinds[notice.kind], paragraphs: plainText(notice) }];
}

function facts(tender: Tender, document: TenderDocument): Section {
  return {
    heading: '要点',
    paragraphs: [],
    table: {
      head: ['标段', '范围', '最高限价', '投标保证金', '工期'],
      rows: document.lots.map((terms) => {
        const lot = tender.lots.find((each) => each.lotId === terms.lotId);
        return [lot?.name ?? '', lot?.scope ?? '', formatFen(BigInt(terms.priceCapFen)), formatFen(BigInt(terms.depositFen)), `${terms.durationDays} 日历天`];
      }),
    },
  };
}

function textOf(tender: Tender, document: TenderDocument): Section[] {
  return readable(tender, document, packOf(tender)).flatMap((chapter) => chapter.sections.map((section) => ({ heading: `${chapter.title} · ${section.title}`, paragraphs: section.body.split('\n').filter(Boolean) })));
}

function amendmentSections(amendment: Tender['amendments'][number]): Section[] {
  return [
    ...(amendment.items.length > 0 ? [{ heading: '澄清', paragraphs: amendment.items.flatMap((item) => [...(item.question ? [`问：${item.question}`] : []), `答：${item.answer}`]) }] : []),
    ...(amendment.changes.length > 0 ? [{ heading: '修改', paragraphs: [], table: { head: ['位置', '原文', '改为'], rows: amendment.changes.map((change) => [change.title, change.before, change.after]) } }] : []),
    { heading: '投标截止时间', paragraphs: [amendment.deadlineMovedTo === null ? '不变。' : `顺延至 ${formatBeijing(amendment.deadlineMovedTo)}（北京时间）。`] },
  ];
}

function plainText(notice: Notice): string[] {
  const { text, winner, awardFen, until } = notice.facts;
  return [
    ...(text ? [text] : []), ...(winner ? [`中标人：${winner}`] : []), ...(awardFen ? [`中标价：${formatFen(BigInt(awardFen))}`] : []),
    ...(until !== undefined ? [`截至 ${formatBeijing(until as Instant)}（北京时间）`] : []),
  ];
}
