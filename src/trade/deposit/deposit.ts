import { present } from '#kernel/assert.ts';
import type { Aggregate, WakeCommand } from '#kernel/decider.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { ofInstant, plainDate, type PlainDate } from '#kernel/time/plain-date.ts';
import { depositInterestFen, forfeitGrounds, interestDays } from '#rules/construction/award-grounds.ts';
import type { RulePack } from '#rules/pack.ts';
import type { CodeText } from '#rules/rule.ts';
import type { BidderNotice } from '#trade/award/award.types.ts';
import type { Contract } from '#trade/contract/contract.types.ts';
import type { BidOutcome, Opening } from '#trade/opening/opening.types.ts';
import type { DepositEvent } from './deposit.events.ts';
import { depositRefusals as refusals } from './deposit.refusals.ts';
import type { Deposit } from './deposit.types.ts';

/** What is owed to whom the parties may check; vouchers name accounts and stay with payer, payee and department. */
export const deposit: Aggregate<Deposit, DepositEvent> = {
  type: 'deposit',
  disclosure: {
    DepositRecorded: 'parties',
    SealedDepositRecorded: { default: 'parties', fields: { bidderId: 'sealed', bidderName: 'sealed' } },
    DepositArrived: { default: 'parties', fields: { voucher: 'initiator', paidFrom: 'initiator' } },
    GuaranteeReceived: { default: 'parties', fields: { number: 'initiator', issuer: 'initiator' } },
    DepositNotArrived: 'parties',
    ReturnDue: 'parties',
    DepositReturned: { default: 'parties', fields: { voucher: 'initiator' } },
    DepositForfeited: { default: 'parties', fields: { explanation: 'initiator', evidence: 'initiator', statement: 'initiator', signature: 'initiator' } },
    ReturnOverdue: 'parties',
  },
  evolve(state, event, { at, id }) {
    if (event.kind === 'DepositRecorded' || event.kind === 'SealedDepositRecorded') {
      const [lotId = '', ref = ''] = id.split(':');
      const { tenderId, bidderName, form, amountFen, heldFrom } = event;
      const isSealed = event.kind === 'SealedDepositRecorded';
      return { ref, lotId, bidderId: isSealed ? event.bidderId : ref, isSealed, tenderId, bidderName, form, amountFen, heldFrom, status: 'declared', arrival: null, missing: null, due: null, returned: null, forfeited: null, overdueNoted: false };
    }
    const before = present(state, 'deposit');
    switch (event.kind) {
      case 'DepositArrived': {
        const { amountFen, arrivedOn, voucher, paidFrom, isFromBasicAccount } = event;
        return { ...before, status: 'held', missing: null, arrival: { kind: 'money', amountFen, arrivedOn, voucher, paidFrom, isFromBasicAccount, at } };
      }
      case 'GuaranteeReceived':
        return { ...before, status: 'held', missing: null, arrival: { kind: 'guarantee', number: event.number, issuer: event.issuer, at } };
      case 'DepositNotArrived':
        return { ...before, status: 'missing', missing: { reason: event.reason, at } };
      case 'ReturnDue':
        return { ...before, status: 'due', due: { cause: event.cause, since: event.since, dueBy: event.dueBy } };
      case 'DepositReturned': {
        const { paidOn, amountFen, interestFen, voucher, late } = event;
        return { ...before, status: 'returned', returned: { paidOn, amountFen, interestFen, voucher, late, at } };
      }
      case 'DepositForfeited':
        return { ...before, status: 'forfeited', forfeited: { ground: event.ground, explanation: event.explanation, evidence: event.evidence, at } };
      case 'ReturnOverdue':
        return { ...before, overdueNoted: true };
    }
  },
  nextWake: (state) => (isAwaited(state) && state.due ? state.due.dueBy : null),
  onWake: ({ lotId, ref }): readonly WakeCommand[] => [{ name: 'deposit.recordOverdue', body: { lotId, bidderId: ref } }],
};

export function isAwaited(state: Deposit): boolean {
  return state.status === 'due' && !state.overdueNoted;
}

/** It is there and has not gone back: what may be returned or kept. */
export function isHeld({ status }: Pick<Deposit, 'status'>): boolean {
  return status === 'held' || status === 'due';
}

/** Nobody has said whether it came, or it is still there: the lot is not over. */
export function isUnsettled({ status }: Pick<Deposit, 'status'>): boolean {
  return status === 'declared' || status === 'held' || status === 'due';
}

