import type { Bundle, ShownEvent } from '../bundle.ts';
import { ensure } from '../fault.ts';
import { isObject, type Json, type JsonObject } from '../json.ts';

/** Classes that never open to the parties by themselves. */
const closed = ['self', 'sealed', 'names'];

type Opened = { readonly scope: string; readonly class: string; readonly toClass: string };

/**
 * Step 4, last part. Each shown part carries its class under its hash, so an edition that shows what it must not is found,
 * and one edition does not pass for the other.
 */
export function verifyEdition({ edition }: Bundle, events: readonly ShownEvent[]): void {
  const opened = events.filter(({ kind }) => kind === 'Disclosed').map(disclosureOf);
  const accepted = acceptedBids(events);
  const isBid = (event: ShownEvent) => event.kind === 'BidSubmitted' && accepted.has(`${event.stream} ${event.at}`);
  for (const event of events) {
    const reached = (from: string) => classesNow(from, opened.filter(({ scope }) => scope === scopeOf(event.stream)));
    const mayRead = (from: string) => (edition === 'public' ? reached(from).has('public') : [...reached(from)].some((now) => !closed.includes(now)));
    const wrong = [event.headerClass, ...event.classes].find((shown) => !mayRead(shown));
    const isOpened = isBid(event) && (edition === 'parties' || event.classes.size === 0);
    ensure(wrong === undefined || isOpened, 'events.class', `${event.kind} 的${wrong}部分不应出现在这一版`);
  }
  const isOnlyPublic = events.every((event) => [event.headerClass, ...event.classes].every((shown) => shown === 'public') || isBid(event));
  ensure(edition === 'public' || !isOnlyPublic, 'events.class', '自称当事人版，却没有任何不公开的内容');
}

function disclosureOf(event: ShownEvent): Opened {
  const { scope, class: from, toClass } = event.body;
  return { scope: typeof scope === 'string' ? scope : scopeOf(event.stream), class: String(from), toClass: String(toClass) };
}

function classesNow(from: string, opened: readonly Opened[]): Set<string> {
  const reached = new Set([from]);
  for (const now of reached) for (const disclosure of opened) if (disclosure.class === now) reached.add(disclosure.toClass);
  return reached;
}

/** `bid:t1-1:org` speaks of `t1-1`. */
function scopeOf(stream: string): string {
  return stream.split(':')[1] ?? '';
}

/** Bids are opened one by one, by standing in the close list. */
function acceptedBids(events: readonly ShownEvent[]): Set<string> {
  const lots = events.filter(({ kind }) => kind === 'OpeningClosed').flatMap(({ body }) => objectsIn(body['open']));
  return new Set(lots.flatMap((lot) => objectsIn(lot['accepted']).map((bid) => `bid:${String(lot['lotId'])}:${String(bid['bidderId'])} ${String(bid['receivedAt'])}`)));
}

function objectsIn(list: Json | undefined): JsonObject[] {
  return Array.isArray(list) ? (list as readonly Json[]).filter(isObject) : [];
}
