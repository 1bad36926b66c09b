import { toBase64url, type Bytes } from '#kernel/bytes.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { ofInstant, plainDate, yearOf, type PlainDate } from '#kernel/time/plain-date.ts';
import { typeOfStream } from '#kernel/decider.ts';
import type { Bid } from '#trade/bid/bid.types.ts';
import type { AcceptedBid } from '#trade/opening/opening.types.ts';
import type { ArchivedBid, ArchivedEvent, ArchivedFile } from './archive.types.ts';

/** An event as the journal keeps it: enough to list it and to find the files that it names. */
export type Kept = {
  readonly stream: string; readonly version: number; readonly kind: string; readonly at: Instant; readonly commitment: Uint8Array; readonly logIndex: number | null;
  readonly parts: readonly { readonly body: string }[];
};

/**
 * What of the events the archive of a lot may hold. Of bids and of those who took the file only who stands in the close list
 * appears: the rest the law keeps hidden for good, and the name of a stream alone would tell of them.
 */
export function archivable<K extends Pick<Kept, 'stream' | 'kind' | 'parts'>>(kept: readonly K[], accepted: readonly Pick<AcceptedBid, 'bidderId' | 'manifestHash'>[]): K[] {
  return kept.filter(({ stream, kind, parts }) => {
    const type = typeOfStream(stream);
    if (type !== 'taking' && type !== 'bid') return true;
    const bidder = accepted.find(({ bidderId }) => stream.endsWith(`:${bidderId}`));
    if (!bidder) return false;
    return type === 'taking' || (kind === 'BidSubmitted' && parts.some(({ body }) => (JSON.parse(body) as { manifestHash?: unknown }).manifestHash === bidder.manifestHash));
  });
}

/** The bids of the close list with the paths of their objects, sealed and, where the bid was opened, as they were written. */
export function bidsOf(accepted: readonly AcceptedBid[], bids: readonly Bid[]): ArchivedBid[] {
  return accepted.map(({ bidderId, bidderName, version, manifestHash, outcome }, n) => {
    const folder = `bids/${numbered(n, 2)}-${safeName(bidderName)}`;
    const objects = bids.find((bid) => bid.bidderId === bidderId && bid.manifestHash === manifestHash)?.objects ?? [];
    return {
      bidderId, bidderName, version, manifestHash, outcome: outcome.kind,
      objects: objects.map(({ name, ctRoot, sizeBytes }, at) => {
        const file = `${numbered(at, 2)}-${safeName(name)}`;
        // The files of a bidder keep their names; the price sheet and the seal page have none and are JSON.
        const isData = !/\.[a-z0-9]+$/i.test(name);
        return { name, ctRoot, sizeBytes, sealed: `${folder}/sealed/${file}.sealed`, opened: outcome.kind === 'opened' ? `${folder}/${file}${isData ? '.json' : ''}` : null };
      }),
    };
  });
}

/** Every event with its place in the log; null while one of them has none yet. */
export function eventList(kept: readonly Kept[]): ArchivedEvent[] | null {
  const list: ArchivedEvent[] = [];
  for (const { stream, version, kind, at, commitment, logIndex } of kept) {
    if (logIndex === null) return null;
    list.push({ stream, version, kind, at, commitment: toBase64url(new Uint8Array(commitment) as Bytes), logIndex });
  }
  return list;
}

/** Files that events name, each once, in the order in which they first appear. */
export function filesNamed(kept: readonly Kept[]): ArchivedFile[] {
  const found = new Map<string, ArchivedFile>();
  for (const { parts } of kept) for (const { body } of parts) collect(JSON.parse(body), found);
  return [...found.values()];
}

/** The last day on which the archive must be there: the same day, so many years on; 29 February gives way to the 28th. */
export function retainUntil(from: Instant, years: number): PlainDate {
  const day = ofInstant(from);
  const rest = day.slice(4);
  const year = yearOf(day) + years;
  const leap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  return plainDate(`${year}${rest === '-02-29' && !leap ? '-02-28' : rest}`);
}

function collect(value: unknown, found: Map<string, ArchivedFile>): void {
  if (Array.isArray(value)) for (const each of value) collect(each, found);
  else if (typeof value === 'object' && value !== null) {
    const { sha256, name, sizeBytes, mediaType } = value as Readonly<Record<string, unknown>>;
    if (typeof sha256 === 'string' && /^[0-9a-f]{64}$/.test(sha256) && typeof name === 'string' && typeof sizeBytes === 'number') {
      if (!found.has(sha256)) found.set(sha256, { path: `files/${numbered(found.size, 3)}-${safeName(name)}`, sha256, name, sizeBytes, mediaType: typeof mediaType === 'string' ? mediaType : 'application/octet-stream' });
    }
    for (const each of Object.values(value)) collect(each, found);
  }
}

function numbered(index: number, digits: number): string {
  return String(index + 1).padStart(digits, '0');
}

/** A name that stays inside its folder on every system. */
function safeName(name: string): string {
  return name.replace(/[\\/:*?"<>|\p{Cc}]/gu, '_').replace(/^\.+/, '_').slice(-120);
}
