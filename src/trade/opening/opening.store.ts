import { readPublicEvidence, type PublicEvidence } from '#evidence/journal/evidence.store.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Pool } from '#platform/db/pool.ts';
import { readHead, readHeads, type HeadView } from '#platform/state/heads.store.ts';
import { bids, bidsOf } from './neighbours.ts';
import { acceptedOf, opening } from './opening.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { Opening } from './opening.types.ts';
import type { Awaited } from './pending.ts';

/** An opening with the manifests that its close list names, by hash. */
export type ClosedOpening = { readonly version: number; readonly state: Opening; readonly manifests: ReadonlyMap<string, string> };

export async function readClosed(pool: Pool, tenderId: string): Promise<ClosedOpening | null> {
  const head = await readHead(pool, opening, tenderId);
  if (!head) return null;
  const listed = new Set(acceptedOf(head.state).map(({ manifestHash }) => manifestHash));
  const current = await readHeads(pool, bids, bidsOf(tenderId));
  const manifests = current.flatMap(({ state }): [string, string][] => (listed.has(state.manifestHash) ? [[state.manifestHash, state.manifest]] : []));
  return { version: head.version, state: head.state, manifests: new Map(manifests) };
}

/** Openings that still wait for keys, or for their draw. */
export async function readRunning(pool: Pool): Promise<HeadView<Opening>[]> {
  const { rows } = await pool.query<{ stream: string; version: number; state: Opening }>({
    name: 'opening_running',
    text: `SELECT stream, version, state FROM stream_head WHERE stream >= 'opening:' AND stream < 'opening;' AND (
             status IN ('closed', 'decrypting') OR (state->'draw'->>'fixed' = 'true' AND NOT state @? '$.lots[*].coefficient.value')) ORDER BY stream`,
  });
  return rows.map(({ stream, version, state }) => ({ id: stream.slice('opening:'.length), version, state }));
}

/** Tenders of which one of these holders holds a key and may owe something: closed ones, and open ones whose formula draws a coefficient. */
export async function readAwaiting(pool: Pool, holderIds: readonly string[]): Promise<Awaited[]> {
  const { rows } = await pool.query<Awaited>({
    name: 'opening_awaiting',
    text: `SELECT t.state AS tender, h.state AS hall, o.state AS opening
           FROM stream_head t LEFT JOIN stream_head o ON o.stream = 'opening:' || substr(t.stream, 8) LEFT JOIN stream_head h ON h.stream = 'hall:' || substr(t.stream, 8)
           WHERE t.status IN ('published', 'closed') AND t.stream >= 'tender:' AND t.stream < 'tender;'
             AND ((o.stream IS NULL AND jsonb_array_length(t.state #> '{published,document,scoring,price,formula,coefficients}') > 1) OR o.status IN ('closed', 'decrypting') OR (o.status <> 'failed' AND o.state->'draw' <> 'null' AND NOT o.state @? '$.lots[*].coefficient.value'))
             AND EXISTS (SELECT FROM jsonb_array_elements(t.state->'published'->'keyHolders') h WHERE h->>'holderId' = ANY ($1))`,
    values: [holderIds],
  });
  return rows;
}

/** Tenders that ended by a termination since `since`, of which one of these holders holds a key: each agent notes it once, and this is asked at every round. */
export async function readTerminated(pool: Pool, holderIds: readonly string[], since: Instant): Promise<Tender[]> {
  const { rows } = await pool.query<{ state: Tender }>({
    name: 'opening_terminated',
    text: `SELECT t.state FROM stream_head t WHERE t.status = 'ended' AND t.stream >= 'tender:' AND t.stream < 'tender;' AND t.state ? 'termination' AND (t.state->'termination'->>'at')::bigint > $2
             AND EXISTS (SELECT FROM jsonb_array_elements(t.state->'published'->'keyHolders') h WHERE h->>'holderId' = ANY ($1))`,
    values: [holderIds, since],
  });
  return rows.map(({ state }) => state);
}

/** Evidence of the termination; null where there is none. */
export async function readTermination(pool: Pool, tenderId: string): Promise<PublicEvidence | null> {
  return (await readPublicEvidence(pool, `tender:${tenderId}`, ['TenderTerminated']))[0] ?? null;
}

/** Root (hex) of the first checkpoint that holds the event which fixed the sources of the draw; null until there is one. */
export async function rootOfFixing(pool: Pool, tenderId: string): Promise<string | null> {
  const { rows } = await pool.query<{ root: Buffer }>({
    name: 'opening_fixing_root',
    text: `WITH fixing AS (
             SELECT l.index FROM event e JOIN log_leaf l ON l.commit_id = e.commit_id
             WHERE e.stream = $1 AND e.kind IN ('OpeningClosed', 'DrawSourceAdded') ORDER BY e.version DESC LIMIT 1)
           SELECT c.root FROM fixing JOIN log_checkpoint c ON c.size > fixing.index ORDER BY c.size LIMIT 1`,
    values: [`opening:${tenderId}`],
  });
  return rows[0]?.root.toString('hex') ?? null;
}

/** Evidence of the close event; null before it. */
export async function readClose(pool: Pool, tenderId: string): Promise<PublicEvidence | null> {
  return (await readPublicEvidence(pool, `opening:${tenderId}`, ['OpeningClosed']))[0] ?? null;
}

/** Published tenders whose deadline lies in `[from, to)`, with their openings. */
export async function readDay(pool: Pool, from: Instant, to: Instant): Promise<{ tender: Tender; opening: Opening | null }[]> {
  const { rows } = await pool.query<{ tender: Tender; opening: Opening | null }>({
    name: 'opening_day',
    text: `SELECT t.state - 'draft' AS tender, o.state AS opening FROM stream_head t LEFT JOIN stream_head o ON o.stream = 'opening:' || substr(t.stream, 8)
           WHERE t.stream >= 'tender:' AND t.stream < 'tender;' AND (t.state->'published'->'document'->>'bidDeadlineAt')::bigint >= $1 AND (t.state->'published'->'document'->>'bidDeadlineAt')::bigint < $2`,
    values: [from, to],
  });
  return rows;
}

/** Versions of the two streams a hall is made of: what changes when anything in it changes. */
export async function readMoment(pool: Pool, tenderId: string): Promise<string> {
  const { rows } = await pool.query<{ moment: string }>({
    name: 'opening_moment',
    text: `SELECT string_agg(stream || '@' || version, ' ' ORDER BY stream) AS moment FROM stream_head WHERE stream = ANY ($1)`,
    values: [[`tender:${tenderId}`, `hall:${tenderId}`, `opening:${tenderId}`]],
  });
  return (rows[0]?.moment ?? '').replace(/[a-z]+:[^@ ]+@/g, '').replaceAll(' ', '.');
}
