import type { Aggregate } from '#kernel/decider.ts';
import { canonical } from '#kernel/json.ts';
import { limitFen, parseFen, type Fen } from '#kernel/money.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { LedgerEvent } from './ledger.events.ts';
import { ledgerRefusals as refusals } from './ledger.refusals.ts';
import type { Account, AccountName, Entry, Ledger, Posting } from './ledger.types.ts';

export const emptyLedger: Ledger = { status: null, accounts: {}, posted: {} };

/**
 * Each posting of a lot is a deposit: who counts them knows how many compete, before anyone may (招标投标法第二十二条), the
 * department and the centre included, so that the header is `sealed` as a bid's is. Entries and references stay `self`
 * even when what is sealed opens: a bank reference or a pay code names the payer to whoever sits at a counter of the bank.
 */
export const ledger: Aggregate<Ledger, LedgerEvent> = {
  type: 'ledger',
  disclosure: { Posted: { default: 'sealed', fields: { entries: 'self', reference: 'self' } } },
  evolve(state, { entries, reference }) {
    const before = state ?? emptyLedger;
    const accounts: Record<string, Account> = { ...before.accounts };
    for (const entry of entries) {
      const name = nameOfAccount(entry.account, entry.of);
      accounts[name] = { fen: String(BigInt(accounts[name]?.fen ?? 0) + gainOf(entry)), openedBy: accounts[name]?.openedBy ?? reference };
    }
    const isHolding = Object.entries(accounts).some(([name, { fen }]) => name.startsWith('held') && fen !== '0');
    return { status: isHolding ? 'held' : null, accounts, posted: { ...before.posted, [reference]: canonical(entries.map(flat)) } };
  },
};

/** One text for one entry: what the same reference is compared by. */
function flat({ account, of, debitFen, creditFen }: Entry): string {
  return `${nameOfAccount(account, of)} ${debitFen} ${creditFen}`;
}

/** Events of this posting: none when the very same has been posted, for whoever asks twice means one payment. */
export function post(state: Ledger | null, { reference, entries }: Posting): Result<LedgerEvent[], Refusal> {
  const before = state ?? emptyLedger;
  const earlier = Object.hasOwn(before.posted, reference) ? before.posted[reference] : undefined;
  if (earlier !== undefined) return earlier === canonical(entries.map(flat)) ? ok([]) : err(refusals.otherPosting({ reference }));
  const balanced = checkBalanced(entries);
  if (!balanced.ok) return balanced;
  const event: LedgerEvent = { kind: 'Posted', entries, reference };
  const after = new Map<string, Fen>();
  for (const entry of entries) {
    const name = nameOfAccount(entry.account, entry.of);
    after.set(name, (after.get(name) ?? balanceOf(before, entry.account, entry.of)) + gainOf(entry));
  }
  const overdrawn = [...after].find(([, fen]) => fen < 0n || fen >= limitFen);
  return overdrawn ? err(refusals.overdrawn({ account: overdrawn[0] })) : ok([event]);
}

function checkBalanced(entries: readonly Entry[]): Result<void, Refusal> {
  let [debitFen, creditFen] = [0n, 0n];
  for (const entry of entries) {
    const [debit, credit] = [parseFen(entry.debitFen), parseFen(entry.creditFen)];
    if (!debit.ok) return debit;
    if (!credit.ok) return credit;
    if (debit.value < 0n || credit.value < 0n || (debit.value > 0n) === (credit.value > 0n)) return err(refusals.oneSided({}));
    debitFen += debit.value;
    creditFen += credit.value;
  }
  return debitFen === creditFen && entries.length > 0 ? ok(undefined) : err(refusals.unbalanced({ debitFen, creditFen }));
}

/** Money in the bank grows by a debit; what it is owed for grows by a credit. */
function gainOf({ account, debitFen, creditFen }: Entry): Fen {
  const debited = BigInt(debitFen) - BigInt(creditFen);
  return account === 'bank' ? debited : -debited;
}

/** `held/7KPM3XQ9TW4N`, `bank` */
export function nameOfAccount(account: AccountName, of: string | null): string {
  return of === null ? account : `${account}/${of}`;
}

export function findAccount(state: Ledger | null, account: AccountName, of: string | null): Account | null {
  const name = nameOfAccount(account, of);
  return state && Object.hasOwn(state.accounts, name) ? (state.accounts[name] ?? null) : null;
}

export function balanceOf(state: Ledger | null, account: AccountName, of: string | null): Fen {
  return BigInt(findAccount(state, account, of)?.fen ?? 0);
}

/** What an account and all its divisions hold. */
export function totalOf(state: Ledger | null, account: AccountName): Fen {
  return Object.entries(state?.accounts ?? {}).reduce((sum, [name, { fen }]) => (name === account || name.startsWith(`${account}/`) ? sum + BigInt(fen) : sum), 0n);
}

/** Whether deposits still lie in a book, or are on their way back. */
export function hasMoneyOut(state: Ledger | null): boolean {
  return totalOf(state, 'held') + totalOf(state, 'owedBack') > 0n;
}

/** Money in the bank less what it is owed for: zero, whatever has been posted. */
export function differenceOf(state: Ledger): Fen {
  return Object.keys(state.accounts).reduce((sum, name) => sum + (name === 'bank' || name.startsWith('bank/') ? 1n : -1n) * BigInt(state.accounts[name]?.fen ?? 0), 0n);
}

/** From one account to another: the shape of nearly every posting. `debit` grows when it is the bank, else it shrinks. */
export function transfer(amountFen: string, debit: Pick<Entry, 'account' | 'of'>, credit: Pick<Entry, 'account' | 'of'>): Entry[] {
  return [{ account: debit.account, of: debit.of, debitFen: amountFen, creditFen: '0' }, { account: credit.account, of: credit.of, debitFen: '0', creditFen: amountFen }];
}
