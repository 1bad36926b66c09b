import type { Aggregate } from '#kernel/decider.ts';
import { present } from '#kernel/assert.ts';
import type { Award } from '#trade/award/award.types.ts';
import type { Evaluation } from '#trade/evaluation/evaluation.types.ts';
import type { Opening } from '#trade/opening/opening.types.ts';

/** Streams of other modules by name and shape: read here, never written. */
function neighbour<S>(type: string): Aggregate<S, never> {
  return { type, disclosure: {}, evolve: (state) => present(state, `${type} is written by its own module`) };
}

export const openingStream = neighbour<Opening>('opening');
export const awardStream = neighbour<Award>('award');
export const evaluationStream = neighbour<Evaluation>('evaluation');

/** All evaluations of a tender, one a lot: `world.list` under this prefix of stream names. */
export function evaluationsOf(tenderId: string): string {
  return `evaluation:${tenderId}-`;
}

/** Whoever responded and was opened, over all lots, each once, in order. */
export function biddersOf(opening: Opening): string[] {
  const opened = opening.lots.filter(({ status }) => status === 'open');
  return [...new Set(opened.flatMap(({ accepted }) => accepted.map(({ bidderId }) => bidderId)))].sort();
}

/** The lawful moment for names: every lot that was opened has its winner, or has failed (招标投标法 第三十七条). */
export function isResultDecided(opening: Opening | null, awards: readonly Award[]): boolean {
  const opened = opening?.lots.filter(({ status }) => status === 'open') ?? [];
  const settled = (lotId: string): boolean => awards.some((award) => award.lotId === lotId && (award.decidedAt !== null || award.status === 'failed'));
  return opened.length > 0 && opened.every(({ lotId }) => settled(lotId));
}
