import { present } from '#kernel/assert.ts';
import { toHex } from '#kernel/bytes.ts';
import type { Aggregate } from '#kernel/decider.ts';
import { sha256 } from '#kernel/sha256.ts';
import type { PayoutEvent } from './bank.events.ts';
import type { Payout, PayoutRequest } from './bank.types.ts';

/** Whose money goes back tells who had paid: nobody's to read, as the line by which it came. What a clerk orders anew, the department may see. */
export const payout: Aggregate<Payout, PayoutEvent> = {
  type: 'payout',
  disclosure: { PayoutOrdered: 'self', PayoutPending: 'self', PayoutPaid: 'self', PayoutFailed: 'self', PayoutRenewed: 'department' },
  evolve(state, event, { id, at }) {
    switch (event.kind) {
      case 'PayoutOrdered': return { id, book: event.book, returnOf: event.returnOf, amountFen: event.amountFen, attempt: 1, status: 'ordered', reason: null, at };
      case 'PayoutPending': return { ...present(state, 'payout'), status: 'pending', at };
      case 'PayoutPaid': return { ...present(state, 'payout'), status: 'paid', reason: null, at };
      case 'PayoutFailed': return { ...present(state, 'payout'), status: 'failed', reason: event.reason, at };
      case 'PayoutRenewed': {
        const before = present(state, 'payout');
        return { ...before, status: 'ordered', reason: null, attempt: before.attempt + 1, at };
      }
    }
  },
};

/** Of the deposit that came under this code. A hash, so that a failed payout which a clerk reads names neither lot nor code. */
export function payoutIdOf(lotId: string, payCode: string): string {
  return toHex(sha256(`ovoo-payout/v1\n${lotId}\n${payCode}`)).slice(0, 24);
}

export function payoutIdOfLine(number: number): string {
  return `line-${number}`;
}

/** What the bank is asked: the same for one attempt, however often. */
export function requestOf({ id, attempt, returnOf, amountFen }: Payout): PayoutRequest {
  return { key: `${id}.${attempt}`, returnOf, amountFen };
}

/** The payout whose attempt a key of the bank's statement is. */
export function payoutIdOfKey(key: string): string {
  return key.replace(/\.\d+$/, '');
}

/** Whether the bank has still to be asked. */
export function isOpen({ status }: Payout): boolean {
  return status === 'ordered' || status === 'pending';
}
