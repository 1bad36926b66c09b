import { assert, present } from '#kernel/assert.ts';
import type { Aggregate, EventMeta, WakeCommand } from '#kernel/decider.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { AwardEvent } from './award.events.ts';
import type { Award, AwardStatus, Duty } from './award.types.ts';

/**
 * 定标 of one lot. The report and what the initiator does with it stay with the initiator's side and the department until
 * the candidates are published; from then on the way to the winner is public.
 */
export const award: Aggregate<Award, AwardEvent> = {
  type: 'award',
  gate: true,
  disclosure: {
    ReportReceived: 'initiator',
    ReportReturned: 'initiator',
    FailureDeclared: 'public',
    CandidatesPublished: 'public',
    PublicityEnded: 'public',
    AwardDecided: { default: 'public', fields: { passedOver: 'initiator', statement: 'initiator', signature: 'initiator' } },
    LetterIssued: 'public',
    ResultPublished: 'public',
    ReportedToDepartment: 'initiator',
    ContractConcluded: 'public',
    DutyOverdue: 'initiator',
  },
  evolve: (state, event, meta) => withStatus(event.kind === 'ReportReceived' ? received(event, meta) : next(present(state, 'award'), event, meta)),
  nextWake: (state) => earliest([...openDuties(state).map(({ dueAt }) => dueAt), ...(isRunning(state) ? [present(state.publicity, 'publicity').until] : [])]),
  onWake: (state, now, lotId): readonly WakeCommand[] => [
    ...(isRunning(state) && present(state.publicity, 'publicity').until <= now ? [{ name: 'award.endPublicity', body: { lotId } }] : []),
    ...(duePassed(state, now).length > 0 ? [{ name: 'award.recordOverdue', body: { lotId } }] : []),
  ],
};

/** Duties with a day that are neither done nor already noted as overdue. */
export function openDuties(state: Award): Duty[] {
  const waiting: (Duty | null)[] = [
    state.status === 'report-received' ? { duty: state.candidates.length > 0 ? 'publish-candidates' : 'publish-failure', dueAt: state.publishBy } : null,
    state.reportBy !== null && state.reportedAt === null ? { duty: 'report-to-department', dueAt: state.reportBy } : null,
    state.contractBy !== null && state.contractSignedAt === null ? { duty: 'sign-contract', dueAt: state.contractBy } : null,
  ];
  return waiting.filter((duty) => duty !== null).filter(({ duty, dueAt }) => !state.overdue.some((noted) => noted.duty === duty && noted.dueAt === dueAt));
}

export function duePassed(state: Award, now: Instant): Duty[] {
  return openDuties(state).filter(({ dueAt }) => dueAt <= now);
}

/** The publicity has begun and its end is not recorded yet. */
export function isRunning(state: Award): boolean {
  return state.publicity !== null && state.publicity.endedAt === null && state.returned === null;
}

function received(event: Extract<AwardEvent, { kind: 'ReportReceived' }>, { at, id }: EventMeta): Award {
  const { tenderId, round, method, reportHash, publishBy, candidates, benchmark, bidders } = event;
  return {
    lotId: id, tenderId, round, method, reportHash, publishBy, candidates, benchmark, bidders, status: 'report-received', reportReceivedAt: at, failure: null, returned: null, publicity: null,
    winner: null, decidedAt: null, reportBy: null, letterAt: null, contractBy: null, resultAt: null, reportedAt: null, contractSignedAt: null, overdue: [],
  };
}

function next(state: Award, event: Exclude<AwardEvent, { kind: 'ReportReceived' }>, { at }: EventMeta): Award {
  switch (event.kind) {
    case 'ReportReturned':
      return { ...state, returned: { ground: event.ground, reason: event.reason, bidderId: event.bidderId, at } };
    case 'FailureDeclared':
      return { ...state, failure: { cause: event.cause, at } };
    case 'CandidatesPublished':
      return { ...state, publicity: { from: at, until: event.until, late: event.late, endedAt: null } };
    case 'PublicityEnded':
      return { ...state, publicity: { ...present(state.publicity, 'publicity'), endedAt: at } };
    case 'AwardDecided': {
      const { bidderId, name, priceFen, reason, reportBy } = event;
      assert(state.candidates.some((candidate) => candidate.bidderId === bidderId), 'a winner is one of the candidates');
      // A second decision begins the steps after it anew; what was due to the department stays due from the new day.
      return { ...state, winner: { bidderId, name, priceFen, reason }, decidedAt: at, reportBy, letterAt: null, contractBy: null, resultAt: null, reportedAt: null };
    }
    case 'LetterIssued':
      return { ...state, letterAt: at, contractBy: event.contractBy };
    case 'ResultPublished':
      return { ...state, resultAt: at };
    case 'ReportedToDepartment':
      return { ...state, reportedAt: at };
    case 'ContractConcluded':
      return { ...state, contractSignedAt: event.at };
    case 'DutyOverdue':
      return { ...state, overdue: [...state.overdue, { duty: event.duty, dueAt: event.dueAt }] };
  }
}

function withStatus(state: Award): Award {
  return { ...state, status: statusOf(state) };
}

function statusOf(state: Award): AwardStatus {
  if (state.returned !== null) return 'returned';
  if (state.failure !== null) return 'failed';
  if (state.resultAt !== null) return state.reportedAt === null ? 'result-published' : 'reported';
  if (state.letterAt !== null) return 'letter-issued';
  if (state.winner !== null) return 'decided';
  return state.publicity === null ? 'report-received' : 'publicity';
}

function earliest(instants: readonly Instant[]): Instant | null {
  return instants.length === 0 ? null : instants.reduce((first, at) => (at < first ? at : first));
}
