import type { Instant } from '#kernel/time/instant.ts';
import type { Paddle } from './engine/engine.types.ts';

/** One bid on its way: instants of the legal clock, spans microseconds. */
export type LineBid = {
  /** As the rows of the hall name it. */
  readonly id: string;
  readonly priceFen: string;
  readonly result: 'accepted' | 'refused';
  /** Whole at the platform's door. */
  readonly receivedAt: Instant;
  /** Judged: the instant that counts. */
  readonly at: Instant;
  readonly answeredAt: Instant;
  /** There and back, as the last ping before it took; null before the first. */
  readonly roundTripMicros: number | null;
};

export type Measured = { readonly count: number; readonly minMicros: number; readonly medianMicros: number; readonly maxMicros: number };

/** One stretch of one connection. */
export type LineRecord = {
  readonly paddle: Paddle;
  readonly from: Instant;
  readonly until: Instant;
  readonly bids: readonly LineBid[];
  readonly roundTrip: Measured | null;
  /** How far the page's own clock was ahead of the platform's machine; below zero behind. Null where the page does not say. */
  readonly clockAheadMicros: number | null;
};

export type Lines = { readonly records: number; readonly bids: number };

/** As the department reads it, or the bidder its own; `bidder` only for the department. */
export type LineRow = LineRecord & { readonly bidder: string | null };
