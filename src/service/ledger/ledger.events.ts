import type { Entry } from './ledger.types.ts';

/** Everything that happens on stream `ledger:<book>`. */
export type LedgerEvent = { readonly kind: 'Posted'; readonly entries: readonly Entry[]; readonly reference: string };
