import { present } from '#kernel/assert.ts';
import type { Aggregate, WakeCommand } from '#kernel/decider.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { plainDate, type PlainDate } from '#kernel/time/plain-date.ts';
import { depositInterestFen, forfeitGroundsRule, interestDays } from '#rules/construction/award-grounds.ts';
import type { CodeText } from '#rules/rule.ts';
import type { DepositEvent } from './deposit.events.ts';
import { depositRefusals as refusals } from './deposit.refusals.ts';
import type { Deposit } from './deposit.types.ts';

/** What is owed to whom the parties may check; vouchers name accounts and stay with payer, payee and department. */
export const deposit: Aggregate<Deposit, DepositEvent> = {
  type: 'deposit',
  disclosure: {
    DepositRecorded: 'parties',
    ReturnDue: 'parties',
    DepositReturned: { default: 'parties', fields: { voucher: 'initiator' } },
    DepositForfeited: { default: 'parties', fields: { explanation: 'initiator', evidence: 'initiator', statement: 'initiator', signature: 'initiator' } },
    ReturnOverdue: 'parties',
  },
  evolve(state, event, { at, id }) {
    if (event.kind === 'DepositRecorded') {
      const [lotId = '', bidderId = ''] = id.split(':');
      const { tenderId, bidderName, form, amountFen, heldFrom } = event;
      return { lotId, bidderId, tenderId, bidderName, form, amountFen, heldFrom, status: 'held', due: null, returned: null, forfeited: null, overdueNoted: false };
    }
    const before = present(state, 'deposit');
    switch (event.kind) {
      case 'ReturnDue':
        return { ...before, status: 'due', due: { cause: event.cause, since: event.since, dueBy: event.dueBy } };
      case 'DepositReturned': {
        const { paidOn, amountFen, interestFen, voucher, late } = event;
        return { ...before, status: 'returned', returned: { paidOn, amountFen, interestFen, voucher, late, at } };
      }
      case 'DepositForfeited':
        return { ...before, status: 'forfeited', forfeited: { ground: event.ground, explanation: event.explanation, at } };
      case 'ReturnOverdue':
        return { ...before, overdueNoted: true };
    }
  },
  nextWake: (state) => (isAwaited(state) && state.due ? state.due.dueBy : null),
  onWake: ({ lotId, bidderId }): readonly WakeCommand[] => [{ name: 'deposit.recordOverdue', body: { lotId, bidderId } }],
};

export function isAwaited(state: Deposit): boolean {
  return state.status === 'due' && !state.overdueNoted;
}

export function isOpen(state: Deposit): boolean {
  return state.status === 'held' || state.status === 'due';
}

/** What must be paid back on a day. A guarantee or a policy earns nothing: it is released. */
export function owedOn(state: Deposit, paidOn: PlainDate): { readonly amountFen: bigint; readonly interestFen: bigint; readonly days: number } {
  const days = interestDays(state.heldFrom, paidOn);
  const amountFen = BigInt(state.amountFen);
  return { amountFen, days, interestFen: state.form === 'transfer' ? depositInterestFen(amountFen, days) : 0n };
}

export type Payment = { readonly paidOn: string; readonly amountFen: string; readonly interestFen: string };

/** The whole amount, and at least the interest (条例第五十七条): a bank's own better rate is welcome, a shortfall is not. */
export function checkReturn(state: Deposit, payment: Payment, today: PlainDate): Result<void, Refusal> {
  if (!isOpen(state)) return err(refusals.closed({}));
  const paidOn = plainDate(payment.paidOn);
  if (paidOn > today) return err(refusals.future({ today }));
  const owed = owedOn(state, paidOn);
  if (BigInt(payment.amountFen) !== owed.amountFen) return err(refusals.amount({ got: payment.amountFen, want: String(owed.amountFen) }));
  if (BigInt(payment.interestFen) < owed.interestFen) return err(refusals.interest({ got: payment.interestFen, want: String(owed.interestFen), days: owed.days }));
  return ok(undefined);
}

/** Money is kept back on a ground of the law alone. */
export function checkForfeit(state: Deposit, ground: string): Result<void, Refusal> {
  if (!isOpen(state)) return err(refusals.closed({}));
  return (forfeitGroundsRule.value as readonly CodeText[]).some(({ code }) => code === ground) ? ok(undefined) : err(refusals.ground({}));
}
