import { sha256 } from '@noble/hashes/sha2.js';
import { present } from '#kernel/assert.ts';
import { toBase64url, utf8 } from '#kernel/bytes.ts';
import type { Aggregate } from '#kernel/decider.ts';
import { canonical, type Json } from '#kernel/json.ts';
import type { ContractEvent } from './contract.events.ts';
import type { Contract, ContractTerms } from './contract.types.ts';

/** That there is a contract, and who has signed it, the parties may know; its terms are read by the two sides and the department. */
export const contract: Aggregate<Contract, ContractEvent> = {
  type: 'contract',
  gate: true,
  disclosure: {
    ContractDrafted: { default: 'parties', fields: { terms: 'initiator', differences: 'initiator' } },
    ContractSigned: { default: 'parties', fields: { statement: 'initiator', signature: 'initiator' } },
  },
  evolve(state, event, { at, id }) {
    if (event.kind === 'ContractDrafted') {
      const { tenderId, terms, termsHash, differences, signBy } = event;
      return { lotId: id, tenderId, status: 'drafted', terms, termsHash, differences, signBy, signatures: [], signedAt: null };
    }
    const before = present(state, 'contract');
    const signatures = [...before.signatures, { orgId: event.orgId, orgName: event.orgName, at }];
    const sides = [before.terms.initiatorOrgId, before.terms.winnerOrgId];
    const isComplete = sides.every((side) => signatures.some(({ orgId }) => orgId === side));
    return { ...before, signatures, status: isComplete ? 'signed' : 'drafted', signedAt: isComplete ? at : null };
  },
};

/** SHA-256 of the canonical terms, base64url. The browser of each side works it out from the terms it shows. */
export function hashOfTerms(terms: ContractTerms): string {
  return toBase64url(sha256(utf8(canonical(terms as unknown as Json))));
}
