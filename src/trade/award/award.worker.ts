import { systemActor } from '#kernel/roles.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import type { Running, Worker } from '#platform/module.ts';
import { lotsForPanelDecision, lotsReported, type Waiting } from './award.store.ts';

/** Takes up signed reports, and records what the panel was charged with deciding. Keys name round and version: each happens once, and what was refused is tried again the next day. */
export function awardWorker({ pool, pipeline, legalNow }: Running): Worker {
  async function each(waiting: readonly Waiting[], name: string): Promise<boolean> {
    if (waiting.length === 0) return false;
    const day = ofInstant(await legalNow());
    const outcomes = await Promise.all(waiting.map(({ lotId, key }) => pipeline.run({ name, actor: systemActor, key: `${key}-${lotId}-${day}`, body: { lotId } })));
    return outcomes.some(({ status }) => status === 'accepted');
  }
  return {
    name: 'award',
    watches: ['evaluation', 'award', 'tender'],
    async tick() {
      const received = await each(await lotsReported(pool), 'award.receiveReport');
      return (await each(await lotsForPanelDecision(pool), 'award.decideByPanel')) || received;
    },
  };
}
