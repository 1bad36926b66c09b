import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { present } from '#kernel/assert.ts';
import { addMicros, microsPerDay, parseInstant } from '#kernel/time/instant.ts';
import { addDays, plainDate } from '#kernel/time/plain-date.ts';
import { depositInterestFen } from '#rules/construction/award-grounds.ts';
import type { RulePack } from '#rules/pack.ts';
import { packFor } from '#rules/registry.ts';
import { ruleOf } from '#rules/rule.ts';
import { dated } from '#rules/rules.testing.ts';
import { checkForfeit, checkReturn, deposit, owedOn, type ForfeitFacts } from './deposit.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import { returnCause } from './deposit.clock.ts';
import { depositFor } from './deposit.present.ts';
import { payCodeOf } from './pay-code.ts';
import type { Deposit } from './deposit.types.ts';

const heldFrom = present(parseInstant('2026-11-20 09:00'), 'instant');
const held: Deposit = {
  ref: 'ALPHA', isSealed: false, lotId: 't1-1', tenderId: 't1', bidderId: 'ALPHA', bidderName: '甲', form: 'transfer', amountFen: '80000000', heldFrom, status: 'held', arrival: { kind: 'money', amountFen: '80000000', arrivedOn: '2026-11-20', voucher: '回单 0001', paidFrom: '150012345678', isFromBasicAccount: true, at: heldFrom }, missing: null, due: null, returned: null, forfeited: null, overdueNoted: false,
};
const heldOf = (amountFen: string): Deposit => ({ ...held, amountFen, arrival: { ...present(held.arrival, 'arrival'), amountFen } as Deposit['arrival'] });
const today = plainDate('2027-11-20');
const pack = packOn('2026-11-20');

function packOn(day: string): RulePack {
  return packFor({ category: 'construction', regionCode: '150105', on: plainDate(day) });
}

