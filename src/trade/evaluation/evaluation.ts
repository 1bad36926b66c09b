import { present } from '#kernel/assert.ts';
import type { Aggregate, EventMeta } from '#kernel/decider.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { EvaluationEvent } from './evaluation.events.ts';
import { evolveMembers } from './evolve-members.ts';
import { evolveReview } from './evolve-review.ts';
import { evolveReport } from './evolve-report.ts';
import type { Evaluation } from './evaluation.types.ts';

/**
 * One lot's evaluation. What members decide together is theirs (`panel`); a member's scores are that member's alone
 * (`names`) until all have submitted, when one `Disclosed` event opens them to the panel. Signatures carry the
 * signer's name in their certificate and stay with the department.
 */
export const evaluation: Aggregate<Evaluation, EvaluationEvent> = {
  type: 'evaluation',
  gate: true,
  disclosure: {
    EvaluationOpened: 'panel', SeatsChanged: 'panel', MemberSignedIn: 'panel', ChairVoted: 'panel', ChairElected: 'panel', EvaluationBegun: 'panel',
    CheckingReported: 'panel', PreliminaryVoted: 'panel', PreliminaryClosed: 'panel', RejectionProposed: 'panel', RejectionVoted: 'panel',
    RejectionDropped: 'panel', BidRejected: 'panel', CompetitionVoted: 'panel', CompetitionJudged: 'panel',
    Scored: 'names', ScoresSubmitted: 'panel', Disclosed: 'panel',
    ClarificationAsked: 'panel', ClarificationLapsed: 'panel',
    ClarificationAnswered: { default: 'panel', fields: { statement: 'department', signature: 'department' } },
    ReportDrafted: 'panel', ReportWithdrawn: 'panel',
    ReportSigned: { default: 'panel', fields: { statement: 'department', signature: 'department' } },
    AgreementDeemed: 'panel', EvaluationReported: 'initiator', EvaluationReturned: 'initiator',
  },
  evolve,
  nextWake,
  onWake: (state, now, id) => {
    const lotId = id;
    if (isUnchecked(state)) return [{ name: 'evaluation.check', body: { lotId } }];
    const lapsed = openClarifications(state).filter(({ answerBy }) => answerBy <= now);
    if (lapsed.length > 0) return lapsed.map(({ clarificationId }) => ({ name: 'evaluation.lapseClarification', body: { lotId, clarificationId } }));
    return [{ name: 'evaluation.deemAgreement', body: { lotId } }];
  },
};

function evolve(state: Evaluation | null, event: EvaluationEvent, meta: EventMeta): Evaluation {
  if (event.kind === 'EvaluationOpened') return opened(event);
  const before = present(state, `evaluation before ${event.kind}`);
  return evolveMembers(before, event, meta) ?? evolveReview(before, event, meta) ?? evolveReport(before, event, meta) ?? before;
}

function opened({ lotId, tenderId, documentHash, seats, bids }: Extract<EvaluationEvent, { kind: 'EvaluationOpened' }>): Evaluation {
  return {
    lotId, tenderId, documentHash, size: seats.length, round: 1, status: 'gathering', chairVotes: [], chairMemberId: null, begunAt: null, checking: null,
    members: seats.map((seat) => ({ ...seat, signedInAt: null, submittedAt: null })),
    bids: bids.map((bid) => ({ ...bid, evaluatedPriceFen: bid.priceFen, scores: [], rejected: null })),
    votes: [], proposals: [], competition: { votes: [], outcome: null }, clarifications: [],
    report: null, reportHash: null, signUntil: null, reportSignatures: [], reportedAt: null, returned: null,
  };
}

/** The checking report at once when evaluation begins, then whatever a bidder or a member lets pass. */
function nextWake(state: Evaluation): Instant | null {
  if (isUnchecked(state)) return state.begunAt;
  const due = [...openClarifications(state).map(({ answerBy }) => answerBy), ...(state.status === 'signing' && state.signUntil !== null ? [state.signUntil] : [])];
  return due.length === 0 ? null : due.reduce((a, b) => (a < b ? a : b));
}

function isUnchecked(state: Evaluation): boolean {
  return state.begunAt !== null && state.checking === null;
}

export function openClarifications(state: Evaluation): Evaluation['clarifications'] {
  return state.clarifications.filter(({ answer, lapsed }) => answer === null && !lapsed);
}

export function validBids(state: Evaluation): Evaluation['bids'] {
  return state.bids.filter(({ rejected }) => rejected === null);
}

/** From here on members see each other's scores. Before it nobody does, not even the chair. */
export function areScoresOpen(state: Evaluation): boolean {
  return vacantSeats(state) === 0 && state.members.every(({ submittedAt }) => submittedAt !== null);
}

/** Seats given up whose next occupant has not come in yet. */
export function vacantSeats({ size, members }: Pick<Evaluation, 'size' | 'members'>): number {
  return size - members.length;
}
