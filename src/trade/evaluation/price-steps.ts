import { formatFen } from '#kernel/money.ts';
import * as ratio from '#kernel/ratio.ts';
import { trimmed } from '#rules/evaluation/benchmark.ts';
import type { PriceFormula, PriceScores } from '#rules/evaluation/price.ts';
import { rate } from '#rules/rate.ts';

/** The price marks with every step of the arithmetic written out, so that anyone can follow it with a pencil. */
export type PriceTable = { readonly benchmarkFen: string; readonly steps: readonly string[]; readonly rows: readonly PriceRow[] };
export type PriceRow = { readonly bidderId: string; readonly priceFen: string; readonly deviation: string; readonly steps: readonly string[]; readonly score: string };

export function priceTable(formula: PriceFormula, scores: PriceScores, coefficient: string | null): PriceTable {
  return {
    benchmarkFen: String(scores.benchmarkFen),
    steps: formula.kind === 'deviation' ? benchmarkSteps(formula, scores, coefficient) : [`基准价 = 最低报价 = ${formatFen(scores.benchmarkFen)}`],
    rows: scores.rows.map(({ bidId, priceFen, deviation, score }) => ({
      bidderId: bidId, priceFen: String(priceFen), deviation: percent(deviation), score,
      steps: formula.kind === 'deviation' ? deviationSteps(formula, { priceFen, benchmarkFen: scores.benchmarkFen, deviation, score }) : [`${formatFen(scores.benchmarkFen)} ÷ ${formatFen(priceFen)} × ${formula.fullMark} = ${score}`],
    })),
  };
}

type Deviation = PriceFormula & { kind: 'deviation' };

function benchmarkSteps({ benchmark }: Deviation, { rows, benchmarkFen }: PriceScores, coefficient: string | null): string[] {
  const prices = rows.map(({ priceFen }) => priceFen);
  const kept = trimmed(prices, benchmark.trim);
  const least = benchmark.trim?.from;
  const cut = kept.length < prices.length ? `有效报价 ${prices.length} 家，去掉一个最高和一个最低，余 ${kept.length} 家` : `有效报价 ${prices.length} 家${least === undefined ? '' : `，不足 ${least} 家`}，全部参加平均`;
  const mean = ratio.mean(kept.map((price) => ratio.of(price)));
  const meanText = formatFen(BigInt(ratio.round(mean, 0)));
  const sum = kept.map((price) => formatFen(price)).join(' + ');
  const drawn = coefficient === null ? `基准价 B = A = ${formatFen(benchmarkFen)}` : `基准价 B = A × （1 − ${coefficient}） = ${formatFen(benchmarkFen)}`;
  return [cut, `平均值 A = （${sum}） ÷ ${kept.length} = ${meanText}`, drawn];
}

function deviationSteps(formula: Deviation, row: { priceFen: bigint; benchmarkFen: bigint; deviation: ratio.Ratio; score: string }): string[] {
  const high = ratio.compare(row.deviation, ratio.zero) > 0;
  const size = high ? row.deviation : ratio.sub(ratio.zero, row.deviation);
  const factor = high ? formula.above : formula.below;
  const lost = ratio.mul(ratio.mul(size, ratio.of(100n)), rate(factor));
  const isFloored = ratio.compare(ratio.sub(rate(formula.fullMark), lost), rate(formula.floor)) < 0;
  return [
    `偏差率 = （${formatFen(row.priceFen)} − ${formatFen(row.benchmarkFen)}） ÷ ${formatFen(row.benchmarkFen)} = ${percent(row.deviation)}`,
    `${formula.fullMark} − ${ratio.round(ratio.mul(size, ratio.of(100n)), 4)} × ${factor} = ${isFloored ? `不足下限，取 ${formula.floor}` : row.score}`,
  ];
}

function percent(value: ratio.Ratio): string {
  return `${ratio.round(ratio.mul(value, ratio.of(100n)), 4)}%`;
}
