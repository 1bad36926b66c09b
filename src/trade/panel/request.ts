import { toHex, type Bytes } from '#kernel/bytes.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Actor } from '#kernel/roles.ts';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import { plainDate } from '#kernel/time/plain-date.ts';
import { blocking, refusalOf } from '#rules/construction/finding.ts';
import { checkPanel } from '#rules/construction/panel.ts';
import { packFor } from '#rules/registry.ts';
import { isSpecialty } from '#rules/specialties/specialties.ts';
import type { AvoidanceEntry, PoolEntry } from '#evidence/draw/pool.ts';
import { everDrawn, standingPanel } from '#evidence/draw/replace.ts';
import type { RowRequest } from '#evidence/draw/select.ts';
import type { Expert } from '#service/expert/expert.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { drawsMade, type DrawRecord } from './draw-record.ts';
import { vacantRows } from './panel.ts';
import { panelRefusals as refusals } from './panel.refusals.ts';
import type { DeclaredAvoidance, DrawHolder, Panel, Representative } from './panel.types.ts';
import { isInitiatorSide } from './sides.ts';

export type PanelPlan = {
  readonly rows: readonly RowRequest[];
  readonly reportAt: Instant;
  readonly place: string;
  readonly representative: Representative | null;
  readonly avoidance: readonly DeclaredAvoidance[];
};

/** Two experts of one employer would have one voice twice. */
export const drawConstraints = { maxPerEmployer: 1 } as const;

/** Whether this person may ask for a panel: from publication on, after the opening too, since without one nothing could be evaluated. */
export function mayRequest(tender: Tender | null, panel: Panel | null, actor: Pick<Actor, 'orgId' | 'role'>): Result<Tender, Refusal> {
  if (!tender) return err(refusals.noTender({}));
  if (!isInitiatorSide(tender, actor.orgId) || !actor.role.startsWith('initiate.')) return err(refusals.notInitiator({}));
  if (panel && (panel.status !== 'failed' || panel.drawnAt !== null)) return err(refusals.alreadyRequested({}));
  if (!tender.published) return err(refusals.notNow({ why: '招标公告还没有发布' }));
  if (tender.status === 'ended') return err(refusals.notNow({ why: '招标已经结束' }));
  return ok(tender);
}

/** Whether this person may ask, on wider terms, for seats that a supplementary draw could not fill. */
export function mayRequestSupplement(tender: Tender | null, panel: Panel | null, actor: Pick<Actor, 'orgId' | 'role'>): Result<Panel, Refusal> {
  if (!tender) return err(refusals.noTender({}));
  if (!isInitiatorSide(tender, actor.orgId) || !actor.role.startsWith('initiate.')) return err(refusals.notInitiator({}));
  return panel?.status === 'failed' && panel.drawnAt !== null && vacantRows(panel).length > 0 ? ok(panel) : err(refusals.nothingVacant({}));
}

/** As many as are missing, no more and no fewer: the panel stays as large and as lawful as it was asked for. */
export function checkSupplement(rows: readonly RowRequest[], panel: Panel): Result<void, Refusal> {
  const unknown = rows.find(({ specialtyCode }) => !isSpecialty(specialtyCode));
  if (unknown) return err(refusals.unknownSpecialty({ code: unknown.specialtyCode }));
  const [got, want] = [seatsOf(rows), seatsOf(vacantRows(panel))];
  return got === want ? ok(undefined) : err(refusals.seatsDiffer({ got: `${got} 人`, want: `${want} 人` }));
}

function seatsOf(rows: readonly RowRequest[]): number {
  return rows.reduce((sum, { count }) => sum + count, 0);
}

