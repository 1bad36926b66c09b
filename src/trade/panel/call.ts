import { assert, present } from '#kernel/assert.ts';
import type { Aggregate, WakeCommand } from '#kernel/decider.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { addMicros, instant, microsPerHour, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { panelRefusals as refusals } from './panel.refusals.ts';

/**
 * What one expert is asked: to be at a place at an hour. Stream `call:<personId>:<callId>`. Its answer goes by the call alone, so
 * neither the request nor the receipt tells the expert, or who looks over its shoulder, which tender it is.
 */
export type Call = {
  readonly callId: string;
  /** Never shown before the briefing. */
  readonly tenderId: string;
  readonly memberId: string;
  readonly reportAt: Instant;
  /** The hour it was first called for, where that has moved. */
  readonly movedFrom: Instant | null;
  readonly place: string;
  readonly calledAt: Instant;
  readonly answerBy: Instant;
  readonly status: 'open' | 'accepted' | 'declined' | 'unreachable' | 'withdrawn';
  readonly reason: string | null;
  /** Whether the panel has taken the answer in. */
  readonly heard: boolean;
};

export type CallEvent =
  | { readonly kind: 'ExpertCalled'; readonly tenderId: string; readonly memberId: string; readonly reportAt: Instant; readonly place: string; readonly answerBy: Instant }
  | { readonly kind: 'CallAccepted' }
  | { readonly kind: 'CallDeclined'; readonly reason: string }
  | { readonly kind: 'CallHeard' }
  /** Another hour: it is asked again. */
  | { readonly kind: 'CallMoved'; readonly reportAt: Instant; readonly answerBy: Instant }
  | { readonly kind: 'CallLapsed' }
  | { readonly kind: 'CallWithdrawn'; readonly reason: string };

export const call: Aggregate<Call, CallEvent> = {
  type: 'call',
  disclosure: {
    ExpertCalled: { default: 'names', fields: { tenderId: 'department', memberId: 'department' } },
    CallAccepted: 'names', CallDeclined: 'names', CallHeard: 'names', CallMoved: 'names', CallLapsed: 'names', CallWithdrawn: 'names',
  },
  evolve(state, event, { id, at }) {
    if (event.kind === 'ExpertCalled') {
      const { kind: _, ...asked } = event;
      return { callId: callIdOf(id), ...asked, movedFrom: null, calledAt: at, status: 'open', reason: null, heard: false };
    }
    const before = present(state, 'call');
    switch (event.kind) {
      case 'CallAccepted': return { ...before, status: 'accepted', heard: false };
      case 'CallDeclined': return { ...before, status: 'declined', reason: event.reason, heard: false };
      case 'CallMoved': return { ...before, status: 'open', movedFrom: before.reportAt, reportAt: event.reportAt, answerBy: event.answerBy, reason: null, heard: false };
      case 'CallHeard': return { ...before, heard: true };
      case 'CallLapsed': return { ...before, status: 'unreachable', heard: true };
      case 'CallWithdrawn': return { ...before, status: 'withdrawn', reason: event.reason, heard: true };
    }
  },
  nextWake: ({ status, heard, answerBy, calledAt }) => (status === 'open' ? answerBy : heard ? null : calledAt),
  onWake: ({ tenderId, memberId }, _now, id): WakeCommand[] => [{ name: 'panel.hearAnswer', body: { tenderId, memberId, personId: personIdOf(id), callId: callIdOf(id) } }],
};

export function callKey(personId: string, callId: string): string {
  return `${personId}:${callId}`;
}

/** Two hours to answer; at the place of reporting it must go faster. */
export function answerBy(now: Instant, reportAt: Instant): Instant {
  const soonest = addMicros(now, 30 * microsPerMinute);
  return instant(Math.max(soonest, Math.min(now + 2 * microsPerHour, reportAt)));
}

/** Whoever is called when the hour is near or past, because another left, is given time to come. */
export function reportFor(now: Instant, reportAt: Instant): Instant {
  return instant(Math.max(reportAt, now + 2 * microsPerHour));
}

/** Accepting is done once; an expert who has accepted may still say that it cannot come. */
export function checkAnswer(state: Call | null, answer: 'accept' | 'decline', now: Instant): Result<Call, Refusal> {
  if (!state) return err(refusals.noCall({}));
  const isOpen = state.status === 'open' || (state.status === 'accepted' && answer === 'decline');
  if (!isOpen) return err(refusals.callAnswered({}));
  return state.status === 'open' && now >= state.answerBy ? err(refusals.callOver({})) : ok(state);
}

function personIdOf(id: string): string {
  return id.slice(0, separatorOf(id));
}

function callIdOf(id: string): string {
  return id.slice(separatorOf(id) + 1);
}

function separatorOf(id: string): number {
  const at = id.lastIndexOf(':');
  assert(at > 0, `not a call id: ${id}`);
  return at;
}
