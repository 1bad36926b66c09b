import type { EventMeta } from '#kernel/decider.ts';
import type { EvaluationEvent } from './evaluation.events.ts';
import type { Evaluation, Member } from './evaluation.types.ts';
import { reseated } from './reseating.ts';

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
