import type { Instant } from '#kernel/time/instant.ts';
import type { FileMark } from '#trade/award/award.events.ts';
import type { DepositForm } from '#trade/bid/bid.types.ts';

/** 投标保证金 of one bidder for one lot: stream `deposit:<lotId>:<ref>`, from the moment the list of bidders is public or the lot has failed. */
export type Deposit = {
  /** Last part of the stream's name: the bidder's code, or the pay code where the lot failed and nobody may learn who had responded. */
  readonly ref: string;
  readonly lotId: string;
  readonly tenderId: string;
  readonly bidderId: string;
  readonly bidderName: string;
  readonly isSealed: boolean;
  readonly form: DepositForm;
  readonly amountFen: string;
  /** Interest runs from the day of the bid deadline: by then the money was there, and before it nobody may know whose it is. */
  readonly heldFrom: Instant;
  readonly status: 'held' | 'due' | 'returned' | 'forfeited';
  readonly due: { readonly cause: DueCause; readonly since: Instant; readonly dueBy: Instant } | null;
  readonly returned: { readonly paidOn: string; readonly amountFen: string; readonly interestFen: string; readonly voucher: string; readonly at: Instant; readonly late: boolean } | null;
  readonly forfeited: { readonly ground: string; readonly explanation: string; readonly evidence: readonly FileMark[]; readonly at: Instant } | null;
  readonly overdueNoted: boolean;
};

export type DueCause = 'contract-signed' | 'withdrawn' | 'tender-failed';
