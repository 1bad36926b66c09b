import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import { err, ok } from '#kernel/result.ts';
import { award } from '#trade/award/award.ts';
import { lotIdSchema, subjectOf } from '#trade/award/lot-schemas.ts';
import { tenders } from '#trade/award/neighbours.ts';
import { openObjections } from '#trade/award/award.decide.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { command, emit } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { contract, hashOfTerms } from './contract.ts';
import { checkTerms, expectedTerms } from './comparison.ts';
import { contractRefusals as refusals } from './contract.refusals.ts';
import { hashSchema, reads, termsSchema } from './terms.commands.ts';
import { uploadCommands } from './upload.commands.ts';

const signBody = z.strictObject({ lotId: lotIdSchema, termsHash: hashSchema, signature: signatureSchema });

const draft = command({
  name: 'contract.draft', title: '起草合同', roles: ['initiate.operator'], body: z.strictObject({ lotId: lotIdSchema, terms: termsSchema }),
  reads: ({ lotId }) => ({ streams: reads(lotId) }),
  decide({ body: { lotId, terms: given }, actor, world }) {
    const [standing, state, tender] = [world.find(contract, lotId), world.find(award, lotId), world.find(tenders, tenderIdOf(lotId))];
    if (!state?.winner || !tender || state.letterAt === null || state.contractBy === null) return err(refusals.noLetter({}));
    if (actor.orgId !== tender.initiator.orgId && (tender.agency === null || actor.orgId !== tender.agency.orgId)) return err(refusals.notInitiator({ initiator: tender.initiator.name }));
    if (standing?.status === 'signed') return err(refusals.alreadySigned({}));
    const terms = { lotId, initiatorOrgId: tender.initiator.orgId, winnerOrgId: state.winner.bidderId, ...given };
    const differences = checkTerms(terms, expectedTerms(state, tender), packOf(tender));
    if (!differences.ok) return differences;
    const termsHash = hashOfTerms(terms);
    return ok({ events: [emit(contract, lotId, { kind: 'ContractDrafted', tenderId: tender.tenderId, terms, termsHash, differences: differences.value, signBy: state.contractBy })], result: { termsHash } });
  },
});

function sign({ trust }: Services) {
  return command({
    name: 'contract.sign', title: '签订合同', roles: ['initiate.operator', 'initiate.representative', 'respond.operator'], body: signBody,
    prepare: async ({ body: { lotId, termsHash, signature }, actor, now }) => verifyAct(trust, { act: 'contract.sign', subject: subjectOf(lotId), content: { termsHash }, actor, now }, signature),
    reads: ({ lotId }) => ({ streams: reads(lotId) }),
    decide({ body: { lotId, termsHash }, actor, now, world, prepared }) {
      const [standing, state, tender] = [world.find(contract, lotId), world.find(award, lotId), world.find(tenders, tenderIdOf(lotId))];
      if (!standing || !state?.winner || !tender) return err(refusals.absent({}));
      if (standing.form === 'upload') return err(refusals.isUploaded({}));
      const { initiatorOrgId, winnerOrgId } = standing.terms;
      const orgName = actor.orgId === initiatorOrgId ? tender.initiator.name : actor.orgId === winnerOrgId ? state.winner.name : null;
      if (orgName === null || actor.orgId === null) return err(refusals.notParty({}));
      if (standing.status === 'signed' || standing.signatures.some(({ orgId }) => orgId === actor.orgId)) return err(refusals.alreadySigned({}));
      if (state.letterAt === null || winnerOrgId !== state.winner.bidderId || termsHash !== standing.termsHash) return err(refusals.otherTerms({}));
      if (tender.suspension || openObjections(tender, lotId) > 0) return err(refusals.openObjection({}));
      const signed = emit(contract, lotId, { kind: 'ContractSigned', orgId: actor.orgId, orgName, termsHash, ...prepared });
      const isLast = standing.signatures.length === 1;
      const concluded = isLast ? [emit(award, lotId, { kind: 'ContractConcluded', at: now, late: now >= standing.signBy })] : [];
      return ok({ events: [signed, ...concluded], result: { concluded: isLast } });
    },
  });
}

export function contractCommands(services: Services) {
  return anyCommands(draft, sign(services), ...uploadCommands(services));
}
