import type { EventMeta } from '#kernel/decider.ts';
import type { EvaluationEvent } from './evaluation.events.ts';
import type { Evaluation } from './evaluation.types.ts';

const noReport = { report: null, reportHash: null, signUntil: null, reportSignatures: [], reportedAt: null } as const;

/** The report, its signatures, its return; null for events that are not of this kind. */
export function evolveReport(state: Evaluation, event: EvaluationEvent, meta: EventMeta): Evaluation | null {
  switch (event.kind) {
    case 'ReportDrafted': return { ...state, status: 'signing', report: event.report, reportHash: event.reportHash, signUntil: event.signUntil, reportSignatures: [] };
    case 'ReportWithdrawn': return { ...state, ...noReport, status: 'detailed' };
    case 'ReportSigned': return { ...state, reportSignatures: [...state.reportSignatures, { memberId: event.memberId, dissent: event.dissent, deemed: false, at: meta.at }] };
    case 'AgreementDeemed': return { ...state, reportSignatures: [...state.reportSignatures, ...event.memberIds.map((memberId) => ({ memberId, dissent: null, deemed: true, at: meta.at }))] };
    case 'EvaluationReported': return { ...state, status: 'reported', reportedAt: meta.at };
    case 'EvaluationReturned': return returned(state, event, meta);
    default: return null;
  }
}

/** Another round over the same bids: scores stand until corrected, and every member submits again. */
function returned(state: Evaluation, { ground, reason, restoredBidderId }: Extract<EvaluationEvent, { kind: 'EvaluationReturned' }>, meta: EventMeta): Evaluation {
  return {
    ...state, ...noReport,
    round: state.round + 1,
    status: restoredBidderId === null ? 'detailed' : 'preliminary',
    members: state.members.map((member) => ({ ...member, submittedAt: null })),
    bids: state.bids.map((bid) => (bid.bidderId === restoredBidderId ? { ...bid, rejected: null } : bid)),
    votes: state.votes.filter((vote) => vote.bidderId !== restoredBidderId),
    competition: { votes: [], outcome: null },
    returned: { ground, reason, at: meta.at },
  };
}
