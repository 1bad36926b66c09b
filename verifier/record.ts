import type { ShownEvent } from './bundle.ts';
import { Fault, type FaultCode } from './fault.ts';
import { Reader } from './shape.ts';

/** The events that an edition shows, asked for by stream and kind, in the order of their stream. */
export class Record {
  readonly events: readonly ShownEvent[];

  constructor(events: readonly ShownEvent[]) {
    this.events = [...events].sort((a, b) => a.version - b.version);
  }

  all(type: string, ...kinds: readonly string[]): ShownEvent[] {
    return this.events.filter((event) => event.stream.startsWith(`${type}:`) && (kinds.length === 0 || kinds.includes(event.kind)));
  }

  last(type: string, ...kinds: readonly string[]): ShownEvent | null {
    return this.all(type, ...kinds).at(-1) ?? null;
  }

  /** The one event of its kind. */
  one(type: string, kind: string, code: FaultCode): ShownEvent {
    const found = this.all(type, kind);
    const [event] = found;
    if (event === undefined || found.length > 1) throw new Fault(code, `${type} 的 ${kind} 应有且只有一次`);
    return event;
  }
}

/** Reads the body of an event. Each step says which fault a wrong body is. */
export function bodyOf(event: ShownEvent, code: FaultCode): Reader {
  return new Reader(event.body, event.kind, code);
}

export function has(event: ShownEvent, field: string): boolean {
  return Object.hasOwn(event.body, field);
}
