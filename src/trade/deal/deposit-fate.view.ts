import type { Payout } from '#service/bank/bank.types.ts';
import { balanceOf } from '#service/ledger/ledger.ts';
import type { Ledger } from '#service/ledger/ledger.types.ts';
import type { DepositFate } from './deal.views.types.ts';

/** What has become of one's own deposit, as the book and the payout say. Null where none came by the bank. */
export function depositFateOf(book: Ledger | null, payout: Payout | null, payCode: string): DepositFate | null {
  if (balanceOf(book, 'held', payCode) > 0n) return 'held';
  if (balanceOf(book, 'pricePaid', payCode) > 0n) return 'price';
  if (balanceOf(book, 'forfeited', payCode) > 0n) return 'forfeited';
  if (payout === null) return null;
  return payout.status === 'paid' ? 'returned' : payout.status === 'failed' ? 'failed' : 'returning';
}