/** What must be paid back on a day, by the rules of the tender: what arrived, with interest from the day it did. A guarantee or a policy earns nothing: it is released. */
export function owedOn(state: Deposit, paidOn: PlainDate, pack: RulePack): { readonly amountFen: bigint; readonly interestFen: bigint; readonly days: number } {
  const money = state.arrival?.kind === 'money' ? state.arrival : null;
  const days = interestDays(money ? plainDate(money.arrivedOn) : ofInstant(state.heldFrom), paidOn);
  const amountFen = BigInt(money?.amountFen ?? state.amountFen);
  return { amountFen, days, interestFen: state.form === 'transfer' ? depositInterestFen(amountFen, days, pack) : 0n };
}

function notHeld({ status }: Deposit): Refusal {
  return status === 'declared' || status === 'missing' ? refusals.notArrived({ got: status === 'declared' ? '还没有核对到账' : '登记为未到账' }) : refusals.closed({});
}

export type Payment = { readonly paidOn: string; readonly amountFen: string; readonly interestFen: string };

/** The whole amount, and at least the interest (条例第五十七条): a bank's own better rate is welcome, a shortfall is not. */
export function checkReturn(state: Deposit, payment: Payment, { today, pack }: { readonly today: PlainDate; readonly pack: RulePack }): Result<void, Refusal> {
  if (!isHeld(state)) return err(notHeld(state));
  const paidOn = plainDate(payment.paidOn);
  if (paidOn > today) return err(refusals.future({ today }));
  if (state.arrival?.kind === 'money' && paidOn < state.arrival.arrivedOn) return err(refusals.beforeArrival({ paidOn, arrivedOn: state.arrival.arrivedOn }));
  const owed = owedOn(state, paidOn, pack);
  if (BigInt(payment.amountFen) !== owed.amountFen) return err(refusals.amount({ got: payment.amountFen, want: String(owed.amountFen) }));
  if (BigInt(payment.interestFen) < owed.interestFen) return err(refusals.interest({ got: payment.interestFen, want: String(owed.interestFen), days: owed.days }));
  return ok(undefined);
}

/** What the record knows of a bidder where money might be kept back. */
export type ForfeitFacts = {
  /** How its bid ended at the opening. */
  readonly outcome: BidOutcome['kind'] | null;
  /** It was told that it had won. */
  readonly hasWon: boolean;
  readonly hasContract: boolean;
};

/** From opening, contract and what the bidder was told. */
export function factsOf({ lotId, bidderId }: Deposit, { opening, contract, notice }: { readonly opening: Opening | null; readonly contract: Contract | null; readonly notice: BidderNotice | null }): ForfeitFacts {
  const bid = opening?.lots.find((lot) => lot.lotId === lotId)?.accepted.find((each) => each.bidderId === bidderId);
  return {
    outcome: bid?.outcome.kind ?? null, hasWon: notice?.sent.some(({ outcome }) => outcome === 'won') ?? false,
    hasContract: contract?.status === 'signed' && contract.terms.winnerOrgId === bidderId,
  };
}

export type GroundStanding = CodeText & { readonly open: boolean; readonly why: string };

/** Each ground of the law, and whether what happened can bear it: only a winner can fail to sign, only a revoked bid is revoked. */
export function groundsFor({ outcome, hasWon, hasContract }: ForfeitFacts, pack: RulePack): GroundStanding[] {
  return forfeitGrounds(pack).map((ground) => {
    if (ground.code === 'revoked') return { ...ground, open: outcome === 'revoked', why: outcome === 'revoked' ? '开标记录：投标文件被撤销' : '开标记录里没有撤销' };
    if (hasContract) return { ...ground, open: false, why: '合同已经签订' };
    return { ...ground, open: hasWon, why: hasWon ? '已向其发出中标通知书，合同尚未签订' : '没有向其发出中标通知书' };
  });
}

/** Money is kept back on a ground of the law alone, and only where the record bears it. */
export function checkForfeit(state: Deposit, ground: string, facts: ForfeitFacts, pack: RulePack): Result<void, Refusal> {
  if (!isHeld(state)) return err(notHeld(state));
  const known = groundsFor(facts, pack).find(({ code }) => code === ground);
  if (!known) return err(refusals.ground({}));
  return known.open ? ok(undefined) : err(refusals.noFact({ ground: known.text, why: known.why }));
}
