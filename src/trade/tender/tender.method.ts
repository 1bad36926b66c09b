import * as ratio from '#kernel/ratio.ts';
import { methodProblems, type CompositeMethod } from '#rules/evaluation/composite.ts';
import { valueOf, type RulePack } from '#rules/pack.ts';
import type { ScoringTable, TenderDocument } from './tender.types.ts';

/** Decimals of a joint mark and of a price mark, as the standard text says (10 打分汇总). */
const markDecimals = 2;
export const priceCriterionId = 'price';

/** 综合评估法 of a document in the form that the rules compute with. */
export function compositeMethodOf(document: Pick<TenderDocument, 'scoring' | 'candidatesMax'>): CompositeMethod {
  const { technical, commercial, price, marksTrimFrom } = document.scoring;
  const { formula } = price;
  return {
    criteria: [
      ...[...technical, ...commercial].map((factor) => ({ id: factor.id, title: factor.title, kind: 'mark' as const, fullMark: factor.points, weight: '1' })),
      { id: priceCriterionId, title: '投标报价', kind: 'price', fullMark: price.points, weight: '1' },
    ],
    price: {
      kind: 'deviation', fullMark: price.points, floor: formula.floorPoints, decimals: markDecimals, above: formula.overRate, below: formula.underRate,
      benchmark: { kind: 'mean', trim: formula.trimFrom === 0 ? null : { from: formula.trimFrom, each: 1 }, drawn: rangeOf(formula.coefficients) },
    },
    members: marksTrimFrom === 0 ? { kind: 'mean' } : { kind: 'trimmedMean', from: marksTrimFrom },
    decimals: markDecimals,
    ties: [{ kind: 'lowerPrice' }, { kind: 'draw' }],
    mostCandidates: document.candidatesMax,
  };
}

/** What is wrong with the evaluation method, in sentences; empty when nothing is. */
export function scoringProblems(document: Pick<TenderDocument, 'scoring' | 'candidatesMax'>, pack: RulePack): string[] {
  const { coefficients } = document.scoring.price.formula;
  if (coefficients.length === 1) return ['下浮系数应不设，或者列出两个以上供抽取'];
  if (!isEvenlySpaced(coefficients)) return ['下浮系数应从小到大、间隔相等'];
  return methodProblems(compositeMethodOf(document), { mostCandidates: valueOf(pack, 'eng.candidates', 'count'), trimMembers: valueOf(pack, 'eng.trimMembers', 'person') });
}

/** `15` of 15.00: points as people write them. */
export function sumOfPoints(scoring: ScoringTable): string {
  const points = [...scoring.technical, ...scoring.commercial].map((factor) => factor.points);
  const parsed = [...points, scoring.price.points].map((text) => ratio.parse(text));
  return ratio.round(ratio.sum(parsed.map((value) => (value.ok ? value.value : ratio.zero))), 2).replace(/\.?0+$/, '');
}

/** 价格分计算方法, as the document states it in words. */
export function formulaText({ price: { points, formula } }: ScoringTable): string {
  const mean = formula.trimFrom === 0 ? '有效投标报价的算术平均值' : `有效投标报价（${formula.trimFrom} 家以上时去掉一个最高、一个最低）的算术平均值`;
  const drawn = formula.coefficients.length === 0 ? '' : `乘以（1−K），下浮系数 K 在开标时从 ${formula.coefficients.join('、')} 中随机抽取`;
  return `评标基准价为${mean}${drawn}。报价等于基准价得 ${points} 分，每高 1% 扣 ${formula.overRate} 分，每低 1% 扣 ${formula.underRate} 分，最低 ${formula.floorPoints} 分`;
}

function rangeOf(coefficients: readonly string[]): { from: string; to: string; step: string } | null {
  const [first, second] = coefficients;
  const last = coefficients.at(-1);
  if (first === undefined || last === undefined) return null;
  return { from: first, to: last, step: second === undefined ? '1' : decimalOf(ratio.sub(valueAt(second), valueAt(first))) };
}

function isEvenlySpaced(coefficients: readonly string[]): boolean {
  const gaps = coefficients.slice(1).map((value, i) => ratio.sub(valueAt(value), valueAt(coefficients[i] as string)));
  return gaps.every((gap) => ratio.compare(gap, ratio.zero) > 0 && ratio.compare(gap, gaps[0] ?? gap) === 0);
}

function valueAt(text: string): ratio.Ratio {
  const parsed = ratio.parse(text);
  return parsed.ok ? parsed.value : ratio.zero;
}

function decimalOf(value: ratio.Ratio): string {
  return ratio.round(value, 6).replace(/\.?0+$/, '');
}
