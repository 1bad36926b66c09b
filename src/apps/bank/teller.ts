import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Book, BookLine, BookPayout } from './book.ts';
import type { Faults } from './faults.ts';

const fen = z.string().regex(/^[1-9]\d{0,17}$/);

export const transferSchema = z.strictObject({ key: z.string().max(80).nullable().default(null), payerName: z.string().min(1).max(100), payerAccount: z.string().regex(/^\d{6,32}$/), amountFen: fen, remark: z.string().max(200) });
export const payoutSchema = z.strictObject({ key: z.string().min(1).max(80), returnOf: z.string().min(1).max(80), amountFen: fen });
export type Transfer = z.infer<typeof transferSchema>;
export type PayoutOrder = z.infer<typeof payoutSchema>;

/** Null where the same key was used for something else. */
export type Teller = {
  transfer(asked: Transfer): Promise<BookLine | null>;
  pay(asked: PayoutOrder): Promise<BookPayout | null>;
  outcomeOf(key: string): Promise<BookPayout | null>;
  statements(after: number, limit: number): BookLine[];
};

/** What the bank does, over its book. It knows where each payment came from, and sends money back there and nowhere else. */
export function createTeller(book: Book, now: () => Promise<number>, faults: () => Faults): Teller {
  /** Nothing may wait between this and the book: two at once would have one number. */
  function nextLine(bookedAt: number, direction: 'in' | 'out', amountFen: string, rest: Pick<BookLine, 'payerName' | 'payerAccount' | 'remark' | 'payoutKey'>): BookLine {
    const balance = book.balanceFen() + (direction === 'in' ? BigInt(amountFen) : -BigInt(amountFen));
    return { number: book.lines.length + 1, reference: `B${randomBytes(8).toString('hex').toUpperCase()}`, bookedAt, direction, amountFen, balanceFen: String(balance), ...rest };
  }

  /** As the bank now means to end it. */
  function settle(payout: BookPayout, bookedAt: number): BookPayout {
    const status = faults().payouts;
    if (status === 'pending' && payout.status === 'pending' && book.payouts.has(payout.key)) return payout;
    const source = book.lines.find(({ reference, direction }) => reference === payout.returnOf && direction === 'in');
    const problem = !source ? '没有这笔来款' : BigInt(payout.amountFen) > book.balanceFen() ? '余额不足' : status === 'failed' ? '收款账户已销户' : null;
    const settled: BookPayout = problem === null ? { ...payout, status } : { ...payout, status: 'failed', reason: problem };
    const line = settled.status === 'accepted' && source ? nextLine(bookedAt, 'out', payout.amountFen, { payerName: source.payerName, payerAccount: source.payerAccount, remark: `退 ${payout.returnOf}`, payoutKey: payout.key }) : null;
    book.append({ payout: settled, line });
    return settled;
  }

  return {
    async transfer({ key, ...asked }) {
      const bookedAt = await now();
      const earlier = key === null ? undefined : book.transfers.get(key);
      if (earlier) return earlier.amountFen === asked.amountFen && earlier.remark === asked.remark && earlier.payerAccount === asked.payerAccount ? earlier : null;
      const { amountFen, ...rest } = asked;
      const line = nextLine(bookedAt, 'in', amountFen, { ...rest, payoutKey: null });
      book.append({ transferKey: key, line });
      return line;
    },
    async pay(asked) {
      const bookedAt = await now();
      const earlier = book.payouts.get(asked.key);
      if (earlier) return earlier.returnOf === asked.returnOf && earlier.amountFen === asked.amountFen ? earlier : null;
      return settle({ ...asked, status: 'pending', reason: null }, bookedAt);
    },
    async outcomeOf(key) {
      const bookedAt = await now();
      const payout = book.payouts.get(key);
      return payout?.status === 'pending' ? settle(payout, bookedAt) : (payout ?? null);
    },
    statements: (after, limit) => garbled(book.lines.slice(after, after + limit), faults()),
  };
}

function garbled(lines: BookLine[], { isAmountWrong, isDuplicating, isReordering }: Faults): BookLine[] {
  const last = lines.at(-1);
  const wrong = isAmountWrong && last ? [...lines.slice(0, -1), { ...last, amountFen: String(BigInt(last.amountFen) + 1n) }] : lines;
  const doubled = isDuplicating ? wrong.flatMap((line) => [line, line]) : wrong;
  return isReordering ? doubled.toReversed() : doubled;
}
