import type { ZodType } from 'zod';
import type { AnyAggregate, Aggregate, EventBody } from '#kernel/decider.ts';
import { streamOf } from '#kernel/decider.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import type { Actor, Role } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';

/**
 * What a command looks at.
 * - `streams`: read, and unchanged when the command commits; the ones it writes are among them.
 * - `peek`: read as they are, may move meanwhile. `prefixes`: every stream whose name begins so, not guarded.
 * - `barriers`: gates to wait at first, so that nothing accepted under them is still in flight.
 */
export type Reads = {
  readonly streams: readonly string[];
  readonly peek?: readonly string[];
  readonly prefixes?: readonly string[];
  readonly barriers?: readonly string[];
};

/** The streams a command asked to read, folded; within one batch it already includes what came before. */
export interface World {
  find<S>(aggregate: Aggregate<S, never>, id: string): S | null;
  list<S>(aggregate: Aggregate<S, never>, idPrefix: string): { readonly id: string; readonly state: S }[];
}

export type Emitted = { readonly aggregate: AnyAggregate; readonly id: string; readonly event: EventBody };
/** `as`: the name under which the journal shows who acted, where it must not tell who that is; the actor itself by default. */
export type Decision = { readonly events: readonly Emitted[]; readonly result?: JsonObject; readonly as?: string };

export type Deciding<B, P> = {
  readonly body: B;
  readonly actor: Actor;
  readonly now: Instant;
  readonly world: World;
  readonly prepared: P;
  /** Fresh ids and random bytes of this command: the same on every retry of it. */
  readonly newId: () => string;
  readonly randomBytes: (length: number) => Uint8Array;
};

/** One thing that can be done. Its schema validates the request, documents the API and types `decide`. */
export interface CommandDef<B = unknown, P = unknown> {
  readonly name: string;
  readonly title: string;
  readonly roles: readonly Role[];
  readonly body: ZodType<B>;
  /** The slow or effectful part, before the batch: signatures, certificates, files. */
  prepare?(input: { body: B; actor: Actor; now: Instant }): Promise<Result<P, Refusal>>;
  reads(body: B, actor: Actor): Reads;
  decide(input: Deciding<B, P>): Result<Decision, Refusal>;
}

export type AnyCommand = CommandDef<never, never>;

/** Fixes the types of a definition from its schema. */
export function command<B, P = null>(definition: CommandDef<B, P>): CommandDef<B, P> {
  return definition;
}

export function emit<S, E extends EventBody>(aggregate: Aggregate<S, E>, id: string, event: E): Emitted {
  return { aggregate, id, event };
}

export function streams(...pairs: readonly (readonly [{ readonly type: string }, string])[]): string[] {
  return pairs.map(([aggregate, id]) => streamOf(aggregate, id));
}
