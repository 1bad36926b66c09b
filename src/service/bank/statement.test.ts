import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { instant } from '#kernel/time/instant.ts';
import type { Statement, StatementLine } from './bank.types.ts';
import { follows, nextLines, unread } from './statement.ts';

/** A true statement: numbers without a gap, balances that add up and never fall below zero. */
const book = fc.array(fc.record({ isOut: fc.boolean(), fen: fc.bigInt({ min: 1n, max: 10n ** 12n }), remark: fc.string() }), { minLength: 1, maxLength: 20 }).map((moves) => {
  let balance = 0n;
  return moves.map(({ isOut, fen, remark }, at): StatementLine => {
    const direction = isOut && fen <= balance ? 'out' : 'in';
    balance += direction === 'in' ? fen : -fen;
    return { number: at + 1, reference: `B${at}`, bookedAt: instant(at), direction, amountFen: String(fen), balanceFen: String(balance), remark, payoutKey: null };
  });
});

/** As a bank may tell it: lines twice, mixed up, some left out, one of them garbled. */
function garbled(lines: readonly StatementLine[]): fc.Arbitrary<StatementLine[]> {
  const bad = fc.constantFrom<(line: StatementLine) => StatementLine>(
    (line) => line, (line) => ({ ...line, amountFen: String(BigInt(line.amountFen) + 1n) }), (line) => ({ ...line, balanceFen: String(BigInt(line.balanceFen) + 1n) }),
    (line) => ({ ...line, direction: line.direction === 'in' ? 'out' : 'in' }), (line) => ({ ...line, number: line.number + 1 }),
  );
  return fc.tuple(fc.shuffledSubarray([...lines, ...lines]), fc.nat(), bad).map(([told, at, spoil]) => told.map((line, n) => (n === at % told.length ? spoil(line) : line)));
}

function after(standing: Statement, lines: readonly StatementLine[]): Statement {
  const last = lines.at(-1);
  return last ? { cursor: last.number, balanceFen: last.balanceFen } : standing;
}

const facts = ({ number, direction, amountFen, balanceFen }: StatementLine) => [number, direction, amountFen, balanceFen].join();

describe('statement', () => {
  test('R-090 R-092 银行怎样重复、乱序、缺漏、写错，读进来的都是原来的流水，按顺序，每条一次', () => {
    fc.assert(fc.property(book.chain((lines) => fc.tuple(fc.constant(lines), fc.array(garbled(lines), { maxLength: 6 }))), ([lines, pages]) => {
      let standing = unread;
      const read: StatementLine[] = [];
      for (const page of [...pages, lines]) {
        const taken = nextLines(standing, page);
        for (const line of taken.lines) {
          assert.ok(follows(standing, line));
          standing = after(standing, [line]);
        }
        read.push(...taken.lines);
      }
      assert.deepEqual(read.map(facts), lines.map(facts));
      assert.deepEqual(nextLines(standing, lines), { lines: [], fault: null });
    }), { numRuns: 2_000 });
  });

  test('R-092 缺号、一条两种说法、金额与余额对不上，都停在那一条之前，说出为什么', () => {
    const [one, two, three] = [100n, 300n, 600n].map((balance, at): StatementLine => ({ number: at + 1, reference: `B${at}`, bookedAt: instant(at), direction: 'in', amountFen: String((at + 1) * 100), balanceFen: String(balance), remark: '', payoutKey: null }));
    assert.ok(one && two && three);
    const faultOf = (...page: StatementLine[]) => {
      const { lines, fault } = nextLines(unread, page);
      return [lines.length, fault];
    };
    assert.deepEqual(faultOf(three, one, two), [3, null]);
    assert.deepEqual(faultOf(one, three), [1, 'gap']);
    assert.deepEqual(faultOf(one, two, { ...two, remark: '别的缴费码' }), [1, 'conflict']);
    assert.deepEqual(faultOf(one, { ...two, amountFen: '201' }, three), [1, 'balance']);
    assert.deepEqual(faultOf({ ...one, direction: 'out' }), [0, 'balance']);
    assert.deepEqual(faultOf(), [0, null]);
  });
});
