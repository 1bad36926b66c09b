import type { Pool } from '#platform/db/pool.ts';
import type { DisclosureClass } from '#kernel/decider.ts';
import type { Instant } from '#kernel/time/instant.ts';

export type StoredPart = { readonly n: number; readonly class: DisclosureClass; readonly salt: string; readonly body: string };

/** Hex where the journal has bytes; `erased`: hashes of parts whose text was erased. */
export type StoredEvent = {
  readonly stream: string; readonly version: number; readonly kind: string; readonly at: Instant; readonly actor: string; readonly class: DisclosureClass; readonly salt: string;
  readonly commitment: Buffer; readonly logIndex: number | null; readonly parts: readonly StoredPart[]; readonly erased: readonly { readonly n: number; readonly hash: string }[];
};

const ofTender = ['tender', 'hall', 'taking', 'inquiry', 'objection', 'opening', 'panel', 'draw', 'witness'];
const ofLot = ['bid', 'evaluation', 'award', 'notice', 'contract', 'deposit'];

export type LotIds = { readonly projectId: string; readonly tenderId: string; readonly lotId: string };

const columns = `e.stream, e.version, e.kind, e.at, e.actor, e.class, encode(e.salt, 'hex') AS salt, e.commitment, l.index AS "logIndex",
             coalesce((SELECT jsonb_agg(jsonb_build_object('n', p.n, 'class', p.class, 'salt', encode(p.salt, 'hex'), 'body', p.body) ORDER BY p.n) FROM event_part p WHERE p.event_id = e.id), '[]') AS parts,
             coalesce((SELECT jsonb_agg(jsonb_build_object('n', h.n, 'hash', encode(h.hash, 'hex'))) FROM part_hash h WHERE h.event_id = e.id), '[]') AS erased`;

/** Every event that speaks of the lot: the project's, the tender's and its own, oldest first. The caller leaves out what stays secret. */
export async function eventsOfLot(pool: Pool, streams: readonly string[]): Promise<StoredEvent[]> {
  const { rows } = await pool.query<StoredEvent>({
    name: 'archive_events',
    text: `SELECT ${columns}
           FROM unnest($1::text[]) AS w(name) JOIN event e ON e.stream >= w.name AND e.stream < w.name || ';' AND (e.stream = w.name OR e.stream LIKE w.name || ':%')
           LEFT JOIN log_leaf l ON l.commit_id = e.commit_id
           ORDER BY e.at, e.id`,
    values: [streams],
  });
  return rows;
}

/** These events and no others, oldest first: what a manifest lists. */
export async function eventsListed(pool: Pool, listed: readonly { readonly stream: string; readonly version: number }[]): Promise<StoredEvent[]> {
  const { rows } = await pool.query<StoredEvent>({
    name: 'archive_listed',
    text: `SELECT ${columns}
           FROM unnest($1::text[], $2::int[]) AS w(stream, version) JOIN event e USING (stream, version) LEFT JOIN log_leaf l ON l.commit_id = e.commit_id
           ORDER BY e.at, e.id`,
    values: [listed.map(({ stream }) => stream), listed.map(({ version }) => version)],
  });
  return rows;
}

/** Whether each of these events has its place in the log already. */
export async function isLogged(pool: Pool, streams: readonly string[]): Promise<boolean> {
  const { rowCount } = await pool.query({
    name: 'archive_unlogged',
    text: `SELECT FROM unnest($1::text[]) AS w(name) JOIN event e ON e.stream >= w.name AND e.stream < w.name || ';' AND (e.stream = w.name OR e.stream LIKE w.name || ':%')
           WHERE NOT EXISTS (SELECT FROM log_leaf l WHERE l.commit_id = e.commit_id) LIMIT 1`,
    values: [streams],
  });
  return rowCount === 0;
}

/** The streams themselves and, where one ends in a further id, the beginning of its name. */
export function streamsOfLot({ projectId, tenderId, lotId }: LotIds): string[] {
  return [`project:${projectId}`, ...ofTender.map((type) => `${type}:${tenderId}`), ...ofLot.map((type) => `${type}:${lotId}`)];
}

/** The same of a lot that was offered for sale. */
export function streamsOfSaleLot(saleId: string, lotId: string): string[] {
  return [`sale:${saleId}`, `witness:${saleId}`, ...['application', 'auction', 'attempt', 'deal'].map((type) => `${type}:${lotId}`)];
}

