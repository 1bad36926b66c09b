import type { JsonObject } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { addMicros, formatBeijing, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import { valueOf } from '#rules/pack.ts';
import type { EvaluationEvent } from './evaluation.events.ts';
import { evaluationRefusals as refusals } from './evaluation.refusals.ts';
import type { Clarification, Evaluation } from './evaluation.types.ts';
import { atStage, validBid, type Hall } from './hall.ts';

export type Question = { readonly clarificationId: string; readonly bidderId: string; readonly question: string; readonly correctedFen: string | null };

/** The panel asks, the bidder never volunteers (条例第五十二条). A price to accept is the arithmetic of the checking report and no other. */
export function decideQuestion({ evaluation, terms, me, now }: Hall, question: Question): Result<EvaluationEvent[], Refusal> {
  const stage = atStage(evaluation, 'preliminary', 'detailed');
  if (!stage.ok) return stage;
  const bid = validBid(evaluation, question.bidderId);
  if (!bid.ok) return bid;
  const computed = evaluation.checking?.find(({ bidderId }) => bidderId === question.bidderId)?.correctedFen ?? null;
  if (question.correctedFen !== null && question.correctedFen !== computed) return err(refusals.notTheCorrection({}));
  const answerBy = addMicros(now, valueOf(terms.pack, 'eng.clarifyBid.minutes', 'minute') * microsPerMinute);
  return ok([{ kind: 'ClarificationAsked', memberId: me.memberId, ...question, answerBy }]);
}

export type Answer = { readonly clarificationId: string; readonly text: string; readonly acceptsCorrection: boolean | null };
export type Answering = { readonly evaluation: Evaluation | null; readonly orgId: string | null; readonly now: Instant; readonly signed: { readonly statement: JsonObject; readonly signature: JsonObject } };

/** The bidder's own words, signed, in time. They explain the bid and change nothing in it. */
export function decideAnswer({ evaluation, orgId, now, signed }: Answering, answer: Answer): Result<EvaluationEvent[], Refusal> {
  const asked = findOpen(evaluation, answer.clarificationId);
  if (!asked) return err(refusals.noSuchClarification({}));
  if (asked.bidderId !== orgId) return err(refusals.notYourClarification({}));
  if (now >= asked.answerBy) return err(refusals.answerLate({ by: formatBeijing(asked.answerBy) }));
  if ((asked.correctedFen !== null) !== (answer.acceptsCorrection !== null)) return err(refusals.answerCorrection({}));
  return ok([{ kind: 'ClarificationAnswered', ...answer, ...signed }]);
}

export function decideLapse(evaluation: Evaluation | null, clarificationId: string, now: Instant): Result<EvaluationEvent[], Refusal> {
  const asked = findOpen(evaluation, clarificationId);
  if (!asked) return err(refusals.noSuchClarification({}));
  return now < asked.answerBy ? err(refusals.notDue({})) : ok([{ kind: 'ClarificationLapsed', clarificationId }]);
}

function findOpen(evaluation: Evaluation | null, clarificationId: string): Clarification | null {
  return evaluation?.clarifications.find((each) => each.clarificationId === clarificationId && each.answer === null && !each.lapsed) ?? null;
}
