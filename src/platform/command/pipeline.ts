import { randomInt } from 'node:crypto';
import type { Pool } from 'pg';
import { assert } from '#kernel/assert.ts';
import type { AnyAggregate, EventBody } from '#kernel/decider.ts';
import { idFrom } from '#kernel/ids.ts';
import { canonical, type Json, type JsonObject } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Actor } from '#kernel/roles.ts';
import { sha256 } from '#kernel/sha256.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { freshBytes } from '#platform/random.ts';
import type { Head } from '#evidence/journal/head.ts';
import { KnownHeads } from '#evidence/journal/known-heads.ts';
import { appendJournal, isConflict, readJournal, type AppendBatch, type ReadResult } from '#evidence/journal/journal.store.ts';
import { Batch } from './batch.ts';
import type { CommandDef, Reads } from './command.ts';

export type Envelope = { readonly name: string; readonly actor: Actor; readonly key: string; readonly body: unknown };

export type CommittedEvent = { readonly stream: string; readonly version: number; readonly kind: string; readonly at: Instant; readonly actor: string; readonly event: EventBody };

/** Given at once for an accepted command: it stands in a signed commit. The log proof follows within seconds. */
export type Receipt = {
  readonly at: Instant;
  readonly root: string;
  readonly signature: string;
  readonly events: readonly { readonly stream: string; readonly version: number; readonly commitment: string; readonly path: readonly string[]; readonly place: number }[];
};

export type Outcome =
  | { readonly status: 'accepted'; readonly result: JsonObject; readonly receipt: Receipt | null }
  | { readonly status: 'refused'; readonly refusal: Refusal };

/** Signs commit roots; the key lives in its own directory and never in the database. */
export interface ReceiptSigner {
  readonly origin: string;
  sign(statement: Uint8Array): Uint8Array;
}

export type PipelineOptions = {
  readonly pool: Pool;
  readonly aggregates: readonly AnyAggregate[];
  readonly commands: readonly CommandDef<never, never>[];
  readonly signer: ReceiptSigner;
};

/** `heads`: where the streams of these events stand after them. */
export type Listener = (events: readonly CommittedEvent[], heads: ReadonlyMap<string, Head>) => void;

const batchSizeMax = 64;
const attemptsMax = 25;

export type Pending = {
  readonly envelope: Envelope;
  readonly definition: CommandDef;
  readonly prepared: unknown;
  readonly requestHash: Uint8Array;
  readonly reads: Reads;
  readonly seed: Uint8Array;
  /** Tells of a silence, and so is decided although there was one. */
  readonly isFirst: boolean;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
};

/** No node was heard for longer than `longestMs`: `end` tells the journal, through `runFirst`, and is heard again. */
export type Silence = { readonly longestMs: number; end(): Promise<void> };

/**
 * Runs commands. Those that arrive together share one read, one append, one commit and one signature (array group
 * commit): under load the batch grows, and the cost of a commit is divided. A node appends one batch at a time; several
 * nodes may run on one database, where a version conflict makes the later batch read and decide again.
 */
export class Pipeline {
  readonly definitions: ReadonlyMap<string, CommandDef>;
  readonly aggregates: ReadonlyMap<string, AnyAggregate>;
  readonly #options: PipelineOptions;
  readonly #listeners = new Set<Listener>();
  readonly #queue: Pending[] = [];
  readonly #known = new KnownHeads();
  #silence: Silence | null = null;
  #running: Promise<void> | null = null;
  #arrived: () => void = () => undefined;

  constructor(options: PipelineOptions) {
    this.#options = options;
    this.definitions = new Map(options.commands.map((definition) => [definition.name, definition as unknown as CommandDef]));
    assert(this.definitions.size === options.commands.length, 'two commands share a name');
    this.aggregates = new Map(options.aggregates.map((aggregate) => [aggregate.type, aggregate]));
    assert(this.aggregates.size === options.aggregates.length, 'two aggregates share a type');
  }

