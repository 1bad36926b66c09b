import type { EventProps } from '../../../../web/ui/types.ts';
import { links } from '../../../../web/portal/links.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import { readableChange } from '#rules/texts/change.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { Notice } from '../portal.types.ts';
import { kindChip, kindName } from './rows.ts';

/** One notice or step as an entry in the course of a project, with its difference where it changed the document. */
export function eventOf(notice: Notice, tender: Tender): EventProps {
  const amendment = tender.amendments.find((each) => each.number === notice.facts.number);
  const isStep = notice.kind === 'progress';
  return {
    id: notice.id,
    at: notice.at,
    title: notice.title.startsWith(tender.name) ? notice.title.slice(tender.name.length).replace(/^ · /, '') || kindName(notice.kind) : notice.title,
    ...(isStep ? {} : { status: kindChip(notice.kind) }),
    text: textOf(notice, amendment),
    changes: changesOf(amendment),
    documents: isStep ? [] : [{ label: '全文', href: links.notice(notice.id) }, ...(notice.kind === 'tender' ? [{ label: '招标文件', href: links.document(tender.tenderId) }] : [])],
    evidence: { index: notice.logIndex, href: links.logEntry(notice.logIndex) },
  };
}

function textOf({ kind, facts }: Notice, amendment: Tender['amendments'][number] | undefined): string {
  if (amendment) return amendment.items.map((item) => item.answer).join(' ');
  if (kind === 'tender') return '公告与招标文件同时发布。人人可读；已注册主体一键领取正式文件，不审查、不收费，有澄清时逐一通知。';
  return [facts.winner, facts.text, kind === 'candidates' && facts.until ? `公示至 ${formatDeadline(facts.until)}` : ''].filter(Boolean).join('；');
}

function changesOf(amendment: Tender['amendments'][number] | undefined): NonNullable<EventProps['changes']> {
  if (!amendment) return [];
  const consequence = amendment.deadlineMovedTo === null ? '投标截止时间不变' : `投标截止顺延至 ${formatDeadline(amendment.deadlineMovedTo)}`;
  return amendment.changes.map(readableChange).map((change, i) => ({ where: change.title, before: change.before, after: change.after, ...(i === amendment.changes.length - 1 ? { consequence } : {}) }));
}
