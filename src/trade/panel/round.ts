import { present } from '#kernel/assert.ts';
import type { EventMeta } from '#kernel/decider.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { addMicros, microsPerMinute, type Instant } from '#kernel/time/instant.ts';
import type { Contributor, OpenedContribution } from '#evidence/draw/contributions.ts';
import { drawAlgorithm, drawRequestHash, type DrawRequest } from '#evidence/draw/draw.ts';
import { escrowHash, openContribution, sharesToOpen, type Escrow } from './escrow.ts';
import type { PanelEvent } from './panel.events.ts';
import { panelRefusals as refusals } from './panel.refusals.ts';
import type { Panel, Round } from './panel.types.ts';

/** How long agents, which act by themselves, may take for one step. */
export const stepMicros = 30 * microsPerMinute;
/** One dealer and two who can open it. */
const fewestContributors = sharesToOpen + 1;

type RoundEvent = Extract<PanelEvent, { kind: 'RoundOpened' | 'ValueCommitted' | 'CommitmentsLogged' | 'EscrowDeposited' | 'SharesReleased' | 'RoundFailed' }>;

export function afterRoundEvent(state: Panel, event: RoundEvent, { at }: EventMeta): Panel {
  if (event.kind === 'RoundOpened') {
    const { round, request, requestHash, contributors, until } = event;
    const opened: Round = { round, drawId: request.drawId, requestHash, contributors, until, step: 'commit', openedAt: at, commitments: [], checkpoint: null, escrows: [], released: [] };
    return { ...state, status: 'contributing', request, round: opened };
  }
  const round = present(state.round, 'round');
  switch (event.kind) {
    case 'ValueCommitted': {
      const { partyId, commitment, escrowHash: hash } = event;
      const commitments = [...round.commitments, { partyId, commitment, escrowHash: hash }];
      const complete = commitments.length === round.contributors.length;
      return { ...state, round: { ...round, commitments, step: complete ? 'checkpoint' : 'commit', until: complete ? null : round.until } };
    }
    case 'CommitmentsLogged':
      return { ...state, round: { ...round, checkpoint: { root: event.root, size: event.size }, step: 'escrow', until: event.until } };
    case 'EscrowDeposited': {
      const escrows = [...round.escrows, event.escrow];
      const complete = escrows.length === round.contributors.length;
      return { ...state, round: { ...round, escrows, step: complete ? 'release' : 'escrow', until: complete ? event.until : round.until } };
    }
    case 'SharesReleased':
      return { ...state, round: { ...round, released: [...round.released, { partyId: event.partyId, shares: event.shares }] } };
    case 'RoundFailed': {
      const { drawId, step, absent, rubbish } = event;
      return { ...state, round: null, failures: [...state.failures, { drawId, step, absent, rubbish, at }] };
    }
  }
}

/** The next attempt over the same rows, pool and avoidance; its id is new, so nothing of an earlier one can be used again. */
export function openRound(of: { tenderId: string; number: number; round: number; now: Instant; contributors: readonly Contributor[] }, fixed: Omit<DrawRequest, 'algorithm' | 'drawId' | 'contributors'>): Extract<PanelEvent, { kind: 'RoundOpened' }> {
  const contributors = of.contributors.map(({ partyId, role }) => ({ partyId, role }));
  const request: DrawRequest = { algorithm: drawAlgorithm, drawId: `${of.tenderId}/${of.number}.${of.round}`, ...fixed, contributors };
  return { kind: 'RoundOpened', round: of.round, request, requestHash: drawRequestHash(request), contributors, until: addMicros(of.now, stepMicros) };
}

export function hasEnoughContributors(contributors: readonly Contributor[]): boolean {
  return contributors.length >= fewestContributors && new Set(contributors.map(({ role }) => role)).size >= 2;
}

