import { present } from '#kernel/assert.ts';
import type { Aggregate, EventMeta } from '#kernel/decider.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { DealEvent } from './deal.events.ts';
import type { Deal, DealDuty, DealStatus } from './deal.types.ts';

/**
 * That a lot was sold, at what price and to which number everyone has seen in the hall. Who the number is, seller and
 * department read, and the winner on its own page; the adversary is a loser, or the centre, who would learn it before the
 * law publishes it. What the two agree and pay stays theirs and the department's.
 */
export const deal: Aggregate<Deal, DealEvent> = {
  type: 'deal',
  disclosure: {
    DealOpened: { default: 'public', fields: { winner: 'initiator', depositFen: 'initiator', confirmation: 'initiator' } },
    ConfirmationSigned: 'initiator',
    ConfirmationCompleted: 'public',
    SaleResultPublished: 'public',
    SaleContractDrafted: 'initiator',
    SaleContractSigned: 'initiator',
    SaleContractConcluded: { default: 'public', fields: { schedule: 'initiator' } },
    PaymentReceived: 'initiator',
    DealLapsed: { default: 'public', fields: { reason: 'initiator', statement: 'initiator', signature: 'initiator' } },
    CertificateIssued: { default: 'public', fields: { document: 'initiator', statement: 'initiator', signature: 'initiator' } },
    DealOverdue: 'initiator',
  },
  evolve: (state, event, meta) => withStatus(event.kind === 'DealOpened' ? opened(event, meta) : next(present(state, 'deal'), event, meta)),
  nextWake: (state) => openDuties(state).reduce<Instant | null>((first, { dueAt }) => (first === null || dueAt < first ? dueAt : first), null),
  onWake: (state, now, lotId) => (openDuties(state).some(({ dueAt }) => dueAt <= now) ? [{ name: 'deal.recordOverdue', body: { lotId } }] : []),
};

/** Duties with a day that are neither done nor noted as overdue yet. */
export function openDuties(state: Deal): DealDuty[] {
  const { status, confirmedAt, result, contract } = state;
  const isSale = status !== 'lapsed' && state.outcome.kind === 'sold';
  const unpaid = isSale ? nextDue(state) : null;
  const waiting: (DealDuty | null)[] = [
    isSale && confirmedAt === null && state.confirmBy !== null ? { duty: 'confirm', dueAt: state.confirmBy } : null,
    result === null && state.resultBy !== null ? { duty: 'result', dueAt: state.resultBy } : null,
    isSale && !contract?.signedAt && state.contractBy !== null ? { duty: 'contract', dueAt: state.contractBy } : null,
    unpaid && { duty: 'payment', dueAt: unpaid.dueAt },
  ];
  return waiting.filter((each) => each !== null).filter(({ duty, dueAt }) => !state.overdue.some((noted) => noted.duty === duty && noted.dueAt === dueAt));
}

/** What has been paid of the price, the deposit that became part of it included. */
export function paidFen(state: Pick<Deal, 'contract' | 'depositFen' | 'payments'>): bigint {
  return state.payments.reduce((sum, { amountFen }) => sum + BigInt(amountFen), state.contract?.signedAt ? BigInt(state.depositFen) : 0n);
}

/** The earliest part of the price that has not been paid in full. */
export function nextDue(state: Deal): Deal['schedule'][number] | null {
  const paid = paidFen(state);
  return state.schedule.find(({ leastFen }) => paid < BigInt(leastFen)) ?? null;
}

export function isPaid(state: Deal): boolean {
  return Boolean(state.contract?.signedAt) && state.outcome.kind === 'sold' && paidFen(state) >= BigInt(state.outcome.priceFen);
}

function opened(event: Extract<DealEvent, { kind: 'DealOpened' }>, { id }: EventMeta): Deal {
  const { saleId, outcome, endedAt, seller, centre, department, winner, depositFen, confirmBy, resultBy, refundBy, confirmation } = event;
  return {
    lotId: id, saleId, outcome, endedAt, seller, centre, department, winner, depositFen, confirmBy, resultBy, refundBy, confirmation, status: 'confirming', contractBy: null, confirmations: [], confirmedAt: null, result: null, contract: null, schedule: [], payments: [], lapse: null, certificate: null, overdue: [],
  };
}

function next(before: Deal, event: Exclude<DealEvent, { kind: 'DealOpened' }>, { at }: EventMeta): Deal {
  switch (event.kind) {
    case 'ConfirmationSigned': return { ...before, confirmations: [...before.confirmations, { side: event.side, at }] };
    case 'ConfirmationCompleted': return { ...before, confirmedAt: at, contractBy: event.contractBy };
    case 'SaleResultPublished': return { ...before, result: { document: event.document, hash: event.hash, at, until: event.until }, contractBy: event.contractBy ?? before.contractBy };
    case 'SaleContractDrafted': return { ...before, contract: { terms: event.terms, termsHash: event.termsHash, differences: event.differences, signatures: [], signedAt: null } };
    case 'SaleContractSigned': {
      const contract = present(before.contract, 'contract');
      return { ...before, contract: { ...contract, signatures: [...contract.signatures, { side: event.side, at }] } };
    }
    case 'SaleContractConcluded': return { ...before, contract: { ...present(before.contract, 'contract'), signedAt: at }, schedule: event.schedule, resultBy: event.resultBy ?? before.resultBy };
    case 'PaymentReceived': return { ...before, payments: [...before.payments, { amountFen: event.amountFen, receivedOn: event.receivedOn, reference: event.reference, at }] };
    // What was published as sold is so no longer: the seller owes another result.
    case 'DealLapsed': return { ...before, lapse: { ground: event.ground, reason: event.reason, at }, result: null, resultBy: event.resultBy };
    case 'CertificateIssued': return { ...before, certificate: { document: event.document, hash: event.hash, at } };
    case 'DealOverdue': return { ...before, overdue: [...before.overdue, { duty: event.duty, dueAt: event.dueAt }] };
  }
}

function withStatus(state: Deal): Deal {
  return { ...state, status: statusOf(state) };
}

function statusOf(state: Deal): DealStatus {
  if (state.lapse) return state.result ? 'closed' : 'lapsed';
  if (state.outcome.kind === 'unsold') return state.result ? 'closed' : 'unsold';
  if (!state.confirmedAt) return 'confirming';
  if (!state.contract?.signedAt) return 'contracting';
  return isPaid(state) && state.certificate && state.result ? 'closed' : 'paying';
}