  /** The outcome of this command under this key: decided now, or what it came to before. Throws only on a bug or a lost database. */
  async run(envelope: Envelope): Promise<Outcome> {
    const definition = this.definitions.get(envelope.name);
    assert(definition, `no such command ${envelope.name}`);
    const requestHash = sha256(envelope.name, '\n', canonical(envelope.body as Json));
    let prepared: unknown = null;
    if (definition.prepare) {
      const { earlier, now } = await this.#recall(envelope, requestHash);
      if (earlier) return earlier;
      const result = await definition.prepare({ body: envelope.body, actor: envelope.actor, now });
      if (!result.ok) return { status: 'refused', refusal: result.error };
      prepared = result.value;
    }
    return await new Promise<Outcome>((resolve, reject) => {
      const reads = definition.reads(envelope.body, envelope.actor);
      this.#queue.push({ envelope, definition, prepared, requestHash, reads, seed: freshBytes(32), isFirst: false, resolve, reject });
      this.#running ??= this.#drain();
      this.#arrived();
    });
  }

  /** From then on nothing is decided after a silence before its end has been told, whichever command comes first. */
  mind(silence: Silence): void {
    this.#silence = silence;
  }

  /** What tells of a silence: goes past everything that waits for it. */
  async runFirst(envelope: Envelope): Promise<Outcome> {
    const definition = this.definitions.get(envelope.name);
    assert(definition && !definition.prepare, `${envelope.name} cannot come first`);
    const requestHash = sha256(envelope.name, '\n', canonical(envelope.body as Json));
    return await new Promise<Outcome>((resolve, reject) => {
      const reads = definition.reads(envelope.body, envelope.actor);
      void this.#runAgain([{ envelope, definition, prepared: null, requestHash, reads, seed: freshBytes(32), isFirst: true, resolve, reject }]);
    });
  }

