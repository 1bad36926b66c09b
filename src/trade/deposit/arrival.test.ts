import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { present } from '#kernel/assert.ts';
import { parseInstant } from '#kernel/time/instant.ts';
import { addDays, plainDate } from '#kernel/time/plain-date.ts';
import { packFor } from '#rules/registry.ts';
import { actsToConfirm } from './arrival.commands.ts';
import { checkArrival, checkGuarantee, checkUnconfirmed, depositFacts, type MoneyIn } from './arrival.ts';
import { checkForfeit, checkReturn, deposit, isHeld, isUnsettled, owedOn } from './deposit.ts';
import type { DepositEvent } from './deposit.events.ts';
import type { Deposit } from './deposit.types.ts';

const deadlineAt = present(parseInstant('2026-11-20 09:00'), 'instant');
const today = plainDate('2026-12-20');
const pack = packFor({ category: 'construction', regionCode: '150105', on: plainDate('2026-11-20') });
const basicAccount = '150012345678';
const money: MoneyIn = { amountFen: '80000000', arrivedOn: '2026-11-19', paidFrom: basicAccount, isOtherAccount: false };
const recorded: DepositEvent = { kind: 'DepositRecorded', tenderId: 't1', bidderName: '甲', form: 'transfer', amountFen: '80000000', heldFrom: deadlineAt };
const arrived = (over: Partial<Extract<DepositEvent, { kind: 'DepositArrived' }>> = {}): DepositEvent => ({ kind: 'DepositArrived', amountFen: '80000000', arrivedOn: '2026-11-19', voucher: '回单 0001', paidFrom: basicAccount, isFromBasicAccount: true, byOrgId: 'I', ...over });
const missing: DepositEvent = { kind: 'DepositNotArrived', reason: '账户中没有这一笔', byOrgId: 'I' };

function given(...events: readonly DepositEvent[]): Deposit {
  return present(events.reduce<Deposit | null>((state, event, i) => deposit.evolve(state, event, { at: deadlineAt, actor: 'x', version: i + 1, id: 't1-1:ALPHA' }), null), 'deposit');
}
const codeOf = (outcome: { readonly ok: boolean; readonly error?: { readonly code: string } }): string | null => outcome.error?.code ?? null;
const check = (state: Deposit, over: Partial<MoneyIn> = {}, account: string | null = basicAccount) => checkArrival(state, { ...money, ...over }, { today, pack, basicAccount: account });

