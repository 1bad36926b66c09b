import { assert, present } from '#kernel/assert.ts';
import { equalBytes, toBase64url, type Bytes } from '#kernel/bytes.ts';
import { idOfStream, scopeOfStream, streamOf, typeOfStream, type Aggregate, type AnyAggregate, type EventBody } from '#kernel/decider.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { commitPath, commitStatement, commitTree, classOfHeader, eventCommitment, headerPart, partHash, partsOf, type Part } from '#evidence/journal/commitment.ts';
import { layOut } from '#evidence/journal/cover.ts';
import type { Head } from '#evidence/journal/head.ts';
import type { AppendBatch, ReadRequest, ReadResult, StoredOutcome } from '#evidence/journal/journal.store.ts';
import type { Emitted, World } from './command.ts';
import { commandRefusals } from './command.refusals.ts';
import { freshBytes } from '#platform/random.ts';
import { seededRandom, type CommittedEvent, type Listener, type Outcome, type Pending, type Receipt, type ReceiptSigner } from './pipeline.ts';

type Recorded = { readonly stream: string; readonly version: number; readonly actor: string; readonly event: EventBody; readonly salt: Bytes; readonly headerClass: string; readonly parts: Part[]; readonly commitment: Bytes };
type Decided = { readonly pending: Pending; outcome: Outcome; readonly events: Recorded[]; readonly isNew: boolean };

/** One attempt at a batch: decides each command in the order of arrival over what the ones before it did. */
export class Batch implements World {
  readonly pendings: readonly Pending[];
  readonly #aggregates: ReadonlyMap<string, AnyAggregate>;
  readonly #read: ReadResult;
  readonly #heads: Map<string, Head>;
  readonly #written = new Map<string, number>();
  readonly #guards = new Set<string>();
  readonly #decided: Decided[] = [];
  readonly #failed: { readonly pending: Pending; readonly error: unknown }[] = [];

