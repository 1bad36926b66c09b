import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import type { Json } from '#kernel/json.ts';
import { err, ok } from '#kernel/result.ts';
import { parsePlainDate } from '#kernel/time/plain-date.ts';
import { openObjections } from '#trade/award/award.decide.ts';
import { award } from '#trade/award/award.ts';
import { fileSchema, lotIdSchema, subjectOf } from '#trade/award/lot-schemas.ts';
import { tenders } from '#trade/award/neighbours.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { command, emit } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { requireUploads } from '#platform/files/file-ref.ts';
import { openUploads } from '#platform/files/uploads.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { concludedAt, contract, hashOfUpload } from './contract.ts';
import { contractRefusals as refusals } from './contract.refusals.ts';
import { hashSchema, reads, termsSchema } from './terms.commands.ts';
import { checkUpload, isLate } from './upload.ts';

const uploadBody = z.strictObject({
  lotId: lotIdSchema, terms: termsSchema, file: fileSchema, signedOn: z.string().refine((text) => parsePlainDate(text).ok, '签订日期形如 2026-12-11'), termsHash: hashSchema, signature: signatureSchema,
});
const confirmBody = z.strictObject({ lotId: lotIdSchema, termsHash: hashSchema, fileSha256: z.string().regex(/^[0-9a-f]{64}$/, '文件摘要应为 64 位十六进制'), signature: signatureSchema });

/** The initiator itself brings the contract in and answers for it by signature; an agency cannot, for it is no party. */
function upload({ trust, dataDir }: Services) {
  const uploads = openUploads(dataDir);
  return command({
    name: 'contract.upload', title: '上传已签订的合同', roles: ['initiate.operator'], body: uploadBody,
    async prepare({ body: { lotId, termsHash, file, signature }, actor, now }) {
      const brought = await requireUploads(uploads, actor.orgId, [file]);
      if (!brought.ok) return brought;
      return verifyAct(trust, { act: 'contract.upload', subject: subjectOf(lotId), content: { termsHash, fileSha256: file.sha256 } as Json, actor, now }, signature);
    },
    reads: ({ lotId }) => ({ streams: reads(lotId) }),
    decide({ body: { lotId, terms: given, file, signedOn, termsHash }, actor, now, world, prepared }) {
      const [standing, state, tender] = [world.find(contract, lotId), world.find(award, lotId), world.find(tenders, tenderIdOf(lotId))];
      if (!state?.winner || !tender || state.letterAt === null || state.contractBy === null) return err(refusals.noLetter({}));
      if (actor.orgId !== tender.initiator.orgId) return err(refusals.notParty({}));
      if (standing?.status === 'signed') return err(refusals.alreadySigned({}));
      const terms = { lotId, initiatorOrgId: tender.initiator.orgId, winnerOrgId: state.winner.bidderId, ...given };
      const uploaded = { file, signedOn };
      const differences = checkUpload({ award: state, tender, terms, upload: uploaded, pack: packOf(tender), now });
      if (!differences.ok) return differences;
      if (termsHash !== hashOfUpload(terms, uploaded)) return err(refusals.otherTerms({}));
      const { orgId, name: orgName } = tender.initiator;
      return ok({ events: [emit(contract, lotId, { kind: 'ContractUploaded', tenderId: tender.tenderId, terms, upload: uploaded, termsHash, differences: differences.value, signBy: state.contractBy, orgId, orgName, ...prepared })], result: { termsHash } });
    },
  });
}

/** The winner has read the file and the terms, and signs that this is the contract: from then on it stands as concluded. */
function confirm({ trust }: Services) {
  return command({
    name: 'contract.confirm', title: '确认已签订的合同', roles: ['respond.operator'], body: confirmBody,
    prepare: async ({ body: { lotId, termsHash, fileSha256, signature }, actor, now }) => verifyAct(trust, { act: 'contract.confirm', subject: subjectOf(lotId), content: { termsHash, fileSha256 }, actor, now }, signature),
    reads: ({ lotId }) => ({ streams: reads(lotId) }),
    decide({ body: { lotId, termsHash, fileSha256 }, actor, now, world, prepared }) {
      const [standing, state, tender] = [world.find(contract, lotId), world.find(award, lotId), world.find(tenders, tenderIdOf(lotId))];
      if (!standing || !state?.winner || !tender) return err(refusals.absent({}));
      if (standing.upload === null) return err(refusals.notUploaded({}));
      if (actor.orgId !== standing.terms.winnerOrgId) return err(refusals.notParty({}));
      if (standing.status === 'signed') return err(refusals.alreadySigned({}));
      if (state.letterAt === null || standing.terms.winnerOrgId !== state.winner.bidderId || termsHash !== standing.termsHash || fileSha256 !== standing.upload.file.sha256) return err(refusals.otherTerms({}));
      if (tender.suspension || openObjections(tender, lotId) > 0) return err(refusals.openObjection({}));
      const confirmed = emit(contract, lotId, { kind: 'ContractConfirmed', orgId: state.winner.bidderId, orgName: state.winner.name, termsHash, ...prepared });
      const at = concludedAt(standing, now);
      return ok({ events: [confirmed, emit(award, lotId, { kind: 'ContractConcluded', at, late: isLate(standing.upload, standing.signBy) })], result: { concluded: true } });
    },
  });
}

export function uploadCommands(services: Services) {
  return anyCommands(upload(services), confirm(services));
}
