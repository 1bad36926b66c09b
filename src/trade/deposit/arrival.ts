import type { Refusal } from '#kernel/refusal.ts';
import { formatFen } from '#kernel/money.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { ofInstant, type PlainDate } from '#kernel/time/plain-date.ts';
import { checkDepositPayment } from '#rules/construction/deposit.ts';
import { blocking, refusalOf } from '#rules/construction/finding.ts';
import type { RulePack } from '#rules/pack.ts';
import type { DepositForm } from '#trade/bid/bid.types.ts';
import { depositRefusals as refusals } from './deposit.refusals.ts';
import type { Deposit } from './deposit.types.ts';

export const formTitles: Readonly<Record<DepositForm, string>> = { guarantee: '保函', transfer: '转账', insurance: '保证保险' };

/** A transfer as the bank's advice has it. `isOtherAccount`: whoever enters it says that it did not come from the basic account. */
export type MoneyIn = { readonly amountFen: string; readonly arrivedOn: string; readonly paidFrom: string | null; readonly isOtherAccount: boolean };

/** Whether it may be said of this deposit that it came, or did not. What came after it had been said to be missing is there all the same. */
export function checkUnconfirmed({ status }: Deposit, isMissing = false): Result<void, Refusal> {
  if (status === 'declared' || (status === 'missing' && !isMissing)) return ok(undefined);
  return err(refusals.settled({ got: status === 'missing' ? '已登记未到账' : '已登记到账' }));
}

/**
 * 条例第二十六条: an organisation's money comes from its basic account. A number that differs is refused, for it may be a slip;
 * money that did come from elsewhere is still another's money, so it is entered as such, owed back, and a fact for the panel.
 * @returns whether it came from the basic account; null where that is not asked.
 */
export function checkArrival(state: Deposit, money: MoneyIn, { today, pack, basicAccount }: { readonly today: PlainDate; readonly pack: RulePack; readonly basicAccount: string | null }): Result<boolean | null, Refusal> {
  const open = checkUnconfirmed(state);
  if (!open.ok) return open;
  if (state.form !== 'transfer') return err(refusals.form({ got: '到账', want: formTitles[state.form] }));
  if (BigInt(money.amountFen) === 0n) return err(refusals.nothing({}));
  if (money.arrivedOn > today) return err(refusals.arrivesLater({ arrivedOn: money.arrivedOn, today }));
  if (state.isSealed) return money.paidFrom === null ? ok(null) : err(refusals.sealedAccount({}));
  const findings = checkDepositPayment({ form: 'money', payer: 'organisation', account: money.paidFrom, basicAccount }, pack);
  const [fault] = blocking(findings);
  if (fault && !money.isOtherAccount) return err({ ...refusalOf(fault), path: 'paidFrom', remedy: '核对付款账号。确实不是由基本账户转出的，选“不是由基本账户转出”再登记：作为事实提供给评标委员会，钱照样要退。' });
  return ok(findings.every((finding) => finding.ok));
}

/** A guarantee or a policy is a paper: nobody paid it in. */
export function checkGuarantee(state: Deposit): Result<void, Refusal> {
  if (state.form === 'transfer') return err(refusals.form({ got: '保函、保险', want: formTitles.transfer }));
  return checkUnconfirmed(state);
}

/** What the panel is to know of this deposit when it reviews the bid: facts, on which it alone decides. */
export function depositFacts({ status, amountFen, heldFrom, arrival, missing }: Deposit): string[] {
  if (missing) return [`投标保证金未到账：${missing.reason}`];
  if (status === 'declared') return ['招标人还没有核对投标保证金是否到账'];
  if (arrival?.kind !== 'money') return [];
  const deadline = ofInstant(heldFrom);
  return [
    ...(BigInt(arrival.amountFen) < BigInt(amountFen) ? [`投标保证金到账 ${formatFen(BigInt(arrival.amountFen))}，招标文件要求 ${formatFen(BigInt(amountFen))}`] : []),
    ...(arrival.arrivedOn > deadline ? [`投标保证金 ${arrival.arrivedOn} 到账，投标截止日是 ${deadline}`] : []),
    ...(arrival.isFromBasicAccount === false ? ['投标保证金不是由投标人登记的基本账户转出'] : []),
  ];
}
