import { closeSync, existsSync, fdatasyncSync, ftruncateSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';

/** One line of the statement, as a bank tells it: with the payer, which the platform leaves unread. */
export type BookLine = {
  readonly number: number; readonly reference: string; readonly bookedAt: number; readonly direction: 'in' | 'out'; readonly amountFen: string; readonly balanceFen: string;
  readonly payerName: string; readonly payerAccount: string; readonly remark: string; readonly payoutKey: string | null;
};
export type PayoutStatus = 'accepted' | 'pending' | 'failed';
export type BookPayout = { readonly key: string; readonly returnOf: string; readonly amountFen: string; readonly status: PayoutStatus; readonly reason: string | null };

/** What is written down: a payment that came (`key` makes it one, however often it is sent), or how it stands with a payout. */
export type BookRecord = { readonly transferKey: string | null; readonly line: BookLine } | { readonly payout: BookPayout; readonly line: BookLine | null };

export type Book = {
  readonly lines: readonly BookLine[];
  readonly payouts: ReadonlyMap<string, BookPayout>;
  readonly transfers: ReadonlyMap<string, BookLine>;
  balanceFen(): bigint;
  /** On the disk when it returns: only then may it be acknowledged. */
  append(record: BookRecord): void;
  close(): void;
};

/** The bank's book in `folder`: one record a line, in the order in which things happened, and all state follows from it. */
export function openBook(folder: string): Book {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'book.jsonl');
  const text = existsSync(path) ? readFileSync(path, 'utf8') : '';
  // What has no line end was being written when the process was killed: it was never acknowledged.
  const whole = text.slice(0, text.lastIndexOf('\n') + 1);
  const file = openSync(path, 'a', 0o600);
  if (whole.length < text.length) ftruncateSync(file, Buffer.byteLength(whole));
  const lines: BookLine[] = [];
  const payouts = new Map<string, BookPayout>();
  const transfers = new Map<string, BookLine>();

  function apply(record: BookRecord): void {
    if (record.line) lines.push(record.line);
    if ('payout' in record) payouts.set(record.payout.key, record.payout);
    else if (record.transferKey !== null) transfers.set(record.transferKey, record.line);
  }

  for (const line of whole.split('\n').filter(Boolean)) apply(JSON.parse(line) as BookRecord);
  return {
    lines, payouts, transfers,
    balanceFen: () => BigInt(lines.at(-1)?.balanceFen ?? 0),
    append(record) {
      writeSync(file, `${JSON.stringify(record)}\n`);
      fdatasyncSync(file);
      apply(record);
    },
    close: () => closeSync(file),
  };
}
