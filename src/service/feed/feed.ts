import { toBase64url } from '#kernel/bytes.ts';
import { scopeOfStream } from '#kernel/decider.ts';
import { headerPart, partHash } from '#evidence/journal/commitment.ts';
import { isVisible, type Opened, type Relation } from '#evidence/journal/disclosure.ts';
import type { JournalEvent, JournalPart } from '#evidence/journal/journal.types.ts';
import type { FeedEventView, FeedItem, FeedPartView } from './feed.types.ts';

/** That at `logIndex` a class of one scope was opened. */
export type Opening = Opened & { readonly scope: string; readonly logIndex: number };

/** All disclosures of a log, and what the reader is to an event. */
export type Sight = { readonly openings: readonly Opening[]; relations(event: JournalEvent): readonly Relation[] };

/**
 * What one place of the log tells a reader; null when nothing. Each event is shown as disclosures up to this place
 * allow, never as later ones do: a page once read is the same for ever, and who follows misses nothing, because a
 * disclosure brings the parts that it opens along, at its own place.
 */
export function itemAt(logIndex: number, happened: readonly JournalEvent[], earlier: readonly JournalEvent[], sight: Sight): FeedItem | null {
  const events = happened.flatMap((event) => show(event, visibleAt(event, logIndex, sight)) ?? []);
  const opened = earlier.filter((event) => event.logIndex < logIndex).flatMap((event) => {
    const now = visibleAt(event, logIndex, sight);
    return now.size > visibleAt(event, logIndex - 1, sight).size ? (show(event, now) ?? []) : [];
  });
  return events.length + opened.length > 0 ? { logIndex, events, opened } : null;
}

/** Numbers of the parts that a reader may see at a place of the log; 0 is the header. */
function visibleAt(event: JournalEvent, logIndex: number, { openings, relations }: Sight): Set<number> {
  const scope = scopeOfStream(event.stream);
  const opened = openings.filter((each) => each.scope === scope && each.logIndex <= logIndex);
  const viewer = relations(event);
  const parts = [{ n: 0, class: event.class }, ...event.parts.flatMap((part) => ('hash' in part ? [] : [part]))];
  return new Set(parts.filter((part) => isVisible(part.class, opened, viewer)).map(({ n }) => n));
}

function show(event: JournalEvent, visible: ReadonlySet<number>): FeedEventView | null {
  if (visible.size === 0) return null;
  const { stream, version, kind, at, actor } = event;
  const parts: JournalPart[] = [{ n: 0, ...headerPart({ stream, version, kind, at, actor }, event.class, event.salt) }, ...event.parts];
  return { logIndex: event.logIndex, parts: parts.map((part) => showPart(part, visible.has(part.n))) };
}

function showPart(part: JournalPart, isShown: boolean): FeedPartView {
  if ('hash' in part) return { n: part.n, hash: toBase64url(part.hash) };
  return isShown ? { n: part.n, class: part.class, salt: toBase64url(part.salt), body: part.body } : { n: part.n, hash: toBase64url(partHash(part.n, part)) };
}
