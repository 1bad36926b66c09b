import type { Aggregate } from '#kernel/decider.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { LineEvent } from './auction.events.ts';
import type { LineBid, LineRecord, Lines, Measured } from './line.types.ts';

/**
 * What the platform saw of one bidder's line: stream `line:<lotId>:<orgId>`, apart from the bids, so that no bid waits for
 * it. The department's to read and the bidder's own: a rival who knew whose line is slow would know when to bid.
 */
export const line: Aggregate<Lines, LineEvent> = {
  type: 'line',
  disclosure: { LineMeasured: 'department' },
  evolve: (state, { bids }) => ({ records: (state?.records ?? 0) + 1, bids: (state?.bids ?? 0) + bids.length }),
};

/** What one socket has shown since it was last written down. */
export type LineWatch = { readonly from: Instant; readonly bids: readonly LineBid[]; readonly roundTrips: readonly number[]; readonly clockAheadMicros: number | null };

export function recordOf({ from, bids, roundTrips, clockAheadMicros }: LineWatch, paddle: number, until: Instant): LineRecord {
  return { paddle, from, until, bids, roundTrip: measuredOf(roundTrips), clockAheadMicros };
}

function measuredOf(micros: readonly number[]): Measured | null {
  const sorted = [...micros].sort((a, b) => a - b);
  const [min] = sorted;
  return min === undefined ? null : { count: sorted.length, minMicros: min, medianMicros: medianOf(sorted), maxMicros: sorted.at(-1) ?? min };
}

/** The middle one, of an even number the earlier; 0 of none. */
export function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.ceil(sorted.length / 2) - 1] ?? 0;
}
