import type { JsonObject } from '#kernel/json.ts';

/** What a witness may report: a breach of the venue's rules (the centre stops and corrects it), or a suspected breach of law. */
export type IncidentKind = 'site-rule' | 'unlawful';

/** Everything that happens on stream `witness:<tenderId>`. */
export type WitnessEvent =
  | { kind: 'NoteAdded'; noteId: string; text: string; files: readonly JsonObject[] }
  | { kind: 'IncidentReported'; incidentId: string; incident: IncidentKind; text: string; measures: string; files: readonly JsonObject[]; notifiedOrgId: string; notifiedName: string };
