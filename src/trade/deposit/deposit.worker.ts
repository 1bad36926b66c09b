import { systemActor } from '#kernel/roles.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import type { Running, Worker } from '#platform/module.ts';
import { depositsToRecord, depositsToReturn, type LotBidders } from './deposit.store.ts';

/** Puts deposits on the ledger once the list of bidders is public, and starts their clocks. What was refused is tried again the next day. */
export function depositWorker({ pool, pipeline, legalNow }: Running): Worker {
  async function each(lots: readonly LotBidders[], name: string): Promise<boolean> {
    if (lots.length === 0) return false;
    const day = ofInstant(await legalNow());
    const outcomes = await Promise.all(lots.map((body) => pipeline.run({ name, actor: systemActor, key: `${name}-${body.lotId}-${body.bidderIds.length}-${body.bidderIds[0]}-${day}`, body })));
    return outcomes.some(({ status }) => status === 'accepted');
  }
  return {
    name: 'deposit',
    watches: ['opening', 'tender', 'deposit', 'contract', 'evaluation'],
    async tick() {
      const recorded = await each(await depositsToRecord(pool), 'deposit.record');
      return (await each(await depositsToReturn(pool), 'deposit.startClock')) || recorded;
    },
  };
}
