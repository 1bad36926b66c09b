import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { FileMark } from '#trade/award/award.events.ts';
import type { DepositForm } from '#trade/bid/bid.types.ts';
import type { DueCause } from './deposit.types.ts';

/** Everything that happens on stream `deposit:<lotId>:<ref>`. It begins as what the bid declares; `heldFrom` is the bid deadline. */
export type DepositEvent =
  | { kind: 'DepositRecorded'; tenderId: string; bidderName: string; form: DepositForm; amountFen: string; heldFrom: Instant }
  /** Of a bid that stays sealed: the stream is named by the pay code, and whose it is the bidder alone knows. */
  | { kind: 'SealedDepositRecorded'; tenderId: string; bidderId: string; bidderName: string; form: DepositForm; amountFen: string; heldFrom: Instant }
  | { kind: 'DepositArrived'; amountFen: string; arrivedOn: string; voucher: string; paidFrom: string | null; isFromBasicAccount: boolean | null; byOrgId: string }
  | { kind: 'GuaranteeReceived'; number: string; issuer: string; byOrgId: string }
  | { kind: 'DepositNotArrived'; reason: string; byOrgId: string }
  | { kind: 'ReturnDue'; cause: DueCause; since: Instant; dueBy: Instant }
  | { kind: 'DepositReturned'; paidOn: string; amountFen: string; interestFen: string; late: boolean; voucher: string; byOrgId: string }
  | { kind: 'DepositForfeited'; ground: string; explanation: string; evidence: readonly FileMark[]; statement: JsonObject; signature: JsonObject }
  | { kind: 'ReturnOverdue'; dueBy: Instant };
