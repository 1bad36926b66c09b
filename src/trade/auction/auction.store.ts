import { instant } from '#kernel/time/instant.ts';
import { mergeBodies } from '#evidence/journal/feed.store.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { AttemptEvent, AuctionEvent, HallEvent, LineEvent } from './auction.events.ts';
import type { LineRecord } from './line.types.ts';

const kinds = ['BidAccepted', 'StageBegun', 'OffersOpened'];

const courseKinds = [...kinds, 'PriceDropped', 'TurnBegun', 'AuctionPaused', 'AuctionResumed', 'AuctionEnded'];
const courseMax = 5_000;

/** How one hall went, oldest first, with what moved its end. */
export async function readCourse(pool: Pool, lotId: string): Promise<HallEvent[]> {
  return await readKinds(pool, lotId, { kinds: courseKinds, since: 0, limit: courseMax });
}

/** What was bid in one hall after `since`, oldest first: the last `limit` of it. Whole; who may see which row is the view's to say. */
export async function readHallEvents(pool: Pool, lotId: string, { since = 0, limit }: { readonly since?: number; readonly limit: number }): Promise<HallEvent[]> {
  return await readKinds(pool, lotId, { kinds, since, limit });
}

/** What the platform saw of one bidder's line, or of all, newest first. */
export async function readLines(pool: Pool, lotId: string, bidderId: string | null, limit: number): Promise<LineRecord[]> {
  const { rows } = await pool.query<{ bodies: (string | null)[] }>({
    name: 'hall_lines',
    text: `SELECT (SELECT array_agg(p.body ORDER BY p.n) FROM event_part p WHERE p.event_id = e.id) AS bodies
           FROM (SELECT id FROM event WHERE stream >= $1 AND stream <= $2 ORDER BY id DESC LIMIT $3) e ORDER BY e.id DESC`,
    values: [`line:${lotId}:${bidderId ?? ''}`, `line:${lotId}:${bidderId ?? '\uffff'}`, limit],
  });
  return rows.map(({ bodies }) => {
    const { kind: _kind, ...record } = mergeBodies('LineMeasured', bodies) as LineEvent;
    return record;
  });
}

async function readKinds(pool: Pool, lotId: string, { kinds: wanted, since, limit }: { readonly kinds: readonly string[]; readonly since: number; readonly limit: number }): Promise<HallEvent[]> {
  const { rows } = await pool.query<{ version: number; kind: string; at: number; log_index: number | null; bodies: (string | null)[] }>({
    name: 'hall_events',
    text: `SELECT e.version, e.kind, e.at, l.index AS log_index, (SELECT array_agg(p.body ORDER BY p.n) FROM event_part p WHERE p.event_id = e.id) AS bodies
           FROM (SELECT id, version, kind, at, commit_id FROM event WHERE stream = $1 AND version > $2 AND kind = ANY ($3) ORDER BY version DESC LIMIT $4) e
           LEFT JOIN log_leaf l ON l.commit_id = e.commit_id ORDER BY e.version`,
    values: [`auction:${lotId}`, since, wanted, limit],
  });
  return rows.map(({ version, kind, at, log_index: logIndex, bodies }) => ({ version, at: instant(at), logIndex, event: mergeBodies(kind, bodies) as AuctionEvent }));
}

/** Bids that were not taken, newest first: of one bidder, or of all. */
export async function readAttempts(pool: Pool, lotId: string, bidderId: string | null, limit: number): Promise<HallEvent[]> {
  const { rows } = await pool.query<{ version: number; at: number; log_index: number | null; bodies: (string | null)[] }>({
    name: 'hall_attempts',
    text: `SELECT e.version, e.at, l.index AS log_index, (SELECT array_agg(p.body ORDER BY p.n) FROM event_part p WHERE p.event_id = e.id) AS bodies
           FROM (SELECT id, version, at, commit_id FROM event WHERE stream >= $1 AND stream <= $2 ORDER BY id DESC LIMIT $3) e
           LEFT JOIN log_leaf l ON l.commit_id = e.commit_id ORDER BY e.at DESC`,
    values: [`attempt:${lotId}:${bidderId ?? ''}`, `attempt:${lotId}:${bidderId ?? '\uffff'}`, limit],
  });
  return rows.map(({ version, at, log_index: logIndex, bodies }) => ({ version, at: instant(at), logIndex, event: mergeBodies('BidRefused', bodies) as AttemptEvent }));
}

/** Version of each hall's head: what a watcher compares, one question for all of them. */
export async function readVersions(pool: Pool, lotIds: readonly string[]): Promise<Map<string, number>> {
  const { rows } = await pool.query<{ stream: string; version: number }>({
    name: 'hall_versions', text: 'SELECT stream, version FROM stream_head WHERE stream = ANY ($1)', values: [lotIds.map((lotId) => `auction:${lotId}`)],
  });
  return new Map(rows.map(({ stream, version }) => [stream.slice('auction:'.length), version]));
}
