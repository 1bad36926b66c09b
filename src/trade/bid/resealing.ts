import type { Instant } from '#kernel/time/instant.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { sealedShortOf } from './bid.ts';
import type { Bid } from './bid.types.ts';

export type SealAgain = { readonly lotId: string; readonly lotName: string; readonly sealedUntil: Instant; readonly deadlineAt: Instant };

/** An organisation's own bids from which the deadline has moved away, by an amendment or by the time that a pause gave back. */
export function bidsToSealAgain(tender: Tender, own: readonly Bid[], now: Instant): SealAgain[] {
  const deadlineAt = tender.published?.document.bidDeadlineAt;
  if (tender.status !== 'published' || deadlineAt === undefined || now >= deadlineAt) return [];
  return tender.lots.flatMap(({ lotId, name }) => {
    const standing = own.find((each) => each.lotId === lotId);
    const sealedUntil = standing ? sealedShortOf(standing, deadlineAt) : null;
    return sealedUntil === null ? [] : [{ lotId, lotName: name, sealedUntil, deadlineAt }];
  });
}
