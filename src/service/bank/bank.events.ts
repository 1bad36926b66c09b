import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Exception } from './bank.types.ts';

/** Stream `statement:collection`. */
export type StatementEvent = { readonly kind: 'LineTaken'; readonly number: number; readonly balanceFen: string };

type Line = { readonly reference: string; readonly direction: 'in' | 'out'; readonly amountFen: string; readonly bookedAt: Instant };

/** Stream `bankLine:<number>`. */
export type BankLineEvent =
  | ({ readonly kind: 'LineMatched'; readonly lotId: string; readonly payCode: string } & Line)
  | ({ readonly kind: 'LineExplained' } & Line)
  | ({ readonly kind: 'LineExcepted'; readonly exception: Exception; readonly codeTail: string | null } & Line)
  | { readonly kind: 'LineCredited' }
  | { readonly kind: 'LineRefused' }
  | { readonly kind: 'LineSentBack'; readonly payoutId: string; readonly statement: JsonObject; readonly signature: JsonObject };

/** Stream `payout:<id>`. */
export type PayoutEvent =
  | { readonly kind: 'PayoutOrdered'; readonly book: string; readonly returnOf: string; readonly amountFen: string }
  | { readonly kind: 'PayoutPending' }
  | { readonly kind: 'PayoutPaid' }
  | { readonly kind: 'PayoutFailed'; readonly reason: string }
  | { readonly kind: 'PayoutRenewed'; readonly statement: JsonObject; readonly signature: JsonObject };
