import type { EventMeta } from '#kernel/decider.ts';
import type { EvaluationEvent, Seat } from './evaluation.events.ts';
import type { Evaluation, Member } from './evaluation.types.ts';

/** Who sits, who leads, who has finished; null for events that are not of this kind. */
export function evolveMembers(state: Evaluation, event: EvaluationEvent, meta: EventMeta): Evaluation | null {
  switch (event.kind) {
    case 'SeatsChanged': return reseated(state, event.seats);
    case 'MemberSignedIn': return withMember(state, event.memberId, { signedInAt: meta.at });
    case 'ChairVoted': return { ...state, chairVotes: [...state.chairVotes.filter(({ memberId }) => memberId !== event.memberId), { memberId: event.memberId, forMemberId: event.forMemberId }] };
    case 'ChairElected': return { ...state, chairMemberId: event.memberId };
    case 'EvaluationBegun': return { ...state, status: 'preliminary', begunAt: meta.at };
    case 'ScoresSubmitted': return withMember(state, event.memberId, { submittedAt: meta.at });
    default: return null;
  }
}

function withMember(state: Evaluation, memberId: string, change: Partial<Member>): Evaluation {
  return { ...state, members: state.members.map((member) => (member.memberId === memberId ? { ...member, ...change } : member)) };
}

/** Those who stay keep what they gave; whoever left takes votes and scores along, and the new member starts from nothing. */
function reseated(state: Evaluation, seats: readonly Seat[]): Evaluation {
  const stays = ({ memberId }: { readonly memberId: string }) => seats.some((seat) => seat.memberId === memberId);
  const isComplete = seats.every((seat) => state.members.some((member) => member.memberId === seat.memberId));
  return {
    ...state,
    status: !isComplete ? 'gathering' : state.status === 'signing' ? 'detailed' : state.status,
    members: seats.map((seat) => state.members.find((member) => member.memberId === seat.memberId) ?? { ...seat, signedInAt: null, submittedAt: null }),
    chairMemberId: state.chairMemberId !== null && stays({ memberId: state.chairMemberId }) ? state.chairMemberId : null,
    chairVotes: state.chairVotes.filter((vote) => stays(vote) && stays({ memberId: vote.forMemberId })),
    votes: state.votes.filter(stays),
    competition: { votes: state.competition.votes.filter(stays), outcome: null },
    proposals: state.proposals.filter((proposal) => proposal.outcome !== null || stays(proposal)).map((proposal) => (proposal.outcome === null ? { ...proposal, votes: proposal.votes.filter(stays) } : proposal)),
    bids: state.bids.map((bid) => ({ ...bid, scores: bid.scores.filter(stays) })),
    report: null, reportHash: null, signUntil: null, reportSignatures: [],
  };
}
