import { present } from '#kernel/assert.ts';
import type { Aggregate } from '#kernel/decider.ts';
import type { BankLineEvent } from './bank.events.ts';
import type { BankLine } from './bank.types.ts';

/**
 * A line that matches is a bidder; each line is one more who competes. All of it is `self`, and what acted is the
 * platform: nobody reads it, whatever of the lot is opened. What a clerk does with money nobody can place, the department may see.
 */
export const bankLine: Aggregate<BankLine, BankLineEvent> = {
  type: 'bankLine',
  disclosure: { LineMatched: 'self', LineExplained: 'self', LineExcepted: 'self', LineCredited: 'self', LineRefused: 'self', LineSentBack: 'department' },
  evolve(state, event, { id }) {
    switch (event.kind) {
      case 'LineMatched': return { ...told(event, id), codeTail: null, match: { lotId: event.lotId, payCode: event.payCode }, status: 'matched', exception: null };
      case 'LineExplained': return { ...told(event, id), codeTail: null, match: null, status: 'explained', exception: null };
      case 'LineExcepted': return { ...told(event, id), codeTail: event.codeTail, match: null, status: 'exception', exception: event.exception };
      case 'LineCredited': return { ...present(state, 'line'), status: 'credited' };
      case 'LineRefused': {
        const before = present(state, 'line');
        return { ...before, status: 'exception', exception: 'refused', codeTail: before.match?.payCode.slice(-2) ?? null, match: null };
      }
      case 'LineSentBack': return { ...present(state, 'line'), status: 'sentBack' };
    }
  },
};

function told({ reference, direction, amountFen, bookedAt }: Pick<BankLine, 'reference' | 'direction' | 'amountFen' | 'bookedAt'>, id: string): Pick<BankLine, 'number' | 'reference' | 'direction' | 'amountFen' | 'bookedAt'> {
  return { number: Number(id), reference, direction, amountFen, bookedAt };
}

/** The book of a payment that no lot expected. No lot is called so. */
export function bookOfLine(number: number): string {
  return `line.${number}`;
}

/** Money that came, and that nobody can place. */
export function isReturnable({ status, direction }: BankLine): boolean {
  return status === 'exception' && direction === 'in';
}
