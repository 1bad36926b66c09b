import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import * as ratio from '#kernel/ratio.ts';
import { evaluateComposite, methodProblems, type CompositeInputs, type CompositeMethod } from './composite.ts';
import { evaluatedPrice, rankByEvaluatedPrice } from './lowest.ts';
import { jointMark, markProblems, totalOf } from './marks.ts';
import { candidatesOf, ranking } from './ranking.ts';

const marks = (values: readonly number[]) => values.map((value) => ratio.of(BigInt(value)));
const scored = (bidId: string, total: bigint, priceFen: bigint, technical = '0') => ({ bidId, total: ratio.of(total), priceFen, scores: { technical } });

describe('打分汇总', () => {
  test('R-096 算术平均，或者五名以上评委时去掉最高最低后平均（手算例）', () => {
    assert.equal(jointMark(marks([80, 85, 90, 95, 70]), { kind: 'mean' }, 2), '84.00');
    assert.equal(jointMark(marks([80, 85, 90, 95, 70]), { kind: 'trimmedMean', from: 5 }, 2), '85.00');
    assert.equal(jointMark(marks([80, 85, 90, 70]), { kind: 'trimmedMean', from: 5 }, 2), '81.25');
    assert.equal(jointMark(marks([1, 1, 0]), { kind: 'mean' }, 2), '0.67');
  });

  test('R-096 与评委次序无关，去掉最高最低的结果在其余分数之间', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 100 }), { minLength: 5, maxLength: 9 }), (values) => {
      const method = { kind: 'trimmedMean', from: 5 } as const;
      const joint = jointMark(marks(values), method, 2);
      assert.equal(jointMark(marks(values.toReversed()), method, 2), joint);
      const inner = values.toSorted((a, b) => a - b).slice(1, -1);
      assert.ok(Number(joint) >= (inner[0] as number) && Number(joint) <= (inner.at(-1) as number));
    }));
  });

  test('R-097 缺分、超分、重复和无关的打分都指出', () => {
    const sheet = { criteria: [{ id: 'technical', title: '技术', kind: 'mark' as const, fullMark: '40', weight: '1' }], memberIds: ['m1', 'm2'], bidIds: ['a'] };
    const mark = (memberId: string, value: string) => ({ memberId, bidId: 'a', criterionId: 'technical', mark: value });
    const kinds = (given: ReturnType<typeof mark>[]): string[] => markProblems({ ...sheet, marks: given }).map((problem) => problem.kind);
    assert.deepEqual(kinds([mark('m1', '40'), mark('m2', '0')]), []);
    assert.deepEqual(kinds([mark('m1', '40.5')]), ['outOfRange', 'missing']);
    assert.deepEqual(kinds([mark('m1', '3'), mark('m1', '3'), mark('m2', '-1'), mark('m3', '1')]), ['twice', 'outOfRange', 'unknown']);
  });

  test('R-096 总分是权重与得分乘积之和', () => {
    assert.deepEqual(totalOf([{ weight: '0.3', score: '90' }, { weight: '0.7', score: '80.5' }]), ratio.of(8335n, 100n));
  });
});

describe('排序', () => {
  test('R-096 同分的报价低者在前，再同的按招标文件，仍同的并列待抽签', () => {
    const bids = [scored('c', 90n, 100n, '30'), scored('b', 90n, 100n, '35'), scored('a', 90n, 99n), scored('d', 95n, 200n), scored('e', 90n, 100n, '30')];
    const ranked = ranking(bids, [{ kind: 'higherScore', criterionId: 'technical' }, { kind: 'draw' }]);
    assert.deepEqual(ranked.map((row) => [row.bidId, row.place, row.partedBy]),
      [['d', 1, 'first'], ['a', 2, 'total'], ['b', 3, 'lowerPrice'], ['c', 4, 'higherScore'], ['e', 4, 'same']]);
    assert.deepEqual(ranking(bids, [{ kind: 'higherScore', criterionId: 'technical' }, { kind: 'draw' }], ['e', 'c']).map((row) => row.bidId), ['d', 'a', 'b', 'e', 'c']);
  });

  test('R-099 候选人不超过三名；并列影响候选人的先抽签', () => {
    const ranked = ranking([scored('a', 90n, 1n), scored('b', 80n, 2n), scored('c', 70n, 3n), scored('d', 60n, 4n)], []);
    assert.deepEqual(candidatesOf(ranked, 3).candidates.map((row) => row.bidId), ['a', 'b', 'c']);
    const tied = ranking([scored('a', 90n, 1n), scored('b', 80n, 2n), scored('c', 70n, 3n), scored('d', 70n, 3n)], []);
    assert.deepEqual(candidatesOf(tied, 3), { candidates: [], undecided: ['c', 'd'] });
  });

  test('R-096 排序与输入次序无关', () => {
    const bid = fc.record({ total: fc.integer({ min: 0, max: 5 }), price: fc.integer({ min: 1, max: 3 }) });
    fc.assert(fc.property(fc.array(bid, { minLength: 1, maxLength: 8 }), (values) => {
      const bids = values.map((value, index) => scored(`b${index}`, BigInt(value.total), BigInt(value.price)));
      assert.deepEqual(ranking(bids.toReversed(), []), ranking(bids, []));
    }));
  });
});