describe('投标保证金', () => {
  test('R-092 八十万元按活期年利率万分之五存九十日，利息一百元整', () => {
    assert.equal(depositInterestFen(80_000_000n, 90, pack), 10_000n);
    assert.deepEqual(owedOn(held, plainDate('2027-02-18'), pack), { amountFen: 80_000_000n, interestFen: 10_000n, days: 90 });
  });

  test('R-092 退还总是全额本金加不少于应计的利息：少一分都不登记', () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 80_000_000n }), fc.integer({ min: 0, max: 365 }), fc.bigInt({ min: -3n, max: 3n }), fc.bigInt({ min: -3n, max: 3n }), (amount, days, moreAmount, moreInterest) => {
      const state = heldOf(String(amount));
      const paidOn = addDays(plainDate('2026-11-20'), days);
      const owed = owedOn(state, paidOn, pack);
      if (owed.interestFen + moreInterest < 0n || amount + moreAmount < 0n) return;
      const outcome = checkReturn(state, { paidOn, amountFen: String(amount + moreAmount), interestFen: String(owed.interestFen + moreInterest) }, { today, pack });
      assert.equal(outcome.ok, moreAmount === 0n && moreInterest >= 0n);
    }));
  });

  test('R-092 保函、保险不计息；付款日期不能在今天以后；办结的不能再办', () => {
    assert.equal(owedOn({ ...held, form: 'guarantee' }, today, pack).interestFen, 0n);
    const code = (state: Deposit, paidOn: string) => {
      const outcome = checkReturn(state, { paidOn, amountFen: '80000000', interestFen: '99999999' }, { today: plainDate('2026-12-01'), pack });
      return outcome.ok ? null : outcome.error.code;
    };
    assert.deepEqual([code(held, '2026-12-02'), code({ ...held, status: 'returned' }, '2026-12-01'), code(held, '2026-12-01')], ['deposit.future', 'deposit.closed', null]);
  });

  test('R-092 不予退还只能因法定情形，而且记录要支持它', () => {
    const outcomes = (facts: ForfeitFacts) => ['revoked', 'noContract', 'addedConditions', 'noBond', 'dislike', ''].map((ground) => {
      const outcome = checkForfeit(held, ground, facts, pack);
      return outcome.ok ? 'ok' : outcome.error.code;
    });
    const [none, unlawful] = ['deposit.noFact', 'deposit.ground'];
    assert.deepEqual(outcomes({ outcome: 'opened', hasWon: true, hasContract: false }), [none, 'ok', 'ok', 'ok', unlawful, unlawful]);
    assert.deepEqual(outcomes({ outcome: 'revoked', hasWon: false, hasContract: false }), ['ok', none, none, none, unlawful, unlawful]);
    assert.deepEqual(outcomes({ outcome: 'opened', hasWon: false, hasContract: false }), [none, none, none, none, unlawful, unlawful], '落标的没有任何情形');
    assert.deepEqual(outcomes({ outcome: 'opened', hasWon: true, hasContract: true }), [none, none, none, none, unlawful, unlawful], '合同签了就没有情形');
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
    assert.equal(returnCause({ tender: {}, contract: null, award: null, opening: null }, { lotId: 't1-1', bidderId: 'ALPHA' }, heldFrom), null);
  });

  test('R-092 截止时失败的标段，从截止的时刻起算，不因平台晚办而晚', () => {
    const closedAt = addMicros(heldFrom, 1);
    const opening = { closedAt, lots: [{ lotId: 't1-1', status: 'failed', accepted: [] }] } as unknown as Opening;
    assert.deepEqual(returnCause({ tender: {}, contract: null, award: null, opening }, { lotId: 't1-1', bidderId: 'ALPHA' }, addMicros(heldFrom, microsPerDay)), { cause: 'tender-failed', since: closedAt });
  });

  test('R-110 终止的招标，从终止的时刻起算退还，不看开标', () => {
    const termination = { at: addMicros(heldFrom, 2), ground: { code: 'other', text: '' }, explanation: '', article: '' };
    assert.deepEqual(returnCause({ tender: { termination }, contract: null, award: null, opening: null }, { lotId: 't1-1', bidderId: 'ALPHA' }, addMicros(heldFrom, microsPerDay)), { cause: 'tender-terminated', since: termination.at });
  });

  test('R-092 失败标段的保证金：别人只看到缴费码，本单位看到自己；账号、理由各归该看的人', () => {
    const sealed: Deposit = { ...held, ref: '0123456789ABCDEF', isSealed: true };
    for (const part of ['initiator', 'centre', 'department'] as const) {
      const text = JSON.stringify(depositFor(sealed, part, pack));
      assert.ok(!text.includes('ALPHA') && !text.includes('甲') && text.includes('0123 4567 89AB CDEF'), part);
    }
    assert.equal(depositFor(sealed, 'bidder', pack).bidderName, '甲');
    const kept: Deposit = { ...held, status: 'forfeited', forfeited: { ground: 'noBond', explanation: '两次催告仍未提交', evidence: [], at: heldFrom } };
    assert.deepEqual((['bidder', 'initiator', 'department', 'centre'] as const).map((part) => depositFor(kept, part, pack).forfeited?.explanation ?? null), ['两次催告仍未提交', '两次催告仍未提交', '两次催告仍未提交', null]);
  });

  test('R-092 缴费码由投标清单摘要算出：知道投标人和标段猜不出来', () => {
    const codes = ['a', 'b'].flatMap((hash) => ['t1-1', 't1-2'].map((lotId) => payCodeOf(lotId, hash.repeat(64))));
    assert.equal(new Set(codes).size, 4);
    assert.ok(codes.every((code) => /^[0-9A-F]{16}$/.test(code)));
  });

  test('R-003 R-092 利率、计息年、不予退还的情形改了：改以前登记的项目照旧，以后登记的照新的', (t) => {
    dated(t, [
      ruleOf({ key: 'eng.deposit.interestRate', value: '0.001', unit: 'rate', title: '利率', by: 'practice', article: '', from: '2027-01-01' }),
      ruleOf({ key: 'eng.deposit.interestYear', value: 365, unit: 'day', title: '计息年', by: 'practice', article: '', from: '2027-01-01' }),
      ruleOf({ key: 'eng.deposit.forfeit', unit: 'codes', title: '情形', by: 'tenderRegulation', article: '第七十四条', from: '2027-01-01', value: [{ code: 'noContract', text: '不订立合同' }] }),
    ]);
    const interest = (day: string) => owedOn(heldOf('36500000'), plainDate('2026-11-30'), packOn(day)).interestFen;
    assert.deepEqual([interest('2026-12-31'), interest('2027-01-01')], [507n, 1_000n]);
    const outcome = (day: string) => {
      const allowed = checkForfeit(held, 'noBond', { outcome: 'opened', hasWon: true, hasContract: false }, packOn(day));
      return allowed.ok ? null : allowed.error.code;
    };
    assert.deepEqual([outcome('2026-12-31'), outcome('2027-01-01')], [null, 'deposit.ground']);
  });
});
