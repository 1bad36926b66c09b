import { scopeOfStream } from '#kernel/decider.ts';
import { mergedBody, type OpeningFacts } from './opening-facts.ts';
import { isVisible, type Relation } from '../journal/disclosure.ts';
import type { Asked, Opened, StoredEvent } from './bundle.types.ts';

const ofTender = ['tender', 'hall', 'opening', 'panel', 'draw', 'witness'];
const ofLot = ['evaluation', 'award', 'contract'];
const ofBidder = ['bid', 'notice', 'deposit'];

/** The streams that tell of one lot, and the families of its bidders. */
export function streamsOf(tenderId: string, lotId: string): { streams: string[]; prefixes: string[] } {
  return {
    streams: [...ofTender.map((type) => `${type}:${tenderId}`), ...ofLot.map((type) => `${type}:${lotId}`)],
    prefixes: ofBidder.map((type) => `${type}:${lotId}:`),
  };
}

/** Which parts of an event an edition shows: `header` false for an event that stands there as hashes only. */
export type Shown = { readonly event: StoredEvent; readonly header: boolean; readonly parts: readonly boolean[] };

/**
 * The events of an edition. A header that is not for the viewer hides the whole event, for its fields would not say what
 * they are of. A hidden event still stands there, by hash, where a later one of its stream is shown: nothing is left out
 * of the middle of a story. Bids are apart: only those of the close list appear at all.
 */
export function select(events: readonly StoredEvent[], opened: readonly Opened[], facts: OpeningFacts, asked: Asked): Shown[] {
  const shown = events.map((event) => (event.stream.startsWith('bid:') ? showBid(event, facts, asked) : show(event, opened, asked.viewer)));
  const lastShown = new Map(shown.filter(({ header }) => header).map(({ event }) => [event.stream, event.version]));
  return shown.filter(({ event, header }) => header || (!event.stream.startsWith('bid:') && event.version < (lastShown.get(event.stream) ?? 0)));
}

function show(event: StoredEvent, opened: readonly Opened[], viewer: readonly Relation[]): Shown {
  const here = opened.filter(({ scope }) => scope === scopeOfStream(event.stream));
  const header = isVisible(event.class, here, viewer);
  return { event, header, parts: event.parts.map((part) => header && 'body' in part && isVisible(part.class, here, viewer)) };
}

/** A bid of the close list opens to everyone as a fact, and with its manifest and signature to the parties. Older versions never do. */
function showBid(event: StoredEvent, { accepted }: OpeningFacts, { viewer }: Asked): Shown {
  const isAccepted = event.kind === 'BidSubmitted' && accepted.some(({ bidderId, receivedAt, manifestHash }) =>
    event.stream.endsWith(`:${bidderId}`) && event.at === receivedAt && mergedBody(event)['manifestHash'] === manifestHash);
  const isForParties = isAccepted && isVisible('parties', [], viewer);
  return { event, header: isAccepted, parts: event.parts.map((part) => isForParties && 'body' in part) };
}
