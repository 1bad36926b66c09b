import type { Pool } from 'pg';
import { assert, present } from '#kernel/assert.ts';
import { toHex } from '#kernel/bytes.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { JsonObject } from '#kernel/json.ts';
import { instant } from '#kernel/time/instant.ts';
import type { Head } from './head.ts';
import { KnownHeads } from './known-heads.ts';

export type StoredOutcome = { readonly requestHash: Uint8Array; readonly outcome: JsonObject; readonly at: Instant };

export type ReadRequest = {
  readonly commands: readonly { readonly actor: string; readonly key: string }[];
  readonly streams: readonly string[];
  readonly prefixes: readonly string[];
  readonly barriers: readonly string[];
};

export type ReadResult = {
  readonly now: Instant;
  /** How long no node has been heard; 0 where there has never been one. */
  readonly silentMs: number;
  readonly heads: Map<string, Head>;
  /** By `actor\nkey`. */
  readonly outcomes: Map<string, StoredOutcome>;
};

/** `body` is null for the head of a stream that is still as it is known. */
type Row = { what: 'now' | 'command' | 'head'; k1: string; k2: string; version: number | null; body: string | null; hash: Buffer; at: number | null };

/** One round trip; see `journal_read` for what it waits for and promises. */
export async function readJournal(pool: Pool, request: ReadRequest, known = new KnownHeads()): Promise<ReadResult> {
  const held = known.among(request.streams);
  const { rows } = await pool.query<Row>({
    name: 'journal_read',
    text: 'SELECT * FROM journal_read($1, $2, $3, $4, $5, $6)',
    values: [request.commands.map((c) => c.actor), request.commands.map((c) => c.key), request.streams, request.streams.map((stream) => held.get(stream)?.version ?? 0), request.prefixes, request.barriers],
  });
  const heads = new Map<string, Head>();
  const outcomes = new Map<string, StoredOutcome>();
  let [now, silentMs] = [instant(0), 0];
  for (const row of rows) {
    if (row.what === 'now') [now, silentMs] = [instant(row.at as number), row.version ?? 0];
    else if (row.what === 'head') heads.set(row.k1, row.body === null ? present(held.get(row.k1), 'a head that was said to be known') : headOf(row, row.body));
    else outcomes.set(`${row.k1}\n${row.k2}`, { requestHash: row.hash, outcome: JSON.parse(present(row.body, 'outcome')) as JsonObject, at: instant(row.at as number) });
  }
  return { now, silentMs, heads, outcomes };

  function headOf({ k1: stream, version, at }: Row, body: string): Head {
    const head: Head = { version: present(version, 'version of a head'), state: JSON.parse(body), nextWakeAt: at as Instant | null };
    known.keep(stream, head, body.length);
    return head;
  }
}

export type AppendBatch = {
  readonly decidedAt: Instant;
  readonly guards: readonly { stream: string; version: number }[];
  readonly gates: readonly string[];
  readonly heads: readonly { stream: string; expected: number; version: number; state: string; nextWakeAt: Instant | null }[];
  readonly root: Uint8Array | null;
  readonly signature: Uint8Array | null;
  /** See `layOut`. */
  readonly cover: Uint8Array | null;
  readonly events: readonly { stream: string; version: number; kind: string; actor: string; class: string; salt: Uint8Array; commitment: Uint8Array }[];
  readonly parts: readonly { event: number; n: number; class: string; salt: Uint8Array; body: string }[];
  readonly disclosures: readonly { scope: string; class: string; toClass: string }[];
  readonly commands: readonly { actor: string; key: string; name: string; requestHash: Uint8Array; outcome: string }[];
};

const separator = '\u001e';
/** Where a list of texts stands among the parameters of `journal_append`. */
const textsAt = new Set([2, 4, 5, 8, 13, 15, 16, 17, 22, 24, 25, 26, 27, 28, 29, 30, 32]);
const placeholders = Array.from({ length: 32 }, (_, i) => (textsAt.has(i + 1) ? `string_to_array($${i + 1}, U&'\\001E')` : `$${i + 1}`)).join(', ');

