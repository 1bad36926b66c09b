import { systemActor } from '#kernel/roles.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { payCodeOf } from './pay-code.ts';
import type { Running, Worker } from '#platform/module.ts';
import { depositsToRecord, depositsToReturn, sealedDepositsToRecord, type LotBidders } from './deposit.store.ts';

/** Puts deposits on the ledger once the list of bidders is public, and starts their clocks. What was refused is tried again the next day. */
export function depositWorker({ pool, pipeline, legalNow }: Running): Worker {
  async function each(lots: readonly LotBidders[], name: string): Promise<boolean> {
    if (lots.length === 0) return false;
    const day = ofInstant(await legalNow());
    const outcomes = await Promise.all(lots.map((body) => pipeline.run({ name, actor: systemActor, key: `${name}-${body.lotId}-${body.bidderIds.length}-${body.bidderIds[0]}-${day}`, body })));
    return outcomes.some(({ status }) => status === 'accepted');
  }
  async function recordSealed(): Promise<boolean> {
    const byLot = Map.groupBy(await sealedDepositsToRecord(pool), ({ lotId }) => lotId);
    if (byLot.size === 0) return false;
    const day = ofInstant(await legalNow());
    const outcomes = await Promise.all([...byLot].map(([lotId, bids]) => {
      const deposits = bids.map(({ bidderId, manifestHash }) => ({ bidderId, payCode: payCodeOf(lotId, manifestHash) }));
      return pipeline.run({ name: 'deposit.recordSealed', actor: systemActor, key: `deposit.recordSealed-${lotId}-${deposits.map(({ payCode }) => payCode).join('')}`.slice(0, 90) + `-${day}`, body: { lotId, deposits } });
    }));
    return outcomes.some(({ status }) => status === 'accepted');
  }
  return {
    name: 'deposit',
    watches: ['opening', 'tender', 'deposit', 'contract', 'award'],
    async tick() {
      const recorded = await each(await depositsToRecord(pool), 'deposit.record');
      const sealed = await recordSealed();
      return (await each(await depositsToReturn(pool), 'deposit.startClock')) || recorded || sealed;
    },
  };
}