/** Deals that are over, whose publicity has ended by `now` and whose deposits have been settled, and that are not archived yet. */
export async function dealsToArchive(pool: Pool, now: Instant, held: readonly string[] = []): Promise<string[]> {
  const { rows } = await pool.query<{ lotId: string }>({
    name: 'archive_deals_due',
    text: `SELECT d.state->>'lotId' AS "lotId" FROM stream_head d WHERE d.status = 'closed' AND d.stream >= 'deal:' AND d.stream < 'deal;' AND d.state->>'lotId' <> ALL ($2)
             AND coalesce((d.state->'result'->>'until')::bigint, 0) <= $1
             AND NOT EXISTS (SELECT FROM stream_head a WHERE a.stream = 'archive:' || (d.state->>'lotId'))
             AND NOT EXISTS (SELECT FROM stream_head l WHERE l.stream = 'ledger:' || (d.state->>'lotId') AND l.status = 'held') LIMIT 50`,
    values: [now, held],
  });
  return rows.map(({ lotId }) => lotId);
}

export async function openedUnder(pool: Pool, scopes: readonly string[]): Promise<{ scope: string; class: DisclosureClass; toClass: DisclosureClass }[]> {
  const { rows } = await pool.query<{ scope: string; class: DisclosureClass; toClass: DisclosureClass }>({ name: 'archive_opened', text: 'SELECT scope, class, to_class AS "toClass" FROM disclosure WHERE scope = ANY ($1)', values: [scopes] });
  return rows;
}

/** Lots that are over, have nothing left to pay back, and are not archived yet. `held`: those that are not asked for now. */
export async function lotsToArchive(pool: Pool, held: readonly string[] = []): Promise<string[]> {
  const { rows } = await pool.query<{ lotId: string }>({
    name: 'archive_due',
    text: `SELECT e.lot AS "lotId"
           FROM (SELECT o.state->>'tenderId' AS tender, l->>'lotId' AS lot, l->>'status' = 'failed' AS sealed FROM heads_under('opening:') o, jsonb_array_elements(o.state->'lots') l
                 UNION ALL SELECT t.state->>'tenderId', l->>'lotId', true FROM stream_head t, jsonb_array_elements(t.state->'lots') l
                 WHERE t.status = 'ended' AND t.stream >= 'tender:' AND t.stream < 'tender;' AND t.state ? 'termination') e
           LEFT JOIN stream_head c ON c.stream = 'contract:' || e.lot LEFT JOIN stream_head w ON w.stream = 'award:' || e.lot
           WHERE e.lot <> ALL ($1) AND NOT EXISTS (SELECT FROM stream_head a WHERE a.stream = 'archive:' || e.lot)
             AND (e.sealed OR c.status = 'signed' OR w.status = 'failed')
             AND NOT EXISTS (SELECT FROM heads_under('deposit:' || e.lot || ':') d WHERE d.status IN ('declared', 'held', 'due'))
             -- Where bids stay sealed the deposits come to the ledger after the end: until each bid has its own, money is still out.
             AND NOT (e.sealed AND EXISTS (SELECT FROM stream_head t, jsonb_array_elements(t.state->'published'->'document'->'lots') x
                        WHERE t.stream = 'tender:' || e.tender AND x->>'lotId' = e.lot AND x->>'depositFen' <> '0')
               AND EXISTS (SELECT FROM heads_under('bid:' || e.lot || ':') b WHERE b.status = 'submitted'
                 AND NOT EXISTS (SELECT FROM heads_under('deposit:' || e.lot || ':') d WHERE d.state->>'bidderId' = b.state->>'bidderId'))) LIMIT 50`,
    values: [held],
  });
  return rows.map(({ lotId }) => lotId);
}

export type ArchiveRow = { readonly archive: unknown; readonly tenderName: string; readonly lotName: string };

export async function archivesOf(pool: Pool, orgId: string): Promise<ArchiveRow[]> {
  const { rows } = await pool.query<ArchiveRow>({
    name: 'archives_of',
    text: `SELECT a.state AS archive, coalesce(t.state->>'name', t.state->>'title') AS "tenderName", l->>'name' AS "lotName"
           FROM stream_head a JOIN stream_head t ON t.stream IN ('tender:' || (a.state->>'tenderId'), 'sale:' || (a.state->>'tenderId')), jsonb_array_elements(t.state->'lots') l
           WHERE a.stream >= 'archive:' AND a.stream < 'archive:' || U&'\\FFFF' AND l->>'lotId' = a.state->>'lotId'
             AND $1 IN (t.state->'initiator'->>'orgId', t.state->'agency'->>'orgId', t.state->'seller'->>'orgId', t.state->'centre'->>'orgId', t.state->'department'->>'orgId')
           ORDER BY (a.state->>'compiledAt')::bigint DESC LIMIT 500`,
    values: [orgId],
  });
  return rows;
}
