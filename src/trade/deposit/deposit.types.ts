import type { Instant } from '#kernel/time/instant.ts';
import type { DepositForm } from '#trade/bid/bid.types.ts';

/** 投标保证金 of one bidder for one lot: stream `deposit:<lotId>:<bidderId>`, from the moment the list of bidders is public. */
export type Deposit = {
  readonly lotId: string;
  readonly tenderId: string;
  readonly bidderId: string;
  readonly bidderName: string;
  readonly form: DepositForm;
  readonly amountFen: string;
  /** Interest runs from the day of the bid deadline: by then the money was there, and before it nobody may know whose it is. */
  readonly heldFrom: Instant;
  readonly status: 'held' | 'due' | 'returned' | 'forfeited';
  readonly due: { readonly cause: DueCause; readonly since: Instant; readonly dueBy: Instant } | null;
  readonly returned: { readonly paidOn: string; readonly amountFen: string; readonly interestFen: string; readonly voucher: string; readonly at: Instant; readonly late: boolean } | null;
  readonly forfeited: { readonly ground: string; readonly explanation: string; readonly at: Instant } | null;
  readonly overdueNoted: boolean;
};

export type DueCause = 'contract-signed' | 'withdrawn' | 'tender-failed';
