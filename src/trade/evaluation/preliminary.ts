import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { valueOf } from '#rules/pack.ts';
import type { EvaluationEvent } from './evaluation.events.ts';
import { evaluationRefusals as refusals } from './evaluation.refusals.ts';
import { vacantSeats, validBids } from './evaluation.ts';
import type { Evaluation, PreliminaryPart } from './evaluation.types.ts';
import { atStage, isChair, validBid, type Hall, type Terms } from './hall.ts';
import { tally, type Tally } from '#rules/evaluation/majority.ts';
import { competitionWanted } from './competition.ts';

export type PreliminaryItem = { readonly part: PreliminaryPart; readonly itemId: string; readonly title: string; readonly requirement: string; readonly ground: string };

/** The sheet of the preliminary review: form and responsiveness by the rules, qualification by the tender document. */
export function preliminaryItems({ pack, document }: Pick<Terms, 'pack' | 'document'>): PreliminaryItem[] {
  const groundOf: Readonly<Record<string, string>> = { consortium: 'noConsortiumAgreement', onePrice: 'twoBids', signed: 'unsigned', price: 'price' };
  const coded = (part: PreliminaryPart, key: string) => valueOf(pack, key, 'codes').map(({ code, text }) => ({ part, itemId: code, title: text, requirement: '', ground: groundOf[code] ?? 'unresponsive' }));
  const qualification = document.qualification.map(({ id, title, requirement }) => ({ part: 'qualification' as const, itemId: id, title, requirement, ground: 'unqualified' }));
  return [...coded('form', 'eng.review.form'), ...qualification, ...coded('responsiveness', 'eng.review.responsiveness')];
}

export type PreliminaryBallot = { readonly bidderId: string; readonly part: PreliminaryPart; readonly itemId: string; readonly pass: boolean; readonly reason: string };

/** Votes may come together: one for each item a member has looked at. */
export function decidePreliminaryVotes({ evaluation, terms, me }: Hall, ballots: readonly PreliminaryBallot[]): Result<EvaluationEvent[], Refusal> {
  const stage = atStage(evaluation, 'preliminary');
  if (!stage.ok) return stage;
  const items = preliminaryItems(terms);
  for (const ballot of ballots) {
    const bid = validBid(evaluation, ballot.bidderId);
    if (!bid.ok) return bid;
    if (!items.some((item) => item.part === ballot.part && item.itemId === ballot.itemId)) return err(refusals.noSuchItem({}));
    if (!ballot.pass && ballot.reason.trim() === '') return err(refusals.reasonWanted({}));
  }
  return ok(ballots.map((ballot) => ({ kind: 'PreliminaryVoted', memberId: me.memberId, ...ballot })));
}

export function itemTally(evaluation: Evaluation, bidderId: string, item: Pick<PreliminaryItem, 'part' | 'itemId'>): Tally {
  const votes = evaluation.votes.filter((vote) => vote.bidderId === bidderId && vote.part === item.part && vote.itemId === item.itemId);
  return tally(votes.map(({ pass }) => pass), evaluation.size);
}

/** Votes still wanted from each member over the bids that stand. */
export function votesWanted(evaluation: Evaluation, terms: Pick<Terms, 'pack' | 'document'>, memberId: string): number {
  const items = preliminaryItems(terms);
  const standing = validBids(evaluation);
  const given = evaluation.votes.filter((vote) => vote.memberId === memberId && standing.some(({ bidderId }) => bidderId === vote.bidderId));
  return standing.length * items.length - given.length;
}

/** Bids that did not get a majority on some item: each wants a rejection on a statutory ground, or a second look. */
export function failedBids(evaluation: Evaluation, terms: Pick<Terms, 'pack' | 'document'>): Evaluation['bids'] {
  const items = preliminaryItems(terms);
  return validBids(evaluation).filter(({ bidderId }) => items.some((item) => itemTally(evaluation, bidderId, item) === 'lost'));
}

/** The chair closes it once every member has voted on everything and every failed bid is dealt with. */
export function decidePreliminaryClose(hall: Hall): Result<EvaluationEvent[], Refusal> {
  const { evaluation, terms, me } = hall;
  const stage = atStage(evaluation, 'preliminary');
  if (!stage.ok) return stage;
  if (!isChair(hall)) return err(refusals.chairOnly({}));
  if (evaluation.checking === null) return err(refusals.votesMissing({ missing: '清标报告还没有形成' }));
  const waiting = vacantSeats(evaluation) + evaluation.members.filter(({ memberId }) => votesWanted(evaluation, terms, memberId) > 0).length;
  if (waiting > 0) return err(refusals.votesMissing({ missing: `${waiting} 位成员没有表决完` }));
  if (evaluation.proposals.some(({ outcome }) => outcome === null)) return err(refusals.openProposal({}));
  const failed = failedBids(evaluation, terms);
  if (failed.length > 0) return err(refusals.failedBids({ names: failed.map(({ bidderName }) => bidderName).join('、') }));
  if (competitionWanted(evaluation, terms)) return err(refusals.judgeCompetition({ valid: validBids(evaluation).length }));
  return ok([{ kind: 'PreliminaryClosed', memberId: me.memberId, validBids: validBids(evaluation).length }]);
}

