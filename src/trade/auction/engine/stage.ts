import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Auction, AuctionEvent, Paddle, Stage, StageKind } from './engine.types.ts';

export type StageOf<K extends StageKind> = Extract<Stage, { kind: K }>;
export type Begun = { readonly endsAt: Instant | null; readonly askFen?: string; readonly turn?: Auction['turn'] };
export type Bid = { readonly paddle: Paddle; readonly priceFen: bigint };

/** What a stage is: when it runs out, what then happens, and what may be said meanwhile. What is absent is refused. */
export interface StageRules<K extends StageKind> {
  readonly title: string;
  /** No clock ends it: what may be said in it may be said although nothing runs out. */
  readonly isOpenEnded?: true;
  begin(auction: Auction, stage: StageOf<K>, at: Instant): Begun;
  /** Its instant `at` has come. */
  expire(auction: Auction, stage: StageOf<K>, at: Instant): AuctionEvent[];
  bid?(auction: Auction, stage: StageOf<K>, bid: Bid, now: Instant): Result<AuctionEvent[], Refusal>;
  /** A price, or an order, that nobody sees before the stage ends. */
  offer?(auction: Auction, stage: StageOf<K>, offer: Bid & { readonly quantity: string | null }): Result<AuctionEvent[], Refusal>;
  goOn?(auction: Auction, stage: StageOf<K>, paddle: Paddle): Result<AuctionEvent[], Refusal>;
}
