import type { Aggregate } from '#kernel/decider.ts';
import type { StatementEvent } from './bank.events.ts';
import type { Statement, StatementLine } from './bank.types.ts';

/** One collection account, one statement. */
export const collection = 'collection';
export const unread: Statement = { cursor: 0, balanceFen: '0' };

/** How many lines there have been is how much is being paid: nobody's to read. */
export const statement: Aggregate<Statement, StatementEvent> = {
  type: 'statement',
  disclosure: { LineTaken: 'self' },
  evolve: (_state, { number, balanceFen }) => ({ cursor: number, balanceFen }),
};

/** Why a page cannot be read to its end: lines are missing, one line is told in two ways, or the amounts do not add up to the balance. */
export type PageFault = 'gap' | 'conflict' | 'balance';

/**
 * The lines of a page that come next, in order, each once, up to the first that cannot be right. A bank may repeat itself,
 * mix its lines up or garble one: what it says of the balance must then fit what it said before, or the line waits until
 * the bank tells it otherwise.
 */
export function nextLines({ cursor, balanceFen }: Statement, page: readonly StatementLine[]): { readonly lines: readonly StatementLine[]; readonly fault: PageFault | null } {
  const ahead = page.filter(({ number }) => number > cursor);
  const last = Math.max(cursor, ...ahead.map(({ number }) => number));
  const lines: StatementLine[] = [];
  let balance = BigInt(balanceFen);
  for (let number = cursor + 1; number <= last; number++) {
    const [line, ...again] = ahead.filter((each) => each.number === number);
    if (!line) return { lines, fault: 'gap' };
    if (again.some((each) => !isSame(each, line))) return { lines, fault: 'conflict' };
    balance += signed(line);
    if (balance !== BigInt(line.balanceFen) || balance < 0n) return { lines, fault: 'balance' };
    lines.push(line);
  }
  return { lines, fault: null };
}

/** Whether this line follows on what has been taken: asked again where it is decided, for another node may have been there first. */
export function follows({ cursor, balanceFen }: Statement, line: Pick<StatementLine, 'number' | 'direction' | 'amountFen' | 'balanceFen'>): boolean {
  return line.number === cursor + 1 && BigInt(balanceFen) + signed(line) === BigInt(line.balanceFen);
}

function signed({ direction, amountFen }: Pick<StatementLine, 'direction' | 'amountFen'>): bigint {
  return direction === 'in' ? BigInt(amountFen) : -BigInt(amountFen);
}

function isSame(a: StatementLine, b: StatementLine): boolean {
  return a.reference === b.reference && a.bookedAt === b.bookedAt && a.direction === b.direction && a.amountFen === b.amountFen && a.balanceFen === b.balanceFen && a.remark === b.remark && a.payoutKey === b.payoutKey;
}
