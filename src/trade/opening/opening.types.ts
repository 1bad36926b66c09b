import type { Instant } from '#kernel/time/instant.ts';
import type { PriceSheet } from '#trade/bid/bid.types.ts';
import type { KeyHolderRef } from '#trade/tender/tender.types.ts';

/** 开标 of one tender, all its lots in one sitting: stream `opening:<tenderId>`. */
export type Opening = {
  readonly tenderId: string;
  /** `closed` until the first key comes, `decrypting` until prices are out; `failed` when no lot opens. */
  readonly status: 'closed' | 'decrypting' | 'announced' | 'confirmed' | 'failed';
  /** The published instant, and when the close event committed. More than two seconds between them stand in the record. */
  readonly deadlineAt: Instant;
  readonly closedAt: Instant;
  /** The person who hosts for the initiator or agency; null when nobody came, which is recorded. */
  readonly host: OpeningHost | null;
  readonly decryptUntil: Instant;
  readonly decryptEndedAt: Instant | null;
  /** The window ran out while the tender was suspended: it begins anew when that is lifted. */
  readonly decryptPausedAt: Instant | null;
  readonly announcedAt: Instant | null;
  readonly objectUntil: Instant | null;
  /** When the record stands confirmed though nobody has confirmed it. */
  readonly recordAt?: Instant;
  readonly k: number;
  readonly holders: readonly KeyHolderRef[];
  readonly lots: readonly OpeningLot[];
  /** What key holders and bidders gave, until prices are out; from then on it stands in the journal only. */
  readonly keys: GivenKeys;
  readonly draw: CoefficientDraw | null;
  readonly objections: readonly SpotObjection[];
  /** `by` is null when the record stood confirmed by itself at the end of the window. */
  readonly record: { readonly hash: string; readonly by: string | null; readonly at: Instant } | null;
};

export type OpeningHost = { readonly personId: string; readonly orgName: string; readonly at: Instant };

export type OpeningLot = {
  readonly lotId: string;
  readonly status: 'open' | 'failed';
  /** The close list, ordered by manifest hash. For a failed lot it is empty: nobody learns who had responded. */
  readonly accepted: readonly AcceptedBid[];
  readonly coefficient: { readonly value: string; readonly transcript: unknown } | null;
};

/** What everyone in the hall may know of an accepted bid. */
export type BidProgress = {
  readonly bidderId: string;
  readonly bidderName: string;
  /** Hex. */
  readonly manifestHash: string;
  readonly receivedAt: Instant;
  /** What the bidder found when comparing its receipt with the close list. */
  readonly sealCheck: 'matches' | 'differs' | null;
  /** Which key holders have released a share that matches its commitment; wrong ones are named. */
  readonly released: readonly string[];
  readonly wrong: readonly string[];
  /** Key holders whose envelope in this bid does not hold the share that the bidder promised. */
  readonly stuck: readonly string[];
  /** The bidder gave the key itself. */
  readonly byBidder: boolean;
};

export type AcceptedBid = BidProgress & { readonly version: number; readonly outcome: BidOutcome };

/** 撤销 by the bidder's fault, 撤回 by others' (20号令 §31). The stage key is in the journal, for panel and department only. */
export type BidOutcome =
  | { readonly kind: 'sealed' }
  | { readonly kind: 'opened'; readonly path: 'holders' | 'bidder'; readonly priceSheet: PriceSheet; readonly stageKey: string }
  | { readonly kind: 'revoked' | 'withdrawn'; readonly cause: string; readonly faultOf: string };

/** `share` and `key` hex, by manifest hash; escrow shares by their dealer. */
export type GivenKeys = {
  readonly shares: readonly { readonly holderId: string; readonly manifestHash: string; readonly share: string }[];
  readonly bidderKeys: readonly { readonly manifestHash: string; readonly key: string }[];
  readonly escrowShares: readonly { readonly holderId: string; readonly dealerId: string; readonly share: string }[];
  readonly contributions: readonly { readonly holderId: string; readonly value: string }[];
};

/** What the coefficient is drawn from. `sources` are fixed by the close, or later by as many holders as open a bid. */
export type CoefficientDraw = {
  readonly drawId: string;
  readonly candidates: readonly string[];
  readonly sources: readonly DrawSource[];
  readonly fixed: boolean;
};

/** One key holder's contribution, committed and in escrow with the other holders. `escrow` is its canonical text. */
export type DrawSource = { readonly holderId: string; readonly part: string; readonly commitment: string; readonly escrow: string };

/** Raised in the hall (异议当场提出); published without who raised it. */
export type SpotObjection = {
  readonly objectionId: string;
  readonly lotId: string;
  readonly bidderId: string;
  readonly text: string;
  readonly raisedAt: Instant;
  readonly reply: string | null;
  readonly repliedAt: Instant | null;
};
