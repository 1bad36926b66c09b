import { z } from 'zod';
import { err, ok } from '#kernel/result.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands } from '#platform/module.ts';
import { ledger, post } from './ledger.ts';
import { ledgerRefusals as refusals } from './ledger.refusals.ts';
import { accountNames } from './ledger.types.ts';
import { bookSchema } from './schemas.ts';

const amount = z.string().regex(/^(0|[1-9]\d{0,17})$/, '金额以分为单位，为不带小数的数字');
const entry = z.strictObject({ account: z.enum(accountNames), of: z.string().min(1).max(80).nullable(), debitFen: amount, creditFen: amount });

/** What becomes of money that is here already: a deposit turns into a part of the price, or is kept by law. No person posts. */
const postEntries = command({
  name: 'ledger.post', title: '记账', roles: ['system.clock'],
  body: z.strictObject({ book: bookSchema, reference: z.string().min(1).max(120), entries: z.array(entry).min(2).max(20) }),
  reads: ({ book }) => ({ streams: streams([ledger, book]) }),
  decide({ body: { book, ...posting }, world }) {
    if (posting.entries.some(({ account }) => account === 'bank')) return err(refusals.notBank({}));
    const posted = post(world.find(ledger, book), posting);
    return posted.ok ? ok({ events: posted.value.map((event) => emit(ledger, book, event)) }) : posted;
  },
});

export const ledgerCommands = anyCommands(postEntries);
