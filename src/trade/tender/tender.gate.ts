import type { Calendar } from '#kernel/time/calendar.ts';
import { addMicros, instant, microsPerDay, type Instant } from '#kernel/time/instant.ts';
import { clarificationOutcome, onWorkingDay } from '#rules/construction/deadlines.ts';
import { hashOfDocument, packOf } from './tender.document.ts';
import type { MoveCause, TenderEvent } from './tender.events.ts';
import { deadlineOf, getPublished, isPaused } from './tender.ts';
import type { Tender } from './tender.types.ts';

/** When the platform was away; the shape of the platform's outage record. */
export type OutageRecord = { readonly gaps: readonly { readonly from: Instant; readonly to: Instant }[] };

export type Blocker =
  | { readonly kind: 'objection'; readonly objectionId: string }
  | { readonly kind: 'suspension'; readonly by: string }
  | { readonly kind: 'termination' }
  | { readonly kind: 'outage'; readonly from: Instant; readonly to: Instant };

/** Whether a deadline that has come may close: no termination, no unanswered objection to the document, no suspension, and the platform was there at the instant. */
export function closeGate(tender: Tender, outages: OutageRecord | null): 'clear' | { readonly blockedBy: readonly Blocker[] } {
  const deadline = deadlineOf(tender);
  const blockedBy: Blocker[] = [
    ...(tender.termination ? [{ kind: 'termination' as const }] : []),
    ...tender.openObjections.filter((open) => open.target === 'document').map(({ objectionId }) => ({ kind: 'objection' as const, objectionId })),
    ...(tender.suspension ? [{ kind: 'suspension' as const, by: tender.suspension.by }] : []),
    ...(outages?.gaps ?? []).filter((gap) => gap.from <= deadline && deadline < gap.to).map(({ from, to }) => ({ kind: 'outage' as const, from, to })),
  ];
  return blockedBy.length === 0 ? 'clear' : { blockedBy };
}

/**
 * What `opening.close` writes on the tender at its instant: closed; or postponed until the blocker is cleared, which sets
 * a new instant; or, after an outage alone, moved at once by at least its length.
 */
export function gateEvents(tender: Tender, outages: OutageRecord | null, now: Instant): TenderEvent[] {
  const gate = closeGate(tender, outages);
  if (gate === 'clear') return [{ kind: 'TenderClosed' }];
  const gap = gate.blockedBy.find((blocker) => blocker.kind === 'outage');
  const lasting = gate.blockedBy.filter((blocker) => blocker.kind !== 'outage');
  if (lasting.length === 0 && gap) return [moveTo(tender, afterOutage(deadlineOf(tender), gap, now), 'outage', '平台中断，截止时间至少按中断时长顺延')];
  return [{ kind: 'ClosingPostponed', blockedBy: gate.blockedBy.map((blocker) => (blocker.kind === 'objection' ? `objection:${blocker.objectionId}` : blocker.kind)) }];
}

/** The time that was left when the platform went away is there again, counted from when it is back. */
function afterOutage(deadline: Instant, gap: { readonly from: Instant; readonly to: Instant }, now: Instant): Instant {
  return instant(Math.max(deadline + (gap.to - gap.from), now + (deadline - gap.from)));
}

/**
 * The deadline once everything that stood against it is cleared: each day that was lost since the first blocker is given
 * back whole, the hour stays, and a day off gives way to the next working day where the calendar is known.
 */
export function resumedDeadline(tender: Tender, since: Instant, now: Instant, calendar: Calendar): Instant {
  const days = Math.ceil((now - since) / microsPerDay);
  const moved = addMicros(deadlineOf(tender), days * microsPerDay);
  const working = onWorkingDay(moved, calendar);
  return working.ok ? working.value : moved;
}

export type Floor = { readonly at: Instant; readonly mustMove: boolean };

/** The earliest deadline an amendment sent now may leave: fifteen days where it bears on bids, and never less than a pause owes. */
export function leastDeadline(tender: Tender, affectsBids: boolean, now: Instant, owed: Instant | null): Floor {
  const deadlineAt = deadlineOf(tender);
  const outcome = clarificationOutcome({ affectsBids, sentAt: now, deadlineAt }, packOf(tender));
  const at = instant(Math.max(outcome.deadlineAt, owed ?? deadlineAt));
  return { at, mustMove: at > deadlineAt };
}

/** The event that sets a new instant, with the version and hash of the document that then holds. */
export function moveTo(tender: Tender, to: Instant, cause: MoveCause, reason: string): TenderEvent {
  const published = getPublished(tender);
  const documentHash = hashOfDocument({ ...published.document, bidDeadlineAt: to });
  return { kind: 'DeadlineMoved', from: published.document.bidDeadlineAt, to, cause, reason, version: published.version + 1, documentHash };
}

/**
 * What lifting a suspension owes: the days it took, unless something else still stands against a deadline that has passed;
 * then clearing that gives back all of it.
 */
export function eventsAfterSuspension(tender: Tender, now: Instant, calendar: Calendar): TenderEvent[] {
  if (tender.status !== 'published' || !tender.suspension) return [];
  const rest: Tender = { ...tender, suspension: null };
  if (tender.postponed !== null && isPaused(rest)) return [];
  const since = tender.postponed === null ? tender.suspension.since : (tender.pausedSince ?? tender.suspension.since);
  return [moveTo(tender, resumedDeadline(tender, since, now, calendar), 'suspension', '恢复交易，暂停期间不计入编制投标文件的时间')];
}

/** What clearing one objection owes: where the deadline has passed while paused and nothing else stands, a new one. */
export function owedAfterObjection(tender: Tender, objectionId: string, now: Instant, calendar: Calendar): Instant | null {
  const rest: Tender = { ...tender, openObjections: tender.openObjections.filter((open) => open.objectionId !== objectionId) };
  if (tender.postponed === null || isPaused(rest)) return null;
  return resumedDeadline(tender, tender.pausedSince ?? tender.postponed.since, now, calendar);
}

/** The deadline that holds once these events stand. */
export function deadlineWith(state: Tender, events: readonly TenderEvent[]): Instant {
  return events.reduce<Instant>((at, event) => (event.kind === 'DocumentAmended' ? event.published.document.bidDeadlineAt : event.kind === 'DeadlineMoved' ? event.to : at), deadlineOf(state));
}

