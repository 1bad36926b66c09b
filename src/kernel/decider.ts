import type { JsonObject } from './json.ts';
import type { Instant } from './time/instant.ts';

/** An event body: one `kind`, and JSON fields. `at`, actor and version come beside it. */
export type EventBody = { readonly kind: string };

export type EventMeta = { readonly at: Instant; readonly actor: string; readonly version: number; readonly id: string };

/** Work that falls due by itself: a command of the system actor. */
export type WakeCommand = { readonly name: string; readonly body: JsonObject };

/**
 * Who may see a part of an event. A part keeps its class for ever; what opens it later is a `Disclosed` event.
 * - `public`: everyone, at once.
 * - `parties`: initiator and agency, supervising department, centre, panel, and those who responded.
 * - `initiator`: initiator and agency, supervising department. `panel`: the panel and the department.
 * - `department`: the supervising department. `centre`: centre and department.
 * - `self`: the organisation that acted. `objector`: who objected, the initiator, the department.
 * - `sealed`: nobody but the organisation that acted, until opening. `names`: the expert alone, until the lawful moment.
 */
export const disclosureClasses = ['public', 'parties', 'initiator', 'panel', 'department', 'centre', 'self', 'objector', 'sealed', 'names'] as const;
export type DisclosureClass = (typeof disclosureClasses)[number];

/** Class of the header and of every field not named in `fields`. */
export type Disclosure<E> = DisclosureClass | { readonly default: DisclosureClass; readonly fields: { readonly [F in keyof E]?: DisclosureClass } };

/**
 * One kind of stream. The state is a fold of its events and nothing else; what it waits for is a function of the state.
 * States and events are JSON. `gate: true` lets other streams' commands stand guard on it (see the pipeline).
 */
export interface Aggregate<S, E extends EventBody> {
  readonly type: string;
  readonly gate?: true;
  readonly disclosure: { readonly [K in E['kind']]: Disclosure<Extract<E, { kind: K }>> };
  evolve(state: S | null, event: E, meta: EventMeta): S;
  nextWake?(state: S): Instant | null;
  onWake?(state: S, now: Instant, id: string): readonly WakeCommand[];
}

/** Any aggregate, its types forgotten: what the pipeline handles. States are opaque to it, and it gives each back only to its own aggregate. */
export type AnyAggregate = Aggregate<unknown, EventBody>;

/** `tender:t1`; ids are hierarchical, so the first segment after the type is the scope that secrecy speaks of. */
export function streamOf(aggregate: { readonly type: string }, id: string): string {
  return `${aggregate.type}:${id}`;
}

export function typeOfStream(stream: string): string {
  return stream.slice(0, stream.indexOf(':'));
}

export function idOfStream(stream: string): string {
  return stream.slice(stream.indexOf(':') + 1);
}

/** `bid:t1-1:org9` speaks of scope `t1-1`. */
export function scopeOfStream(stream: string): string {
  const id = idOfStream(stream);
  const end = id.indexOf(':');
  return end < 0 ? id : id.slice(0, end);
}
