import { z } from 'zod';
import { hashOfContent } from '#kernel/content-hash.ts';
import { formatFen } from '#kernel/money.ts';
import { err, ok } from '#kernel/result.ts';
import { buyerRoles } from '#kernel/roles.ts';
import { ofInstant, parsePlainDate, plainDate } from '#kernel/time/plain-date.ts';
import { contractBy } from '#rules/sale/deadlines.ts';
import { lotIdSchema, priceSchema } from '#trade/sale/sale.schema.ts';
import { command, emit } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { checkTerms, expectedTerms, priceOf, scheduleOf } from './contract-terms.ts';
import { deal, paidFen } from './deal.ts';
import { findDeal, nameOf, readsOf } from './deal.context.commands.ts';
import { mayAct, sideOf } from './deal.decide.ts';
import { dealRefusals as refusals } from './deal.refusals.ts';
import { hashSchema } from './papers.commands.ts';

const payment = z.strictObject({ title: z.string().trim().min(1).max(40), amountFen: priceSchema, withinDays: z.int().min(1, '至少一日').max(3650).nullable() });
const termsSchema = z.strictObject({ object: z.string().trim().min(1).max(70_000), priceFen: priceSchema, payments: z.array(payment).min(1, '请写明怎样付款').max(12), otherTerms: z.string().trim().max(20_000).default('') });
const draftBody = z.strictObject({ lotId: lotIdSchema, terms: termsSchema });
const signBody = z.strictObject({ lotId: lotIdSchema, termsHash: hashSchema, signature: signatureSchema });
const paymentBody = z.strictObject({
  lotId: lotIdSchema, amountFen: priceSchema, receivedOn: z.string().refine((text) => parsePlainDate(text).ok, '到账日期形如 2026-12-11'), reference: z.string().trim().min(1, '请填写入账凭证号').max(80), signature: signatureSchema,
});

function draftContract({ mode }: Services) {
  return command({
    name: 'deal.draftContract', title: '起草出让、转让合同', roles: ['initiate.operator'], body: draftBody, reads: ({ lotId }) => readsOf(lotId),
    decide({ body: { lotId, terms: given }, actor, now, world }) {
      const found = findDeal(world, lotId, mode);
      if (!found.ok) return found;
      const { state, announced, context } = found.value;
      const may = mayAct('draftContract', state, { orgId: actor.orgId, now, kind: context.kind });
      if (!may.ok) return may;
      const expected = expectedTerms(state, announced.lot, now, context);
      if (!expected.ok) return expected;
      const { sellerOrgId, winnerOrgId } = expected.value;
      const terms = { lotId, sellerOrgId, winnerOrgId, ...given };
      const differences = checkTerms(terms, expected.value, now, context);
      if (!differences.ok) return differences;
      const termsHash = hashOfContent(terms);
      return ok({ events: [emit(deal, lotId, { kind: 'SaleContractDrafted', terms, termsHash, differences: differences.value })], result: { termsHash } });
    },
  });
}

function signContract({ trust, mode }: Services) {
  return command({
    name: 'deal.signContract', title: '签订出让、转让合同', roles: ['initiate.operator', ...buyerRoles], body: signBody,
    prepare: async ({ body: { lotId, termsHash, signature }, actor, now }) => verifyAct(trust, { act: 'deal.signContract', subject: { lotId }, content: { termsHash }, actor, now }, signature),
    reads: ({ lotId }) => readsOf(lotId),
    decide({ body: { lotId, termsHash }, actor, now, world, prepared }) {
      const found = findDeal(world, lotId, mode);
      if (!found.ok) return found;
      const { state, context } = found.value;
      const may = mayAct('signContract', state, { orgId: actor.orgId, now, kind: context.kind });
      if (!may.ok) return may;
      const [side, contract] = [sideOf(state, actor.orgId), state.contract];
      if (side === null || contract?.termsHash !== termsHash) return err(refusals.otherText({}));
      const signed = emit(deal, lotId, { kind: 'SaleContractSigned', side, termsHash, ...prepared });
      const as = nameOf(state, side);
      if (contract.signatures.length === 0) return ok({ events: [signed], ...as, result: { isConcluded: false } });
      const schedule = scheduleOf(contract.terms, now, context);
      if (!schedule.ok) return schedule;
      // Where the result waits for the contract, its day runs from here.
      const resultDue = context.kind.rules.result === null ? contractBy(now, context) : null;
      if (resultDue && !resultDue.ok) return resultDue;
      return ok({ events: [signed, emit(deal, lotId, { kind: 'SaleContractConcluded', schedule: schedule.value, resultBy: resultDue ? resultDue.value.at : null })], ...as, result: { isConcluded: true } });
    },
  });
}

/** What came in is the seller's to say, by its own bank's voucher. */
function recordPayment({ trust, mode }: Services) {
  return command({
    name: 'deal.recordPayment', title: '登记价款到账', roles: ['initiate.operator'], body: paymentBody,
    prepare: async ({ body: { lotId, signature, ...content }, actor, now }) => verifyAct(trust, { act: 'deal.recordPayment', subject: { lotId }, content, actor, now }, signature),
    reads: ({ lotId }) => readsOf(lotId),
    decide({ body: { lotId, amountFen, receivedOn, reference }, actor, now, world, prepared }) {
      const found = findDeal(world, lotId, mode);
      if (!found.ok) return found;
      const { state, context } = found.value;
      const may = mayAct('recordPayment', state, { orgId: actor.orgId, now, kind: context.kind });
      if (!may.ok) return may;
      const owed = priceOf(state) - paidFen(state);
      const signedAt = state.contract?.signedAt ?? now;
      if (BigInt(amountFen) > owed) return err(refusals.tooMuch({ owed: formatFen(owed) }));
      if (plainDate(receivedOn) < ofInstant(signedAt) || plainDate(receivedOn) > ofInstant(now)) return err(refusals.receivedOn({}));
      if (state.payments.some((each) => each.reference === reference)) return err(refusals.referenceTwice({ reference }));
      return ok({ events: [emit(deal, lotId, { kind: 'PaymentReceived', amountFen, receivedOn, reference, ...prepared })], result: { owedFen: String(owed - BigInt(amountFen)) } });
    },
  });
}

export function contractCommands(services: Services) {
  return anyCommands(draftContract(services), signContract(services), recordPayment(services));
}
