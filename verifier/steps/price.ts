import { ensure } from '../fault.ts';
import { compare, decimal, mean, mul, one, ratio, round, sub, zero } from '../ratio.ts';
import type { Reader } from '../shape.ts';

/** The price formula of a document: benchmark = mean of the valid prices × (1 − k), and points lost for each percent beside it. */
export type PriceFormula = {
  readonly points: string;
  readonly trimFrom: number;
  readonly coefficients: readonly string[];
  readonly overRate: string;
  readonly underRate: string;
  readonly floorPoints: string;
};

const markDecimals = 2;

export function readFormula(scoring: Reader): PriceFormula {
  const formula = scoring.at('price').at('formula');
  ensure(formula.at('kind').json === 'benchmark-deviation', 'evaluation.inputs', '不认识的价格分公式');
  return {
    points: scoring.at('price').at('points').text(), trimFrom: formula.at('trimFrom').count(), coefficients: formula.at('coefficients').list(100).map((each) => each.text()),
    overRate: formula.at('overRate').text(), underRate: formula.at('underRate').text(), floorPoints: formula.at('floorPoints').text(),
  };
}

/** 评标基准价 in 分, half-up once. The highest and lowest price are dropped from `trimFrom` bids on. */
export function benchmarkOf({ trimFrom, coefficients }: PriceFormula, prices: readonly bigint[], drawn: string | null): bigint {
  const sorted = [...prices].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const kept = trimFrom > 0 && sorted.length >= trimFrom ? sorted.slice(1, -1) : sorted;
  ensure(kept.length > 0, 'evaluation.inputs', '没有报价参加平均');
  ensure(drawn === null ? coefficients.length < 2 : coefficients.includes(drawn), 'evaluation.inputs', '系数不在公布的候选值中');
  const coefficient = decimal(drawn ?? coefficients[0] ?? '0');
  return BigInt(round(mul(mean(kept.map((price) => ratio(price))), sub(one, coefficient)), 0));
}

/** Points of one price: full at the benchmark, less for each percent above or below, never under the floor. */
export function priceMark({ points, overRate, underRate, floorPoints }: PriceFormula, price: bigint, benchmark: bigint): string {
  const deviation = mul(ratio(price - benchmark, benchmark), ratio(100n));
  const isOver = compare(deviation, zero) > 0;
  const lost = mul(isOver ? deviation : sub(zero, deviation), decimal(isOver ? overRate : underRate));
  const left = sub(decimal(points), lost);
  return round(compare(left, decimal(floorPoints)) < 0 ? decimal(floorPoints) : left, markDecimals);
}
