import { idOfStream, typeOfStream } from '#kernel/decider.ts';
import { toHex } from '#kernel/bytes.ts';

/** Streams whose events may be notices. The contract's own stream is the parties'; that it was concluded stands on the award's. */
export const followedTypes: ReadonlySet<string> = new Set(['tender', 'opening', 'award', 'sale', 'auction']);

/** What of a hall is a step of its sale. Bids are the hall's own to show: a rush of them does not write the sale anew. */
const hallSteps: ReadonlySet<string> = new Set(['AuctionScheduled', 'StageBegun', 'AuctionPaused', 'AuctionResumed', 'AuctionEnded', 'ReserveCompared']);

export function isFollowed({ stream, kind }: { readonly stream: string; readonly kind: string }): boolean {
  const type = typeOfStream(stream);
  return followedTypes.has(type) && (type !== 'auction' || hallSteps.has(kind));
}

/** Streams of a sale: its notice, its halls, and what follows them. */
export const saleTypes: ReadonlySet<string> = new Set(['sale', 'auction']);

const tagBytes = 8;

/** `tender.abc.0123456789abcdef`: stream type, id, and the beginning of the event's commitment; an address for ever. The version stays out of it: its gaps would count what is not public. */
export function noticeId({ stream, commitment }: { readonly stream: string; readonly commitment: Uint8Array }): string {
  return `${typeOfStream(stream)}.${idOfStream(stream)}.${toHex(commitment.subarray(0, tagBytes))}`;
}
