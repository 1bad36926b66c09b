import { present } from '#kernel/assert.ts';
import type { Aggregate, EventMeta, WakeCommand } from '#kernel/decider.ts';
import { addMicros, type Instant } from '#kernel/time/instant.ts';
import type { RowRequest } from '#evidence/draw/select.ts';
import type { Departed, PanelEvent } from './panel.events.ts';
import type { Panel, PanelMember } from './panel.types.ts';
import { afterRoundEvent } from './round.ts';

/**
 * Who drew and that it was drawn is public; where and when is the initiator's; who sits there is nobody's but the department's
 * (which reads it by the transcript) and the member's own. Whatever names a member is `names`, header too: the actor is a person.
 */
export const panel: Aggregate<Panel, PanelEvent> = {
  type: 'panel',
  gate: true,
  disclosure: {
    PanelRequested: { default: 'public', fields: { reportAt: 'initiator', opensAt: 'initiator', place: 'initiator', avoidance: 'initiator', representative: 'initiator' } },
    SupplementRequested: 'public',
    RoundOpened: 'public',
    ValueCommitted: 'public',
    CommitmentsLogged: 'public',
    EscrowDeposited: { default: 'public', fields: { escrow: 'department' } },
    SharesReleased: { default: 'public', fields: { shares: 'department' } },
    RoundFailed: 'public',
    Drawn: { default: 'public', fields: { members: 'names' } },
    DrawInfeasible: 'public',
    PanelFailed: 'public',
    MemberCalled: 'department',
    CallClosed: 'department',
    ReportMoved: 'initiator',
    MemberCallMoved: 'department',
    MemberAccepted: 'department',
    MembersReplaced: { default: 'department', fields: { joined: 'names' } },
    RepresentativeReplaced: 'initiator',
    BiddersMatched: { default: 'department', fields: { bidders: 'department' } },
    AvoidanceSigned: { default: 'names', fields: { act: 'names' } },
    PanelSeated: 'public',
    PanelStoodDown: 'public',
    MembersNamed: { default: 'public', fields: { members: 'parties' } },
  },
  evolve(state, event, meta) {
    if (event.kind === 'PanelRequested') return requested(event, state, meta);
    return next(present(state, 'panel'), event, meta);
  },
  nextWake,
  onWake,
};

function requested({ kind: _, ...request }: Extract<PanelEvent, { kind: 'PanelRequested' }>, before: Panel | null, { id, at }: EventMeta): Panel {
  return {
    tenderId: id, status: 'requested', ...request, wanted: request.rows, requestedAt: at, draws: before?.draws ?? [], request: null, round: null, failures: before?.failures ?? [], failure: null,
    transcriptHash: null, members: before?.members ?? [], bidders: null, matchHits: 0, matchedAt: null, drawnAt: null, seatedAt: null, namedAt: null,
  };
}

function next(state: Panel, event: Exclude<PanelEvent, { kind: 'PanelRequested' }>, meta: EventMeta): Panel {
  switch (event.kind) {
    case 'SupplementRequested':
      return { ...state, status: 'requested', number: event.number, wanted: event.rows, rows: seatsAfter(state, event.rows), requestedAt: meta.at, failure: null };
    case 'RoundOpened':
    case 'ValueCommitted':
    case 'CommitmentsLogged':
    case 'EscrowDeposited':
    case 'SharesReleased':
    case 'RoundFailed':
      return afterRoundEvent(state, event, meta);
    case 'Drawn':
      return { ...drawn(state, event, 'drawn', meta), status: 'drawn', drawnAt: meta.at, members: [...state.members, ...event.members] };
    case 'DrawInfeasible':
      return { ...drawn(state, event, 'infeasible', meta), status: 'failed', failure: '库内符合条件的专家人数不够' };
    case 'PanelFailed':
      return { ...state, status: 'failed', round: null, failure: event.reason };
    case 'MemberCalled':
      return changed(state, event.memberId, (member) => ({ ...member, reportAt: event.reportAt, call: member.call && { ...member.call, status: 'made' } }));
    case 'CallClosed':
      return changed(state, event.memberId, (member) => ({ ...member, call: member.call && { ...member.call, status: 'closed' } }));
    case 'ReportMoved':
      return { ...state, reportAt: event.reportAt, opensAt: event.opensAt };
    case 'MemberCallMoved':
      return changed(state, event.memberId, (member) => ({ ...member, status: 'called', reportAt: event.reportAt }));
    case 'MemberAccepted':
      return changed(state, event.memberId, (member) => ({ ...member, status: 'accepted' }));
    case 'MembersReplaced':
      return { ...state, status: unseated(state), members: [...event.departed.reduce(withLeaver, state.members), ...event.joined] };
    case 'RepresentativeReplaced': {
      const { departed, joined, representative } = event;
      return { ...state, status: unseated(state), representative, members: [...(departed ? [departed] : []).reduce(withLeaver, state.members), ...(joined ? [joined] : [])] };
    }
    case 'BiddersMatched':
      return { ...state, bidders: event.bidders, matchHits: event.hits, matchedAt: meta.at };
    case 'AvoidanceSigned':
      return changed(state, event.memberId, (member) => ({ ...member, avoidanceSignedAt: meta.at }));
    case 'PanelSeated':
      return { ...state, status: 'seated', seatedAt: meta.at, members: state.members.map((member) => (isStanding(member) ? { ...member, status: 'seated' } : member)) };
    case 'PanelStoodDown':
      return { ...state, status: 'stood-down', round: null, failure: event.reason };
    case 'MembersNamed':
      return { ...state, namedAt: meta.at };
  }
}

