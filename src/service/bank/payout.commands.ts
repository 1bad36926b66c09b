import { z } from 'zod';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Actor } from '#kernel/roles.ts';
import { findAccount, ledger, post, transfer } from '#service/ledger/ledger.ts';
import { bookSchema } from '#service/ledger/schemas.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { bankLine, bookOfLine, isReturnable } from './bank-line.ts';
import { bankRefusals as refusals } from './bank.refusals.ts';
import { isOpen, payout, payoutIdOf, payoutIdOfLine } from './payout.ts';

/** `keeperOrgId`: the centre that keeps the collection account; without one, each centre's clerks mind it. */
export type Keeping = { readonly keeperOrgId: string | null };

export const keeperRole = 'serve.witness';
const fen = z.string().regex(/^[1-9]\d{0,17}$/, '金额以分为单位，为不带小数的数字');
const payoutId = z.string().regex(/^[0-9a-z-]{1,40}$/, '付款编号不对');
const reference = z.string().min(1).max(80);

/** A deposit goes back, whole, whence it came. The trade says that it is due; no person can send it anywhere else. */
const returnDeposit = command({
  name: 'bank.returnDeposit', title: '原路退还保证金', roles: ['system.clock'],
  body: z.strictObject({ lotId: bookSchema, payCode: z.string().min(1).max(20) }),
  reads: ({ lotId, payCode }) => ({ streams: streams([ledger, lotId], [payout, payoutIdOf(lotId, payCode)]) }),
  decide({ body: { lotId, payCode }, world }) {
    const [book, id] = [world.find(ledger, lotId), payoutIdOf(lotId, payCode)];
    const held = findAccount(book, 'held', payCode);
    if (held === null || held.fen === '0' || world.find(payout, id)) return err(refusals.noDeposit({}));
    const posted = post(book, { reference: `return-${payCode}`, entries: transfer(held.fen, { account: 'held', of: payCode }, { account: 'owedBack', of: id }) });
    if (!posted.ok) return posted;
    return ok({ events: [emit(payout, id, { kind: 'PayoutOrdered', book: lotId, returnOf: held.openedBy, amountFen: held.fen }), ...posted.value.map((event) => emit(ledger, lotId, event))], result: { payoutId: id } });
  },
});

/** What the bank says of one attempt. The book follows when the money has left. */
const recordPayout = command({
  name: 'bank.recordPayout', title: '登记银行付款的结果', roles: ['system.clock'],
  body: z.strictObject({ id: payoutId, book: bookSchema, attempt: z.int().min(1), status: z.enum(['accepted', 'pending', 'failed']), reason: z.string().max(200).nullable() }),
  reads: ({ id, book }) => ({ streams: streams([payout, id], [ledger, book]) }),
  decide({ body: { id, book, attempt, status, reason }, world }) {
    const found = world.find(payout, id);
    if (found?.book !== book) return err(refusals.noPayout({}));
    if (!isOpen(found) || found.attempt !== attempt || (status === 'pending' && found.status === 'pending')) return err(refusals.answered({}));
    if (status === 'pending') return ok({ events: [emit(payout, id, { kind: 'PayoutPending' })] });
    if (status === 'failed') return ok({ events: [emit(payout, id, { kind: 'PayoutFailed', reason: reason ?? '' })] });
    const posted = post(world.find(ledger, book), { reference: `paid-${id}`, entries: transfer(found.amountFen, { account: 'owedBack', of: id }, { account: 'bank', of: null }) });
    return posted.ok ? ok({ events: [emit(payout, id, { kind: 'PayoutPaid' }), ...posted.value.map((event) => emit(ledger, book, event))] }) : posted;
  },
});

/** The one thing a clerk can do with money nobody can place: back whence it came. Whom it was meant for is not for a clerk to say. */
function sendBack({ trust }: Services, keeping: Keeping) {
  return command({
    name: 'bank.sendBack', title: '退回没有归属的到账', roles: [keeperRole],
    body: z.strictObject({ number: z.int().min(1), reference, amountFen: fen, signature: signatureSchema }),
    prepare: async ({ body: { number, signature, ...content }, actor, now }) => verifyAct(trust, { act: 'bank.sendBack', subject: { line: String(number) }, content, actor, now }, signature),
    reads: ({ number }) => ({ streams: streams([bankLine, String(number)], [ledger, bookOfLine(number)], [payout, payoutIdOfLine(number)]) }),
    decide({ body: { number, ...signed }, actor, world, prepared }) {
      const [found, book, id] = [world.find(bankLine, String(number)), bookOfLine(number), payoutIdOfLine(number)];
      const mayKeep = checkKeeper(actor, keeping);
      if (!mayKeep.ok) return mayKeep;
      if (!found) return err(refusals.noLine({}));
      if (!isReturnable(found)) return err(refusals.notReturnable({}));
      if (found.reference !== signed.reference || found.amountFen !== signed.amountFen) return err(refusals.otherFacts({}));
      const posted = post(world.find(ledger, book), { reference: `back-${number}`, entries: transfer(found.amountFen, { account: 'suspense', of: null }, { account: 'owedBack', of: id }) });
      if (!posted.ok) return posted;
      return ok({ events: [
        emit(bankLine, String(number), { kind: 'LineSentBack', payoutId: id, ...prepared }),
        emit(payout, id, { kind: 'PayoutOrdered', book, returnOf: found.reference, amountFen: found.amountFen }), ...posted.value.map((event) => emit(ledger, book, event)),
      ], result: { payoutId: id } });
    },
  });
}

/** A payout that failed for good, once more, to the same account: under a new key, for the bank has closed the old one. */
function payAgain({ trust }: Services, keeping: Keeping) {
  return command({
    name: 'bank.payAgain', title: '重新付款', roles: [keeperRole],
    body: z.strictObject({ id: payoutId, attempt: z.int().min(1), reference, amountFen: fen, signature: signatureSchema }),
    prepare: async ({ body: { id, signature, ...content }, actor, now }) => verifyAct(trust, { act: 'bank.payAgain', subject: { payout: id }, content, actor, now }, signature),
    reads: ({ id }) => ({ streams: streams([payout, id]) }),
    decide({ body: { id, ...signed }, actor, world, prepared }) {
      const found = world.find(payout, id);
      const mayKeep = checkKeeper(actor, keeping);
      if (!mayKeep.ok) return mayKeep;
      if (!found) return err(refusals.noPayout({}));
      if (found.status !== 'failed' || found.attempt !== signed.attempt) return err(refusals.notFailed({}));
      if (found.returnOf !== signed.reference || found.amountFen !== signed.amountFen) return err(refusals.otherFacts({}));
      return ok({ events: [emit(payout, id, { kind: 'PayoutRenewed', ...prepared })] });
    },
  });
}

export function checkKeeper({ orgId }: Pick<Actor, 'orgId'>, { keeperOrgId }: Keeping): Result<void, Refusal> {
  return keeperOrgId === null || orgId === keeperOrgId ? ok(undefined) : err(refusals.notKeeper({}));
}

export function payoutCommands(services: Services, keeping: Keeping) {
  return anyCommands(returnDeposit, recordPayout, sendBack(services, keeping), payAgain(services, keeping));
}
