import type { Expected, Match, StatementLine } from './bank.types.ts';

/** What is to come under the code of the line, and whether a deposit has come under it before. */
export type ExpectedHere = Pick<Expected, 'depositFen' | 'untilAt'> & { readonly isPaid: boolean };

/**
 * What a payment is, by the code, the amount and the bank's hour alone: nobody chooses, and nobody can be asked to. The
 * amount must be the very one; more or less goes back whole. A second payment is one even when it is also late or wrong.
 */
export function matchLine(line: Pick<StatementLine, 'amountFen' | 'bookedAt'>, expected: ExpectedHere | null): Match {
  if (expected === null) return 'unknownCode';
  if (expected.isPaid) return 'duplicate';
  if (line.bookedAt >= expected.untilAt) return 'late';
  return line.amountFen === expected.depositFen ? 'matched' : 'wrongAmount';
}