function drawn(state: Panel, { drawId, transcriptHash }: { readonly drawId: string; readonly transcriptHash: string }, outcome: 'drawn' | 'infeasible', { at }: EventMeta): Panel {
  return { ...state, round: null, transcriptHash, draws: [...state.draws, { number: state.number, drawId, outcome, transcriptHash, at }] };
}

/** A seat given up: the panel is whole again only when its successor has signed. Those who stay keep their seats. */
function unseated({ status }: Panel): Panel['status'] {
  return status === 'seated' ? 'drawn' : status;
}

/** Rows that are asked for under new names take the place of the seats that were empty. */
function seatsAfter(state: Panel, asked: readonly RowRequest[]): readonly RowRequest[] {
  const fresh = asked.filter(({ row }) => !state.rows.some((each) => each.row === row));
  if (fresh.length === 0) return state.rows;
  return [...state.rows.map((each) => ({ ...each, count: standingIn(state, each.row) })).filter(({ count }) => count > 0), ...fresh];
}

function changed(state: Panel, memberId: string, change: (member: PanelMember) => PanelMember): Panel {
  return { ...state, members: state.members.map((member) => (member.memberId === memberId ? change(member) : member)) };
}

function withLeaver(members: readonly PanelMember[], { memberId, cause, reason }: Departed): readonly PanelMember[] {
  const status = cause === 'declined' || cause === 'unreachable' ? 'declined' : 'replaced';
  return members.map((member) => (member.memberId === memberId ? { ...member, status, reason } : member));
}

/** Sits or is about to: neither left nor was replaced. */
export function isStanding({ status }: Pick<PanelMember, 'status'>): boolean {
  return status === 'called' || status === 'accepted' || status === 'seated';
}

/** The standing member that this person is. */
export function memberOf(state: Panel, personId: string | null): PanelMember | null {
  return state.members.find((member) => personId !== null && member.personId === personId && isStanding(member)) ?? null;
}

export function standingMembers(state: Pick<Panel, 'members'>): PanelMember[] {
  return state.members.filter(isStanding);
}

function standingIn({ members }: Panel, row: string): number {
  return members.filter((member) => member.row === row && isStanding(member)).length;
}

/** Seats of experts in which nobody stands: as many of each row as are missing. */
export function vacantRows(state: Panel): RowRequest[] {
  return state.rows.map((row) => ({ ...row, count: row.count - standingIn(state, row.row) })).filter(({ count }) => count > 0);
}

/** Whether a representative is to sit and none does: the initiator names another. */
export function lacksRepresentative({ representative, members }: Panel): boolean {
  return representative !== null && !members.some((member) => member.kind === 'representative' && isStanding(member));
}

/** Every seat has its occupant, and each has declared itself free of interest. */
export function isReadyToSit(state: Panel): boolean {
  return state.status === 'drawn' && vacantRows(state).length === 0 && !lacksRepresentative(state) && standingMembers(state).every(({ avoidanceSignedAt }) => avoidanceSignedAt !== null);
}

/** No ranking gives anyone more: a supplementary draw follows by itself, so that nobody has a word in when. */
function mustSupplement(state: Panel): boolean {
  return state.status === 'drawn' && vacantRows(state).length > 0;
}

function hasOpenCall({ call }: PanelMember): boolean {
  return call?.status === 'made';
}

/** A call that no longer stands for a seat: its expert need not come. */
function mustClose(state: Panel, member: PanelMember): boolean {
  return hasOpenCall(member) && (!isStanding(member) || state.status === 'stood-down');
}

/** Called for an hour before which the panel now cannot begin. */
function mustMove(state: Panel, member: PanelMember): boolean {
  return hasOpenCall(member) && isStanding(member) && state.matchedAt === null && member.reportAt !== null && member.reportAt < state.reportAt;
}

/** The hour of report once the bid deadline is this: as long after it as was asked for. Null where it stays. */
export function reportAfter({ opensAt, reportAt, status, matchedAt }: Panel, deadlineAt: Instant): Instant | null {
  const isSet = status !== 'stood-down' && status !== 'seated' && matchedAt === null;
  return isSet && deadlineAt > opensAt ? addMicros(reportAt, deadlineAt - opensAt) : null;
}

function nextWake(state: Panel): Instant | null {
  if (state.status === 'requested' || callsDue(state).length > 0 || isReadyToSit(state) || mustSupplement(state)) return state.requestedAt;
  return state.status === 'contributing' ? (state.round?.until ?? null) : null;
}

function onWake(state: Panel, now: Instant): WakeCommand[] {
  const { tenderId, number, round } = state;
  return [...callsDue(state), ...nextStep()];

  function nextStep(): WakeCommand[] {
    if (state.status === 'requested') return [{ name: 'panel.openDraw', body: { tenderId, number } }];
    if (isReadyToSit(state)) return [{ name: 'panel.seat', body: { tenderId } }];
    if (mustSupplement(state)) return [{ name: 'panel.supplement', body: { tenderId, number: number + 1 } }];
    return state.status === 'contributing' && round?.until != null && now >= round.until ? [{ name: 'panel.settleRound', body: { tenderId, drawId: round.drawId } }] : [];
  }
}

/** Calls to make, to move and to take back: each is a stream of its own, so that an expert's answer says nothing of the tender. */
function callsDue(state: Panel): WakeCommand[] {
  const { tenderId } = state;
  return state.members.flatMap((member): WakeCommand[] => {
    const { memberId, personId, call } = member;
    if (!call) return [];
    const body = { tenderId, memberId, personId, callId: call.callId };
    if (mustClose(state, member)) return [{ name: 'panel.closeCall', body }];
    if (mustMove(state, member)) return [{ name: 'panel.moveCall', body }];
    return state.status !== 'stood-down' && member.status === 'called' && call.status === 'due' ? [{ name: 'panel.call', body }] : [];
  });
}
