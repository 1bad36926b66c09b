import type { Instant } from '#kernel/time/instant.ts';

/**
 * One line of the statement of the collection account, as far as the platform takes it in. The bank's line also names the
 * payer and the account: these are dropped where they come in and stand nowhere here.
 */
export type StatementLine = {
  /** From 1 on, without a gap. */
  readonly number: number;
  readonly reference: string;
  /** When the bank had the money, or let it go: by this a payment is in time, however late the line is read. */
  readonly bookedAt: Instant;
  readonly direction: 'in' | 'out';
  readonly amountFen: string;
  /** Of the account, after this line. */
  readonly balanceFen: string;
  readonly remark: string;
  /** Of a line that goes out: the payout it belongs to. */
  readonly payoutKey: string | null;
};

/** What a deposit under a pay code should be. `untilAt`: the instant at which it is too late. */
export type Expected = { readonly lotId: string; readonly bidderId: string; readonly depositFen: string; readonly untilAt: Instant };

/** What a line turns out to be; all but `matched` wait for a person, who can only send the money back. */
export type Match = 'matched' | 'wrongAmount' | 'unknownCode' | 'duplicate' | 'late';

/**
 * Where deposits belong: the module that asks for them. `find` says whose a pay code is. `record` says that the money is
 * there; asked again with the same reference it answers the same and records once. It judges no deadline: the line has
 * been found in time by the bank's own hour, and may be read long after.
 */
export interface DepositTarget {
  find(payCode: string): Promise<Expected | null>;
  record(deposit: { readonly lotId: string; readonly bidderId: string; readonly amountFen: string; readonly reference: string }): Promise<'recorded' | 'refused'>;
}

/** `key` makes it one payment however often it is asked for; the money goes back whence the line `returnOf` came. */
export type PayoutRequest = { readonly key: string; readonly returnOf: string; readonly amountFen: string };
export type PayoutAnswer = { readonly status: 'accepted' | 'pending' | 'failed'; readonly reason: string | null };

/** A bank that keeps the collection account. Whatever it cannot or will not answer is thrown. */
export interface Bank {
  statements(after: number, limit: number): Promise<readonly StatementLine[]>;
  pay(payout: PayoutRequest): Promise<PayoutAnswer>;
  /** Null when the bank knows of no such payout. */
  outcomeOf(key: string): Promise<PayoutAnswer | null>;
}

/** Stream `statement:collection`: how far the statement has been read. */
export type Statement = { readonly cursor: number; readonly balanceFen: string };

/** Why a line is not simply a deposit: how it failed to match, or what came after. */
export type Exception = Exclude<Match, 'matched'> | 'refused' | 'unexplained';

/** One line that has been read: stream `bankLine:<number>`. The pay code is kept only while it matches; of any other its last two symbols. */
export type BankLine = {
  readonly number: number;
  readonly reference: string;
  readonly direction: 'in' | 'out';
  readonly amountFen: string;
  readonly bookedAt: Instant;
  readonly codeTail: string | null;
  readonly match: { readonly lotId: string; readonly payCode: string } | null;
  readonly status: 'matched' | 'credited' | 'exception' | 'sentBack' | 'explained';
  readonly exception: Exception | null;
};

/** Money on its way back: stream `payout:<id>`. At the bank each attempt has a key of its own, `<id>.<attempt>`. */
export type Payout = {
  readonly id: string;
  readonly book: string;
  readonly returnOf: string;
  readonly amountFen: string;
  readonly attempt: number;
  /** `ordered`: the bank has perhaps not heard of it; `pending`: it has, and has not said how it ended. */
  readonly status: 'ordered' | 'pending' | 'paid' | 'failed';
  readonly reason: string | null;
  readonly at: Instant;
};

/** Of the money that nobody can place: what lies at the bank, what waits for a clerk, what is on its way back. */
export type LineBalances = { readonly bankFen: string; readonly suspenseFen: string; readonly owedBackFen: string };

/** What the clerk who keeps the account reads. */
export type BankPage = {
  readonly isConnected: boolean;
  /** Why the bank is not being read now; null while it is. */
  readonly problem: string | null;
  readonly balances: LineBalances;
  readonly lines: readonly BankLineView[];
  readonly payouts: readonly PayoutView[];
  readonly serverNow: Instant;
};
export type BankLineView = {
  readonly number: number; readonly reference: string; readonly direction: 'in' | 'out'; readonly amountFen: string; readonly amount: string; readonly bookedAt: Instant;
  /** Its last characters only. */
  readonly payCode: string | null;
  readonly exception: Exception | null; readonly why: string; readonly can: readonly string[];
};
export type PayoutView = { readonly id: string; readonly attempt: number; readonly reference: string; readonly amountFen: string; readonly amount: string; readonly failedAt: Instant; readonly reason: string; readonly can: readonly string[] };
