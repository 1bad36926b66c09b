import * as ratio from '#kernel/ratio.ts';
import { valueOf } from '#rules/pack.ts';
import { rate } from '#rules/rate.ts';
import { validBids } from './evaluation.ts';
import type { Evaluation } from './evaluation.types.ts';
import type { Terms } from './hall.ts';

export type Difference = { readonly bidderId: string; readonly factorId: string; readonly text: string };
export type Outlier = { readonly memberId: string; readonly bidderId: string; readonly factorId: string; readonly text: string };

/** Objective factors on which members differ: the same fact cannot be worth two marks. They must agree before the report. */
export function differences(evaluation: Evaluation, { factors }: Pick<Terms, 'factors'>): Difference[] {
  return validBids(evaluation).flatMap(({ bidderId, bidderName, scores }) =>
    factors.filter(({ objective }) => objective).flatMap(({ id, title }) => {
      const points = new Set(scores.filter(({ factorId }) => factorId === id).map((score) => ratio.toJson(rate(score.points))));
      return points.size > 1 ? [{ bidderId, factorId: id, text: `${bidderName} “${title}”` }] : [];
    }));
}

/** Marks of judgement far from the mean of the others, by the share of the full mark that the rules name. Shown, never changed by machine. */
export function outliers(evaluation: Evaluation, { factors, pack }: Pick<Terms, 'factors' | 'pack'>): Outlier[] {
  const share = rate(valueOf(pack, 'eng.score.deviation', 'rate'));
  return validBids(evaluation).flatMap(({ bidderId, bidderName, scores }) => factors.filter(({ objective }) => !objective).flatMap(({ id, title, points: full }) => {
    const own = scores.filter(({ factorId }) => factorId === id);
    if (own.length < 3) return [];
    const bound = ratio.mul(rate(full), share);
    return own.flatMap(({ memberId, points }) => {
      const others = ratio.mean(own.filter((score) => score.memberId !== memberId).map((score) => rate(score.points)));
      const gap = ratio.sub(rate(points), others);
      const size = ratio.compare(gap, ratio.zero) < 0 ? ratio.sub(ratio.zero, gap) : gap;
      return ratio.compare(size, bound) > 0 ? [{ memberId, bidderId, factorId: id, text: `${bidderName} “${title}”：一位成员打 ${points} 分，其余平均 ${ratio.round(others, 2)} 分` }] : [];
    });
  }));
}
