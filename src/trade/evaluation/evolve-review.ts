import type { EventMeta } from '#kernel/decider.ts';
import type { EvaluationEvent } from './evaluation.events.ts';
import type { Clarification, EvaluatedBid, Evaluation, RejectionProposal } from './evaluation.types.ts';

type Of<K extends EvaluationEvent['kind']> = Extract<EvaluationEvent, { kind: K }>;

/** Checking, preliminary review, rejection, scores, clarification; null for events that are not of this kind. */
export function evolveReview(state: Evaluation, event: EvaluationEvent, meta: EventMeta): Evaluation | null {
  switch (event.kind) {
    case 'CheckingReported': return { ...state, checking: event.checks };
    case 'PreliminaryVoted': return { ...state, votes: [...state.votes.filter((vote) => !isSameVote(vote, event)), bare(event)] };
    case 'PreliminaryClosed': return { ...state, status: 'detailed' };
    case 'RejectionProposed': return { ...state, proposals: [...state.proposals, { ...bare(event), votes: [], outcome: null }] };
    case 'RejectionVoted': return withProposal(state, event.proposalId, (proposal) => ({ ...proposal, votes: [...proposal.votes, { memberId: event.memberId, agree: event.agree }] }));
    case 'RejectionDropped': return withProposal(state, event.proposalId, (proposal) => ({ ...proposal, outcome: 'dropped' }));
    case 'BidRejected': return rejected(state, event);
    case 'CompetitionVoted': return { ...state, competition: { ...state.competition, votes: [...state.competition.votes.filter(({ memberId }) => memberId !== event.memberId), bare(event)] } };
    case 'CompetitionJudged': return { ...state, competition: { ...state.competition, outcome: event.outcome } };
    case 'Scored': return withBid(state, event.bidderId, (bid) => scored(bid, event));
    case 'ClarificationAsked': return { ...state, clarifications: [...state.clarifications, { ...bare(event), askedAt: meta.at, answer: null, lapsed: false }] };
    case 'ClarificationAnswered': return answered(state, event, meta);
    case 'ClarificationLapsed': return withClarification(state, event.clarificationId, { lapsed: true });
    default: return null;
  }
}

function bare<E extends { kind: string }>({ kind: _, ...rest }: E): Omit<E, 'kind'> {
  return rest;
}

function isSameVote(a: Evaluation['votes'][number], b: Of<'PreliminaryVoted'>): boolean {
  return a.memberId === b.memberId && a.bidderId === b.bidderId && a.part === b.part && a.itemId === b.itemId;
}

/** Fewer bids are left, so whatever was judged about competition among more of them is judged again. */
function rejected(state: Evaluation, { bidderId, ground, reason, proposalId }: Of<'BidRejected'>): Evaluation {
  const isByCompetition = proposalId === null;
  const next = withBid(state, bidderId, (bid) => ({ ...bid, rejected: { ground, reason } }));
  const settled = { ...next, proposals: next.proposals.map((proposal) => (proposal.bidderId !== bidderId || proposal.outcome !== null ? proposal : { ...proposal, outcome: proposal.proposalId === proposalId ? 'rejected' as const : 'dropped' as const })) };
  return isByCompetition ? settled : { ...settled, competition: { votes: [], outcome: null } };
}

function scored(bid: EvaluatedBid, { memberId, factorId, points, note }: Of<'Scored'>): EvaluatedBid {
  return { ...bid, scores: [...bid.scores.filter((score) => score.memberId !== memberId || score.factorId !== factorId), { memberId, factorId, points, note }] };
}

function answered(state: Evaluation, { clarificationId, text, acceptsCorrection }: Of<'ClarificationAnswered'>, meta: EventMeta): Evaluation {
  const next = withClarification(state, clarificationId, { answer: { text, acceptsCorrection, at: meta.at } });
  const asked = next.clarifications.find((each) => each.clarificationId === clarificationId);
  const correctedFen = asked?.correctedFen ?? null;
  if (asked === undefined || correctedFen === null || acceptsCorrection !== true) return next;
  return withBid(next, asked.bidderId, (bid) => ({ ...bid, evaluatedPriceFen: correctedFen }));
}

function withBid(state: Evaluation, bidderId: string, change: (bid: EvaluatedBid) => EvaluatedBid): Evaluation {
  return { ...state, bids: state.bids.map((bid) => (bid.bidderId === bidderId ? change(bid) : bid)) };
}

function withProposal(state: Evaluation, proposalId: string, change: (proposal: RejectionProposal) => RejectionProposal): Evaluation {
  return { ...state, proposals: state.proposals.map((proposal) => (proposal.proposalId === proposalId ? change(proposal) : proposal)) };
}

function withClarification(state: Evaluation, id: string, change: Partial<Clarification>): Evaluation {
  return { ...state, clarifications: state.clarifications.map((each) => (each.clarificationId === id ? { ...each, ...change } : each)) };
}
