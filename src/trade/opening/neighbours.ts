import { assert } from '#kernel/assert.ts';
import type { Aggregate } from '#kernel/decider.ts';
import type { Bid } from '#trade/bid/bid.types.ts';

/** Bids as the closing act reads them. They are written by their own module alone. */
export const bids: Aggregate<Bid, never> = { type: 'bid', disclosure: {}, evolve: () => assert(false, 'bids are written by their own module') as never };

/** All lots of a tender: lot ids begin with the tender's. */
export function bidsOf(tenderId: string): string {
  return `${tenderId}-`;
}
