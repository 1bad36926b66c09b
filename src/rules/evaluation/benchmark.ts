import { assert, present } from '#kernel/assert.ts';
import type { Fen } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import type { Ratio } from '#kernel/ratio.ts';
import { rate } from '../rate.ts';

/** Drop the `each` highest and `each` lowest prices once at least `from` bids are valid. */
export type Trim = { readonly from: number; readonly each: number };

/**
 * 评标基准价, as the tender document states it. Rates are decimal text.
 * `mean`: B = A × (1 − k). `composite`: B = M × α + A × (1 − α) with M = 最高限价 × (1 − k).
 * A is the mean of the valid prices after trimming; k is the coefficient drawn at the opening, or 0.
 */
export type BenchmarkRule =
  | { readonly kind: 'mean'; readonly trim: Trim | null; readonly drawn: CoefficientRange | null }
  | { readonly kind: 'composite'; readonly trim: Trim | null; readonly drawn: CoefficientRange | null; readonly capWeight: string };

/** 下浮系数: drawn from `from`, `from + step`, … `to`, all stated in the tender document. */
export type CoefficientRange = { readonly from: string; readonly to: string; readonly step: string };

export type BenchmarkInputs = {
  /** Valid prices only: a rejected bid takes no part. */
  readonly prices: readonly Fen[];
  readonly capFen: Fen | null;
  /** The drawn k; null where the rule draws none. */
  readonly coefficient: string | null;
};

/** Rounded half-up to 分 once, because it is announced as an amount; independent of the order of the prices. */
export function benchmarkOf(rule: BenchmarkRule, inputs: BenchmarkInputs): Fen {
  const average = ratio.mean(trimmed(inputs.prices, rule.trim).map((price) => ratio.of(price)));
  const kept = ratio.sub(ratio.one, coefficientOf(rule.drawn, inputs.coefficient));
  if (rule.kind === 'mean') return toFen(ratio.mul(average, kept));
  const cap = ratio.mul(ratio.of(present(inputs.capFen, 'price cap of a composite benchmark')), kept);
  const weight = rate(rule.capWeight);
  return toFen(ratio.add(ratio.mul(cap, weight), ratio.mul(average, ratio.sub(ratio.one, weight))));
}

/** The prices that count, lowest first. */
export function trimmed(prices: readonly Fen[], trim: Trim | null): Fen[] {
  assert(prices.length > 0, 'a benchmark needs a valid price');
  const sorted = [...prices].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  if (trim === null || sorted.length < trim.from) return sorted;
  assert(trim.each * 2 < sorted.length, 'trimming leaves no price');
  return sorted.slice(trim.each, sorted.length - trim.each);
}

/** Every coefficient that may be drawn, lowest first: what the drum holds. */
export function coefficientsOf(range: CoefficientRange): Ratio[] {
  const [from, to, step] = [rate(range.from), rate(range.to), rate(range.step)];
  assert(ratio.compare(step, ratio.zero) > 0 && ratio.compare(from, to) <= 0, 'an empty range of coefficients');
  const values: Ratio[] = [];
  for (let value = from; ratio.compare(value, to) <= 0; value = ratio.add(value, step)) values.push(value);
  return values;
}

function coefficientOf(range: CoefficientRange | null, drawn: string | null): Ratio {
  if (range === null) {
    assert(drawn === null, 'a coefficient where the document draws none');
    return ratio.zero;
  }
  const value = rate(present(drawn, 'drawn coefficient'));
  assert(coefficientsOf(range).some((possible) => ratio.compare(possible, value) === 0), `coefficient ${drawn} was not in the draw`);
  return value;
}

function toFen(value: Ratio): Fen {
  return BigInt(ratio.round(value, 0));
}
