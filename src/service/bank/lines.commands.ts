import { z } from 'zod';
import { instant } from '#kernel/time/instant.ts';
import { all, err, ok } from '#kernel/result.ts';
import { findAccount, ledger, post, transfer } from '#service/ledger/ledger.ts';
import { bookSchema } from '#service/ledger/schemas.ts';
import { command, emit, streams, type Emitted, type World } from '#platform/command/command.ts';
import { anyCommands } from '#platform/module.ts';
import { bankLine, bookOfLine } from './bank-line.ts';
import { bankRefusals as refusals } from './bank.refusals.ts';
import type { Exception } from './bank.types.ts';
import { matchLine } from './match.ts';
import { tailOf } from './pay-code.ts';
import { payout, payoutIdOfKey, requestOf } from './payout.ts';
import { collection, follows, statement, unread } from './statement.ts';

const fen = z.string().regex(/^(0|[1-9]\d{0,17})$/, '金额以分为单位，为不带小数的数字');
const at = z.int().transform(instant);
const line = z.strictObject({
  number: z.int().min(1), reference: z.string().min(1).max(80), bookedAt: at, direction: z.enum(['in', 'out']), amountFen: fen, balanceFen: fen, payoutKey: z.string().max(80).nullable(),
});
type Line = z.infer<typeof line>;
const expected = z.strictObject({ lotId: bookSchema, depositFen: fen, untilAt: at });
const recordBody = z.strictObject({ line, payCode: z.string().max(20).nullable(), expected: expected.nullable() });
type Recorded = z.infer<typeof recordBody>;

/** One line, once: the cursor, what the line is and what the book says of it become true together. What was expected the worker has looked up; all else is decided here. */
const recordLine = command({
  name: 'bank.recordLine', title: '读入一条银行流水', roles: ['system.clock'], body: recordBody,
  reads: ({ line: { number, payoutKey }, expected: asked }) => ({
    streams: streams([statement, collection], [bankLine, String(number)], [ledger, bookOfLine(number)], ...(asked ? [[ledger, asked.lotId] as const] : [])),
    peek: payoutKey === null ? [] : streams([payout, payoutIdOfKey(payoutKey)]),
  }),
  decide({ body, world }) {
    const { number, balanceFen } = body.line;
    if (!follows(world.find(statement, collection) ?? unread, body.line)) return err(refusals.notNext({}));
    const events = body.line.direction === 'out' ? [explained(world, body.line)] : arrived(world, body);
    return ok({ events: [emit(statement, collection, { kind: 'LineTaken', number, balanceFen }), ...events] });
  },
});

/** Money that left: by a payout of ours that has not failed, in the very amount; anything else somebody must look at. */
function explained(world: World, { payoutKey, ...given }: Line): Emitted {
  const order = payoutKey === null ? null : world.find(payout, payoutIdOfKey(payoutKey));
  const isOurs = order !== null && order.status !== 'failed' && requestOf(order).key === payoutKey && order.amountFen === given.amountFen;
  return emit(bankLine, String(given.number), isOurs ? { kind: 'LineExplained', ...factsOf(given) } : { kind: 'LineExcepted', ...factsOf(given), exception: 'unexplained', codeTail: null });
}

function arrived(world: World, { line: given, payCode, expected: asked }: Recorded): Emitted[] {
  if (payCode === null || asked === null) return excepted(given, 'unknownCode', payCode);
  const book = world.find(ledger, asked.lotId);
  const match = matchLine(given, { ...asked, isPaid: findAccount(book, 'held', payCode) !== null });
  if (match !== 'matched') return excepted(given, match, payCode);
  const posted = post(book, { reference: given.reference, entries: transfer(given.amountFen, { account: 'bank', of: null }, { account: 'held', of: payCode }) });
  // A bank that used one reference for two payments: the money has come twice, whatever it is called.
  if (!posted.ok || posted.value.length === 0) return excepted(given, 'duplicate', payCode);
  return [emit(bankLine, String(given.number), { kind: 'LineMatched', ...factsOf(given), lotId: asked.lotId, payCode }), ...posted.value.map((event) => emit(ledger, asked.lotId, event))];
}

/** Into a book of its own, so that what nobody can place stands beside no lot. */
function excepted(given: Line, exception: Exception, payCode: string | null): Emitted[] {
  const posted = post(null, { reference: given.reference, entries: transfer(given.amountFen, { account: 'bank', of: null }, { account: 'suspense', of: null }) });
  const entered = posted.ok ? posted.value.map((event) => emit(ledger, bookOfLine(given.number), event)) : [];
  return [emit(bankLine, String(given.number), { kind: 'LineExcepted', ...factsOf(given), exception, codeTail: payCode === null ? null : tailOf(payCode) }), ...entered];
}

type Facts = Pick<Line, 'reference' | 'direction' | 'amountFen' | 'bookedAt'>;

function factsOf({ reference, direction, amountFen, bookedAt }: Facts): Facts {
  return { reference, direction, amountFen, bookedAt };
}

/** What came of a line that matched: whoever asked for the deposit has taken it, or can no longer; then it lies where it can be sent back. */
const settleLine = command({
  name: 'bank.settleLine', title: '登记到账的归属', roles: ['system.clock'],
  body: z.strictObject({ number: z.int().min(1), lotId: bookSchema, isTaken: z.boolean() }),
  reads: ({ number, lotId }) => ({ streams: streams([bankLine, String(number)], [ledger, lotId], [ledger, bookOfLine(number)]) }),
  decide({ body: { number, lotId, isTaken }, world }) {
    const found = world.find(bankLine, String(number));
    if (found?.status !== 'matched' || found.match?.lotId !== lotId) return err(refusals.notWaiting({}));
    if (isTaken) return ok({ events: [emit(bankLine, String(number), { kind: 'LineCredited' })] });
    const bank = { account: 'bank', of: null } as const;
    const book = bookOfLine(number);
    const moved = all([
      post(world.find(ledger, lotId), { reference: `refused-${number}`, entries: transfer(found.amountFen, { account: 'held', of: found.match.payCode }, bank) }),
      post(world.find(ledger, book), { reference: found.reference, entries: transfer(found.amountFen, bank, { account: 'suspense', of: null }) }),
    ]);
    if (!moved.ok) return moved;
    const [out = [], back = []] = moved.value;
    return ok({ events: [emit(bankLine, String(number), { kind: 'LineRefused' }), ...out.map((event) => emit(ledger, lotId, event)), ...back.map((event) => emit(ledger, book, event))] });
  },
});

export const lineCommands = anyCommands(recordLine, settleLine);
