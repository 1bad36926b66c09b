import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { addMicros, formatBeijing, microsPerHour, type Instant } from '#kernel/time/instant.ts';
import { valueOf } from '#rules/pack.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Panel } from '#trade/panel/panel.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { BidToEvaluate, EvaluationEvent } from './evaluation.events.ts';
import { evaluationRefusals as refusals } from './evaluation.refusals.ts';
import type { Evaluation } from './evaluation.types.ts';
import { atStage, findSeat, seatsOf, type Hall } from './hall.ts';
import { isMajority } from '#rules/evaluation/majority.ts';

export type Arrival = {
  readonly lotId: string;
  readonly evaluation: Evaluation | null;
  readonly tender: Tender | null;
  readonly opening: Opening | null;
  readonly panel: Panel | null;
  readonly personId: string | null;
  readonly now: Instant;
};

/** How long before the appointed hour members may come in. */
export const doorOpensMicros = 2 * microsPerHour;

/**
 * The first who signs in opens the evaluation; the last one, with a chair, begins it. Who somebody is has been shown by then: a
 * seat is taken by whoever signs the avoidance declaration with a certificate of their own.
 */
export function decideSignIn(arrival: Arrival): Result<EvaluationEvent[], Refusal> {
  const { lotId, evaluation, tender, opening, panel, now } = arrival;
  const seat = findSeat(panel, arrival.personId);
  if (panel?.status !== 'seated') return err(refusals.noPanel({}));
  if (!seat) return err(refusals.notMember({}));
  const bids = bidsOf(opening, lotId);
  if (!tender?.published || bids === null) return err(refusals.notOpened({}));
  if (tender.suspension) return err(refusals.suspended({ reason: tender.suspension.reason }));
  const from = addMicros(panel.reportAt, -doorOpensMicros);
  if (now < from) return err(refusals.tooEarly({ from: formatBeijing(from) }));
  if (evaluation?.members.some(({ memberId, signedInAt }) => memberId === seat.memberId && signedInAt !== null)) return err(refusals.signedIn({}));
  const seats = seatsOf(panel);
  const events: EvaluationEvent[] = [];
  if (!evaluation) events.push({ kind: 'EvaluationOpened', lotId, tenderId: tender.tenderId, documentHash: tender.published.documentHash, seats, bids });
  else if (haveSeatsChanged(evaluation, seats)) events.push({ kind: 'SeatsChanged', seats });
  events.push({ kind: 'MemberSignedIn', memberId: seat.memberId });
  const present = new Set([seat.memberId, ...(evaluation?.members ?? []).filter(({ signedInAt }) => signedInAt !== null).map(({ memberId }) => memberId)]);
  const hasChair = evaluation?.chairMemberId != null && seats.some(({ memberId }) => memberId === evaluation.chairMemberId);
  if (hasChair && seats.every(({ memberId }) => present.has(memberId))) events.push({ kind: 'EvaluationBegun' });
  return ok(events);
}

function haveSeatsChanged(evaluation: Evaluation, seats: readonly { readonly memberId: string }[]): boolean {
  return evaluation.members.length !== seats.length || seats.some(({ memberId }) => !evaluation.members.some((member) => member.memberId === memberId));
}

/** The opened bids with their prices, in the order of the close list; null while the prices are not announced. */
export function bidsOf(opening: Opening | null, lotId: string): BidToEvaluate[] | null {
  const lot = opening?.lots.find((each) => each.lotId === lotId && each.status === 'open');
  if (!lot || !['announced', 'confirmed'].includes(opening?.status ?? '')) return null;
  return lot.accepted.flatMap(({ bidderId, bidderName, outcome }) => (outcome.kind === 'opened' ? [{ bidderId, bidderName, priceFen: outcome.priceSheet.priceFen }] : []));
}

/** Each votes for one; more than half of all seats elects. Whoever is elected has the same vote as everyone. */
export function decideChairVote({ evaluation, terms, me }: Hall, forMemberId: string): Result<EvaluationEvent[], Refusal> {
  const stage = atStage(evaluation, 'gathering');
  if (!stage.ok) return stage;
  if (evaluation.chairMemberId !== null) return err(refusals.chairElected({}));
  const candidate = evaluation.members.find(({ memberId, signedInAt }) => memberId === forMemberId && signedInAt !== null);
  const mayRepresentative = valueOf(terms.pack, 'eng.panel.chairFromInitiator', 'flag');
  if (!candidate || (candidate.kind === 'representative' && !mayRepresentative)) return err(refusals.notCandidateForChair({}));
  const events: EvaluationEvent[] = [{ kind: 'ChairVoted', memberId: me.memberId, forMemberId }];
  const votes = evaluation.chairVotes.filter((vote) => vote.memberId !== me.memberId && vote.forMemberId === forMemberId).length + 1;
  if (!isMajority(votes, evaluation.size)) return ok(events);
  events.push({ kind: 'ChairElected', memberId: forMemberId });
  if (evaluation.members.every(({ signedInAt }) => signedInAt !== null)) events.push({ kind: 'EvaluationBegun' });
  return ok(events);
}
