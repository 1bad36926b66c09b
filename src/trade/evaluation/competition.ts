import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { valueOf } from '#rules/pack.ts';
import type { EvaluationEvent } from './evaluation.events.ts';
import { evaluationRefusals as refusals } from './evaluation.refusals.ts';
import { validBids } from './evaluation.ts';
import type { Evaluation } from './evaluation.types.ts';
import { atStage, type Hall, type Terms } from './hall.ts';
import { tally } from '#rules/evaluation/majority.ts';
import { lackingCompetition } from './rules-of.ts';

/** Some bids stand, but fewer than three after rejections: the panel has to say whether they still compete. */
export function competitionWanted(evaluation: Evaluation, { pack }: Pick<Terms, 'pack'>): boolean {
  const valid = validBids(evaluation).length;
  return valid > 0 && valid < valueOf(pack, 'eng.validMin', 'count') && evaluation.competition.outcome === null;
}

/** A majority that finds competition plainly lacking rejects all: the law allows it and does not order it. */
export function decideCompetitionVote({ evaluation, terms, me }: Hall, vote: { readonly lacking: boolean; readonly reason: string }): Result<EvaluationEvent[], Refusal> {
  const stage = atStage(evaluation, 'preliminary', 'detailed');
  if (!stage.ok) return stage;
  if (!competitionWanted(evaluation, terms)) return err(refusals.enoughBids({ valid: validBids(evaluation).length }));
  if (vote.reason.trim() === '') return err(refusals.reasonWanted({}));
  if (evaluation.competition.votes.some(({ memberId }) => memberId === me.memberId)) return err(refusals.voted({}));
  const events: EvaluationEvent[] = [{ kind: 'CompetitionVoted', memberId: me.memberId, ...vote }];
  const result = tally([...evaluation.competition.votes.map(({ lacking }) => lacking), vote.lacking], evaluation.size);
  if (result === 'open') return ok(events);
  events.push({ kind: 'CompetitionJudged', outcome: result === 'carried' ? 'lacking' : 'enough' });
  if (result === 'carried') events.push(...validBids(evaluation).map(({ bidderId }) => ({ kind: 'BidRejected' as const, bidderId, ground: lackingCompetition.code, reason: vote.reason, proposalId: null })));
  return ok(events);
}
