import { present } from '#kernel/assert.ts';
import { hashOfContent } from '#kernel/content-hash.ts';
import type { Aggregate } from '#kernel/decider.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { plainDate, startOf } from '#kernel/time/plain-date.ts';
import type { ContractEvent } from './contract.events.ts';
import type { Contract, ContractTerms, ContractUpload } from './contract.types.ts';

/** That there is a contract, and who has signed it, the parties may know; its terms are read by the two sides and the department. */
export const contract: Aggregate<Contract, ContractEvent> = {
  type: 'contract',
  gate: true,
  disclosure: {
    ContractDrafted: { default: 'parties', fields: { terms: 'initiator', differences: 'initiator' } },
    ContractUploaded: { default: 'parties', fields: { terms: 'initiator', upload: 'initiator', differences: 'initiator', statement: 'initiator', signature: 'initiator' } },
    ContractConfirmed: { default: 'parties', fields: { statement: 'initiator', signature: 'initiator' } },
    ContractSigned: { default: 'parties', fields: { statement: 'initiator', signature: 'initiator' } },
  },
  evolve(state, event, { at, id }) {
    if (event.kind === 'ContractDrafted') {
      const { tenderId, terms, termsHash, differences, signBy } = event;
      return { form: 'platform', upload: null, lotId: id, tenderId, status: 'drafted', terms, termsHash, differences, signBy, signatures: [], signedAt: null };
    }
    if (event.kind === 'ContractUploaded') {
      const { tenderId, terms, upload, termsHash, differences, signBy, orgId, orgName } = event;
      return { form: 'upload', upload, lotId: id, tenderId, status: 'drafted', terms, termsHash, differences, signBy, signatures: [{ orgId, orgName, at }], signedAt: null };
    }
    const before = present(state, 'contract');
    const signatures = [...before.signatures, { orgId: event.orgId, orgName: event.orgName, at }];
    const sides = [before.terms.initiatorOrgId, before.terms.winnerOrgId];
    const isComplete = sides.every((side) => signatures.some(({ orgId }) => orgId === side));
    return { ...before, signatures, status: isComplete ? 'signed' : 'drafted', signedAt: isComplete ? concludedAt(before, at) : null };
  },
};

/** An uploaded contract was concluded on the day that stands on it, not when it was confirmed here. */
export function concludedAt({ upload }: Pick<Contract, 'upload'>, confirmedAt: Instant): Instant {
  return upload === null ? confirmedAt : startOf(plainDate(upload.signedOn));
}

/** What both sides of an uploaded contract sign: its terms, the file by its hash, and the day. Base64url. */
export function hashOfUpload(terms: ContractTerms, { file: { sha256: fileSha256 }, signedOn }: ContractUpload): string {
  return hashOfContent({ terms, fileSha256, signedOn });
}

/** SHA-256 of the canonical terms, base64url. The browser of each side works it out from the terms it shows. */
export function hashOfTerms(terms: ContractTerms): string {
  return hashOfContent(terms);
}
