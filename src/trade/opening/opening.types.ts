import type { Instant } from '#kernel/time/instant.ts';
import type { PriceSheet } from '#trade/bid/bid.types.ts';

/** 开标 of one tender, all its lots in one sitting: stream `opening:<tenderId>`. */
export type Opening = {
  readonly tenderId: string;
  readonly status: 'closed' | 'decrypting' | 'announced' | 'confirmed' | 'failed';
  readonly closedAt: Instant;
  /** The person who hosts for the initiator or agency; null when nobody came, which is recorded. */
  readonly host: { readonly personId: string; readonly orgName: string; readonly at: Instant } | null;
  readonly decryptUntil: Instant;
  readonly objectUntil: Instant | null;
  readonly lots: readonly OpeningLot[];
};

export type OpeningLot = {
  readonly lotId: string;
  readonly status: 'open' | 'failed';
  /** The close list, ordered by manifest hash. For a failed lot it is empty: nobody learns who had responded. */
  readonly accepted: readonly AcceptedBid[];
  readonly coefficient: { readonly value: string; readonly transcript: unknown } | null;
};

export type AcceptedBid = {
  readonly bidderId: string;
  readonly bidderName: string;
  readonly version: number;
  readonly manifestHash: string;
  readonly receivedAt: Instant;
  /** What the bidder found when comparing its receipt with the close list. */
  readonly sealCheck: 'matches' | 'differs' | null;
  /** Which key holders have released a share that matches its commitment; wrong ones are named. */
  readonly released: readonly string[];
  readonly wrong: readonly string[];
  readonly outcome: BidOutcome;
};

/** 撤销 by the bidder's fault, 撤回 by others' (20号令 §31). The stage key is in the journal, for panel and parties only. */
export type BidOutcome =
  | { readonly kind: 'sealed' }
  | { readonly kind: 'opened'; readonly path: 'holders' | 'bidder'; readonly priceSheet: PriceSheet; readonly stageKey: string }
  | { readonly kind: 'revoked' | 'withdrawn'; readonly cause: string; readonly faultOf: string };
