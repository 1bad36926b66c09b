import { z } from 'zod';
import { hashOfContent } from '#kernel/content-hash.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { buyerRoles } from '#kernel/roles.ts';
import { ofInstant, yearOf } from '#kernel/time/plain-date.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { contractBy, resultPublicityUntil, resultPublishedBy } from '#rules/sale/deadlines.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { command, emit } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { deal } from './deal.ts';
import { findDeal, nameOf, readsOf, type Found } from './deal.context.commands.ts';
import { groundToLapse, mayAct, sideOf } from './deal.decide.ts';
import { certificateOf, resultOf } from './deal.papers.ts';
import { dealRefusals as refusals } from './deal.refusals.ts';

export const hashSchema = z.string().regex(/^[\w-]{43}$/, '摘要应为 43 位');
const paperBody = z.strictObject({ lotId: lotIdSchema, documentHash: hashSchema, signature: signatureSchema });
const lapseBody = z.strictObject({ lotId: lotIdSchema, reason: z.string().trim().min(4, '请写明理由').max(2000), signature: signatureSchema });

/** Each side signs the fingerprint of the confirmation that its own browser has worked out. */
function confirm({ trust, mode }: Services) {
  return command({
    name: 'deal.confirm', title: '签署成交确认书', roles: ['initiate.operator', ...buyerRoles], body: paperBody,
    prepare: async ({ body: { lotId, documentHash, signature }, actor, now }) => verifyAct(trust, { act: 'deal.confirm', subject: { lotId }, content: { documentHash }, actor, now }, signature),
    reads: ({ lotId }) => readsOf(lotId),
    decide({ body: { lotId, documentHash }, actor, now, world, prepared }) {
      const found = findDeal(world, lotId, mode);
      if (!found.ok) return found;
      const { state, context } = found.value;
      const may = mayAct('confirm', state, { orgId: actor.orgId, now, kind: context.kind });
      if (!may.ok) return may;
      const side = sideOf(state, actor.orgId);
      if (side === null || state.confirmation === null || hashOfContent(state.confirmation) !== documentHash) return err(refusals.otherText({}));
      const signed = emit(deal, lotId, { kind: 'ConfirmationSigned', side, documentHash, ...prepared });
      const as = nameOf(state, side);
      if (state.confirmations.length === 0) return ok({ events: [signed], ...as, result: { isComplete: false } });
      const by = context.kind.rules.contractAfter === 'confirmation' ? contractBy(now, context) : null;
      if (by && !by.ok) return by;
      return ok({ events: [signed, emit(deal, lotId, { kind: 'ConfirmationCompleted', contractBy: by ? by.value.at : null })], ...as, result: { isComplete: true } });
    },
  });
}

/** When the publicity of a result published now ends, and by when the contract follows where it waits for that. */
export function publicityOf({ state, context }: Found, now: Instant): Result<{ until: Instant | null; contractBy: Instant | null }, Refusal> {
  const isSold = state.outcome.kind === 'sold' && state.lapse === null;
  const until = isSold ? resultPublicityUntil(now, context) : null;
  if (until === null) return ok({ until: null, contractBy: null });
  if (!until.ok) return until;
  const by = context.kind.rules.contractAfter === 'publicity' ? contractBy(until.value.at, context) : null;
  return by && !by.ok ? by : ok({ until: until.value.at, contractBy: by ? by.value.at : null });
}

function publishResult({ trust, mode }: Services) {
  return command({
    name: 'deal.publishResult', title: '公布成交结果', roles: ['initiate.operator'], body: paperBody,
    prepare: async ({ body: { lotId, documentHash, signature }, actor, now }) => verifyAct(trust, { act: 'deal.publishResult', subject: { lotId }, content: { documentHash }, actor, now }, signature),
    reads: ({ lotId }) => readsOf(lotId),
    decide({ body: { lotId, documentHash }, actor, now, world, prepared }) {
      const found = findDeal(world, lotId, mode);
      if (!found.ok) return found;
      const { state, announced, context } = found.value;
      const may = mayAct('publishResult', state, { orgId: actor.orgId, now, kind: context.kind });
      if (!may.ok) return may;
      const document = resultOf(state, announced, context.pack);
      if (hashOfContent(document) !== documentHash) return err(refusals.otherText({}));
      const publicity = publicityOf(found.value, now);
      return publicity.ok ? ok({ events: [emit(deal, lotId, { kind: 'SaleResultPublished', document, hash: documentHash, ...publicity.value, ...prepared })] }) : publicity;
    },
  });
}

/** The seller says by signature what the winner has not done. The platform checks that its day is past; the department reads the reason. */
function lapse({ trust, mode }: Services) {
  return command({
    name: 'deal.lapse', title: '取消成交、不退保证金', roles: ['initiate.operator'], body: lapseBody,
    prepare: async ({ body: { lotId, reason, signature }, actor, now }) => verifyAct(trust, { act: 'deal.lapse', subject: { lotId }, content: { reason }, actor, now }, signature),
    reads: ({ lotId }) => readsOf(lotId),
    decide({ body: { lotId, reason }, actor, now, world, prepared }) {
      const found = findDeal(world, lotId, mode);
      if (!found.ok) return found;
      const { state, context } = found.value;
      const may = mayAct('lapse', state, { orgId: actor.orgId, now, kind: context.kind });
      if (!may.ok) return may;
      const ground = groundToLapse(state, now);
      const due = resultPublishedBy(now, context) ?? contractBy(now, context);
      if (ground === null) return err(refusals.nothingOwed({}));
      return due.ok ? ok({ events: [emit(deal, lotId, { kind: 'DealLapsed', ground, reason, resultBy: due.value.at, ...prepared })] }) : due;
    },
  });
}

/** The centre certifies what it has seen take place: it approves nothing, and can refuse nothing once the law's step is done. */
function issueCertificate({ trust, mode }: Services) {
  return command({
    name: 'deal.issueCertificate', title: '出具交易凭证', roles: ['serve.witness', 'exchange.operator'], body: paperBody,
    prepare: async ({ body: { lotId, documentHash, signature }, actor, now }) => verifyAct(trust, { act: 'deal.issueCertificate', subject: { lotId }, content: { documentHash }, actor, now }, signature),
    reads: ({ lotId }) => readsOf(lotId),
    decide({ body: { lotId, documentHash }, actor, now, world, prepared }) {
      const found = findDeal(world, lotId, mode);
      if (!found.ok) return found;
      const { state, announced, context } = found.value;
      const may = mayAct('issueCertificate', state, { orgId: actor.orgId, now, kind: context.kind });
      if (!may.ok) return may;
      const document = certificateOf(state, announced, yearOf(ofInstant(now)));
      if (hashOfContent(document) !== documentHash) return err(refusals.otherText({}));
      return ok({ events: [emit(deal, lotId, { kind: 'CertificateIssued', number: document.number, document, hash: documentHash, ...prepared })], result: { number: document.number } });
    },
  });
}

export function paperCommands(services: Services) {
  return anyCommands(confirm(services), publishResult(services), lapse(services), issueCertificate(services));
}
