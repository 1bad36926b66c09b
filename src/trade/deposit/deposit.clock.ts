import type { Refusal } from '#kernel/refusal.ts';
import { ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { depositRefundBy, failureRefundBy, terminationRefundBy, withdrawalRefundBy, type DueContext } from '#rules/construction/deadlines.ts';
import type { Award } from '#trade/award/award.types.ts';
import type { Contract } from '#trade/contract/contract.types.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { DueCause } from './deposit.types.ts';

export type Ending = { readonly tender: Pick<Tender, 'termination'>; readonly contract: Contract | null; readonly award: Award | null; readonly opening: Opening | null };

/** What makes a bidder's deposit due for return, and since when; null while nothing does. */
export function returnCause({ tender, contract, award, opening }: Ending, { lotId, bidderId }: { readonly lotId: string; readonly bidderId: string }, now: Instant): { cause: DueCause; since: Instant } | null {
  if (tender.termination) return { cause: 'tender-terminated', since: tender.termination.at };
  if (contract?.status === 'signed' && contract.signedAt !== null) return { cause: 'contract-signed', since: contract.signedAt };
  if (award?.failure) return { cause: 'tender-failed', since: award.failure.at };
  const lot = opening?.lots.find((each) => each.lotId === lotId);
  if (opening && lot?.status === 'failed') return { cause: 'tender-failed', since: opening.closedAt };
  const outcome = lot?.accepted.find((bid) => bid.bidderId === bidderId)?.outcome;
  return outcome?.kind === 'withdrawn' ? { cause: 'withdrawn', since: opening?.announcedAt ?? now } : null;
}

const refundBy = { 'contract-signed': depositRefundBy, withdrawn: withdrawalRefundBy, 'tender-failed': failureRefundBy, 'tender-terminated': terminationRefundBy } as const;

export type ReturnClock = { readonly cause: DueCause; readonly since: Instant; readonly dueBy: Instant };

/** The clock of a bidder's deposit: why it is due, since when, and by when it must be back; null while nothing makes it due. */
export function returnClock(ending: Ending, whose: { readonly lotId: string; readonly bidderId: string }, context: Pick<DueContext, 'pack' | 'calendar'> & { readonly now: Instant }): Result<ReturnClock | null, Refusal> {
  const found = returnCause(ending, whose, context.now);
  if (!found) return ok(null);
  const due = refundBy[found.cause](found.since, context);
  return due.ok ? ok({ ...found, dueBy: due.value.at }) : due;
}
