import { hash, randomInt } from 'node:crypto';
import type { Pool } from 'pg';
import { assert } from '#kernel/assert.ts';
import { utf8 } from '#kernel/bytes.ts';
import type { AnyAggregate, EventBody } from '#kernel/decider.ts';
import { idFrom } from '#kernel/ids.ts';
import { canonical, type Json, type JsonObject } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Actor } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { freshBytes } from '#platform/random.ts';
import { appendJournal, isConflict, readJournal } from '#evidence/journal/journal.store.ts';
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

type Listener = (events: readonly CommittedEvent[]) => void;

const batchSizeMax = 64;
const attemptsMax = 25;

export type Pending = {
  readonly envelope: Envelope;
  readonly definition: CommandDef;
  readonly prepared: unknown;
  readonly requestHash: Uint8Array;
  readonly reads: Reads;
  readonly seed: Uint8Array;
  resolve(outcome: Outcome): void;
  reject(error: unknown): void;
};

/**
 * Runs commands. Those that arrive together share one read, one append, one commit and one signature (array group
 * commit): under load the batch grows, and the cost of a commit is divided. One batch at a time per node; several nodes
 * may run on one database, where a version conflict makes the later batch read and decide again.
 */
export class Pipeline {
  readonly definitions: ReadonlyMap<string, CommandDef>;
  readonly aggregates: ReadonlyMap<string, AnyAggregate>;
  readonly #options: PipelineOptions;
  readonly #listeners = new Set<Listener>();
  readonly #queue: Pending[] = [];
  #running: Promise<void> | null = null;

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
    const requestHash = hash('sha256', utf8(`${envelope.name}\n${canonical(envelope.body as Json)}`), 'buffer');
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
      this.#queue.push({ envelope, definition, prepared, requestHash, reads, seed: freshBytes(32), resolve, reject });
      this.#running ??= this.#drain();
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

  async #drain(): Promise<void> {
    // One turn of the event loop lets every request that has arrived join the batch.
    await new Promise(setImmediate);
    while (this.#queue.length > 0) await this.#runBatch(this.#takeBatch());
    this.#running = null;
  }

  /** The oldest commands, each actor's key at most once: a repeat waits to find the first one's outcome stored. */
  #takeBatch(): Pending[] {
    const taken: Pending[] = [];
    const seen = new Set<string>();
    for (let i = 0; i < this.#queue.length && taken.length < batchSizeMax; ) {
      const pending = this.#queue[i] as Pending;
      const identity = `${pending.envelope.actor.id}\n${pending.envelope.key}`;
      if (seen.has(identity)) i++;
      else {
        seen.add(identity);
        taken.push(...this.#queue.splice(i, 1));
      }
    }
    return taken;
  }

  /** What fails for one fails for nobody else: a batch that the database does not take is run again command by command. */
  async #runBatch(pendings: readonly Pending[]): Promise<void> {
    try {
      for (let attempt = 1; !(await this.#attempt(pendings, attempt)); attempt++) {
        await new Promise((retry) => setTimeout(retry, randomInt(1 + Math.min(attempt, 10))));
      }
    } catch (error) {
      if (pendings.length === 1) pendings[0]?.reject(error);
      else for (const pending of pendings) await this.#runBatch([pending]);
    }
  }

  /** True when every command of the batch has its answer; false when another writer was first. */
  async #attempt(pendings: readonly Pending[], attempt: number): Promise<boolean> {
    const batch = new Batch(pendings, this.aggregates, await readJournal(this.#options.pool, Batch.readRequest(pendings)));
    batch.decide();
    try {
      if (!batch.isEmpty()) await appendJournal(this.#options.pool, batch.toAppend(this.#options.signer));
    } catch (error) {
      if (!isConflict(error) || attempt === attemptsMax) throw error;
      return false;
    }
    batch.reply(this.#listeners);
    return true;
  }
}

/** Ids and random bytes that depend on the seed alone, so that a retried decision names the same things. */
export function seededRandom(seed: Uint8Array): { newId: () => string; randomBytes: (length: number) => Uint8Array } {
  let counter = 0;
  function next(length: number): Uint8Array {
    const out = new Uint8Array(length);
    for (let offset = 0; offset < length; offset += 32) {
      const block = hash('sha256', Buffer.concat([seed, Buffer.from(`\n${counter++}`)]), 'buffer');
      out.set(block.subarray(0, Math.min(32, length - offset)), offset);
    }
    return out;
  }
  return { newId: () => idFrom(next(16)), randomBytes: next };
}
