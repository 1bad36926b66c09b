import { present } from '#kernel/assert.ts';
import { formatFen, type Fen } from '#kernel/money.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { addDays, endOf, ofInstant } from '#kernel/time/plain-date.ts';
import { paymentsBy, type PaymentPlan, type SaleDueContext } from '#rules/sale/deadlines.ts';
import type { SaleLot } from '#trade/sale/sale.types.ts';
import { dealRefusals as refusals } from './deal.refusals.ts';
import type { AgreedPayment, Deal, DuePayment, SaleContractTerms, SaleDifference, SaleTermName } from './deal.types.ts';

/** Where no rule sets parts, the parties may agree on so many. */
const mostParts = 2;

/** What the contract must say, and the payments that the law foresees. */
export function expectedTerms(state: Deal, lot: SaleLot, at: Instant, context: SaleDueContext): Result<SaleContractTerms, Refusal> {
  const priceFen = priceOf(state);
  const lawful = lawfulParts(priceFen, { at, plan: 'whole' }, context);
  if (!lawful.ok) return lawful;
  let before = 0n;
  const payments = lawful.value.map(({ title, leastFen }): AgreedPayment => {
    const amountFen = String(leastFen - before);
    before = leastFen;
    return { title, amountFen, withinDays: null };
  });
  return ok({
    lotId: state.lotId, sellerOrgId: state.seller.orgId, winnerOrgId: present(state.winner, 'winner').orgId, object: objectOf(lot), priceFen: String(priceFen),
    payments: payments.length > 0 ? payments : [{ title: '全部价款', amountFen: String(priceFen), withinDays: 30 }], otherTerms: '',
  });
}

/** 标的 in the words of the announcement. */
export function objectOf({ name, facts }: SaleLot): string {
  return [name, ...facts.map(({ label, value }) => `${label}：${value}`)].join('；');
}

/** Parties, object and price are what was competed for: a contract that changes them takes it back. */
export function differencesOf(terms: SaleContractTerms, expected: SaleContractTerms): SaleDifference[] {
  const rows: readonly [SaleTermName, string, string, string, boolean][] = [
    ['parties', '当事人', `${expected.sellerOrgId} 与 ${expected.winnerOrgId}`, `${terms.sellerOrgId} 与 ${terms.winnerOrgId}`, true],
    ['object', '标的', expected.object, terms.object, true],
    ['price', '价款', formatFen(BigInt(expected.priceFen)), formatFen(BigInt(terms.priceFen)), true],
    ['payments', '付款', paymentsText(expected.payments), paymentsText(terms.payments), false],
  ];
  return rows.filter(([, , announced, agreed]) => announced !== agreed).map(([term, title, bid, contract, substantive]) => ({ term, title, bid, contract, substantive }));
}

/** The differences that may stand; a substantive one, or payments beyond what the law allows, refuse the contract. */
export function checkTerms(terms: SaleContractTerms, expected: SaleContractTerms, at: Instant, context: SaleDueContext): Result<SaleDifference[], Refusal> {
  const differences = differencesOf(terms, expected);
  const substantive = differences.find((each) => each.substantive);
  if (substantive) return err(refusals.substantive({ title: substantive.title, announced: substantive.bid, contract: substantive.contract }));
  const scheduled = scheduleOf(terms, at, context);
  return scheduled.ok ? ok(differences) : scheduled;
}

/** By when how much must have been paid, counted from the signing: as agreed, and never later or less than the law has it. */
export function scheduleOf({ priceFen, payments }: SaleContractTerms, signedAt: Instant, context: SaleDueContext): Result<DuePayment[], Refusal> {
  const price = BigInt(priceFen);
  const lawful = lawfulParts(price, { at: signedAt, plan: 'instalments' }, context);
  if (!lawful.ok) return lawful;
  const parts = lawful.value;
  const most = parts.length > 0 ? parts.length : mostParts;
  if (payments.length > most) return err(refusals.parts({ most }));
  const sum = payments.reduce((total, { amountFen }) => total + BigInt(amountFen), 0n);
  if (sum !== price) return err(refusals.sum({ got: formatFen(sum), want: formatFen(price) }));
  const scheduled: DuePayment[] = [];
  let paid = 0n;
  for (const [i, { title, amountFen, withinDays }] of payments.entries()) {
    paid += BigInt(amountFen);
    const part = parts[i];
    if (part && paid < part.leastFen) return err(refusals.partTooLittle({ title, got: formatFen(paid), want: formatFen(part.leastFen) }));
    const agreed = withinDays === null ? null : endOf(addDays(ofInstant(signedAt), withinDays));
    const dueAt = part && (agreed === null || part.dueAt < agreed) ? part.dueAt : agreed;
    if (dueAt === null) return err(refusals.daysWanted({ title }));
    scheduled.push({ title, leastFen: String(paid), dueAt });
  }
  return ok(scheduled);
}

export function paymentsText(payments: readonly AgreedPayment[]): string {
  return payments.map(({ title, amountFen, withinDays }) => `${title} ${formatFen(BigInt(amountFen))}，${withinDays === null ? '法定期限内' : `签订后 ${withinDays} 日内`}`).join('；');
}

export function priceOf({ outcome }: Pick<Deal, 'outcome'>): Fen {
  return outcome.kind === 'sold' ? BigInt(outcome.priceFen) : 0n;
}

function lawfulParts(priceFen: Fen, { at, plan }: { readonly at: Instant; readonly plan: PaymentPlan }, context: SaleDueContext): Result<{ title: string; leastFen: Fen; dueAt: Instant }[], Refusal> {
  const parts = paymentsBy(at, { priceFen, plan }, context);
  return parts.ok ? ok(parts.value.map(({ title, leastFen, due }) => ({ title, leastFen, dueAt: due.at }))) : parts;
}
