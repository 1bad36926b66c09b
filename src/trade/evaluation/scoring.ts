import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import * as ratio from '#kernel/ratio.ts';
import { valueOf } from '#rules/pack.ts';
import { rate } from '#rules/rate.ts';
import type { ScoringFactor } from '#trade/tender/tender.types.ts';
import type { EvaluationEvent } from './evaluation.events.ts';
import { evaluationRefusals as refusals } from './evaluation.refusals.ts';
import { areScoresOpen, vacantSeats, validBids } from './evaluation.ts';
import type { Evaluation } from './evaluation.types.ts';
import { atStage, validBid, type Hall, type Terms } from './hall.ts';
import { differences, outliers } from './score-facts.ts';

export type ScoreGiven = { readonly bidderId: string; readonly factorId: string; readonly points: string; readonly note: string };

/** Before submitting, anything within the document's bounds; after all have, only what does not agree or stands far off. In a later round every mark says why. */
export function decideScores(hall: Hall, given: readonly ScoreGiven[]): Result<EvaluationEvent[], Refusal> {
  const { evaluation, terms, me } = hall;
  const stage = atStage(evaluation, 'detailed');
  if (!stage.ok) return stage;
  for (const score of given) {
    const problem = problemOf(hall, score);
    if (problem) return err(problem);
  }
  if (evaluation.round > 1 && given.some(({ note }) => note.trim() === '')) return err(refusals.reasonWanted({}));
  if (me.submittedAt === null) return ok(given.map((score) => ({ kind: 'Scored', memberId: me.memberId, ...score })));
  if (!areScoresOpen(evaluation)) return err(refusals.submitted({}));
  for (const { bidderId, factorId, note } of given) {
    if (!isToCheck(evaluation, terms, { memberId: me.memberId, bidderId, factorId })) return err(refusals.onlyChecked({}));
    if (note.trim() === '') return err(refusals.reasonWanted({}));
  }
  return ok(given.map((score) => ({ kind: 'Scored', memberId: me.memberId, ...score })));
}

function problemOf({ evaluation, terms }: Hall, { bidderId, factorId, points }: ScoreGiven): Refusal | null {
  const bid = validBid(evaluation, bidderId);
  if (!bid.ok) return bid.error;
  const factor = terms.factors.find(({ id }) => id === factorId);
  if (!factor) return refusals.noSuchFactor({});
  return pointsProblem(points, factor, valueOf(terms.pack, 'eng.score.step', 'factor'));
}

/** Why these points cannot stand for this factor; null when they can. */
export function pointsProblem(points: string, factor: Pick<ScoringFactor, 'title' | 'points'>, step: string): Refusal | null {
  const value = ratio.parse(points);
  const outside = refusals.outOfRange({ title: factor.title, points, full: factor.points });
  if (!value.ok || ratio.compare(value.value, ratio.zero) < 0 || ratio.compare(value.value, rate(factor.points)) > 0) return outside;
  const isFull = ratio.compare(value.value, rate(factor.points)) === 0;
  return isFull || ratio.div(value.value, rate(step)).denominator === 1n ? null : refusals.tooFine({ step, points });
}

function isToCheck(evaluation: Evaluation, terms: Terms, at: { readonly memberId: string; readonly bidderId: string; readonly factorId: string }): boolean {
  return differences(evaluation, terms).some(({ bidderId, factorId }) => bidderId === at.bidderId && factorId === at.factorId)
    || outliers(evaluation, terms).some(({ memberId, bidderId, factorId }) => memberId === at.memberId && bidderId === at.bidderId && factorId === at.factorId);
}

export function scoresMissing(evaluation: Evaluation, terms: Pick<Terms, 'factors'>, memberId: string): { bidderName: string; factor: ScoringFactor }[] {
  return validBids(evaluation).flatMap(({ bidderName, scores }) =>
    terms.factors.filter(({ id }) => !scores.some((score) => score.memberId === memberId && score.factorId === id)).map((factor) => ({ bidderName, factor })));
}

/** Locks a member's own scores. With the last member's the scores open to the panel, all at once. */
export function decideSubmit({ evaluation, terms, me }: Hall): Result<EvaluationEvent[], Refusal> {
  const stage = atStage(evaluation, 'detailed');
  if (!stage.ok) return stage;
  if (me.submittedAt !== null) return err(refusals.submitted({}));
  const missing = scoresMissing(evaluation, terms, me.memberId);
  if (missing[0]) return err(refusals.scoresMissing({ missing: missing.length, first: `${missing[0].bidderName} ${missing[0].factor.title}` }));
  const events: EvaluationEvent[] = [{ kind: 'ScoresSubmitted', memberId: me.memberId }];
  const isLast = vacantSeats(evaluation) === 0 && evaluation.members.every(({ memberId, submittedAt }) => submittedAt !== null || memberId === me.memberId);
  if (isLast) events.push({ kind: 'Disclosed', scope: evaluation.lotId, class: 'names', toClass: 'panel' });
  return ok(events);
}
