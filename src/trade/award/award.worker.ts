import { systemActor } from '#kernel/roles.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import type { Running, Worker } from '#platform/module.ts';
import { failuresUnannounced, lotsForPanelDecision, lotsReported, type Waiting } from './award.store.ts';

/** Takes up signed reports, records what the panel was charged with deciding, and announces a failure that the initiator has not. Keys name round and version: each happens once, and what was refused is tried again the next day. */
export function awardWorker({ pool, pipeline, legalNow }: Running): Worker {
  async function each(waiting: readonly (Waiting & { readonly bidderIds?: readonly string[] })[], name: string): Promise<boolean> {
    if (waiting.length === 0) return false;
    const day = ofInstant(await legalNow());
    const outcomes = await Promise.all(waiting.map(({ key, ...body }) => pipeline.run({ name, actor: systemActor, key: `${key}-${body.lotId}-${day}`, body })));
    return outcomes.some(({ status }) => status === 'accepted');
  }
  return {
    name: 'award',
    watches: ['evaluation', 'award', 'tender'],
    async tick() {
      const received = await each(await lotsReported(pool), 'award.receiveReport');
      const failed = await each(await failuresUnannounced(pool), 'award.failByItself');
      return (await each(await lotsForPanelDecision(pool), 'award.decideByPanel')) || received || failed;
    },
  };
}
