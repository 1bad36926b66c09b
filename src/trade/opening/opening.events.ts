import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { PriceSheet } from '#trade/bid/bid.types.ts';
import type { CoefficientDraw, DrawSource, OpeningHost } from './opening.types.ts';
import type { KeyHolderRef } from '#trade/tender/tender.types.ts';

export type ClosedBid = { readonly bidderId: string; readonly bidderName: string; readonly version: number; readonly manifestHash: string; readonly receivedAt: Instant };
export type ClosedLot = { readonly lotId: string; readonly accepted: readonly ClosedBid[] };

/** What the record says of a bid, to everyone. */
export type PublicOutcome =
  | { readonly kind: 'opened'; readonly path: 'holders' | 'bidder'; readonly price: PublicPrice }
  | { readonly kind: 'revoked' | 'withdrawn'; readonly cause: string; readonly faultOf: string };
/** The price sheet without its lines: a bidder's unit prices are for the panel. */
export type PublicPrice = Omit<PriceSheet, 'lines'>;

/** Everything on stream `opening:<tenderId>`. */
export type OpeningEvent =
  | {
    /**
     * The close list. Bids are opened to others by being named here, one by one: `manifests` repeats the texts of the
     * accepted ones. Opening the class of all bids in the lot's scope instead would lay bare what the law keeps
     * hidden for good: earlier versions, withdrawn bids, and every bid of a lot that failed.
     */
    kind: 'OpeningClosed';
    tenderId: string; deadlineAt: Instant; closedLateMicros: number; decryptUntil: Instant; k: number;
    holders: readonly KeyHolderRef[]; open: readonly ClosedLot[]; failed: readonly string[]; host: OpeningHost | null; draw: CoefficientDraw | null;
    manifests: readonly { readonly manifestHash: string; readonly manifest: string }[];
  }
  /** Fewer bids than the law wants to open. Says neither who nor how many. */
  | { kind: 'LotFailed'; lotId: string; rule: string; article: string }
  | { kind: 'HostCame'; host: OpeningHost }
  | { kind: 'SealChecked'; lotId: string; bidderId: string; result: 'matches' | 'differs' }
  | { kind: 'DrawSourceAdded'; source: DrawSource; fixed: boolean }
  | {
    kind: 'SharesReleased'; holderId: string;
    released: readonly string[]; wrong: readonly string[]; stuck: readonly string[];
    shares: readonly { readonly manifestHash: string; readonly share: string }[];
    escrowShares: readonly { readonly dealerId: string; readonly share: string }[];
    contribution: string | null;
    act: JsonObject;
  }
  | { kind: 'KeyGivenByBidder'; manifestHash: string; key: string }
  | { kind: 'DecryptWindowMoved'; until: Instant; reason: string }
  | { kind: 'DecryptionPaused' }
  | { kind: 'DecryptionEnded' }
  | { kind: 'CoefficientDrawn'; value: string; transcript: JsonObject }
  | {
    /** `recordAt`: when the record stands by itself; where nothing is said, as soon as the time to object is over. */
    kind: 'PricesAnnounced'; objectUntil: Instant; recordAt?: Instant;
    outcomes: readonly { readonly manifestHash: string; readonly outcome: PublicOutcome }[];
    lines: readonly { readonly manifestHash: string; readonly lines: PriceSheet['lines'] }[];
    stageKeys: readonly { readonly manifestHash: string; readonly key: string }[];
  }
  | { kind: 'SpotObjectionRaised'; objectionId: string; lotId: string; text: string; bidderId: string; act: JsonObject }
  | { kind: 'SpotObjectionAnswered'; objectionId: string; reply: string; act: JsonObject }
  | { kind: 'OpeningRecorded'; record: JsonObject; recordHash: string; by: string | null; act: JsonObject | null };

