import { present } from '#kernel/assert.ts';
import type { Aggregate, EventMeta, WakeCommand } from '#kernel/decider.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { PanelEvent } from './panel.events.ts';
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
    PanelRequested: { default: 'public', fields: { reportAt: 'initiator', place: 'initiator', avoidance: 'initiator', representative: 'initiator' } },
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
    MemberAccepted: 'department',
    MembersReplaced: { default: 'department', fields: { joined: 'names' } },
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
    tenderId: id, status: 'requested', ...request, requestedAt: at, request: null, round: null, failures: before?.failures ?? [], failure: null, transcriptHash: null,
    members: before?.members.filter(hasOpenCall).map((member) => ({ ...member, status: 'replaced' as const })) ?? [], bidders: before?.bidders ?? null, matchHits: 0, drawnAt: null, seatedAt: null, namedAt: null,
  };
}

function next(state: Panel, event: Exclude<PanelEvent, { kind: 'PanelRequested' }>, meta: EventMeta): Panel {
  switch (event.kind) {
    case 'RoundOpened':
    case 'ValueCommitted':
    case 'CommitmentsLogged':
    case 'EscrowDeposited':
    case 'SharesReleased':
    case 'RoundFailed':
      return afterRoundEvent(state, event, meta);
    case 'Drawn':
      return { ...state, status: 'drawn', round: null, transcriptHash: event.transcriptHash, drawnAt: meta.at, members: [...state.members, ...event.members] };
    case 'DrawInfeasible':
      return { ...state, status: 'failed', round: null, transcriptHash: event.transcriptHash, failure: '库内符合条件的专家人数不够' };
    case 'PanelFailed':
      return { ...state, status: 'failed', round: null, failure: event.reason };
    case 'MemberCalled':
      return changed(state, event.memberId, (member) => ({ ...member, call: member.call && { ...member.call, status: 'made' } }));
    case 'CallClosed':
      return changed(state, event.memberId, (member) => ({ ...member, call: member.call && { ...member.call, status: 'closed' } }));
    case 'MemberAccepted':
      return changed(state, event.memberId, (member) => ({ ...member, status: 'accepted' }));
    case 'MembersReplaced':
      return { ...state, members: [...event.departed.reduce<readonly PanelMember[]>((members, departed) => members.map((member) => leave(member, departed)), state.members), ...event.joined] };
    case 'BiddersMatched':
      return { ...state, bidders: event.bidders, matchHits: event.hits };
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

function changed(state: Panel, memberId: string, change: (member: PanelMember) => PanelMember): Panel {
  return { ...state, members: state.members.map((member) => (member.memberId === memberId ? change(member) : member)) };
}

function leave(member: PanelMember, { memberId, cause, reason }: { memberId: string; cause: string; reason: string }): PanelMember {
  if (member.memberId !== memberId) return member;
  return { ...member, status: cause === 'declined' || cause === 'unreachable' ? 'declined' : 'replaced', reason };
}

/** Sits or is about to: neither left nor was replaced. */
export function isStanding({ status }: Pick<PanelMember, 'status'>): boolean {
  return status === 'called' || status === 'accepted' || status === 'seated';
}

/** The standing member that this person is. */
export function memberOf(state: Panel, personId: string | null): PanelMember | null {
  return state.members.find((member) => personId !== null && member.personId === personId && isStanding(member)) ?? null;
}

export function standingMembers(state: Panel): PanelMember[] {
  return state.members.filter(isStanding);
}

function hasOpenCall({ call }: PanelMember): boolean {
  return call?.status === 'made';
}

/** A call that no longer stands for a seat: its expert need not come. */
function mustClose(state: Panel, member: PanelMember): boolean {
  return hasOpenCall(member) && (!isStanding(member) || state.status === 'stood-down' || state.status === 'failed');
}

function nextWake(state: Panel): Instant | null {
  if (state.status === 'requested' || callsDue(state).length > 0) return state.requestedAt;
  return state.status === 'contributing' ? (state.round?.until ?? null) : null;
}

function onWake(state: Panel, now: Instant): WakeCommand[] {
  const { tenderId, round } = state;
  const calls = callsDue(state);
  if (state.status === 'requested') return [{ name: 'panel.openDraw', body: { tenderId, number: state.number } }, ...calls];
  if (state.status === 'contributing' && round?.until != null && now >= round.until) return [...calls, { name: 'panel.settleRound', body: { tenderId, drawId: round.drawId } }];
  return calls;
}

/** Calls to make and calls to take back: each is a stream of its own, so that an expert's answer says nothing of the tender. */
function callsDue(state: Panel): WakeCommand[] {
  const { tenderId } = state;
  return state.members.flatMap((member): WakeCommand[] => {
    const { memberId, personId, call } = member;
    if (!call) return [];
    const body = { tenderId, memberId, personId, callId: call.callId };
    if (mustClose(state, member)) return [{ name: 'panel.closeCall', body }];
    return state.status === 'drawn' && member.status === 'called' && call.status === 'due' ? [{ name: 'panel.call', body }] : [];
  });
}
