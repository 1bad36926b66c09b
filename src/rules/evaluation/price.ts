import { present } from '#kernel/assert.ts';
import type { Fen } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import type { Ratio } from '#kernel/ratio.ts';
import { rate } from '../rate.ts';
import { benchmarkOf, trimmed, type BenchmarkRule } from './benchmark.ts';

/**
 * How a price becomes marks; every parameter stands in the tender document. Rates and marks are decimal text.
 * `deviation` (highway style): above the benchmark F − dev·100·E1, below it F − |dev|·100·E2, never under `floor`.
 * `lowest`: F × Pmin / P. Marks are rounded half-up to `decimals` once, at the end.
 */
export type PriceFormula =
  | {
    readonly kind: 'deviation'; readonly fullMark: string; readonly floor: string; readonly decimals: number;
    readonly benchmark: BenchmarkRule; readonly above: string; readonly below: string;
  }
  | { readonly kind: 'lowest'; readonly fullMark: string; readonly decimals: number };

export type PricedBid = { readonly bidId: string; readonly priceFen: Fen };

export type PriceScores = {
  /** 评标基准价; the lowest price under `lowest`. */
  readonly benchmarkFen: Fen;
  readonly rows: readonly PriceScore[];
};

export type PriceScore = PricedBid & {
  /** 偏差率 (P − B) / B, exact. */
  readonly deviation: Ratio;
  /** Rounded decimal text: what is announced is what is added. */
  readonly score: string;
};

export type PriceContext = { readonly capFen: Fen | null; readonly coefficient: string | null };

/** Scores of the valid bids, in the order given. */
export function priceScores(formula: PriceFormula, bids: readonly PricedBid[], context: PriceContext): PriceScores {
  const prices = bids.map((bid) => bid.priceFen);
  const benchmarkFen = formula.kind === 'lowest'
    ? present(trimmed(prices, null)[0], 'lowest price')
    : benchmarkOf(formula.benchmark, { prices, ...context });
  return { benchmarkFen, rows: bids.map((bid) => scoreOf(formula, bid, benchmarkFen)) };
}

/** 偏差率 of a price from the benchmark, exact: (P − B) / B. */
export function deviationOf(priceFen: Fen, benchmarkFen: Fen): Ratio {
  return ratio.of(priceFen - benchmarkFen, benchmarkFen);
}

function scoreOf(formula: PriceFormula, bid: PricedBid, benchmarkFen: Fen): PriceScore {
  const deviation = deviationOf(bid.priceFen, benchmarkFen);
  const exact = formula.kind === 'lowest'
    ? ratio.mul(ratio.of(benchmarkFen, bid.priceFen), rate(formula.fullMark))
    : deviationMark(formula, deviation);
  return { ...bid, deviation, score: ratio.round(exact, formula.decimals) };
}

function deviationMark(formula: PriceFormula & { kind: 'deviation' }, deviation: Ratio): Ratio {
  const high = ratio.compare(deviation, ratio.zero) > 0;
  const percent = ratio.mul(high ? deviation : ratio.sub(ratio.zero, deviation), ratio.of(100n));
  const lost = ratio.mul(percent, rate(high ? formula.above : formula.below));
  return ratio.max([ratio.sub(rate(formula.fullMark), lost), rate(formula.floor)]);
}

/** What is wrong with a formula before it enters a tender document; empty when nothing is. */
export function formulaProblems(formula: PriceFormula): string[] {
  const problems: string[] = [];
  if (ratio.compare(rate(formula.fullMark), ratio.zero) <= 0) problems.push('价格分满分应大于零');
  if (formula.kind === 'lowest') return problems;
  const { trim, drawn } = formula.benchmark;
  if (ratio.compare(rate(formula.floor), ratio.zero) < 0) problems.push('价格分下限不得小于零');
  if (ratio.compare(rate(formula.floor), rate(formula.fullMark)) > 0) problems.push('价格分下限不得高于满分');
  if (ratio.compare(rate(formula.below), ratio.zero) < 0) problems.push('扣分系数不得为负');
  if (ratio.compare(rate(formula.above), rate(formula.below)) < 0) problems.push('高于基准价的扣分不得轻于低于基准价的扣分');
  if (trim !== null && trim.each * 2 >= trim.from) problems.push('去掉最高、最低报价后须仍有报价参加平均');
  if (drawn !== null && !properRange(drawn.from, drawn.to, drawn.step)) problems.push('下浮系数的范围或步长不对');
  if (formula.benchmark.kind === 'composite' && !within01(formula.benchmark.capWeight)) problems.push('最高限价的权重应在零与一之间');
  return problems;
}

function properRange(from: string, to: string, step: string): boolean {
  return within01(from) && within01(to) && ratio.compare(rate(step), ratio.zero) > 0 && ratio.compare(rate(from), rate(to)) <= 0;
}

function within01(text: string): boolean {
  return ratio.compare(rate(text), ratio.zero) >= 0 && ratio.compare(rate(text), ratio.one) <= 0;
}