describe('核对保证金到账', () => {
  test('R-092 投标文件写明的只是声明：不欠、不计时、不能退、不能没收，也不算办结', () => {
    const state = given(recorded);
    assert.deepEqual([state.status, isHeld(state), isUnsettled(state), deposit.nextWake?.(state)], ['declared', false, true, null]);
    assert.equal(codeOf(checkReturn(state, { paidOn: today, amountFen: '80000000', interestFen: '0' }, { today, pack })), 'deposit.notArrived');
    assert.equal(codeOf(checkForfeit(state, 'noContract', { outcome: 'opened', hasWon: true, hasContract: false }, pack)), 'deposit.notArrived');
  });

  test('R-090 转账只认基本账户：不符的拒绝，说出规则、法条、应当怎样；说明不是基本账户的才登记，并成为事实', () => {
    assert.deepEqual(check(given(recorded)), { ok: true, value: true });
    for (const [paidFrom, account] of [['6222000011112222', basicAccount], [null, basicAccount], [basicAccount, null]] as const) {
      const refused = check(given(recorded), { paidFrom }, account);
      assert.ok(!refused.ok);
      assert.deepEqual([refused.error.rule, refused.error.path], ['eng.deposit.basicAccount', 'paidFrom']);
      assert.match(refused.error.article ?? '', /第二十六条/);
      assert.deepEqual(check(given(recorded), { paidFrom, isOtherAccount: true }, account), { ok: true, value: false });
    }
    assert.deepEqual(check(given(recorded), { isOtherAccount: true }), { ok: true, value: true }, '是不是由比对决定，不由勾选决定');
  });

  test('R-092 金额为零、日期在今天以后、形式不符、已经登记过的都拒绝；未到账的以后到了可以再登记', () => {
    assert.equal(codeOf(check(given(recorded), { amountFen: '0' })), 'deposit.nothing');
    assert.equal(codeOf(check(given(recorded), { arrivedOn: addDays(today, 1) })), 'deposit.arrivesLater');
    assert.equal(codeOf(check(given({ ...recorded, form: 'guarantee' }))), 'deposit.form');
    assert.equal(codeOf(checkGuarantee(given(recorded))), 'deposit.form');
    assert.equal(codeOf(checkGuarantee(given({ ...recorded, form: 'insurance' }))), null);
    assert.equal(codeOf(check(given(recorded, arrived()))), 'deposit.settled');
    assert.equal(codeOf(checkUnconfirmed(given(recorded, missing), true)), 'deposit.settled');
    assert.equal(codeOf(check(given(recorded, missing))), null);
    const late = given(recorded, missing, arrived());
    assert.deepEqual([late.status, late.missing], ['held', null]);
    assert.deepEqual([actsToConfirm(given(recorded)), actsToConfirm(given(recorded, missing)), actsToConfirm(late)], [['deposit.confirmArrival', 'deposit.recordNonArrival'], ['deposit.confirmArrival'], []]);
  });

  test('R-092 R-094 失败标段的一笔不问付款账户：账户会说出谁投了标', () => {
    const sealed = given({ ...recorded, kind: 'SealedDepositRecorded', bidderId: 'ALPHA' });
    assert.deepEqual(check(sealed, { paidFrom: null }), { ok: true, value: null });
    assert.equal(codeOf(check(sealed)), 'deposit.sealedAccount');
  });

  test('R-092 退的是到账的数额，利息从到账之日起算，不从投标截止起算', () => {
    fc.assert(fc.property(fc.bigInt({ min: 1n, max: 90_000_000n }), fc.integer({ min: -20, max: 20 }), fc.integer({ min: 0, max: 200 }), (amount, shift, days) => {
      const arrivedOn = addDays(plainDate('2026-11-20'), shift);
      const owed = owedOn(given(recorded, arrived({ amountFen: String(amount), arrivedOn })), addDays(arrivedOn, days), pack);
      assert.deepEqual([owed.amountFen, owed.days], [amount, days]);
    }));
    const early = { paidOn: plainDate('2026-11-18'), amountFen: '80000000', interestFen: '0' };
    assert.equal(codeOf(checkReturn(given(recorded, arrived()), early, { today, pack })), 'deposit.beforeArrival');
  });

  test('R-092 核对到账以前就在账上的，照旧从投标截止之日计息退还', () => {
    const { arrival: _, missing: __, ...before } = { ...given(recorded), status: 'held' as const };
    assert.deepEqual(owedOn(before as Deposit, plainDate('2026-11-30'), pack), owedOn(given(recorded, arrived({ arrivedOn: '2026-11-20' })), plainDate('2026-11-30'), pack));
  });

  test('R-096 给评标委员会的是事实：没有到、没有核对、少了、晚了、不是基本账户；都对的没有话', () => {
    assert.deepEqual(depositFacts(given(recorded, missing)), ['投标保证金未到账：账户中没有这一笔']);
    assert.deepEqual(depositFacts(given(recorded)), ['招标人还没有核对投标保证金是否到账']);
    assert.deepEqual(depositFacts(given(recorded, arrived())), []);
    assert.deepEqual(depositFacts(given({ ...recorded, form: 'guarantee' }, { kind: 'GuaranteeReceived', number: 'BH1', issuer: '银行', byOrgId: 'I' })), []);
    assert.deepEqual(depositFacts(given(recorded, arrived({ amountFen: '79999999', arrivedOn: '2026-11-21', isFromBasicAccount: false }))), [
      '投标保证金到账 ¥799,999.99，招标文件要求 ¥800,000.00', '投标保证金 2026-11-21 到账，投标截止日是 2026-11-20', '投标保证金不是由投标人登记的基本账户转出',
    ]);
  });
});
