import { shareOf, type Fen } from '#kernel/money.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { addMonths, endOf, ofInstant } from '#kernel/time/plain-date.ts';
import { dueAfter, dueAt, notBefore, type Due, type DueContext } from '../due.ts';
import { valueOf } from '../pack.ts';
import { rate } from '../rate.ts';
import type { PaymentRules } from './kind-rules.ts';
import type { SaleKind } from './kinds.ts';

/** Deadlines of a sale are found by its kind in its pack. */
export type SaleDueContext = DueContext & { readonly kind: SaleKind };

/** 签成交确认书的最晚时间, from the end of the bidding. */
export function confirmBy(endedAt: Instant, context: SaleDueContext): Result<Due, Refusal> {
  return dueAfter(context.kind.rules.confirm, endedAt, context);
}

/** 签订合同的最晚时间. `from`: confirmation of the sale, or where the pack has a publicity that comes first, the end of that. */
export function contractBy(from: Instant, context: SaleDueContext): Result<Due, Refusal> {
  return dueAfter(context.kind.rules.contract, from, context);
}

/** 退还未成交者保证金的最晚时间, from the end of the bidding. */
export function depositsBackBy(endedAt: Instant, context: SaleDueContext): Result<Due, Refusal> {
  return dueAfter(context.kind.rules.refund, endedAt, context);
}

/** 公布结果的最晚时间, from the end of the bidding; null where the contract comes first and no rule gives days. */
export function resultPublishedBy(endedAt: Instant, context: SaleDueContext): Result<Due, Refusal> | null {
  const { result } = context.kind.rules;
  return result === null ? null : dueAfter(result, endedAt, context);
}

/** Earliest end of the result's publicity; `actualAt` is its planned end. Null where the result is published once and for all. */
export function resultPublicityUntil(publishedAt: Instant, context: SaleDueContext): Result<Due, Refusal> | null {
  const { publicity } = context.kind.rules;
  if (publicity === null) return null;
  const end = dueAfter(publicity, publishedAt, context);
  return end.ok ? ok(notBefore(end.value, context)) : end;
}

export type Payment = {
  readonly title: string;
  /** The least that must have been paid by then, what came before included. */
  readonly leastFen: Fen;
  readonly due: Due;
};

/** How the price is paid: at once, or the first part and the rest. */
export type PaymentPlan = 'whole' | 'instalments';

/**
 * 价款的各期, from the contract's effect; empty where the contract alone says. A sale whose law knows only instalments has them
 * whatever was agreed.
 */
export function paymentsBy(contractAt: Instant, price: { readonly priceFen: Fen; readonly plan: PaymentPlan }, context: SaleDueContext): Result<readonly Payment[], Refusal> {
  const { payment } = context.kind.rules;
  if (payment === null) return ok([]);
  if (payment.whole !== null && price.plan === 'whole') {
    const due = dueAfter(payment.whole, contractAt, context);
    return due.ok ? ok([{ title: '付清全部价款', leastFen: price.priceFen, due: due.value }]) : due;
  }
  return instalments(payment, contractAt, price.priceFen, context);
}

function instalments(payment: PaymentRules, contractAt: Instant, priceFen: Fen, context: SaleDueContext): Result<readonly Payment[], Refusal> {
  const first = dueAfter(payment.first, contractAt, context);
  if (!first.ok) return first;
  const share = rate(valueOf(context.pack, payment.firstShare, 'rate'));
  return ok([
    { title: '首期款', leastFen: leastShareOf(priceFen, share), due: first.value },
    { title: '付清余款', leastFen: priceFen, due: dueAt(payment.last, lastPaymentAt(contractAt, payment, context), context) },
  ]);
}

/** A ceiling on what the parties agree, so no holiday moves it. */
function lastPaymentAt(contractAt: Instant, payment: PaymentRules, { pack }: SaleDueContext): Instant {
  return endOf(addMonths(ofInstant(contractAt), 12 * valueOf(pack, payment.last, 'year')));
}

/** The smallest whole 分 that is no less than a share. */
export function leastShareOf(fen: Fen, share: ReturnType<typeof rate>): Fen {
  const below = shareOf(fen, share, 'down');
  return below * share.denominator === fen * share.numerator ? below : below + 1n;
}
