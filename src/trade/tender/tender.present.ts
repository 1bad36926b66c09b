import type { Instant } from '#kernel/time/instant.ts';
import type { Calendar } from '#kernel/time/calendar.ts';
import type { RuleFinding } from '#rules/construction/finding.ts';
import { timetable, type TimetableRow } from '#rules/construction/timetable.ts';
import type { Deviation } from '#rules/texts/deviations.ts';
import type { Chapter } from '#rules/texts/text.ts';
import { findingsOf, venueFits } from './tender.decide.ts';
import { deviationsOf, hashOfDocument, packOf, planOf, readable } from './tender.document.ts';
import { tenderPhase, type TenderAct, type TenderPhase } from './tender.phase.ts';
import { documentProblems, type DocumentProblem } from './tender.problems.ts';
import type { Tender, TenderDocument } from './tender.types.ts';

/** What anyone may know: everything but the draft. Nothing here depends on who took the file or how many did. */
export type PublicTender = Omit<Tender, 'draft'> & { readonly phase: TenderPhase; readonly chapters: readonly Chapter[]; readonly timetable: readonly TimetableRow[] };

export function publicTender(tender: Tender, now: Instant): PublicTender {
  const { draft: _draft, ...open } = tender;
  const document = tender.published?.document;
  const pack = packOf(tender);
  return {
    ...open,
    phase: tenderPhase(tender, now),
    chapters: document ? readable(tender, document, pack) : [],
    timetable: document ? timetable(planOf(tender, document, tender.noticePublishedAt ?? now), pack) : [],
  };
}

/** What the initiator's side sees beside: the draft as it would stand if it were published now. */
export type DraftReview = {
  readonly document: TenderDocument;
  readonly documentHash: string;
  readonly findings: readonly RuleFinding[];
  readonly problems: readonly DocumentProblem[];
  readonly deviations: readonly Deviation[];
  readonly venueFits: boolean;
};

export function reviewOf(tender: Tender, document: TenderDocument, { now, calendar }: { now: Instant; calendar: Calendar }): DraftReview {
  return {
    document,
    documentHash: hashOfDocument(document),
    findings: findingsOf(tender, document, now, calendar),
    problems: documentProblems(tender, document, packOf(tender)),
    deviations: deviationsOf(document),
    venueFits: venueFits(tender, document.bidDeadlineAt),
  };
}

/** One line of a list. */
export type TenderRow = Pick<Tender, 'tenderId' | 'name' | 'initiator' | 'status'> & {
  readonly phase: TenderPhase;
  readonly bidDeadlineAt: Instant | null;
  readonly openObjections: number;
  readonly can: readonly TenderAct[];
};

export function rowOf(tender: Tender, can: readonly TenderAct[], now: Instant): TenderRow {
  const { tenderId, name, initiator, status, published, openObjections } = tender;
  return { tenderId, name, initiator, status, phase: tenderPhase(tender, now), bidDeadlineAt: published?.document.bidDeadlineAt ?? null, openObjections: openObjections.length, can };
}