/** The round under way, if `partyId` may act in `step` of it now and has not yet. */
export function actInRound(state: Panel | null, act: { drawId: string; partyId: string; step: 'commit' | 'escrow' | 'release'; now: Instant }): Result<Round, Refusal> {
  const round = state?.round;
  if (!state || !round || state.status !== 'contributing' || round.drawId !== act.drawId) return err(refusals.noSuchRound({}));
  if (!round.contributors.some(({ partyId }) => partyId === act.partyId)) return err(refusals.notContributor({}));
  if (hasActed(round, act.partyId, act.step)) return err(refusals.alreadyContributed({}));
  if (round.step !== act.step) return err(refusals.notThisStep({ step: round.step }));
  return round.until !== null && act.now >= round.until ? err(refusals.stepOver({})) : ok(round);
}

export function hasActed(round: Round, partyId: string, step: 'commit' | 'escrow' | 'release'): boolean {
  const acted = { commit: round.commitments.map((each) => each.partyId), escrow: round.escrows.map(({ dealerId }) => dealerId), release: round.released.map((each) => each.partyId) };
  return acted[step].includes(partyId);
}

/** An escrow is exactly what was committed to, dealt by this party to every other one. */
export function checkEscrow(round: Round, partyId: string, escrow: Escrow): Result<void, Refusal> {
  const committed = round.commitments.find((each) => each.partyId === partyId);
  const others = round.contributors.filter((each) => each.partyId !== partyId);
  const dealt = new Set(escrow.shares.map(({ holderId }) => holderId));
  const isWhole = escrow.drawId === round.drawId && escrow.dealerId === partyId && escrow.shares.length === others.length && others.every((each) => dealt.has(each.partyId));
  if (!isWhole) return err(refusals.escrowIncomplete({}));
  return committed?.escrowHash === escrowHash(escrow) ? ok(undefined) : err(refusals.escrowDiffers({}));
}

/**
 * What a round has come to. Only shares opened by other holders count: a dealer has no word in the opening of its own value, so
 * waiting to the last gains nothing. `rubbish` names dealers whose escrow opens to nothing although every holder has answered.
 */
export type RoundOutcome =
  | { readonly kind: 'opened'; readonly contributions: readonly OpenedContribution[] }
  | { readonly kind: 'waiting'; readonly unopened: readonly string[] }
  | { readonly kind: 'failed'; readonly absent: readonly string[]; readonly rubbish: readonly string[] };

export async function outcomeOf(round: Round, now: Instant): Promise<RoundOutcome> {
  const isOver = round.until !== null && now >= round.until;
  const parties = round.contributors.map(({ partyId }) => partyId);
  if (round.step !== 'release') {
    const step = round.step === 'escrow' ? 'escrow' : 'commit';
    return isOver ? { kind: 'failed', absent: parties.filter((partyId) => !hasActed(round, partyId, step)), rubbish: [] } : { kind: 'waiting', unopened: parties };
  }
  const contributions: OpenedContribution[] = [];
  for (const escrow of round.escrows) {
    const { commitment } = present(round.commitments.find(({ partyId }) => partyId === escrow.dealerId), 'commitment');
    const value = await openContribution(escrow, commitment, offersFor(round, escrow.dealerId));
    if (value !== null) contributions.push({ partyId: escrow.dealerId, value, openedBy: 'keyHolders' });
  }
  if (contributions.length === parties.length) return { kind: 'opened', contributions };
  const unopened = parties.filter((partyId) => !contributions.some((each) => each.partyId === partyId));
  const absent = parties.filter((partyId) => !hasActed(round, partyId, 'release'));
  if (absent.length > 0 && !isOver) return { kind: 'waiting', unopened };
  return { kind: 'failed', absent, rubbish: absent.length === 0 ? unopened : [] };
}

function offersFor(round: Round, dealerId: string): { holderId: string; share: string }[] {
  return round.released.flatMap(({ partyId, shares }) => shares.flatMap(({ dealerId: dealer, share }) => (dealer === dealerId && share !== null && partyId !== dealerId ? [{ holderId: partyId, share }] : [])));
}
