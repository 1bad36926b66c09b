import { forfeitGrounds } from '#rules/construction/award-grounds.ts';
import type { RulePack } from '#rules/pack.ts';
import type { Deposit } from './deposit.types.ts';
import { formatPayCode } from './pay-code.ts';

/** What an organisation is to one deposit: its bidder, the initiator's side, the centre that may hold it, or the department. */
export type DepositPart = 'bidder' | 'initiator' | 'centre' | 'department';

/** One line of the ledger. `bidderId` is null where the reader may not learn whose money it is. */
export type DepositView = Omit<Deposit, 'bidderId' | 'isSealed' | 'arrival' | 'returned' | 'forfeited'> & {
  readonly bidderId: string | null;
  readonly isSealed: boolean;
  readonly arrival: Exclude<Deposit['arrival'], { kind: 'money' }> | (Omit<Extract<Deposit['arrival'], { kind: 'money' }>, 'voucher' | 'paidFrom'> & { readonly voucher: string | null; readonly paidFrom: string | null }) | null;
  readonly returned: (Omit<NonNullable<Deposit['returned']>, 'voucher'> & { readonly voucher: string | null }) | null;
  readonly forfeited: (Omit<NonNullable<Deposit['forfeited']>, 'explanation'> & { readonly groundText: string; readonly explanation: string | null }) | null;
};

/**
 * The ledger as one of its readers may see it. The name behind a sealed bid is its bidder's alone; accounts stay with
 * payer and payee; why money was kept back is for both sides and the department, not for the centre.
 */
export function depositFor(state: Deposit, part: DepositPart, pack: RulePack): DepositView {
  const { arrival, returned, forfeited } = state;
  const isHidden = state.isSealed && part !== 'bidder';
  return {
    ...state,
    bidderId: isHidden ? null : state.bidderId, bidderName: isHidden ? `缴费码 ${formatPayCode(state.ref)}` : state.bidderName,
    arrival: arrival?.kind === 'money' && part === 'department' ? { ...arrival, voucher: null, paidFrom: null } : (arrival ?? null),
    returned: returned && { ...returned, voucher: part === 'department' ? null : returned.voucher },
    forfeited: forfeited && { ...forfeited, groundText: groundText(forfeited.ground, pack), explanation: part === 'centre' ? null : forfeited.explanation, evidence: part === 'centre' ? [] : forfeited.evidence },
  };
}

function groundText(ground: string, pack: RulePack): string {
  return forfeitGrounds(pack).find(({ code }) => code === ground)?.text ?? ground;
}
