import { assert } from '#kernel/assert.ts';
import * as ratio from '#kernel/ratio.ts';
import type { Ratio } from '#kernel/ratio.ts';
import { rate } from '../rate.ts';

/** How the members' marks become one: the mean, or the mean without the highest and lowest once `from` members marked. */
export type MemberMethod = { readonly kind: 'mean' } | { readonly kind: 'trimmedMean'; readonly from: number };

/** One item of the evaluation sheet. `weight` multiplies its score in the total (`1` where marks already add up to 100). */
export type Criterion = {
  readonly id: string;
  readonly title: string;
  readonly kind: 'mark' | 'price';
  readonly fullMark: string;
  readonly weight: string;
};

export type Mark = { readonly memberId: string; readonly bidId: string; readonly criterionId: string; readonly mark: string };

/** The joint mark of one criterion, rounded half-up to `decimals`; the order of the members does not matter. */
export function jointMark(marks: readonly Ratio[], method: MemberMethod, decimals: number): string {
  assert(marks.length > 0, 'a criterion without marks');
  if (method.kind === 'mean' || marks.length < method.from) return ratio.round(ratio.mean(marks), decimals);
  assert(marks.length > 2, 'trimming leaves no mark');
  const sorted = [...marks].sort(ratio.compare);
  return ratio.round(ratio.mean(sorted.slice(1, -1)), decimals);
}

/** Σ weight × score, exact. */
export function totalOf(parts: readonly { readonly weight: string; readonly score: string }[]): Ratio {
  return ratio.sum(parts.map((part) => ratio.mul(rate(part.weight), rate(part.score))));
}

export type MarkProblem =
  | { readonly kind: 'missing'; readonly memberId: string; readonly bidId: string; readonly criterionId: string }
  | { readonly kind: 'outOfRange'; readonly memberId: string; readonly bidId: string; readonly criterionId: string; readonly mark: string }
  | { readonly kind: 'unknown' | 'twice'; readonly memberId: string; readonly bidId: string; readonly criterionId: string };

export type MarkSheet = {
  readonly criteria: readonly Criterion[];
  readonly memberIds: readonly string[];
  readonly bidIds: readonly string[];
  readonly marks: readonly Mark[];
};

/** Every mark of every member for every valid bid must be there once, between nought and the full mark. */
export function markProblems(sheet: MarkSheet): MarkProblem[] {
  const marked = sheet.criteria.filter((criterion) => criterion.kind === 'mark');
  const given = new Map<string, number>();
  const problems: MarkProblem[] = [];
  for (const { memberId, bidId, criterionId, mark } of sheet.marks) {
    const at = { memberId, bidId, criterionId };
    const criterion = marked.find((candidate) => candidate.id === criterionId);
    const count = (given.get(keyOf(at)) ?? 0) + 1;
    given.set(keyOf(at), count);
    if (!criterion || !sheet.memberIds.includes(memberId) || !sheet.bidIds.includes(bidId)) problems.push({ kind: 'unknown', ...at });
    else if (count > 1) problems.push({ kind: 'twice', ...at });
    else if (!inRange(mark, criterion)) problems.push({ kind: 'outOfRange', ...at, mark });
  }
  for (const memberId of sheet.memberIds) for (const bidId of sheet.bidIds) for (const { id: criterionId } of marked) {
    if (!given.has(keyOf({ memberId, bidId, criterionId }))) problems.push({ kind: 'missing', memberId, bidId, criterionId });
  }
  return problems;
}

function inRange(mark: string, criterion: Criterion): boolean {
  const value = ratio.parse(mark);
  return value.ok && ratio.compare(value.value, ratio.zero) >= 0 && ratio.compare(value.value, rate(criterion.fullMark)) <= 0;
}

function keyOf(at: { readonly memberId: string; readonly bidId: string; readonly criterionId: string }): string {
  return `${at.memberId}\n${at.bidId}\n${at.criterionId}`;
}
