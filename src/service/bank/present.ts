import { formatFen } from '#kernel/money.ts';
import type { BankLine, Exception, Payout } from './bank.types.ts';
import type { BankProblem } from './standing.ts';

const exceptionTexts: Readonly<Record<Exception, string>> = {
  unknownCode: '附言里没有缴费码，或者没有这个缴费码', wrongAmount: '金额与应缴的保证金不一致', duplicate: '这个缴费码已经到账过', late: '到账时已过缴纳截止时间',
  refused: '到账时这笔保证金已经不再收取', unexplained: '账户有一笔支出，不是平台付出的',
};

const problemTexts: Readonly<Record<BankProblem, string>> = {
  unreachable: '银行暂时没有答复，平台会一直重试；到账时间以银行入账为准，不因此算迟到。', gap: '银行给出的流水缺号，等它补齐以后继续读。',
  conflict: '银行对同一条流水给出两种内容，等它更正以后继续读。', balance: '流水金额与余额对不上，等银行更正以后继续读。',
};

/** What a clerk may know of money nobody can place: that it came, when, how much. Not who sent it, and not for what. */
export function presentLine({ number, reference, direction, amountFen, bookedAt, codeTail, exception }: BankLine) {
  return { number, reference, direction, amountFen, amount: formatFen(BigInt(amountFen)), bookedAt, payCode: codeTail === null ? null : `•••• •••• ••${codeTail}`, exception, why: exception === null ? '' : exceptionTexts[exception] };
}

/** `reference` is that of the payment which goes back. */
export function presentPayout({ id, attempt, returnOf, amountFen, reason, at }: Payout) {
  return { id, attempt, reference: returnOf, amountFen, amount: formatFen(BigInt(amountFen)), failedAt: at, reason: reason ?? '' };
}

export function presentProblem(problem: BankProblem | null): string | null {
  return problem === null ? null : problemTexts[problem];
}
