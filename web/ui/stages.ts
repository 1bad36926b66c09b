import type { StageProps } from './types.ts';

/** Classes of step `i`: its state, and whether it is the one a phone names (`here`) or the first after it that is still to come (`after`). */
export function stageClass(stages: readonly StageProps[], i: number): string {
  const here = focusOf(stages);
  const next = stages.findIndex((stage, j) => j > here && stage.state === 'next');
  return ['stage', stages[i]?.state ?? 'next', i === here ? 'here' : '', i === next ? 'after' : ''].filter(Boolean).join(' ');
}

/** The step going on or stopped, else the last one done, else the first. */
function focusOf(stages: readonly StageProps[]): number {
  const current = stages.findIndex((stage) => stage.state === 'now' || stage.state === 'stopped');
  if (current >= 0) return current;
  return Math.max(0, stages.findLastIndex((stage) => stage.state === 'done'));
}
