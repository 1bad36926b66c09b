import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerDay, parseInstant } from '#kernel/time/instant.ts';
import { addDays, plainDate } from '#kernel/time/plain-date.ts';
import { depositInterestFen } from '#rules/construction/award-grounds.ts';
import { checkForfeit, checkReturn, deposit, owedOn } from './deposit.ts';
import { returnCause } from './deposit.clock.ts';
import type { Deposit } from './deposit.types.ts';

const heldFrom = present(parseInstant('2026-11-20 09:00'), 'instant');
const held: Deposit = {
  lotId: 't1-1', tenderId: 't1', bidderId: 'ALPHA', bidderName: '甲', form: 'transfer', amountFen: '80000000', heldFrom, status: 'held', due: null, returned: null, forfeited: null, overdueNoted: false,
};
const today = plainDate('2027-11-20');

describe('投标保证金', () => {
  test('R-092 八十万元按活期年利率万分之五存九十日，利息一百元整', () => {
    assert.equal(depositInterestFen(80_000_000n, 90), 10_000n);
    assert.deepEqual(owedOn(held, plainDate('2027-02-18')), { amountFen: 80_000_000n, interestFen: 10_000n, days: 90 });
  });

  test('R-092 退还总是全额本金加不少于应计的利息：少一分都不登记', () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 80_000_000n }), fc.integer({ min: 0, max: 365 }), fc.bigInt({ min: -3n, max: 3n }), fc.bigInt({ min: -3n, max: 3n }), (amount, days, moreAmount, moreInterest) => {
      const state: Deposit = { ...held, amountFen: String(amount) };
      const paidOn = addDays(plainDate('2026-11-20'), days);
      const owed = owedOn(state, paidOn);
      if (owed.interestFen + moreInterest < 0n || amount + moreAmount < 0n) return;
      const outcome = checkReturn(state, { paidOn, amountFen: String(amount + moreAmount), interestFen: String(owed.interestFen + moreInterest) }, today);
      assert.equal(outcome.ok, moreAmount === 0n && moreInterest >= 0n);
    }));
  });

  test('R-092 保函、保险不计息；付款日期不能在今天以后；办结的不能再办', () => {
    assert.equal(owedOn({ ...held, form: 'guarantee' }, today).interestFen, 0n);
    const code = (state: Deposit, paidOn: string) => {
      const outcome = checkReturn(state, { paidOn, amountFen: '80000000', interestFen: '99999999' }, plainDate('2026-12-01'));
      return outcome.ok ? null : outcome.error.code;
    };
    assert.deepEqual([code(held, '2026-12-02'), code({ ...held, status: 'returned' }, '2026-12-01'), code(held, '2026-12-01')], ['deposit.future', 'deposit.closed', null]);
  });

  test('R-092 不予退还只能因法定情形', () => {
    assert.deepEqual(['revoked', 'noContract', 'addedConditions', 'noBond', 'dislike', ''].map((ground) => checkForfeit(held, ground).ok), [true, true, true, true, false, false]);
  });

  test('R-092 到期未退由平台记录一次；退还以后不再等待', () => {
    const dueBy = addMicros(heldFrom, 5 * microsPerDay);
    const due = deposit.evolve(held, { kind: 'ReturnDue', cause: 'contract-signed', since: heldFrom, dueBy }, { at: heldFrom, actor: 'system', version: 2, id: 't1-1:ALPHA' });
    assert.equal(deposit.nextWake?.(due), dueBy);
    const noted = deposit.evolve(due, { kind: 'ReturnOverdue', dueBy }, { at: dueBy, actor: 'system', version: 3, id: 't1-1:ALPHA' });
    assert.equal(deposit.nextWake?.(noted), null);
    assert.equal(noted.status, 'due');
  });

  test('R-092 什么都没有发生时，没有谁的保证金到期', () => {
    assert.equal(returnCause({ contract: null, evaluation: null, opening: null }, { lotId: 't1-1', bidderId: 'ALPHA' }, heldFrom), null);
  });
});
