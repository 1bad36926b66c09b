import type { Instant } from '#kernel/time/instant.ts';
import type { Party } from '#trade/sale/sale.types.ts';
import type { DealAct } from './deal.decide.ts';
import type { Certificate, Confirmation, Deal, DealDuty, DuePayment, LapseGround, Payment, SaleContract, SaleContractTerms, SaleResult } from './deal.types.ts';

/** `held`: still kept; `failed`: the bank could not send it back, a clerk sees to it. */
export type DepositFate = 'held' | 'returning' | 'returned' | 'failed' | 'price' | 'forfeited';

/** What whoever looks is to the deal; `other` sees what everyone sees. */
export type DealPart = 'seller' | 'winner' | 'department' | 'centre' | 'other';

/** A deal as far as whoever looks may see it. What is not for this reader is null. Money is 分 as text. */
export type DealView = Pick<Deal, 'lotId' | 'saleId' | 'status' | 'outcome' | 'endedAt' | 'seller' | 'resultBy' | 'confirmBy' | 'contractBy' | 'confirmedAt' | 'result'> & {
  readonly part: DealPart;
  readonly winner: Party | null;
  readonly confirmation: { readonly document: Confirmation; readonly hash: string; readonly signatures: Deal['confirmations'] } | null;
  readonly contract: SaleContract | null;
  readonly contractAt: Instant | null;
  readonly payments: { readonly schedule: readonly DuePayment[]; readonly items: readonly Payment[]; readonly depositFen: string; readonly paidFen: string; readonly owedFen: string } | null;
  readonly lapse: { readonly ground: LapseGround; readonly reason: string | null; readonly at: Instant } | null;
  readonly certificate: { readonly number: string; readonly hash: string; readonly at: Instant } | null;
  readonly overdue: readonly DealDuty[];
  /** One's own deposit; null for those who paid none. */
  readonly deposit: DepositFate | null;
  /** For seller, department and centre: whether any deposit of the lot has still to go back. */
  readonly refunds: { readonly by: Instant; readonly isOpen: boolean } | null;
  /** What would be signed now, for those who may: exactly the text that counts. */
  readonly previews: {
    readonly result: { readonly document: SaleResult; readonly hash: string; readonly until: Instant | null } | null;
    readonly terms: SaleContractTerms | null;
    readonly certificate: { readonly document: Certificate; readonly hash: string } | null;
    readonly lapse: LapseGround | null;
  };
  readonly can: readonly DealAct[];
  readonly serverNow: Instant;
};

/** One published result in the list that anyone may read. */
export type ResultRow = { readonly document: SaleResult; readonly at: Instant; readonly until: Instant | null };
