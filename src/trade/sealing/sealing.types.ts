import type { Instant } from '#kernel/time/instant.ts';
import type { KeyHolderRef } from '#trade/tender/tender.types.ts';

/** 密封报价 of one hall: stream `sealing:<lotId>`, from the announcement on. Nothing of it tells how many offers there are before all are listed. */
export type Sealing = {
  readonly lotId: string;
  readonly holders: readonly KeyHolderRef[];
  readonly listed: readonly ListedOffer[] | null;
  /** Holders that have given their shares, and the shares. */
  readonly given: readonly string[];
  readonly shares: readonly GivenShare[];
  /** Opened, or the hall ended without this stage. */
  readonly isOver: boolean;
};

/** `envelope` is the canonical text of an `OfferEnvelope`; `at` when it was received. */
export type ListedOffer = { readonly paddle: number; readonly at: Instant; readonly envelope: string };
export type GivenShare = { readonly holderId: string; readonly paddle: number; readonly share: string };

/** The last price that one bidder sealed: stream `offer:<lotId>:<orgId>`. */
export type PlacedOffer = ListedOffer & { readonly count: number };

/** `GET /api/sealings/pending?holder=a,b`: halls whose offers these holders are to open. */
export type SealingPendingView = { readonly serverNow: Instant; readonly items: readonly { readonly lotId: string; readonly holderId: string }[] };

/** `GET /api/sealings/:lotId`. `listing` is evidence of the list; null before it. */
export type SealingView = { readonly sealing: Sealing; readonly listing: unknown };
