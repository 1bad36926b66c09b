/**
 * What a book says of money: where it is (`bank`), and whose it is (all others). Each may be divided by `of`: deposits by
 * pay code, what is owed back by payout, what nobody can place by line of the statement.
 */
export const accountNames = ['bank', 'suspense', 'held', 'owedBack', 'pricePaid', 'forfeited'] as const;
export type AccountName = (typeof accountNames)[number];

/** One side of an entry is `0`, the other an amount of 分. */
export type Entry = { readonly account: AccountName; readonly of: string | null; readonly debitFen: string; readonly creditFen: string };

/** What has come about under one reference: a payment, a refund, a deposit that became part of the price. */
export type Posting = { readonly reference: string; readonly entries: readonly Entry[] };

/** `fen` on the account's own side, never below zero; `openedBy` is the reference under which money first came. */
export type Account = { readonly fen: string; readonly openedBy: string };

/** 账簿 of one lot, or of one payment that no lot expected: stream `ledger:<book>`. */
/** `held`: somebody's deposit lies in it, so that whoever settles deposits finds it. */
export type Ledger = { readonly status: 'held' | null; readonly accounts: Readonly<Record<string, Account>>; readonly posted: Readonly<Record<string, string>> };
