import type { EventBody } from '#kernel/decider.ts';
import type { TenderEvent } from '#trade/tender/tender.events.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { NoticeFacts, NoticeKind } from './portal.types.ts';

/** What one public event puts on the list of notices. */
export type NoticeText = { readonly kind: NoticeKind; readonly title: string; readonly lotId: string | null; readonly facts: NoticeFacts; readonly search: string };

/** Null for what is no notice. `tender` is as it stands after the event. */
export function noticeOf(event: EventBody, tender: Tender, stream: string): NoticeText | null {
  if (stream.startsWith('tender:')) return tenderNotice(event as TenderEvent, tender);
  return null;
}

function tenderNotice(event: TenderEvent, tender: Tender): NoticeText | null {
  switch (event.kind) {
    case 'NoticePublished': {
      const { document } = event.published;
      const priceCapFen = String(document.lots.reduce((sum, lot) => sum + BigInt(lot.priceCapFen), 0n));
      return notice('tender', tender.name, { priceCapFen, until: document.bidDeadlineAt }, document.sections.map((section) => section.body));
    }
    case 'DocumentAmended': {
      const { amendment } = event;
      const what = amendment.kind === 'clarification' ? '澄清' : '变更公告';
      return notice('amendment', `${tender.name} · 第 ${amendment.number} 号${what}`, { until: event.published.document.bidDeadlineAt }, [...amendment.items.map((item) => item.answer), ...amendment.changes.map((change) => change.after)]);
    }
    case 'ObjectionSettled': {
      const { settled } = event;
      return notice('objection', `${tender.name} · 异议答复（${settled.outcome === 'upheld' ? '采纳' : '不采纳'}）`, { text: settled.summary }, [settled.summary, settled.reply]);
    }
    case 'DeadlineMoved':
      return notice('amendment', `${tender.name} · 投标截止时间调整`, { until: event.to, text: event.reason }, [event.reason]);
    case 'TenderSuspended':
      return notice('amendment', `${tender.name} · 暂停交易`, { text: event.reason }, [event.reason]);
    case 'TenderResumed':
      return notice('amendment', `${tender.name} · 恢复交易`, { text: event.reason }, [event.reason]);
    default:
      return null;
  }
}

export function notice(kind: NoticeKind, title: string, facts: NoticeFacts, words: readonly string[], lotId: string | null = null): NoticeText {
  return { kind, title, lotId, facts, search: words.join('\n').toLowerCase() };
}
