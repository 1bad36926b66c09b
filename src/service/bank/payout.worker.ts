import { toHex } from '#kernel/bytes.ts';
import { systemActor } from '#kernel/roles.ts';
import type { Running, Worker } from '#platform/module.ts';
import { freshBytes } from '#platform/random.ts';
import { inBackground } from './background.ts';
import { openPayouts } from './bank.store.ts';
import type { Bank, Payout, PayoutAnswer } from './bank.types.ts';
import { requestOf } from './payout.ts';

const openAtOnce = 500;
const askedAtOnce = 20;

type Told = { readonly payout: Payout; readonly answer: PayoutAnswer };

/**
 * Sends what is owed back, and asks until the bank has said how it ended. An answer that got lost is no answer: the same
 * attempt goes out again under the same key, which the bank pays once.
 */
export function payoutWorker({ pool, pipeline }: Pick<Running, 'pool' | 'pipeline'>, bank: Bank): Worker {
  let round = 0;
  const askedIn = new Map<string, number>();
  const answers = inBackground(askAll);

  /** Those asked longest ago first: some that stay pending for days keep no other waiting. */
  async function askAll(): Promise<Told[]> {
    const open = await openPayouts(pool, openAtOnce);
    for (const id of askedIn.keys()) if (!open.some((payout) => payout.id === id)) askedIn.delete(id);
    const chosen = open.sort((a, b) => (askedIn.get(a.id) ?? 0) - (askedIn.get(b.id) ?? 0)).slice(0, askedAtOnce);
    round++;
    for (const { id } of chosen) askedIn.set(id, round);
    const told = await Promise.allSettled(chosen.map(async (payout) => ({ payout, answer: await ask(payout) })));
    return told.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  }

  async function ask(payout: Payout): Promise<PayoutAnswer> {
    const request = requestOf(payout);
    return (payout.status === 'pending' ? await bank.outcomeOf(request.key) : null) ?? (await bank.pay(request));
  }

  async function record({ payout: { id, book, attempt }, answer }: Told): Promise<boolean> {
    const outcome = await pipeline.run({ name: 'bank.recordPayout', actor: systemActor, key: `bank.recordPayout-${toHex(freshBytes(12))}`, body: { id, book, attempt, ...answer } });
    return outcome.status === 'accepted';
  }

  return {
    name: 'payout',
    watches: ['payout'],
    async tick() {
      const taken = answers.take();
      const news = taken !== null && 'value' in taken ? taken.value.filter(({ payout, answer }) => payout.status !== answer.status) : [];
      let hasRecorded = false;
      for (const told of news) hasRecorded = (await record(told)) || hasRecorded;
      answers.begin();
      return hasRecorded;
    },
  };
}
