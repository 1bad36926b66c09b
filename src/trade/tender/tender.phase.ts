import type { Role } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { deadlineOf, isPaused } from './tender.ts';
import type { Tender } from './tender.types.ts';

/** Where a tender stands, as a function of what happened and of the time: a late worker can never show a wrong state. */
export type TenderPhase = 'registered' | 'open' | 'paused' | 'closing' | 'closed' | 'terminated' | 'ended';

export const phaseTitles: Readonly<Record<TenderPhase, string>> = {
  registered: '编制招标文件', open: '招标中', paused: '暂停', closing: '正在截止', closed: '已截止', terminated: '终止', ended: '已结束',
};

export function tenderPhase(tender: Tender, now: Instant): TenderPhase {
  if (tender.termination) return 'terminated';
  if (tender.status === 'ended' || tender.status === 'closed' || tender.status === 'registered') return tender.status;
  if (isPaused(tender) || tender.postponed !== null) return 'paused';
  return now >= deadlineOf(tender) ? 'closing' : 'open';
}

/** Who may do an act, by what the organisation is to this tender. */
export type Standing = 'initiator-side' | 'enterprise' | 'taker' | 'department';

type ActRule = { readonly title: string; readonly role: Role; readonly who: Standing; readonly phases: readonly TenderPhase[] };

/**
 * The one table of what may be done when and by whom: commands check it, buttons come from it, the flow chart is drawn from it.
 * An objection pauses what would go past it, not the preparing of bids: the file may still be taken and bids still come in. What was
 * objected before a termination is still answered.
 */
export const allowedActs = {
  'tender.compose': { title: '编制招标文件', role: 'initiate.operator', who: 'initiator-side', phases: ['registered'] },
  'tender.publish': { title: '发布招标公告', role: 'initiate.operator', who: 'initiator-side', phases: ['registered'] },
  'taking.take': { title: '获取招标文件', role: 'respond.operator', who: 'enterprise', phases: ['open', 'paused'] },
  'inquiry.ask': { title: '提问', role: 'respond.operator', who: 'taker', phases: ['open', 'paused'] },
  'tender.clarify': { title: '发布澄清或者修改', role: 'initiate.operator', who: 'initiator-side', phases: ['open', 'paused'] },
  'objection.raise': { title: '对招标文件提出异议', role: 'respond.operator', who: 'enterprise', phases: ['open', 'paused'] },
  'objection.answer': { title: '答复异议', role: 'initiate.operator', who: 'initiator-side', phases: ['paused', 'open', 'closed', 'terminated'] },
  'tender.terminate': { title: '终止招标', role: 'initiate.operator', who: 'initiator-side', phases: ['open', 'paused'] },
  'bid.submit': { title: '递交投标文件', role: 'respond.operator', who: 'taker', phases: ['open', 'paused'] },
  'bid.withdraw': { title: '撤回投标文件', role: 'respond.operator', who: 'taker', phases: ['open', 'paused'] },
  'directive.suspend': { title: '责令暂停', role: 'supervise.officer', who: 'department', phases: ['open', 'paused', 'closed'] },
  'directive.resume': { title: '恢复交易', role: 'supervise.officer', who: 'department', phases: ['paused', 'closed'] },
} as const satisfies Readonly<Record<string, ActRule>>;

export type TenderAct = keyof typeof allowedActs;

export type Viewer = { readonly role: Role; readonly orgId: string | null; readonly isTaker: boolean };

/** The acts open to this viewer at this moment, in the order of the table. */
export function actsOpenTo(tender: Tender, viewer: Viewer, now: Instant): TenderAct[] {
  const phase = tenderPhase(tender, now);
  return (Object.keys(allowedActs) as TenderAct[]).filter((act) => {
    const rule: ActRule = allowedActs[act];
    return rule.role === viewer.role && rule.phases.includes(phase) && stands(tender, viewer, rule.who) && fits(tender, act, now);
  });
}

export function isInPhase(tender: Tender, act: TenderAct, now: Instant): boolean {
  const rule: ActRule = allowedActs[act];
  return rule.phases.includes(tenderPhase(tender, now));
}

/** An agency acts for its initiator. */
export function isInitiatorSide(tender: Pick<Tender, 'initiator' | 'agency'>, orgId: string | null): boolean {
  return orgId !== null && (orgId === tender.initiator.orgId || orgId === tender.agency?.orgId);
}

export function isDepartment(tender: Pick<Tender, 'department'>, orgId: string | null): boolean {
  return orgId !== null && orgId === tender.department.orgId;
}

function stands(tender: Tender, viewer: Viewer, who: Standing): boolean {
  switch (who) {
    case 'initiator-side': return isInitiatorSide(tender, viewer.orgId);
    case 'enterprise': return viewer.orgId !== null;
    case 'taker': return viewer.isTaker;
    case 'department': return isDepartment(tender, viewer.orgId);
  }
}

/** What the phase alone does not say. */
function fits(tender: Tender, act: TenderAct, now: Instant): boolean {
  const document = tender.published?.document;
  if (act === 'tender.publish') return tender.draft !== null;
  if (act === 'taking.take') return document !== undefined && document.documentFrom <= now && now < document.documentUntil;
  if (act === 'bid.submit' || act === 'bid.withdraw') return document !== undefined && now < document.bidDeadlineAt;
  if (act === 'objection.answer') return tender.openObjections.length > 0;
  if (act === 'tender.clarify') return tender.suspension === null && tender.postponed === null;
  if (act === 'directive.suspend') return tender.suspension === null;
  if (act === 'directive.resume') return tender.suspension !== null;
  return true;
}