/** What the law and the tender say of the panel that is asked for. */
export function checkPlan(plan: PanelPlan, tender: Tender, now: Instant): Result<void, Refusal> {
  const experts = seatsOf(plan.rows);
  const pack = packFor({ category: tender.category, regionCode: tender.areaCode, on: plainDate(tender.registeredOn) });
  const broken = blocking(checkPanel({ experts, representatives: plan.representative ? 1 : 0 }, pack))[0];
  if (broken) return err(refusalOf(broken));
  const unknown = plan.rows.find(({ specialtyCode }) => !isSpecialty(specialtyCode));
  if (unknown) return err(refusals.unknownSpecialty({ code: unknown.specialtyCode }));
  const opensAt = tender.published?.document.bidDeadlineAt ?? plan.reportAt;
  if (plan.reportAt < opensAt) return err(refusals.reportBeforeOpening({ got: formatBeijing(plan.reportAt), want: `不早于 ${formatBeijing(opensAt)}` }));
  if (plan.reportAt < now) return err(refusals.reportPassed({ got: formatBeijing(plan.reportAt), want: `晚于现在（${formatBeijing(now)}）` }));
  return ok(undefined);
}

/** The tender's key holders make the random value: parties who do not wish each other well. */
export function holdersOf(tender: Tender): DrawHolder[] {
  return (tender.published?.keyHolders ?? []).map(({ holderId, orgId, name, publicKey, part }) => ({ partyId: holderId, role: part, name, orgId, publicKey }));
}

/** Active experts as the draw sees them. Salts keep the published root from being searched for known people. */
export function poolOf(experts: readonly Expert[], salt: () => Bytes): PoolEntry[] {
  return experts.filter(({ status }) => status === 'active').map(({ personId, employerOrgId, specialtyCodes, leagueCode }) => ({
    id: personId, employerId: employerOrgId, specialtyCodes, regionCode: leagueCode, salt: toHex(salt()),
  }));
}

/**
 * What was declared, and what is always so: nobody from the initiator, its agency, the department that supervises this tender
 * (条例 第四十六条) or the centre that serves it. Experts who declared a relation to the initiator are passed over too. Any draw
 * after the close passes over the bidders, a supplementary one over everyone drawn before. The list itself is the department's;
 * the salts keep its public root from telling who is on it.
 */
export function avoidanceOf(tender: Tender, panel: Panel, record: DrawRecord | null, { experts, salt }: { readonly experts: readonly Expert[]; readonly salt: () => Bytes }): AvoidanceEntry[] {
  const sides = [tender.initiator.orgId, ...(tender.agency ? [tender.agency.orgId] : [])];
  const bidders = panel.bidders ?? [];
  const related = (orgIds: readonly string[], reason: string): DeclaredAvoidance[] =>
    experts.filter(({ relations }) => relations.some(({ orgId }) => orgIds.includes(orgId))).map(({ personId }) => ({ kind: 'person', id: personId, reason }));
  const entries: DeclaredAvoidance[] = [
    ...sides.map((id) => ({ kind: 'employer' as const, id, reason: '招标人或者代理机构' })),
    { kind: 'employer', id: tender.department.orgId, reason: '本项目的行政监督部门' },
    { kind: 'employer', id: tender.centre.orgId, reason: '为本项目服务的交易中心' },
    ...(panel.representative ? [{ kind: 'person' as const, id: panel.representative.personId, reason: '招标人代表' }] : []),
    ...panel.avoidance,
    ...related(sides, '本人申报与招标人有利害关系'),
    ...bidders.map((id) => ({ kind: 'employer' as const, id, reason: '投标人' })),
    ...related(bidders, '本人申报与投标人有利害关系'),
    ...(record ? drawnBefore(record) : []),
  ];
  const distinct = new Map(entries.toReversed().map((entry) => [`${entry.kind} ${entry.id}`, entry]));
  return [...distinct.values()].map(({ kind, id, reason }) => ({ kind, id, reason, salt: toHex(salt()) }));
}

/** Nobody is drawn twice, and no employer gets a second voice by a second draw. */
function drawnBefore(record: DrawRecord): DeclaredAvoidance[] {
  const draws = drawsMade(record);
  const employers = new Map(draws.flatMap(({ pool }) => pool.map(({ id, employerId }) => [id, employerId] as const)));
  const standing = standingPanel(draws, record.steps).flatMap(({ members, alternates }) => [...members, ...alternates]);
  return [
    ...everDrawn(draws, record.steps).map((id) => ({ kind: 'person' as const, id, reason: '本项目已经抽过' })),
    ...standing.flatMap((id) => employers.get(id) ?? []).map((id) => ({ kind: 'employer' as const, id, reason: '已有成员或者候补来自该单位' })),
  ];
}
