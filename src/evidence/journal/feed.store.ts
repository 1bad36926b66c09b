import type { Pool, PoolClient } from 'pg';
import type { DisclosureClass, EventBody } from '#kernel/decider.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import type { JournalEvent, JournalPart } from './journal.types.ts';

/** An event as followers inside the platform read it: whole. What they show of it is theirs to answer for. */
export type FeedEvent = {
  readonly logIndex: number;
  readonly stream: string;
  readonly version: number;
  readonly kind: string;
  readonly at: Instant;
  readonly actor: string;
  readonly event: EventBody;
};

/** Events of the leaves `[from, to)`, in log order: the one order that never skips and never changes. */
export async function readFeed(db: Pool | PoolClient, from: number, limit: number): Promise<{ events: FeedEvent[]; next: number }> {
  const { rows } = await db.query<FeedRow>({
    name: 'journal_feed',
    text: `SELECT l.index AS log_index, e.stream, e.version, e.kind, e.at, e.actor, array_agg(p.body ORDER BY p.n) AS bodies
           FROM (SELECT index, commit_id FROM log_leaf WHERE index >= $1 AND commit_id IS NOT NULL ORDER BY index LIMIT $2) l
           JOIN event e ON e.commit_id = l.commit_id LEFT JOIN event_part p ON p.event_id = e.id
           GROUP BY l.index, e.id ORDER BY l.index, e.place`,
    values: [from, limit],
  });
  const last = rows.at(-1);
  return { events: rows.map(toFeedEvent), next: last ? last.log_index + 1 : from };
}

type FeedRow = { log_index: number; stream: string; version: number; kind: string; at: number; actor: string; bodies: (string | null)[] };

function toFeedEvent(row: FeedRow): FeedEvent {
  return { logIndex: row.log_index, stream: row.stream, version: row.version, kind: row.kind, at: instant(row.at), actor: row.actor, event: mergeBodies(row.kind, row.bodies) };
}

export function mergeBodies(kind: string, bodies: readonly (string | null)[]): EventBody {
  return Object.assign({ kind }, ...bodies.filter((body) => body !== null).map((body) => JSON.parse(body) as object)) as EventBody;
}

/** `logIndex` is null for what has no place in the log yet. Erased parts are left out. */
export type StoredEvent = Omit<JournalEvent, 'logIndex' | 'parts'> & { readonly parts: readonly Extract<JournalPart, { body: string }>[]; readonly commitment: Buffer; readonly logIndex: number | null; readonly commitId: number; readonly place: number };

/** Every event of the streams that begin with one of `prefixes`, oldest first, with salts: for the redactor and the bundle. */
export async function readEvents(db: Pool, prefixes: readonly string[]): Promise<StoredEvent[]> {
  const { rows } = await db.query<Omit<StoredEvent, 'logIndex' | 'commitId' | 'parts'> & { log_index: number | null; commit_id: number; parts: { n: number; class: DisclosureClass; salt: string; body: string }[] }>({
    name: 'journal_events',
    text: `SELECT e.stream, e.version, e.kind, e.at, e.actor, e.class, e.salt, e.commitment, e.commit_id, e.place, l.index AS log_index,
             coalesce(jsonb_agg(jsonb_build_object('n', p.n, 'class', p.class, 'salt', encode(p.salt, 'hex'), 'body', p.body) ORDER BY p.n) FILTER (WHERE p.n IS NOT NULL), '[]') AS parts
           FROM unnest($1::text[]) AS w(prefix)
           JOIN event e ON e.stream >= w.prefix AND e.stream < w.prefix || U&'\\FFFF'
           LEFT JOIN event_part p ON p.event_id = e.id LEFT JOIN log_leaf l ON l.commit_id = e.commit_id
           GROUP BY e.id, l.index ORDER BY e.id`,
    values: [prefixes],
  });
  return rows.map((row) => ({
    ...row,
    logIndex: row.log_index,
    commitId: row.commit_id,
    parts: row.parts.map((part) => ({ ...part, salt: Buffer.from(part.salt, 'hex') })),
  }));
}
