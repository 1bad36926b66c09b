import { systemActor } from '#kernel/roles.ts';
import type { Running, Worker } from '#platform/module.ts';
import { lotsForPanelDecision, lotsReported, type Waiting } from './award.store.ts';

/** Takes up signed reports, and records what the panel was charged with deciding. Keys name round and version: each happens once. */
export function awardWorker({ pool, pipeline }: Running): Worker {
  async function each(waiting: readonly Waiting[], name: string): Promise<boolean> {
    const outcomes = await Promise.all(waiting.map(({ lotId, key }) => pipeline.run({ name, actor: systemActor, key: `${key}-${lotId}`, body: { lotId } })));
    return outcomes.some(({ status }) => status === 'accepted');
  }
  return {
    name: 'award',
    async tick() {
      const received = await each(await lotsReported(pool), 'award.receiveReport');
      return (await each(await lotsForPanelDecision(pool), 'award.decideByPanel')) || received;
    },
  };
}
