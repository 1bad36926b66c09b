import type { JsonObject } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { AuctionEvent as EngineEvent, AuctionTerms, Paddle, Participant } from './engine/engine.types.ts';
import type { LotAuction } from './auction.types.ts';
import type { LineRecord } from './line.types.ts';

/** Everything that happens on stream `auction:<lotId>`: what the engine decides, and around it what the platform records. */
export type AuctionEvent =
  | ({ readonly kind: 'AuctionScheduled'; readonly terms: AuctionTerms; readonly startAt: Instant } & Pick<LotAuction, 'auctioneer' | 'saleId' | 'title' | 'category' | 'seller' | 'department' | 'depositFen' | 'reserveHash'>)
  | EngineEvent
  /** Once it is over: under which terms each number stood, so that anyone can decide every bid again. */
  | { readonly kind: 'ParticipantsAnnounced'; readonly participants: readonly Participant[] }
  /** The seller opens the reserve price it had committed to; the figure is the department's to see. */
  | { readonly kind: 'ReserveOpened'; readonly reserveFen: string; readonly salt: string; readonly statement: JsonObject; readonly signature: JsonObject };

/** Stream `roll:<lotId>`: who has a number, before there is a hall to enter. */
export type RollEvent = { readonly kind: 'NumberEntered' } & Participant;

/** A bid that was not taken, with what it was refused for. */
export type AttemptEvent = { readonly kind: 'BidRefused'; readonly paddle: Paddle; readonly priceFen: string; readonly refusal: Refusal };

/** Some seconds of one connection of one bidder, with every bid that came over it. */
export type LineEvent = { readonly kind: 'LineMeasured' } & LineRecord;

/** One of them as it stands in the journal; `logIndex` once the log has it. */
export type HallEvent = { readonly version: number; readonly at: Instant; readonly logIndex: number | null; readonly event: AuctionEvent | AttemptEvent };