describe('综合评估法', () => {
  const method: CompositeMethod = {
    criteria: [
      { id: 'technical', title: '技术', kind: 'mark', fullMark: '60', weight: '1' },
      { id: 'price', title: '报价', kind: 'price', fullMark: '40', weight: '1' },
    ],
    price: { kind: 'deviation', fullMark: '40', floor: '0', decimals: 2, benchmark: { kind: 'mean', trim: null, drawn: null }, above: '2', below: '1' },
    members: { kind: 'trimmedMean', from: 5 },
    decimals: 2,
    ties: [{ kind: 'lowerPrice' }],
    mostCandidates: 3,
  };
  const technical = { a: [50, 52, 54, 56, 58], b: [55, 55, 55, 55, 55], c: [40, 41, 42, 43, 60] };
  const inputs: CompositeInputs = {
    capFen: null, coefficient: null,
    bids: [{ bidId: 'a', priceFen: 9_900n }, { bidId: 'b', priceFen: 10_000n }, { bidId: 'c', priceFen: 10_100n }],
    memberIds: ['m0', 'm1', 'm2', 'm3', 'm4'],
    marks: Object.entries(technical).flatMap(([bidId, values]) => values.map((value, index) => ({ memberId: `m${index}`, bidId, criterionId: 'technical', mark: String(value) }))),
  };

  test('R-096 技术分与价格分相加得总分和候选人（手算例）', () => {
    const result = evaluateComposite(method, inputs);
    assert.deepEqual(result.ranked.map((row) => [row.bidId, ratio.round(row.total, 2)]), [['b', '95.00'], ['a', '93.00'], ['c', '80.00']]);
    assert.deepEqual(result.candidates.map((row) => row.bidId), ['b', 'a', 'c']);
  });

  test('R-097 评标办法写进招标文件前查出不合之处', () => {
    const limits = { mostCandidates: 3, trimMembers: 5 };
    assert.deepEqual(methodProblems(method, limits), []);
    const wrong = (changes: Partial<CompositeMethod>): number => methodProblems({ ...method, ...changes }, limits).length;
    assert.equal(wrong({ mostCandidates: 4 }), 1);
    assert.equal(wrong({ members: { kind: 'trimmedMean', from: 3 } }), 1);
    assert.equal(wrong({ criteria: method.criteria.map((criterion) => ({ ...criterion, weight: '0.9' })) }), 1);
    assert.equal(wrong({ criteria: method.criteria.filter((criterion) => criterion.kind === 'mark') }), 2);
  });

  test('R-096 打分不齐的不出结果', () => {
    assert.throws(() => evaluateComposite(method, { ...inputs, marks: inputs.marks.slice(1) }));
  });

  test('R-096 经评审的最低投标价法按评审价由低到高', () => {
    const bids = [{ bidId: 'a', priceFen: 100n, adjustmentsFen: [5n, 3n] }, { bidId: 'b', priceFen: 105n, adjustmentsFen: [] }, { bidId: 'c', priceFen: 103n, adjustmentsFen: [5n] }];
    assert.deepEqual(bids.map(evaluatedPrice), [108n, 105n, 108n]);
    assert.deepEqual(rankByEvaluatedPrice(bids, []).map((row) => row.bidId), ['b', 'a', 'c']);
  });
});
