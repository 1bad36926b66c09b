import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Deal, DuePayment, DutyName, LapseGround, Payment, PublishedResult, SaleContract, Side, Certificate } from './deal.types.ts';

type Act = { readonly statement: JsonObject; readonly signature: JsonObject };

/** Everything that happens on stream `deal:<lotId>`. */
export type DealEvent =
  /** The hall has an outcome: from here on run the clocks of confirmation, result and refunds. */
  | ({ readonly kind: 'DealOpened' } & Pick<Deal, 'saleId' | 'outcome' | 'endedAt' | 'seller' | 'centre' | 'department' | 'winner' | 'depositFen' | 'confirmBy' | 'resultBy' | 'refundBy' | 'confirmation'>)
  | ({ readonly kind: 'ConfirmationSigned'; readonly side: Side; readonly documentHash: string } & Act)
  /** Both have signed. `contractBy`: null where a publicity comes first. */
  | { readonly kind: 'ConfirmationCompleted'; readonly contractBy: Instant | null }
  | ({ readonly kind: 'SaleResultPublished'; readonly contractBy: Instant | null } & Pick<PublishedResult, 'document' | 'hash' | 'until'> & Act)
  | ({ readonly kind: 'SaleContractDrafted' } & Pick<SaleContract, 'terms' | 'termsHash' | 'differences'>)
  | ({ readonly kind: 'SaleContractSigned'; readonly side: Side; readonly termsHash: string } & Act)
  | { readonly kind: 'SaleContractConcluded'; readonly schedule: readonly DuePayment[]; /** Of the result, where the contract comes first. */ readonly resultBy: Instant | null }
  | ({ readonly kind: 'PaymentReceived' } & Omit<Payment, 'at'> & Act)
  /** The winner has not done what it owed: the lot is free again, and its deposit is kept. */
  | ({ readonly kind: 'DealLapsed'; readonly ground: LapseGround; readonly reason: string; /** By when the result must say so. */ readonly resultBy: Instant } & Act)
  | ({ readonly kind: 'CertificateIssued'; readonly number: string; readonly document: Certificate; readonly hash: string } & Act)
  | { readonly kind: 'DealOverdue'; readonly duty: DutyName; readonly dueAt: Instant };
