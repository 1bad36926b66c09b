import { hashOfContent } from '#kernel/content-hash.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { ofInstant, yearOf } from '#kernel/time/plain-date.ts';
import type { SaleDueContext } from '#rules/sale/deadlines.ts';
import { buyerRoles, type Role } from '#kernel/roles.ts';
import { expectedTerms, priceOf } from './contract-terms.ts';
import { dealActs, groundToLapse, mayAct, type DealAct } from './deal.decide.ts';
import { certificateOf, resultOf, type Announced } from './deal.papers.ts';
import { paidFen } from './deal.ts';
import type { Deal } from './deal.types.ts';
import type { DealPart, DealView } from './deal.views.types.ts';

/** Who looks, and the rules of the sale. `until`: where a publicity that began now would end. */
export type Looking = { readonly orgId: string | null; readonly role: Role; readonly now: Instant; readonly context: SaleDueContext; readonly announced: Announced; readonly until: Instant | null };
/** What only the books know. */
export type Money = { readonly deposit: DealView['deposit']; readonly isMoneyOut: boolean };

export function partOf({ seller, winner, department, centre }: Deal, orgId: string | null): DealPart {
  if (orgId === null) return 'other';
  return orgId === seller.orgId ? 'seller' : orgId === winner?.orgId ? 'winner' : orgId === department.orgId ? 'department' : orgId === centre.orgId ? 'centre' : 'other';
}

/** The deal as far as this reader may see it. */
export function presentDeal(state: Deal, looking: Looking, { deposit, isMoneyOut }: Money): DealView {
  const part = partOf(state, looking.orgId);
  const isInside = part === 'seller' || part === 'winner' || part === 'department';
  const knowsWinner = isInside || (part === 'centre' && knowsAsCentre(state));
  const isOffice = part === 'seller' || part === 'department' || part === 'centre';
  const can = actsOf(state, looking);
  const paid = paidFen(state);
  return {
    lotId: state.lotId, saleId: state.saleId, status: state.status, outcome: state.outcome, endedAt: state.endedAt, seller: state.seller, resultBy: state.resultBy, confirmBy: state.confirmBy, contractBy: state.contractBy,
    confirmedAt: state.confirmedAt, result: state.result, part,
    winner: knowsWinner ? state.winner : null,
    confirmation: isInside && state.confirmation ? { document: state.confirmation, hash: hashOfContent(state.confirmation), signatures: state.confirmations } : null,
    contract: isInside ? state.contract : null,
    contractAt: state.contract?.signedAt ?? null,
    payments: (isInside || (part === 'centre' && knowsAsCentre(state))) && state.contract?.signedAt
      ? { schedule: state.schedule, items: state.payments, depositFen: state.depositFen, paidFen: String(paid), owedFen: String(priceOf(state) - paid) } : null,
    lapse: state.lapse && { ground: state.lapse.ground, reason: isInside ? state.lapse.reason : null, at: state.lapse.at },
    certificate: state.certificate && { number: state.certificate.document.number, hash: state.certificate.hash, at: state.certificate.at },
    overdue: isInside ? state.overdue : [],
    deposit, refunds: isOffice ? { by: state.refundBy, isOpen: isMoneyOut } : null,
    previews: previewsOf(state, can, looking), can, serverNow: looking.now,
  };
}

/** The centre certifies who bought, so it learns it when there is a contract to certify, and no sooner. */
export function knowsAsCentre({ contract }: Deal): boolean {
  return Boolean(contract?.signedAt);
}

const rolesOf: Readonly<Record<DealAct, readonly Role[]>> = {
  confirm: ['initiate.operator', ...buyerRoles], signContract: ['initiate.operator', ...buyerRoles], publishResult: ['initiate.operator'], draftContract: ['initiate.operator'],
  recordPayment: ['initiate.operator'], lapse: ['initiate.operator'], issueCertificate: ['serve.witness', 'exchange.operator'],
};

/** What whoever looks may do now, in the order of a deal. */
export function actsOf(state: Deal, { orgId, role, now, context }: Pick<Looking, 'orgId' | 'role' | 'now' | 'context'>): DealAct[] {
  return dealActs.filter((act) => rolesOf[act].includes(role) && mayAct(act, state, { orgId, now, kind: context.kind }).ok);
}

function previewsOf(state: Deal, can: readonly DealAct[], { now, context, announced, until }: Looking): DealView['previews'] {
  const result = can.includes('publishResult') ? resultOf(state, announced, context.pack) : null;
  const terms = can.includes('draftContract') ? expectedTerms(state, announced.lot, now, context) : null;
  const certificate = can.includes('issueCertificate') ? certificateOf(state, announced, yearOf(ofInstant(now))) : null;
  return {
    result: result && { document: result, hash: hashOfContent(result), until },
    terms: terms?.ok ? terms.value : null,
    certificate: certificate && { document: certificate, hash: hashOfContent(certificate) },
    lapse: can.includes('lapse') ? groundToLapse(state, now) : null,
  };
}
