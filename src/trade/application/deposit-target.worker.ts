import { tenderIdOf } from '#kernel/ids.ts';
import { systemActor } from '#kernel/roles.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import type { DepositTarget } from '#service/bank/bank.types.ts';
import { sale } from '#trade/sale/sale.ts';
import { findByPayCode } from './application.store.ts';

/** Where the deposits of sales belong: to the application under whose pay code they came. */
export function saleDeposits({ pool, pipeline }: Running): DepositTarget {
  return {
    async find(payCode) {
      const own = await findByPayCode(pool, payCode);
      const found = own && (await readHead(pool, sale, tenderIdOf(own.lotId)));
      const lot = found?.state.lots.find(({ lotId }) => lotId === own?.lotId);
      return own && lot ? { lotId: own.lotId, bidderId: own.bidderId, depositFen: lot.depositFen, untilAt: lot.applyUntil } : null;
    },
    async record(deposit) {
      const outcome = await pipeline.run({ name: 'application.recordDeposit', actor: systemActor, key: `deposit-${deposit.reference}`, body: deposit });
      return outcome.status === 'accepted' ? 'recorded' : 'refused';
    },
  };
}
