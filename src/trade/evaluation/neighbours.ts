import { assert } from '#kernel/assert.ts';
import type { Aggregate } from '#kernel/decider.ts';
import type { Bid } from '#trade/bid/bid.types.ts';
import type { Deposit } from '#trade/deposit/deposit.types.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Panel } from '#trade/panel/panel.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';

/** States of other modules that an evaluation looks at. It reads them; it never writes them. */
export const tenders = readOnly<Tender>('tender');
export const panels = readOnly<Panel>('panel');
export const openings = readOnly<Opening>('opening');
export const bids = readOnly<Bid>('bid');
export const deposits = readOnly<Deposit>('deposit');

function readOnly<S>(type: string): Aggregate<S, never> {
  return { type, disclosure: {}, evolve: () => assert(false, `${type} is written by its own module`) as never };
}
