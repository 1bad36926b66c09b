import type { Instant } from '#kernel/time/instant.ts';
import type { KeyHolderRef, LotTerms, TenderDocument } from '#trade/tender/tender.types.ts';
import type { Bid } from './bid.types.ts';

/** Where the lot's tender stands, as `tenderPhase` of the tender module says. */
export type LotPhase = 'registered' | 'open' | 'paused' | 'closing' | 'closed' | 'terminated' | 'ended';

/** What a bidder sees of its own bid. */
export type OwnBid = Pick<Bid, 'status' | 'version' | 'manifestHash' | 'objects' | 'depositForm' | 'receivedAt'> & {
  /** The earlier deadline that it is sealed until, where a later one holds now; else null. */
  readonly sealedShort: Instant | null;
};

/** `GET /api/bids`: one row for each lot of each tender whose document was taken. */
export type BidProgressView = {
  readonly serverNow: Instant;
  readonly lots: readonly {
    readonly lotId: string; readonly tenderId: string; readonly tenderName: string; readonly lotName: string;
    readonly phase: LotPhase; readonly deadlineAt: Instant; readonly bid: OwnBid | null;
  }[];
};

/** `GET /api/bids/:lotId`: all that the composing screen needs. */
export type BidLotView = {
  readonly serverNow: Instant;
  readonly tenderId: string;
  readonly tenderName: string;
  readonly lotId: string;
  readonly lotName: string;
  readonly phase: LotPhase;
  readonly document: Pick<TenderDocument, 'bidDeadlineAt' | 'qualification' | 'scoring' | 'bidValidityDays' | 'decryptWindowMinutes'> & { readonly version: number; readonly documentHash: string };
  readonly terms: LotTerms;
  readonly keyHolders: readonly KeyHolderRef[];
  readonly k: number;
  readonly hasTaken: boolean;
  readonly nextVersion: number;
  readonly bid: OwnBid | null;
  readonly can: readonly ('bid.submit' | 'bid.withdraw')[];
  /** Why `bid.submit` is not possible now. */
  readonly obstacle: { readonly code: string; readonly title: string; readonly remedy?: string; readonly article?: string } | null;
};

/** `GET /api/bids/:lotId/receipt`: given to whoever acts for the organisation, not only to the person who handed in. */
export type BidReceiptView = { readonly manifestHash: string; readonly version: number; readonly receipt: unknown };
