import { present } from '#kernel/assert.ts';
import type { Aggregate } from '#kernel/decider.ts';
import type { DrawTranscript } from '#evidence/draw/draw.ts';
import type { AvoidanceEntry, PoolEntry } from '#evidence/draw/pool.ts';
import type { ReplacementStep } from '#evidence/draw/replace.ts';

/**
 * What a draw was made from and came to: stream `draw:<tenderId>`, apart from the panel so that its weight is written once. It
 * names everyone who could have been drawn; only the system writes it, so nobody sees it as the author of an event.
 */
export type DrawRecord = {
  readonly number: number;
  readonly pool: readonly PoolEntry[];
  readonly avoidance: readonly AvoidanceEntry[];
  readonly transcript: DrawTranscript | null;
  readonly steps: readonly ReplacementStep[];
};

export type DrawRecordEvent =
  | { readonly kind: 'PoolTaken'; readonly number: number; readonly pool: readonly PoolEntry[]; readonly avoidance: readonly AvoidanceEntry[] }
  | { readonly kind: 'TranscriptKept'; readonly transcript: DrawTranscript }
  | { readonly kind: 'ReplacementKept'; readonly steps: readonly ReplacementStep[] }
  /** With the result the department may recompute the draw over the whole pool. */
  | { readonly kind: 'Disclosed'; readonly class: 'names'; readonly toClass: 'department' };

export const drawRecord: Aggregate<DrawRecord, DrawRecordEvent> = {
  type: 'draw',
  disclosure: {
    PoolTaken: { default: 'names', fields: { avoidance: 'department' } },
    TranscriptKept: 'department',
    ReplacementKept: 'department',
    Disclosed: 'department',
  },
  evolve(state, event) {
    switch (event.kind) {
      case 'PoolTaken': return { number: event.number, pool: event.pool, avoidance: event.avoidance, transcript: null, steps: [] };
      case 'TranscriptKept': return { ...present(state, 'pool'), transcript: event.transcript };
      case 'ReplacementKept': return { ...present(state, 'pool'), steps: [...(state?.steps ?? []), ...event.steps] };
      case 'Disclosed': return present(state, 'pool');
    }
  },
};
