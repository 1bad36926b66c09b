import type { EventProps } from '../../../../web/ui/types.ts';
import { links } from '../../../../web/portal/links.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { noticeKinds, type Notice } from '../portal.types.ts';
import { streamOfNotice } from '../portal.address.ts';
import { kindChip } from './rows.ts';

/** One notice as an entry in the course of a project, with its difference where it changed the document. */
export function eventOf(notice: Notice, tender: Tender): EventProps {
  const amendment = notice.kind === 'amendment' ? amendmentAt(notice, tender) : null;
  return {
    id: notice.id,
    at: notice.at,
    title: notice.title.startsWith(tender.name) ? notice.title.slice(tender.name.length).replace(/^ · /, '') || noticeKinds[notice.kind] : notice.title,
    status: kindChip(notice.kind),
    text: [notice.facts.text, ...(amendment?.items.map((item) => item.answer) ?? [])].filter(Boolean).join(' '),
    changes: amendment?.changes.map((change) => ({ where: change.title, before: change.before, after: change.after })) ?? [],
    documents: [{ label: '全文', href: links.notice(notice.id) }],
    evidence: { index: notice.logIndex, href: links.logEntry(notice.logIndex) },
  };
}

function amendmentAt(notice: Notice, tender: Tender) {
  const address = streamOfNotice(notice.id);
  return address?.stream.startsWith('tender:') ? (tender.amendments.find((each) => each.at === notice.at) ?? null) : null;
}
