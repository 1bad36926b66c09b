import type { DisclosureClass } from '#kernel/decider.ts';
import { scopeOfStream } from '#kernel/decider.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { JournalEvent, JournalPart } from '#evidence/journal/journal.types.ts';
import type { Opening } from './feed.ts';

type Row = Omit<JournalEvent, 'logIndex' | 'parts'> & {
  readonly log_index: number;
  readonly parts: readonly { readonly n: number; readonly class: DisclosureClass; readonly salt: string; readonly body: string }[];
  readonly erased: readonly { readonly n: number; readonly hash: string }[];
};

const columns = `l.index AS log_index, e.stream, e.version, e.kind, e.at, e.actor, e.class, e.salt,
  coalesce((SELECT jsonb_agg(jsonb_build_object('n', p.n, 'class', p.class, 'salt', encode(p.salt, 'hex'), 'body', p.body)) FROM event_part p WHERE p.event_id = e.id), '[]') AS parts,
  coalesce((SELECT jsonb_agg(jsonb_build_object('n', h.n, 'hash', encode(h.hash, 'hex'))) FROM part_hash h WHERE h.event_id = e.id
    AND NOT EXISTS (SELECT FROM event_part p WHERE p.event_id = e.id AND p.n = h.n)), '[]') AS erased`;

/** Leaves under a signed checkpoint: only these are told. Its size is padded, so it says nothing of what happened. */
export async function publishedSize(pool: Pool): Promise<number> {
  const { rows } = await pool.query<{ size: number }>({ name: 'feed_size', text: 'SELECT coalesce(max(size), 0) AS size FROM log_checkpoint' });
  return rows[0]?.size ?? 0;
}

/** All events of the first `leaves` leaves of `[from, to)` that hold any, in log order. */
export async function eventsFrom(pool: Pool, from: number, to: number, leaves: number): Promise<JournalEvent[]> {
  const { rows } = await pool.query<Row>({
    name: 'feed_events',
    text: `SELECT ${columns} FROM (SELECT index, commit_id FROM log_leaf WHERE index >= $1 AND index < $2 AND commit_id IS NOT NULL ORDER BY index LIMIT $3) l
           JOIN event e ON e.commit_id = l.commit_id ORDER BY l.index, e.place`,
    values: [from, to, leaves],
  });
  return rows.map(toEvent);
}

/** All events of one scope before `to`, in log order. `types` are the kinds of stream there are. */
export async function eventsOfScope(pool: Pool, types: readonly string[], scope: string, to: number): Promise<JournalEvent[]> {
  const { rows } = await pool.query<Row>({
    name: 'feed_scope',
    text: `SELECT ${columns} FROM unnest($1::text[]) AS w(name)
           JOIN event e ON e.stream = w.name OR (e.stream >= w.name || ':' AND e.stream < w.name || ';')
           JOIN log_leaf l ON l.commit_id = e.commit_id WHERE l.index < $2 ORDER BY l.index, e.place`,
    values: [types.map((type) => `${type}:${scope}`), to],
  });
  return rows.map(toEvent);
}

function toEvent({ log_index: logIndex, parts, erased, ...row }: Row): JournalEvent {
  const kept: JournalPart[] = parts.map((part) => ({ ...part, salt: Buffer.from(part.salt, 'hex') }));
  const gone: JournalPart[] = erased.map(({ n, hash }) => ({ n, hash: Buffer.from(hash, 'hex') }));
  return { ...row, logIndex, parts: [...kept, ...gone].sort((a, b) => a.n - b.n) };
}

/** Every disclosure below a place of the log. What stands there never changes, so each is read once. */
export function readOpenings(pool: Pool): (to: number) => Promise<readonly Opening[]> {
  const known: Opening[] = [];
  let readTo = 0;
  let reading: Promise<void> = Promise.resolve();

  async function readOn(to: number): Promise<void> {
    if (to <= readTo) return;
    const { rows } = await pool.query<{ log_index: number; stream: string; body: string }>({
      name: 'feed_openings',
      text: `SELECT l.index AS log_index, e.stream, p.body FROM log_leaf l JOIN event e ON e.commit_id = l.commit_id JOIN event_part p ON p.event_id = e.id
             WHERE l.index >= $1 AND l.index < $2 AND e.kind = 'Disclosed' ORDER BY l.index, e.place`,
      values: [readTo, to],
    });
    for (const { log_index: logIndex, stream, body } of rows) {
      const { scope = scopeOfStream(stream), ...opened } = JSON.parse(body) as { scope?: string; class: DisclosureClass; toClass: DisclosureClass };
      known.push({ logIndex, scope, class: opened.class, toClass: opened.toClass });
    }
    readTo = to;
  }

  return async (to) => {
    reading = reading.then(() => readOn(to));
    await reading;
    return known.filter(({ logIndex }) => logIndex < to);
  };
}
