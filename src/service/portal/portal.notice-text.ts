import type { Instant } from '#kernel/time/instant.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { NoticeFacts, NoticeKind } from './portal.types.ts';

/** What one public event puts on the portal. */
export type NoticeText = {
  readonly kind: NoticeKind;
  readonly title: string;
  readonly lotId: string | null;
  readonly facts: NoticeFacts;
  readonly search: string;
  readonly listed: boolean;
  /** Where it is not the event's own, whose header may be nobody's to read. */
  readonly at?: Instant;
};

export function notice(kind: NoticeKind, title: string, facts: NoticeFacts, words: readonly string[], lotId: string | null = null): NoticeText {
  return { kind, title, lotId, facts, search: words.join('\n').toLowerCase(), listed: true };
}

/** A step of the project's course that is no notice of its own. */
export function step(tender: Tender, title: string, text: string, lotId: string | null = null): NoticeText {
  return { kind: 'progress', title: titleOf(tender, title, lotId), lotId, facts: { text }, search: '', listed: false };
}

/** `项目 · 一标段 · 结果公告`; the lot is named where there are several. */
export function titleOf(tender: Tender, what: string, lotId: string | null = null): string {
  const lot = tender.lots.length > 1 ? tender.lots.find((each) => each.lotId === lotId) : undefined;
  return [tender.name, ...(lot ? [lot.name] : []), what].join(' · ');
}
