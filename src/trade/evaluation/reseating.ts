import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Panel } from '#trade/panel/panel.types.ts';
import type { EvaluationEvent, Seat } from './evaluation.events.ts';
import { evaluationRefusals as refusals } from './evaluation.refusals.ts';
import type { EvaluatedBid, Evaluation } from './evaluation.types.ts';
import { seatsOf } from './hall.ts';
import { tally } from '#rules/evaluation/majority.ts';
import { lackingCompetition } from './rules-of.ts';

/** Whether somebody who sits here has left the panel: until the seats follow, nobody acts on what that member gave. */
export function hasDepartures(evaluation: Evaluation, panel: Panel | null): boolean {
  const seats = panel ? seatsOf(panel) : [];
  return evaluation.status !== 'reported' && evaluation.members.some(({ memberId }) => !seats.some((seat) => seat.memberId === memberId));
}

/** The seats as the panel has them now, without those who left; who follows comes in by signing in. */
export function decideReseat(evaluation: Evaluation | null, panel: Panel | null): Result<EvaluationEvent[], Refusal> {
  if (!evaluation || !panel || !hasDepartures(evaluation, panel)) return err(refusals.notDue({}));
  const staying = new Set(seatsOf(panel).map(({ memberId }) => memberId));
  return ok([{ kind: 'SeatsChanged', seats: evaluation.members.filter(({ memberId }) => staying.has(memberId)).map(({ memberId, kind }) => ({ memberId, kind })) }]);
}

/**
 * What a member who left had given is void (条例 第四十八条): marks, ballots, votes, and whatever was carried by them. A rejection
 * that has no majority without that vote is open again, and its bid stands until the new member has voted. Those who stay keep
 * what they gave, and whoever comes starts from nothing.
 */
export function reseated(state: Evaluation, seats: readonly Seat[]): Evaluation {
  const stays = ({ memberId }: { readonly memberId: string }) => seats.some((seat) => seat.memberId === memberId);
  const isComplete = seats.every((seat) => state.members.some((member) => member.memberId === seat.memberId));
  const proposals = reopened(state, stays);
  const competition = { votes: state.competition.votes.filter(stays), outcome: null };
  return {
    ...state,
    status: !isComplete ? 'gathering' : state.status === 'signing' ? 'detailed' : state.status,
    members: seats.map((seat) => state.members.find((member) => member.memberId === seat.memberId) ?? { ...seat, signedInAt: null, submittedAt: null }),
    chairMemberId: state.chairMemberId !== null && stays({ memberId: state.chairMemberId }) ? state.chairMemberId : null,
    chairVotes: state.chairVotes.filter((vote) => stays(vote) && stays({ memberId: vote.forMemberId })),
    votes: state.votes.filter(stays),
    competition,
    proposals,
    bids: state.bids.map((bid) => ({ ...bid, scores: bid.scores.filter(stays), rejected: isStillRejected(bid, proposals) ? bid.rejected : null })),
    report: null, reportHash: null, signUntil: null, reportSignatures: [],
  };
}

function reopened({ proposals, size }: Evaluation, stays: (vote: { readonly memberId: string }) => boolean): Evaluation['proposals'] {
  return proposals.flatMap((proposal) => {
    const votes = proposal.votes.filter(stays);
    if (votes.length === proposal.votes.length) return [proposal];
    if (proposal.outcome === null && !stays(proposal)) return [];
    const result = tally(votes.map(({ agree }) => agree), size);
    const isSettled = (proposal.outcome === 'rejected' && result === 'carried') || (proposal.outcome === 'dropped' && result !== 'carried');
    return [{ ...proposal, votes, outcome: isSettled ? proposal.outcome : null }];
  });
}

/** By a proposal that still carries; what all found together, that competition is lacking, is asked of the new panel again. */
function isStillRejected({ bidderId, rejected }: EvaluatedBid, proposals: Evaluation['proposals']): boolean {
  return rejected !== null && rejected.ground !== lackingCompetition.code && proposals.some((proposal) => proposal.bidderId === bidderId && proposal.outcome === 'rejected');
}
