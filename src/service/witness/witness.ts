import type { Aggregate } from '#kernel/decider.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { WitnessEvent } from './witness.events.ts';

/** 见证 of one tender: what a person adds to the record that the journal keeps by itself. */
export type Witness = { readonly notes: number; readonly incidents: readonly { readonly incidentId: string; readonly incident: string; readonly at: Instant }[] };

/** Read by the centre and the supervising department: the event is the notice to the department (办法 第二十四条). */
export const witness: Aggregate<Witness, WitnessEvent> = {
  type: 'witness',
  disclosure: { NoteAdded: 'centre', IncidentReported: 'centre' },
  evolve(state, event, { at }) {
    const before = state ?? { notes: 0, incidents: [] };
    return event.kind === 'NoteAdded' ? { ...before, notes: before.notes + 1 } : { ...before, incidents: [...before.incidents, { incidentId: event.incidentId, incident: event.incident, at }] };
  },
};
