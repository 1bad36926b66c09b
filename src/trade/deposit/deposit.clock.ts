import type { Instant } from '#kernel/time/instant.ts';
import type { Award } from '#trade/award/award.types.ts';
import type { Contract } from '#trade/contract/contract.types.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { DueCause } from './deposit.types.ts';

export type Ending = { readonly contract: Contract | null; readonly award: Award | null; readonly opening: Opening | null };

/** What makes a bidder's deposit due for return, and since when; null while nothing does. */
export function returnCause({ contract, award, opening }: Ending, { lotId, bidderId }: { readonly lotId: string; readonly bidderId: string }, now: Instant): { cause: DueCause; since: Instant } | null {
  if (contract?.status === 'signed' && contract.signedAt !== null) return { cause: 'contract-signed', since: contract.signedAt };
  if (award?.failure) return { cause: 'tender-failed', since: award.failure.at };
  const lot = opening?.lots.find((each) => each.lotId === lotId);
  if (opening && lot?.status === 'failed') return { cause: 'tender-failed', since: opening.closedAt };
  const outcome = lot?.accepted.find((bid) => bid.bidderId === bidderId)?.outcome;
  return outcome?.kind === 'withdrawn' ? { cause: 'withdrawn', since: opening?.announcedAt ?? now } : null;
}
