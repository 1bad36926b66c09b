import { assert, present } from '#kernel/assert.ts';
import type { Fen } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import { rate } from '../rate.ts';
import { jointMark, markProblems, totalOf, type Criterion, type Mark, type MemberMethod } from './marks.ts';
import { formulaProblems, priceScores, type PriceContext, type PriceFormula, type PriceScores } from './price.ts';
import { candidatesOf, ranking, type Candidates, type RankedBid, type TieRule } from './ranking.ts';

/** 综合评估法 as a tender document states it: everything that the result depends on besides bids and marks. */
export type CompositeMethod = {
  readonly criteria: readonly Criterion[];
  readonly price: PriceFormula;
  readonly members: MemberMethod;
  /** Decimals of a joint mark, half-up. */
  readonly decimals: number;
  readonly ties: readonly TieRule[];
  readonly mostCandidates: number;
};

export type CompositeInputs = PriceContext & {
  /** Valid bids only, at their evaluated price. */
  readonly bids: readonly { readonly bidId: string; readonly priceFen: Fen }[];
  readonly memberIds: readonly string[];
  readonly marks: readonly Mark[];
  readonly drawOrder?: readonly string[];
};

export type CompositeResult = Candidates & { readonly price: PriceScores; readonly ranked: readonly RankedBid[] };

/** The whole result from marks and prices; marks must be complete (`markProblems` is empty). */
export function evaluateComposite(method: CompositeMethod, inputs: CompositeInputs): CompositeResult {
  const bidIds = inputs.bids.map((bid) => bid.bidId);
  assert(markProblems({ criteria: method.criteria, memberIds: inputs.memberIds, bidIds, marks: inputs.marks }).length === 0, 'marks are incomplete');
  const price = priceScores(method.price, inputs.bids, { capFen: inputs.capFen, coefficient: inputs.coefficient });
  const rows = inputs.bids.map(({ bidId, priceFen }) => {
    const scores = Object.fromEntries(method.criteria.map((criterion) => [criterion.id, scoreOf(criterion, bidId)]));
    const total = totalOf(method.criteria.map(({ id, weight }) => ({ weight, score: scores[id] as string })));
    return { bidId, priceFen, scores, total };
  });
  const ranked = ranking(rows, method.ties, inputs.drawOrder);
  return { price, ranked, ...candidatesOf(ranked, method.mostCandidates) };

  function scoreOf(criterion: Criterion, bidId: string): string {
    if (criterion.kind === 'price') return present(price.rows.find((row) => row.bidId === bidId), `price of ${bidId}`).score;
    const marks = inputs.marks.filter((mark) => mark.bidId === bidId && mark.criterionId === criterion.id);
    return jointMark(marks.map((mark) => rate(mark.mark)), method.members, method.decimals);
  }
}

/** The rules `eng.candidates` and `eng.trimMembers`. */
export type MethodLimits = { readonly mostCandidates: number; readonly trimMembers: number };

/** What is wrong with a method before it enters a tender document. */
export function methodProblems(method: CompositeMethod, { mostCandidates, trimMembers }: MethodLimits): string[] {
  const problems = formulaProblems(method.price);
  const prices = method.criteria.filter((criterion) => criterion.kind === 'price');
  const full = totalOf(method.criteria.map(({ weight, fullMark }) => ({ weight, score: fullMark })));
  if (ratio.compare(full, ratio.of(100n)) !== 0) problems.push(`各项满分乘权重之和应为 100，现为 ${ratio.round(full, 2)}`);
  if (prices.length !== 1) problems.push('应有且只有一项价格分');
  else if (ratio.compare(rate(prices[0]?.fullMark ?? '0'), rate(method.price.fullMark)) !== 0) problems.push('价格分满分与价格公式的满分不一致');
  if (new Set(method.criteria.map((criterion) => criterion.id)).size !== method.criteria.length) problems.push('评分项重复');
  if (method.members.kind === 'trimmedMean' && method.members.from < trimMembers) problems.push(`${trimMembers} 名以上评委打分才能去掉最高分、最低分`);
  if (method.mostCandidates < 1 || method.mostCandidates > mostCandidates) problems.push(`中标候选人应为 1 至 ${mostCandidates} 名`);
  return problems;
}
