import { fromHex } from '#kernel/bytes.ts';
import type { Pool } from '#platform/db/pool.ts';
import { layOut } from '../journal/cover.ts';
import type { NodeId, NodeMap } from '../log/nodes.ts';
import { nodeMap } from '../log/nodes.ts';
import type { Opened, StoredCommit, StoredEvent } from './bundle.types.ts';
import type { JournalPart } from '../journal/journal.types.ts';

type EventRow = Omit<StoredEvent, 'parts' | 'commitId' | 'logIndex'> & {
  readonly commit_id: number;
  readonly log_index: number;
  readonly parts: readonly { n: number; class: StoredEvent['class']; salt: string; body: string }[];
  readonly erased: readonly { n: number; hash: string }[];
};

/** Every logged event of these streams, and of the families whose names begin with one of `prefixes`; oldest first. */
export async function readEvents(pool: Pool, streams: readonly string[], prefixes: readonly string[]): Promise<StoredEvent[]> {
  const { rows } = await pool.query<EventRow>({
    name: 'bundle_events',
    text: `SELECT e.stream, e.version, e.kind, e.at, e.actor, e.class, e.salt, e.commitment, e.commit_id, e.place, l.index AS log_index,
             coalesce((SELECT jsonb_agg(jsonb_build_object('n', p.n, 'class', p.class, 'salt', encode(p.salt, 'hex'), 'body', p.body)) FROM event_part p WHERE p.event_id = e.id), '[]') AS parts,
             coalesce((SELECT jsonb_agg(jsonb_build_object('n', h.n, 'hash', encode(h.hash, 'hex'))) FROM part_hash h WHERE h.event_id = e.id
               AND NOT EXISTS (SELECT FROM event_part p WHERE p.event_id = e.id AND p.n = h.n)), '[]') AS erased
           FROM (SELECT id FROM event WHERE stream = ANY ($1) UNION
                 SELECT f.id FROM unnest($2::text[]) AS w(prefix) JOIN event f ON f.stream >= w.prefix AND f.stream < w.prefix || U&'\\FFFF') wanted
           JOIN event e USING (id) JOIN log_leaf l ON l.commit_id = e.commit_id
           ORDER BY l.index, e.place`,
    values: [streams, prefixes],
  });
  return rows.map(({ commit_id: commitId, log_index: logIndex, parts, erased, ...row }) => ({ ...row, commitId, logIndex, parts: partsOf(parts, erased) }));
}

function partsOf(parts: EventRow['parts'], erased: EventRow['erased']): JournalPart[] {
  const kept: JournalPart[] = parts.map((part) => ({ ...part, salt: Buffer.from(part.salt, 'hex') }));
  const gone: JournalPart[] = erased.map(({ n, hash }) => ({ n, hash: Buffer.from(hash, 'hex') }));
  return [...kept, ...gone].sort((a, b) => a.n - b.n);
}

/** The commits of these ids with all their leaves, by place in the log. */
export async function readCommits(pool: Pool, ids: readonly number[]): Promise<StoredCommit[]> {
  const { rows } = await pool.query<{ id: number; at: number; signature: Buffer; cover: Buffer; index: number; commitments: string[] }>({
    name: 'bundle_commits',
    text: `SELECT c.id, c.at, c.signature, c.cover, l.index, (SELECT array_agg(encode(e.commitment, 'hex') ORDER BY e.place) FROM event e WHERE e.commit_id = c.id) AS commitments
           FROM commit c JOIN log_leaf l ON l.commit_id = c.id WHERE c.id = ANY ($1) ORDER BY l.index`,
    values: [ids],
  });
  return rows.map(({ cover, commitments, ...row }) => ({ ...row, ...layOut(commitments.map(fromHex), cover) }));
}

/** What has been opened under these scopes. */
export async function readOpened(pool: Pool, scopes: readonly string[]): Promise<Opened[]> {
  const { rows } = await pool.query<{ scope: string; class: Opened['class']; to_class: Opened['toClass'] }>('SELECT scope, class, to_class FROM disclosure WHERE scope = ANY ($1)', [scopes]);
  return rows.map(({ scope, class: from, to_class: toClass }) => ({ scope, class: from, toClass }));
}

/** A signed tree head with its co-signatures under it. */
export type StoredHead = { readonly size: number; readonly root: Uint8Array; readonly note: string };

const headColumns = `c.size, c.root, c.note || coalesce((SELECT string_agg(s.line, '' ORDER BY s.name) FROM log_cosignature s WHERE s.size = c.size), '') AS note`;

/** The checkpoint of this root (hex). */
export async function findHeadOfRoot(pool: Pool, root: string): Promise<StoredHead | null> {
  const { rows } = await pool.query<StoredHead>(`SELECT ${headColumns} FROM log_checkpoint c WHERE c.root = decode($1, 'hex') ORDER BY c.size LIMIT 1`, [root]);
  return rows[0] ?? null;
}

/** The smallest or the largest checkpoint of at least `size` leaves under which enough co-signers stand. */
export async function findCosignedHead(pool: Pool, which: 'smallest' | 'largest', size: number, quorum: number): Promise<StoredHead | null> {
  const { rows } = await pool.query<StoredHead>(
    `SELECT ${headColumns} FROM log_checkpoint c WHERE c.size >= $1 AND (SELECT count(*) FROM log_cosignature s WHERE s.size = c.size) >= $2
     ORDER BY c.size ${which === 'smallest' ? 'ASC' : 'DESC'} LIMIT 1`, [size, quorum]);
  return rows[0] ?? null;
}

/** The first co-signed one that holds this place of the log, the one that a draw took (root in hex), if there was one, and the newest; by size. */
export async function findHeads(pool: Pool, { index, drawRoot, quorum }: { readonly index: number; readonly drawRoot: string | null; readonly quorum: number }): Promise<StoredHead[] | null> {
  const draw = drawRoot === null ? null : await findHeadOfRoot(pool, drawRoot);
  const early = await findCosignedHead(pool, 'smallest', index + 1, quorum);
  const last = early && (await findCosignedHead(pool, 'largest', Math.max(early.size, draw?.size ?? 0), quorum));
  if (!early || !last) return null;
  return [draw, early, last].filter((head) => head !== null).sort((a, b) => a.size - b.size).filter((head, i, heads) => head.size !== heads[i + 1]?.size);
}

/** Whether this lot is sold in a hall. */
export async function isAuctioned(pool: Pool, lotId: string): Promise<boolean> {
  const { rows } = await pool.query(`SELECT FROM event WHERE stream = $1 LIMIT 1`, [`auction:${lotId}`]);
  return rows.length > 0;
}

export async function readNodes(pool: Pool, ids: readonly NodeId[]): Promise<NodeMap> {
  const { rows } = await pool.query<{ level: number; index: number; hash: Buffer }>({
    name: 'bundle_nodes',
    text: 'SELECT DISTINCT n.level, n.index, n.hash FROM unnest($1::smallint[], $2::bigint[]) AS w(level, index) JOIN log_node n USING (level, index)',
    values: [ids.map(({ level }) => level), ids.map(({ index }) => index)],
  });
  return nodeMap(rows);
}
