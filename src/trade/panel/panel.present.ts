import type { Actor } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { plainDate } from '#kernel/time/plain-date.ts';
import { packFor } from '#rules/registry.ts';
import { specialtyPath } from '#rules/specialties/specialties.ts';
import type { Evaluation } from '#trade/evaluation/evaluation.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { avoidanceStatement, briefingAt, checkSigning, isBriefed } from './declaration.ts';
import { absentMembers, checkRecusal, mayNameRepresentative } from './departure.ts';
import { isStanding, lacksRepresentative, memberOf, standingMembers, vacantRows } from './panel.ts';
import type { Panel, PanelMember } from './panel.types.ts';
import { mayRequest, mayRequestSupplement } from './request.ts';
import { hasActed } from './round.ts';
import { isDepartment, isInitiatorSide } from './sides.ts';

/** What a viewer is to a panel. Anyone else sees what is public. */
export type PanelViewer = 'department' | 'initiator' | 'witness' | 'member' | 'public';

export function viewerOf(tender: Tender, panel: Panel | null, actor: Actor | null, now: Instant): PanelViewer {
  if (!actor) return 'public';
  if (actor.role === 'supervise.officer' && isDepartment(tender, actor.orgId)) return 'department';
  if (actor.role === 'serve.witness' && actor.orgId === tender.centre.orgId) return 'witness';
  if (panel && isBriefed(panel, now) && memberOf(panel, actor.personId) && (actor.role === 'evaluate.expert' || actor.role === 'initiate.representative')) return 'member';
  return actor.role.startsWith('initiate.') && isInitiatorSide(tender, actor.orgId) ? 'initiator' : 'public';
}

export type Moment = { readonly evaluations: readonly Evaluation[]; readonly now: Instant };

/** What this person may do now: the same checks that the commands make. */
export function panelActs(tender: Tender, panel: Panel | null, actor: Actor, { evaluations, now }: Moment): string[] {
  const acts: string[] = [];
  if (mayRequest(tender, panel, actor).ok) acts.push('panel.request');
  if (mayRequestSupplement(tender, panel, actor).ok) acts.push('panel.requestSupplement');
  if (actor.role.startsWith('initiate.') && isInitiatorSide(tender, actor.orgId)) {
    if (mayNameRepresentative(panel, evaluations).ok) acts.push('panel.replaceRepresentative');
    if (panel && absentOf(tender, panel, { evaluations, now }) > 0) acts.push('panel.recordAbsence');
  }
  if (checkSigning(panel, actor, now).ok) acts.push('panel.signAvoidance');
  if (checkRecusal(panel, actor, { now, evaluations }).ok) acts.push('panel.recuse');
  return acts;
}

function absentOf(tender: Tender, panel: Panel, { evaluations, now }: Moment): number {
  const pack = packFor({ category: tender.category, regionCode: tender.areaCode, on: plainDate(tender.registeredOn) });
  return absentMembers(panel, { evaluations, isSuspended: tender.suspension !== null, pack, now }).length;
}

/** Anyone may know that a panel was asked for and drawn, by what, and that somebody failed to take part. */
export function publicView(panel: Panel) {
  const { tenderId, status, number, wanted, draws, request, round, failures, transcriptHash, requestedAt, drawnAt, seatedAt, namedAt } = panel;
  return {
    tenderId, status, number, requestedAt, drawnAt, seatedAt, namedAt, transcriptHash, failures, request, draws,
    wanted: wanted.map(({ row, specialtyCode, count }) => ({ row, specialty: specialtyPath(specialtyCode), count })),
    contributors: panel.holders.map(({ partyId, role, name }) => ({ partyId, role, name, step: stepOf(panel, partyId), isIn: (round ?? request ?? { contributors: panel.holders }).contributors.some((each) => each.partyId === partyId) })),
    round: round && { drawId: round.drawId, step: round.step, until: round.until, checkpoint: round.checkpoint },
  };
}

/** The last step this party has done in the round under way, or in the one that was drawn by. */
function stepOf({ round, request, transcriptHash }: Panel, partyId: string): 'commit' | 'escrow' | 'release' | null {
  if (!round) return transcriptHash !== null && request?.contributors.some((each) => each.partyId === partyId) ? 'release' : null;
  return (['release', 'escrow', 'commit'] as const).find((step) => hasActed(round, partyId, step)) ?? null;
}

/** How far the panel is, in numbers: nothing that says who. */
export function countsOf(panel: Panel) {
  const standing = standingMembers(panel);
  return {
    size: panel.rows.reduce((sum, { count }) => sum + count, 0) + (panel.representative ? 1 : 0),
    standing: standing.length,
    vacant: vacantRows(panel).reduce((sum, { count }) => sum + count, 0),
    lacksRepresentative: panel.drawnAt !== null && lacksRepresentative(panel),
    accepted: standing.filter(({ status }) => status !== 'called').length,
    awaiting: standing.filter(({ status }) => status === 'called').length,
    left: panel.members.filter((member) => !isStanding(member)).length,
    signed: standing.filter(({ avoidanceSignedAt }) => avoidanceSignedAt !== null).length,
    isMatched: panel.bidders !== null,
  };
}

/** The centre sees that the work goes on, not where, not who (S3 第二十八条: witness of the draw). */
export function witnessView(panel: Panel) {
  return { ...publicView(panel), counts: countsOf(panel) };
}

/** The initiator planned it: rows, hour, place, its own representative; of the drawn only numbers until the result is decided. */
export function initiatorView(panel: Panel, tender: Tender, moment: Moment) {
  const { reportAt, place, avoidance, representative, failure } = panel;
  return { ...witnessView(panel), absent: absentOf(tender, panel, moment), failure, reportAt, place, avoidance, representative, rows: rowsOf(panel), members: panel.namedAt === null ? null : standingMembers(panel).map(named) };
}

/** The department supervises draw and call-up (条例 第四十六条): it sees everyone, those too who left and why. */
export function departmentView(panel: Panel) {
  const { reportAt, place, avoidance, representative, failure, bidders, matchHits } = panel;
  return { ...witnessView(panel), failure, reportAt, place, avoidance, representative, bidders, matchHits, rows: rowsOf(panel), members: panel.members.map((member) => ({ ...named(member), employerOrgId: member.employerOrgId, reason: member.reason })) };
}

/** A member, once it has reported: what it must sign, and nothing of the others. */
export function memberView(panel: Panel, actor: Actor, nameOf: (bidderId: string) => string) {
  const own = memberOf(panel, actor.personId);
  const { reportAt, place, status } = panel;
  return { tenderId: panel.tenderId, status, reportAt, place, briefingAt: briefingAt(panel), bidders: (panel.bidders ?? []).map((bidderId) => ({ bidderId, name: nameOf(bidderId) })), text: avoidanceStatement, own: own && { memberId: own.memberId, kind: own.kind, status: own.status, avoidanceSignedAt: own.avoidanceSignedAt } };
}

function rowsOf(panel: Panel) {
  return panel.rows.map((row) => ({ ...row, specialty: specialtyPath(row.specialtyCode) }));
}

function named({ memberId, name, kind, specialtyCode, status, avoidanceSignedAt }: PanelMember) {
  return { memberId, name, kind, specialtyCode, specialty: specialtyCode === null ? null : specialtyPath(specialtyCode), status, avoidanceSignedAt };
}
