import { z } from 'zod';
import { scopeOfStream } from '#kernel/decider.ts';
import { isVisible, type Relation } from '../journal/disclosure.ts';
import type { Opened, StoredEvent } from './bundle.types.ts';
import { mergedBody } from './opening-facts.ts';
import type { Shown } from './selection.ts';

/** What a bundle's maker must know of an auction: whose it is, and where the log has its end. */
export type AuctionFacts = { readonly endIndex: number | null; readonly sellerId: string; readonly departmentId: string };

const party = z.object({ orgId: z.string() });
const scheduled = z.object({ seller: party, department: party });

/** Null where no such auction was announced. */
export function auctionFacts(events: readonly StoredEvent[], lotId: string): AuctionFacts | null {
  const ofHall = events.filter(({ stream }) => stream === `auction:${lotId}`);
  const announced = ofHall.find(({ kind }) => kind === 'AuctionScheduled');
  if (!announced) return null;
  const { seller, department } = scheduled.parse(mergedBody(announced));
  return { endIndex: ofHall.find(({ kind }) => kind === 'AuctionEnded')?.logIndex ?? null, sellerId: seller.orgId, departmentId: department.orgId };
}

/** The streams that tell of one auctioned lot, with the outages of the platform, and the families of its bidders. */
export function auctionStreams(saleId: string, lotId: string): { streams: string[]; prefixes: string[] } {
  return { streams: [`sale:${saleId}`, `auction:${lotId}`, 'outage:platform'], prefixes: [`application:${lotId}:`, `attempt:${lotId}:`] };
}

/** What stays with whoever it is of, in every edition: a bundle goes from hand to hand. */
const kept = ['self', 'sealed', 'names'];

/**
 * The events of an edition of an auction. A bidder sees its own application and its own refused bids, the seller the
 * applications, the department all of it. A hidden event stands there by hash where a later one of its stream is shown.
 */
export function selectAuction(events: readonly StoredEvent[], opened: readonly Opened[], orgId: string | null, { sellerId, departmentId }: AuctionFacts): Shown[] {
  const shown = events.map((event): Shown => {
    const here = opened.filter(({ scope }) => scope === scopeOfStream(event.stream));
    const is = (relation: Relation, holds: boolean): Relation[] => (holds ? [relation] : []);
    const isOwn = orgId !== null && event.stream.endsWith(`:${orgId}`);
    const viewer: Relation[] = ['public', ...is('initiator', orgId === sellerId), ...is('department', orgId === departmentId), ...is('self', isOwn)];
    const mayRead = (given: StoredEvent['class']): boolean => !kept.includes(given) && isVisible(given, here, viewer);
    const header = mayRead(event.class);
    return { event, header, parts: event.parts.map((part) => header && 'body' in part && mayRead(part.class)) };
  });
  const lastShown = new Map(shown.filter(({ header }) => header).map(({ event }) => [event.stream, event.version]));
  return shown.filter(({ event, header }) => header || event.version < (lastShown.get(event.stream) ?? 0));
}

/** Whether it shows anything that not everyone may read. */
export function hasMore(shown: readonly Shown[]): boolean {
  return shown.some(({ event, header, parts }) => (header && event.class !== 'public') || event.parts.some((part, i) => parts[i] === true && 'body' in part && part.class !== 'public'));
}
