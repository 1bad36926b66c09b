import { present } from '#kernel/assert.ts';
import type { Aggregate } from '#kernel/decider.ts';
import type { DrawRequest, DrawTranscript } from '#evidence/draw/draw.ts';
import type { AvoidanceEntry, PoolEntry } from '#evidence/draw/pool.ts';
import type { DrawMade, ReplacementStep } from '#evidence/draw/replace.ts';

/**
 * What the draws of a panel were made from and came to: stream `draw:<tenderId>`, apart from the panel so that its weight is
 * written once. It names everyone who could have been drawn; only the system writes it, so nobody sees it as the author of an event.
 */
export type DrawRecord = { readonly draws: readonly DrawKept[]; readonly steps: readonly ReplacementStep[] };

export type DrawKept = {
  readonly number: number;
  readonly pool: readonly PoolEntry[];
  readonly avoidance: readonly AvoidanceEntry[];
  /** Null until it has been drawn, and for ever where it came to nothing. */
  readonly request: DrawRequest | null;
  readonly transcript: DrawTranscript | null;
};

export type DrawRecordEvent =
  | { readonly kind: 'PoolTaken'; readonly number: number; readonly pool: readonly PoolEntry[]; readonly avoidance: readonly AvoidanceEntry[] }
  | { readonly kind: 'TranscriptKept'; readonly request: DrawRequest; readonly transcript: DrawTranscript }
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
      case 'PoolTaken': {
        const { number, pool, avoidance } = event;
        return { draws: [...(state?.draws ?? []), { number, pool, avoidance, request: null, transcript: null }], steps: state?.steps ?? [] };
      }
      case 'TranscriptKept': {
        const { draws, steps } = present(state, 'pool');
        return { draws: [...draws.slice(0, -1), { ...present(draws.at(-1), 'pool'), request: event.request, transcript: event.transcript }], steps };
      }
      case 'ReplacementKept': {
        const { draws, steps } = present(state, 'pool');
        return { draws, steps: [...steps, ...event.steps] };
      }
      case 'Disclosed': return present(state, 'pool');
    }
  },
};

/** The draws that have been made, in their order. */
export function drawsMade({ draws }: DrawRecord): DrawMade[] {
  return draws.flatMap(({ pool, avoidance, request, transcript }) => (request && transcript ? [{ pool, avoidance, request, transcript }] : []));
}
