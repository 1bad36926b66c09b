import type { Aggregate } from '#kernel/decider.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { TenderDocument } from '#trade/tender/tender.types.ts';
import type { TakerEvent, TakingEvent } from './taking.events.ts';
import { takingRefusals as refusals } from './taking.refusals.ts';
import type { Taker, Taking } from './taking.types.ts';

/** Sealed in every part, header too: neither name nor number of those who took the file (招标投标法 第二十二条). */
export const taking: Aggregate<Taking, TakingEvent> = {
  type: 'taking',
  disclosure: { DocumentTaken: 'sealed' },
  evolve(_, event, { id, at }) {
    const [tenderId = '', bidderId = ''] = id.split(':');
    return { tenderId, bidderId, bidderName: event.bidderName, takenAt: at };
  },
};

/** The organisation's own list. Its scope is the organisation, so what opens a tender never opens it. */
export const taker: Aggregate<Taker, TakerEvent> = {
  type: 'taker',
  disclosure: { TakingListed: 'self', AmendmentSeen: 'self' },
  evolve(state, event, { at }) {
    const taken = state?.taken ?? [];
    if (event.kind === 'TakingListed') return { taken: [...taken, { tenderId: event.tenderId, takenAt: event.takenAt, seenNumber: 0, seenAt: null }] };
    return { taken: taken.map((row) => (row.tenderId === event.tenderId ? { ...row, seenNumber: Math.max(row.seenNumber, event.number), seenAt: at } : row)) };
  },
};

export function takingId(tenderId: string, uscc: string): string {
  return `${tenderId}:${uscc}`;
}

export type Take = { readonly tenderId: string; readonly bidderName: string; readonly document: TenderDocument; readonly existing: Taking | null; readonly now: Instant };
export type Taken = { readonly taking: readonly TakingEvent[]; readonly taker: readonly TakerEvent[]; readonly takenAt: Instant };

/** One tap: no review, no fee, nothing asked. A second time is no second taking. */
export function take({ tenderId, bidderName, document, existing, now }: Take): Result<Taken, Refusal> {
  if (existing) return ok({ taking: [], taker: [], takenAt: existing.takenAt });
  if (now < document.documentFrom) return err(refusals.notYet({ from: formatBeijing(document.documentFrom) }));
  if (now >= document.documentUntil) return err(refusals.over({ until: formatDeadline(document.documentUntil) }));
  return ok({ taking: [{ kind: 'DocumentTaken', bidderName }], taker: [{ kind: 'TakingListed', tenderId, takenAt: now }], takenAt: now });
}