  /** Calls back with what has been committed by this node, after it is durable. For socket pushes and caches only. */
  subscribe(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Waits until everything accepted so far has been answered. */
  async settle(): Promise<void> {
    while (this.#running) await this.#running;
  }

  async #recall({ actor, key }: Envelope, requestHash: Uint8Array): Promise<{ earlier: Outcome | null; now: Instant }> {
    const { outcomes, now } = await readJournal(this.#options.pool, { commands: [{ actor: actor.id, key }], streams: [], prefixes: [], barriers: [] });
    const stored = outcomes.get(`${actor.id}\n${key}`);
    return { earlier: stored ? Batch.recall(stored, requestHash) : null, now };
  }

  /**
   * While one batch is on its way into the journal the next is read and decided over what that one will have done, and
   * follows it at once. If it does not come to be, what was decided over it is thrown away and decided again.
   */
  async #drain(): Promise<void> {
    // One turn of the event loop lets every request that has arrived join the batch.
    await new Promise(setImmediate);
    let ahead: Flight | null = null;
    while (this.#queue.length > 0 || ahead) {
      if (ahead) await Promise.race([ahead.landed, this.#company(ahead.batch.pendings.length)]);
      const pendings = this.#takeBatch(ahead?.batch ?? null);
      if (ahead && (pendings.length === 0 || pendings.some(({ reads }) => reads.barriers?.length))) {
        await this.#land(ahead);
        ahead = null;
      }
      if (pendings.length > 0) ahead = await this.#follow(ahead, pendings);
    }
    this.#running = null;
  }

  /** Resolves when as many have come as are on their way: one batch then waits for the other, and neither is small. */
  async #company(size: number): Promise<void> {
    while (this.#queue.length < size) await new Promise<void>((arrived) => (this.#arrived = arrived));
  }

  /** Decides these over what is ahead, and sets them off as soon as that has landed. Null when they have been run to their end already. */
  async #follow(ahead: Flight | null, pendings: readonly Pending[]): Promise<Flight | null> {
    const draft = await this.#draft(pendings, ahead?.batch ?? null).catch(() => null);
    const isFree = ahead === null || (await ahead.landed);
    const flight = draft && isFree ? this.#setOff(draft) : null;
    if (ahead) await this.#land(ahead);
    if (flight === null) await this.#runAgain(pendings);
    return flight;
  }

  #setOff(draft: Draft): Flight {
    return { batch: draft.batch, landed: this.#append(draft).then(() => true, () => false) };
  }

  async #land({ batch, landed }: Flight): Promise<void> {
    if (await landed) batch.reply(this.#listeners);
    else await this.#runAgain(batch.pendings);
  }

  /** The oldest commands, each actor's key at most once: a repeat waits to find the first one's outcome stored. */
  #takeBatch(ahead: Batch | null): Pending[] {
    const taken: Pending[] = [];
    const seen = new Set<string>(ahead?.pendings.map(identityOf));
    for (let i = 0; i < this.#queue.length && taken.length < batchSizeMax; ) {
      const pending = this.#queue[i] as Pending;
      if (seen.has(identityOf(pending))) i++;
      else {
        seen.add(identityOf(pending));
        taken.push(...this.#queue.splice(i, 1));
      }
    }
    return taken;
  }

  /** What fails for one fails for nobody else: a batch that the database does not take is run again command by command. */
  async #runAgain(pendings: readonly Pending[]): Promise<void> {
    try {
      for (let attempt = 1; !(await this.#attempt(pendings, attempt)); attempt++) {
        await new Promise((retry) => setTimeout(retry, randomInt(1 + Math.min(attempt, 10))));
      }
    } catch (error) {
      if (pendings.length === 1) pendings[0]?.reject(error);
      else for (const pending of pendings) await this.#runAgain([pending]);
    }
  }

  /** True when every command of the batch has its answer; false when another writer was first. */
  async #attempt(pendings: readonly Pending[], attempt: number): Promise<boolean> {
    const draft = await this.#draft(pendings, null);
    try {
      await this.#append(draft);
    } catch (error) {
      if (!isConflict(error) || attempt === attemptsMax) throw error;
      return false;
    }
    draft.batch.reply(this.#listeners);
    return true;
  }

  async #draft(pendings: readonly Pending[], ahead: Batch | null): Promise<Draft> {
    const batch = new Batch(pendings, this.aggregates, await this.#read(pendings), ahead);
    batch.decide();
    return { batch, rows: batch.isEmpty() ? null : batch.toAppend(this.#options.signer) };
  }

  /** The adversary is the outage itself: whoever is decided first after it would win by a countdown that ran while nobody could bid. */
  async #read(pendings: readonly Pending[]): Promise<ReadResult> {
    const read = async (): Promise<ReadResult> => await readJournal(this.#options.pool, Batch.readRequest(pendings), this.#known);
    const first = await read();
    if (!this.#silence || first.silentMs <= this.#silence.longestMs || pendings.every(({ isFirst }) => isFirst)) return first;
    await this.#silence.end();
    return await read();
  }

  /** What this node has written itself need not be read again. */
  async #append({ batch, rows }: Draft): Promise<void> {
    if (!rows) return;
    await appendJournal(this.#options.pool, rows);
    for (const { stream, state } of rows.heads) this.#known.keep(stream, batch.headOf(stream), state.length);
  }
}

/** A batch that has been decided, with what it writes; null when it only repeats what is stored. */
type Draft = { readonly batch: Batch; readonly rows: AppendBatch | null };

/** A batch on its way into the journal; `landed` tells whether it stands there. */
type Flight = { readonly batch: Batch; readonly landed: Promise<boolean> };

function identityOf({ envelope }: Pending): string {
  return `${envelope.actor.id}\n${envelope.key}`;
}

/** Ids and random bytes that depend on the seed alone, so that a retried decision names the same things. */
export function seededRandom(seed: Uint8Array): { newId: () => string; randomBytes: (length: number) => Uint8Array } {
  let counter = 0;
  function next(length: number): Uint8Array {
    const out = new Uint8Array(length);
    for (let offset = 0; offset < length; offset += 32) {
      const block = sha256(seed, `\n${counter++}`);
      out.set(block.subarray(0, Math.min(32, length - offset)), offset);
    }
    return out;
  }
  return { newId: () => idFrom(next(16)), randomBytes: next };
}