  /** `ahead` is on its way into the journal while this one is decided: what it leaves behind counts as read. */
  constructor(pendings: readonly Pending[], aggregates: ReadonlyMap<string, AnyAggregate>, read: ReadResult, ahead: Batch | null = null) {
    this.pendings = pendings;
    this.#aggregates = aggregates;
    this.#read = read;
    for (const [stream, head] of ahead ? ahead.#leaves(Batch.readRequest(pendings)) : []) if (head.version > this.#versionRead(stream)) read.heads.set(stream, head);
    this.#heads = new Map(read.heads);
  }

  /** The streams it writes as they will be, of those that are asked for. */
  *#leaves({ streams, prefixes }: ReadRequest): Iterable<[string, Head]> {
    const wanted = new Set(streams);
    for (const stream of this.#written.keys()) {
      if (wanted.has(stream) || prefixes.some((prefix) => stream.startsWith(prefix))) yield [stream, this.#heads.get(stream) as Head];
    }
  }

  static readRequest(pendings: readonly Pending[]): ReadRequest {
    const unique = (pick: (pending: Pending) => readonly string[]) => [...new Set(pendings.flatMap(pick))];
    return {
      commands: pendings.map(({ envelope }) => ({ actor: envelope.actor.id, key: envelope.key })),
      streams: unique(({ reads }) => [...reads.streams, ...(reads.peek ?? [])]),
      prefixes: unique(({ reads }) => reads.prefixes ?? []),
      barriers: unique(({ reads }) => reads.barriers ?? []),
    };
  }

  /** What an earlier run under the same key came to; another body under it is refused. */
  static recall(stored: StoredOutcome, requestHash: Uint8Array): Outcome {
    return equalBytes(stored.requestHash, requestHash)
      ? (stored.outcome as unknown as Outcome)
      : { status: 'refused', refusal: commandRefusals.keyReused({}) };
  }

  find<S>(aggregate: Aggregate<S, never>, id: string): S | null {
    return (this.#heads.get(streamOf(aggregate, id))?.state as S | undefined) ?? null;
  }

  list<S>(aggregate: Aggregate<S, never>, idPrefix: string): { id: string; state: S }[] {
    const prefix = streamOf(aggregate, idPrefix);
    return [...this.#heads]
      .filter(([stream]) => stream.startsWith(prefix))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([stream, head]) => ({ id: idOfStream(stream), state: head.state as S }));
  }

  decide(): void {
    for (const pending of this.pendings) {
      const { actor, key } = pending.envelope;
      const stored = this.#read.outcomes.get(`${actor.id}\n${key}`);
      if (stored) this.#decided.push({ pending, outcome: Batch.recall(stored, pending.requestHash), events: [], isNew: false });
      else this.#decideOne(pending);
    }
  }

  #decideOne(pending: Pending): void {
    const { definition, envelope, prepared, reads } = pending;
    let decision;
    try {
      decision = definition.decide({ body: envelope.body, actor: envelope.actor, now: this.#read.now, world: this, prepared, ...seededRandom(pending.seed) });
    } catch (error) {
      this.#failed.push({ pending, error });
      return;
    }
    if (!decision.ok) {
      this.#decided.push({ pending, outcome: { status: 'refused', refusal: decision.error }, events: [], isNew: true });
      return;
    }
    const before = reads.streams.map((stream) => [stream, this.#heads.get(stream)] as const);
    try {
      const events = decision.value.events.map((emitted) => this.#apply(emitted, pending, decision.value.as ?? envelope.actor.id));
      for (const stream of reads.streams) this.#guards.add(stream);
      this.#decided.push({ pending, outcome: { status: 'accepted', result: decision.value.result ?? {}, receipt: null }, events, isNew: true });
    } catch (error) {
      for (const [stream, head] of before) if (head) this.#heads.set(stream, head); else this.#heads.delete(stream);
      this.#failed.push({ pending, error });
    }
  }

  #apply({ aggregate, id, event }: Emitted, pending: Pending, actor: string): Recorded {
    const stream = streamOf(aggregate, id);
    assert(pending.reads.streams.includes(stream), `${pending.definition.name} writes ${stream}, which it does not read`);
    const head = this.#heads.get(stream);
    const version = (head?.version ?? 0) + 1;
    const at = this.#read.now;
    const state: unknown = aggregate.evolve(head?.state ?? null, event, { at, actor, version, id });
    this.#heads.set(stream, { version, state, nextWakeAt: aggregate.nextWake?.(state) ?? null });
    const disclosure = aggregate.disclosure[event.kind];
    assert(disclosure, `${stream}: ${event.kind} names no disclosure class`);
    const salt = freshSalt();
    const headerClass = classOfHeader(disclosure);
    const header = headerPart({ stream, version, kind: event.kind, at, actor }, headerClass, salt);
    const parts = partsOf(event, disclosure, freshSalt);
    const commitment = eventCommitment([header, ...parts].map((part, n) => partHash(n, part)));
    return { stream, version, actor, event, salt, headerClass, parts, commitment };
  }

  isEmpty(): boolean {
    return !this.#decided.some((decided) => decided.isNew);
  }

  toAppend(signer: ReceiptSigner): AppendBatch {
    for (const { events } of this.#decided) for (const { stream, version } of events) this.#written.set(stream, version);
    const events = this.#decided.flatMap((decided) => decided.events);
    const sealed = events.length > 0 ? this.#seal(events, signer) : null;
    return {
      decidedAt: this.#read.now,
      guards: [...this.#guards].filter((stream) => !this.#written.has(stream)).map((stream) => ({ stream, version: this.#versionRead(stream) })),
      gates: [...this.#written.keys()].filter((stream) => this.#aggregates.get(typeOfStream(stream))?.gate),
      heads: [...this.#written.keys()].map((stream) => this.#headToWrite(stream)),
      root: sealed?.root ?? null,
      signature: sealed?.signature ?? null,
      cover: sealed?.cover ?? null,
      events: events.map((e) => ({ stream: e.stream, version: e.version, kind: e.event.kind, actor: e.actor, class: e.headerClass, salt: e.salt, commitment: e.commitment })),
      parts: events.flatMap((e, place) => e.parts.map((part, i) => ({ event: place, n: i + 1, class: part.class, salt: part.salt, body: part.body }))),
      disclosures: events.filter((e) => e.event.kind === 'Disclosed').map((e) => disclosureOf(e)),
      commands: this.#decided.filter((d) => d.isNew).map(({ pending, outcome }) => ({
        actor: pending.envelope.actor.id, key: pending.envelope.key, name: pending.definition.name, requestHash: pending.requestHash, outcome: JSON.stringify(outcome),
      })),
    };
  }

  #seal(events: readonly Recorded[], signer: ReceiptSigner): { root: Buffer; signature: Buffer; cover: Bytes } {
    const cover = freshSalt();
    const { leaves, places } = layOut(events.map((e) => e.commitment), cover);
    const tree = commitTree(leaves);
    const { root } = tree;
    const at = this.#read.now;
    const signature = signer.sign(commitStatement(signer.origin, toBase64url(root), at));
    let next = 0;
    for (const decided of this.#decided) {
      if (decided.outcome.status !== 'accepted' || !decided.isNew || decided.events.length === 0) continue;
      const receipt: Receipt = {
        at,
        root: toBase64url(root),
        signature: toBase64url(signature),
        events: decided.events.map((e) => {
          const place = places[next++] as number;
          return { stream: e.stream, version: e.version, commitment: toBase64url(e.commitment), place, path: commitPath(tree, place).map(toBase64url) };
        }),
      };
      decided.outcome = { ...decided.outcome, receipt };
    }
    return { root: Buffer.from(root), signature: Buffer.from(signature), cover };
  }

  #versionRead(stream: string): number {
    return this.#read.heads.get(stream)?.version ?? 0;
  }

  #headToWrite(stream: string): AppendBatch['heads'][number] {
    const head = this.#heads.get(stream) as Head;
    return { stream, expected: this.#versionRead(stream), version: head.version, state: JSON.stringify(head.state), nextWakeAt: head.nextWakeAt };
  }

  /** A stream of this batch as it leaves it. */
  headOf(stream: string): Head {
    return present(this.#heads.get(stream), stream);
  }

  reply(listeners: Iterable<Listener>): void {
    const at: Instant = this.#read.now;
    const committed: CommittedEvent[] = this.#decided.flatMap(({ events }) => events.map((e) => ({ stream: e.stream, version: e.version, kind: e.event.kind, at, actor: e.actor, event: e.event })));
    for (const { pending, outcome } of this.#decided) pending.resolve(outcome);
    for (const { pending, error } of this.#failed) pending.reject(error);
    if (committed.length > 0) for (const listener of listeners) listener(committed, this.#heads);
  }
}

function freshSalt(): Bytes {
  return freshBytes(32);
}

function disclosureOf(recorded: Recorded): { scope: string; class: string; toClass: string } {
  const opened = recorded.event as EventBody & { readonly scope?: string; readonly class: string; readonly toClass: string };
  return { scope: opened.scope ?? scopeOfStream(recorded.stream), class: opened.class, toClass: opened.toClass };
}
