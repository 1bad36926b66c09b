import type { Instant } from '#kernel/time/instant.ts';
import type { FileMark } from '#trade/award/award.events.ts';
import type { DepositForm } from '#trade/bid/bid.types.ts';

/** 投标保证金 of one bidder for one lot: stream `deposit:<lotId>:<ref>`, from the moment the list of bidders is public, the lot has failed or the tender is terminated. */
export type Deposit = {
  /** Last part of the stream's name: the bidder's code, or the pay code where nobody may learn who had responded: the lot failed, or the tender was terminated. */
  readonly ref: string;
  readonly lotId: string;
  readonly tenderId: string;
  readonly bidderId: string;
  readonly bidderName: string;
  readonly isSealed: boolean;
  readonly form: DepositForm;
  /** What the document asks; what came in is in `arrival`. */
  readonly amountFen: string;
  /** The bid deadline, or the termination before it: what arrives after its day is late. What was on the ledger as held before arrivals were confirmed bears interest from here. */
  readonly heldFrom: Instant;
  /** `declared` by the bid, no more; `missing`: did not arrive; `held` is owed back. */
  readonly status: 'declared' | 'missing' | 'held' | 'due' | 'returned' | 'forfeited';
  readonly arrival: Arrival | null;
  readonly missing: { readonly reason: string; readonly at: Instant } | null;
  readonly due: { readonly cause: DueCause; readonly since: Instant; readonly dueBy: Instant } | null;
  readonly returned: { readonly paidOn: string; readonly amountFen: string; readonly interestFen: string; readonly voucher: string; readonly at: Instant; readonly late: boolean } | null;
  readonly forfeited: { readonly ground: string; readonly explanation: string; readonly evidence: readonly FileMark[]; readonly at: Instant } | null;
  readonly overdueNoted: boolean;
};

/**
 * 到账: what whoever holds the deposit found in its account, or in its hands. `paidFrom` and `isFromBasicAccount` are null
 * where the bid stays sealed: a yes or no to a guessed account would tell whose sealed bid it was.
 */
export type Arrival =
  | { readonly kind: 'money'; readonly amountFen: string; readonly arrivedOn: string; readonly voucher: string; readonly paidFrom: string | null; readonly isFromBasicAccount: boolean | null; readonly at: Instant }
  | { readonly kind: 'guarantee'; readonly number: string; readonly issuer: string; readonly at: Instant };

export type DueCause = 'contract-signed' | 'withdrawn' | 'tender-failed' | 'tender-terminated';
