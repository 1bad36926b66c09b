import { assert } from '#kernel/assert.ts';
import type { Aggregate } from '#kernel/decider.ts';
import type { Bid } from '#trade/bid/bid.types.ts';
import type { Evaluation } from '#trade/evaluation/evaluation.types.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';

/** States of other modules that the end of a tender looks at. They are read here and written elsewhere. */
export const tenders = readOnly<Tender>('tender');
export const evaluations = readOnly<Evaluation>('evaluation');
export const openings = readOnly<Opening>('opening');
export const bids = readOnly<Bid>('bid');

function readOnly<S>(type: string): Aggregate<S, never> {
  return { type, gate: true, disclosure: {}, evolve: () => assert(false, `${type} is written by its own module`) as never };
}
