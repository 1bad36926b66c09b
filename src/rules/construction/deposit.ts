import { formatFen, shareOf, type Fen } from '#kernel/money.ts';
import { valueOf, type RulePack } from '../pack.ts';
import { percentText, rate } from '../rate.ts';
import { findingOf, type RuleFinding } from './finding.ts';

export type LotKind = 'works' | 'goods' | 'design';

export type DepositPlan = {
  readonly kind: LotKind;
  /** 估算价 of the lot, the base of the deposit ceiling. */
  readonly estimateFen: Fen;
  /** Null where no deposit is asked. */
  readonly depositFen: Fen | null;
};

const capKeys: Readonly<Record<LotKind, string>> = { works: 'eng.deposit.cap80w', goods: 'eng.deposit.capGoods', design: 'eng.deposit.capDesign' };

/** The largest deposit a lot may ask: the rate and the ceiling hold together. */
export function depositCapFen(lot: Pick<DepositPlan, 'kind' | 'estimateFen'>, pack: RulePack): Fen {
  const { byRate, ceiling } = capsOf(lot, pack);
  return byRate < ceiling ? byRate : ceiling;
}

/** One row for the rate, one for the ceiling; none where no deposit is asked. */
export function depositFindings(lot: DepositPlan, pack: RulePack, path: string): RuleFinding[] {
  if (lot.depositFen === null) return [];
  const { share, byRate, ceiling } = capsOf(lot, pack);
  const got = formatFen(lot.depositFen);
  const positive = lot.depositFen > 0n;
  return [
    findingOf(pack, 'eng.deposit.maxRate', {
      got, path, ok: positive && lot.depositFen <= byRate, bound: `不超过 ${formatFen(byRate)}（估算价 ${formatFen(lot.estimateFen)} 的 ${percentText(share)}）`,
    }),
    findingOf(pack, capKeys[lot.kind], { got, path, ok: positive && lot.depositFen <= ceiling, bound: `不超过 ${formatFen(ceiling)}` }),
  ];
}

/** How a deposit came in. Money is a transfer or a cheque; a guarantee names no account. */
export type DepositPayment = {
  readonly form: 'money' | 'guarantee';
  readonly payer: 'organisation' | 'person';
  /** Account the money left, and the payer's registered basic account (a person's own account); null where unknown. */
  readonly account: string | null;
  readonly basicAccount: string | null;
};

/** Every organisation that pays money pays from its basic account, a person from the own account. */
export function checkDepositPayment(payment: DepositPayment, pack: RulePack): RuleFinding[] {
  if (payment.form === 'guarantee') return [];
  const wanted = payment.payer === 'organisation' ? '基本账户' : '本人账户';
  const ok = payment.account !== null && payment.account === payment.basicAccount;
  return [findingOf(pack, 'eng.deposit.basicAccount', { got: ok ? `由${wanted}转出` : `不是由${wanted}转出，或者没有登记${wanted}`, bound: `由投标人${wanted}转出`, ok, path: 'account' })];
}

function capsOf(lot: Pick<DepositPlan, 'kind' | 'estimateFen'>, pack: RulePack) {
  const share = rate(valueOf(pack, 'eng.deposit.maxRate', 'rate'));
  return { share, byRate: shareOf(lot.estimateFen, share, 'down'), ceiling: BigInt(valueOf(pack, capKeys[lot.kind], 'fen')) };
}
