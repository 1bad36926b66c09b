import { systemActor } from '#kernel/roles.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { payoutIdOf } from '#service/bank/payout.ts';
import { transfer } from '#service/ledger/ledger.ts';
import type { Running, Worker } from '#platform/module.ts';
import { depositsUnsettled, lotsEnded, type Unsettled } from './deal.store.ts';

/**
 * Opens the deal of each lot whose hall has an outcome, and settles deposits. Each step is one command that refuses to be done
 * twice by what it finds in the book, so it may die anywhere and begin again. What was refused is tried again the next day.
 */
export function dealWorker({ pool, pipeline, legalNow }: Pick<Running, 'pool' | 'pipeline' | 'legalNow'>): Worker {
  async function run(name: string, key: string, body: object): Promise<boolean> {
    const day = ofInstant(await legalNow());
    const outcome = await pipeline.run({ name, actor: systemActor, key: `${key}-${day}`, body });
    return outcome.status === 'accepted';
  }

  async function settle({ lotId, payCode, heldFen, fate }: Unsettled): Promise<boolean> {
    const id = payoutIdOf(lotId, payCode);
    if (fate === 'return') return await run('bank.returnDeposit', `deal.return-${id}`, { lotId, payCode });
    const account = fate === 'price' ? 'pricePaid' : 'forfeited';
    const entries = transfer(heldFen, { account: 'held', of: payCode }, { account, of: payCode });
    return await run('ledger.post', `deal.${fate}-${id}`, { book: lotId, reference: `${fate}-${payCode}`, entries });
  }

  return {
    name: 'deal',
    watches: ['auction', 'application', 'deal', 'ledger'],
    async tick() {
      let moved = false;
      for (const lot of await lotsEnded(pool)) moved = (await run('deal.open', `deal.open-${lot.lotId}`, lot)) || moved;
      for (const deposit of await depositsUnsettled(pool)) moved = (await settle(deposit)) || moved;
      return moved;
    },
  };
}
