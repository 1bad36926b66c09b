import { systemActor } from '#kernel/roles.ts';
import type { Running, Worker } from '#platform/module.ts';
import { lotsToReseat } from './evaluation.store.ts';

/** Follows the panel: where a member left, the lots that are still evaluated go on with those who stay. */
export function makeEvaluationWorker({ pool, pipeline }: Running): Worker {
  return {
    name: 'evaluation',
    watches: ['panel', 'evaluation'],
    async tick() {
      let moved = false;
      for (const { lotId, version } of await lotsToReseat(pool)) {
        const outcome = await pipeline.run({ name: 'evaluation.reseat', body: { lotId }, key: `evaluation:${lotId}@${version}.reseat`, actor: systemActor });
        moved ||= outcome.status === 'accepted';
      }
      return moved;
    },
  };
}
