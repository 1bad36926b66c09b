import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { instant } from '#kernel/time/instant.ts';
import type { LedgerEvent } from './ledger.events.ts';
import { balanceOf, differenceOf, emptyLedger, findAccount, ledger, post, totalOf, transfer } from './ledger.ts';
import { accountNames, type Entry, type Ledger, type Posting } from './ledger.types.ts';

const meta = { at: instant(0), actor: 'system', version: 1, id: 'lot-1' };
const bank = { account: 'bank', of: null } as const;
const held = (of: string) => ({ account: 'held', of }) as const;
const owed = (of: string) => ({ account: 'owedBack', of }) as const;

const fold = (events: readonly LedgerEvent[], from: Ledger | null = null): Ledger | null => events.reduce<Ledger | null>((state, event) => ledger.evolve(state, event, meta), from);

/** All that were taken, the others left out. */
function play(postings: readonly Posting[]): { state: Ledger; events: LedgerEvent[] } {
  const events: LedgerEvent[] = [];
  let state: Ledger | null = null;
  for (const posting of postings) {
    const posted = post(state, posting);
    if (!posted.ok) continue;
    events.push(...posted.value);
    state = fold(posted.value, state);
  }
  return { state: state ?? emptyLedger, events };
}

function codeOf(state: Ledger | null, posting: Posting): string | null {
  const posted = post(state, posting);
  return posted.ok ? null : posted.error.code;
}

/** Few names and small amounts, so that sequences meet the same accounts and references again; `__proto__` is a name like any other. */
const place = fc.record({ account: fc.constantFrom(...accountNames), of: fc.constantFrom(null, 'A', 'B', '__proto__', 'constructor') });
const moved = fc.tuple(fc.integer({ min: 1, max: 9 }), place, place).map(([fen, debit, credit]) => transfer(String(fen), debit, credit));
const broken: fc.Arbitrary<Entry[]> = fc.array(fc.record({ account: fc.constantFrom(...accountNames), of: fc.constantFrom(null, 'A'), debitFen: fc.constantFrom('0', '1', '5'), creditFen: fc.constantFrom('0', '1', '5') }), { maxLength: 4 });
const posting: fc.Arbitrary<Posting> = fc.record({ reference: fc.constantFrom('r1', 'r2', 'r3', '__proto__', ...'abcdefghijkl'), entries: fc.oneof({ weight: 4, arbitrary: fc.array(moved, { minLength: 1, maxLength: 3 }).map((parts) => parts.flat()) }, broken) });
const postings = fc.array(posting, { maxLength: 40 });

describe('ledger', () => {
  test('R-092 无论怎样记账，银行里的钱总等于欠各方的钱，一分不差', () => {
    fc.assert(fc.property(postings, (sequence) => {
      const { state, events } = play(sequence);
      assert.equal(differenceOf(state), 0n);
      for (const { entries } of events) assert.equal(entries.reduce((sum, { debitFen, creditFen }) => sum + BigInt(debitFen) - BigInt(creditFen), 0n), 0n);
      assert.equal(accountNames.reduce((sum, name) => sum + (name === 'bank' ? 1n : -1n) * totalOf(state, name), 0n), 0n);
    }), { numRuns: 500 });
  });

  test('R-092 任何账户都不会为负：一个人的钱付不出另一个人的退款', () => {
    fc.assert(fc.property(postings, (sequence) => {
      let state: Ledger | null = null;
      for (const each of sequence) {
        const posted = post(state, each);
        if (posted.ok) state = fold(posted.value, state);
        for (const { fen } of Object.values(state?.accounts ?? {})) assert.ok(BigInt(fen) >= 0n);
      }
    }), { numRuns: 500 });
    const { state } = play([{ reference: 'b1', entries: transfer('500', bank, held('A')) }, { reference: 'b2', entries: transfer('500', bank, held('B')) }]);
    assert.equal(codeOf(state, { reference: 'x', entries: transfer('501', held('A'), owed('A')) }), 'ledger.overdrawn');
    assert.equal(codeOf(null, { reference: 'x', entries: transfer('1', held('A'), bank) }), 'ledger.overdrawn');
  });

  test('R-092 从事件重放得到的账与当时的账相同；存成 JSON 再读出来也相同', () => {
    fc.assert(fc.property(postings, (sequence) => {
      const { state, events } = play(sequence);
      const stored = JSON.parse(JSON.stringify(events)) as LedgerEvent[];
      assert.deepEqual(JSON.parse(JSON.stringify(fold(stored) ?? emptyLedger)), JSON.parse(JSON.stringify(state)));
    }), { numRuns: 300 });
  });

  test('R-092 同一凭证只记一次：再来一遍什么也不发生，内容不同的拒绝', () => {
    fc.assert(fc.property(postings, posting, (sequence, again) => {
      const { state } = play(sequence);
      const first = post(state, again);
      if (!first.ok) return;
      const after = fold(first.value, state);
      assert.deepEqual(post(after, again), { ok: true, value: [] });
      const doubled = { ...again, entries: again.entries.map((entry) => ({ ...entry, debitFen: String(2n * BigInt(entry.debitFen)), creditFen: String(2n * BigInt(entry.creditFen)) })) };
      assert.equal(codeOf(after, doubled), 'ledger.otherPosting');
    }), { numRuns: 300 });
  });

  test('R-092 借贷不平、两方都填、金额写得不成样子的，都不记', () => {
    const [debit, credit] = transfer('5', bank, held('A')) as [Entry, Entry];
    const rows: readonly (readonly [string, readonly Entry[], string])[] = [
      ['没有贷方', [debit], 'ledger.unbalanced'], ['没有分录', [], 'ledger.unbalanced'],
      ['差一分', [debit, { ...credit, creditFen: '4' }], 'ledger.unbalanced'],
      ['两方都填', [{ ...debit, creditFen: '5' }, credit], 'ledger.oneSided'], ['两方都空', [{ ...debit, debitFen: '0' }, credit], 'ledger.oneSided'],
      ['负数', [{ ...debit, debitFen: '-5' }, { ...credit, creditFen: '-5' }], 'ledger.oneSided'], ['小数', [{ ...debit, debitFen: '5.0' }, credit], 'money.malformedFen'],
    ];
    for (const [what, entries, code] of rows) assert.equal(codeOf(null, { reference: 'r', entries }), code, what);
  });

  test('R-092 账户记得钱是凭哪一笔来的：退款由此原路退回', () => {
    const { state } = play([{ reference: 'b1', entries: transfer('500', bank, held('A')) }, { reference: 'back', entries: transfer('500', held('A'), owed('p')) }, { reference: 'paid', entries: transfer('500', owed('p'), bank) }]);
    assert.equal(findAccount(state, 'held', 'A')?.openedBy, 'b1');
    assert.deepEqual([balanceOf(state, 'held', 'A'), balanceOf(state, 'owedBack', 'p'), balanceOf(state, 'bank', null)], [0n, 0n, 0n]);
    assert.equal(findAccount(state, 'held', 'constructor'), null);
  });
});