/** Appends all of it durably, or throws: `isConflict` says whether to read and decide again. */
export async function appendJournal(pool: Pool, batch: AppendBatch): Promise<void> {
  const { guards, gates, heads, events, parts, disclosures, commands } = batch;
  await pool.query({
    name: 'journal_append',
    text: `SELECT journal_append(${placeholders})`,
    values: [
      batch.decidedAt,
      texts(guards.map((g) => g.stream)), numbers(guards.map((g) => g.version)),
      texts(gates),
      texts(heads.map((h) => h.stream)), numbers(heads.map((h) => h.expected)), numbers(heads.map((h) => h.version)), texts(heads.map((h) => h.state)), numbers(heads.map((h) => h.nextWakeAt)),
      batch.root, batch.signature, batch.cover,
      texts(events.map((e) => e.stream)), numbers(events.map((e) => e.version)), texts(events.map((e) => e.kind)), texts(events.map((e) => e.actor)), texts(events.map((e) => e.class)),
      byteStrings(events.map((e) => e.salt)), byteStrings(events.map((e) => e.commitment)),
      numbers(parts.map((p) => p.event)), numbers(parts.map((p) => p.n)), texts(parts.map((p) => p.class)), byteStrings(parts.map((p) => p.salt)), texts(parts.map((p) => p.body)),
      texts(disclosures.map((d) => d.scope)), texts(disclosures.map((d) => d.class)), texts(disclosures.map((d) => d.toClass)),
      texts(commands.map((c) => c.actor)), texts(commands.map((c) => c.key)), texts(commands.map((c) => c.name)), byteStrings(commands.map((c) => c.requestHash)), texts(commands.map((c) => c.outcome)),
    ],
  });
}

/*
 * Lists cross as one text each, cheaper for both sides than an array of values: texts joined by a separator, which stands in
 * no identifier and in JSON only escaped; numbers and byte strings as array literals.
 */

function texts(list: readonly string[]): string {
  assert(!list.some((text) => text.includes(separator)), 'no text holds the separator of texts');
  return list.join(separator);
}

function numbers(list: readonly (number | null)[]): string {
  return `{${list.map((n) => n ?? 'NULL').join(',')}}`;
}

function byteStrings(list: readonly Uint8Array[]): string {
  return `{${list.map((bytes) => `\\\\x${toHex(bytes)}`).join(',')}}`;
}

/** Another writer was first, or an awaited instant has passed: nothing was written. */
export function isConflict(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  return code === 'OV001' || code === '23505' || code === '40001' || code === '40P01';
}

/** Streams whose awaited instant has come, the longest waiting first. */
export async function dueStreams(pool: Pool, limit: number): Promise<{ stream: string; head: Head; now: Instant }[]> {
  const { rows } = await pool.query<{ stream: string; version: number; state: unknown; next_wake_at: number; now: number }>({
    name: 'journal_due',
    text: `SELECT stream, version, state, next_wake_at, clock.now FROM (SELECT legal_now() AS now) clock
           JOIN stream_head ON next_wake_at <= clock.now ORDER BY next_wake_at, stream LIMIT $1`,
    values: [limit],
  });
  return rows.map((row) => ({ stream: row.stream, now: instant(row.now), head: { version: row.version, state: row.state, nextWakeAt: instant(row.next_wake_at) } }));
}

/** The first instant, not yet come, that any stream waits for. */
export async function nextWakeOfAll(pool: Pool): Promise<Instant | null> {
  const { rows } = await pool.query<{ at: number | null }>('SELECT min(next_wake_at) AS at FROM stream_head, (SELECT legal_now() AS now) clock WHERE next_wake_at > clock.now');
  return rows[0]?.at == null ? null : instant(rows[0].at);
}
