import type { Json, JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { Award } from './award.types.ts';

/** What an organisation is to the lot. */
export type Part = 'initiator' | 'department' | 'centre' | 'bidder' | 'public';

export function partOf(award: Award | null, tender: Tender, orgId: string | null): Part {
  if (orgId === null) return 'public';
  if (orgId === tender.initiator.orgId || orgId === tender.agency?.orgId) return 'initiator';
  if (orgId === tender.department.orgId) return 'department';
  if (orgId === tender.centre.orgId) return 'centre';
  return award?.bidders.some(({ bidderId }) => bidderId === orgId) ? 'bidder' : 'public';
}

/** The award as this part may read it: before the publicity begins nobody but the initiator's side and the department knows of it. */
export function visibleAward(award: Award, part: Part): JsonObject | null {
  const { bidders, overdue, returned, candidates, publishBy, reportReceivedAt, reportHash, round, reportBy, reportedAt, ...open } = award;
  if (part === 'initiator' || part === 'department') return award as unknown as JsonObject;
  return award.publicity === null && award.failure === null ? null : ({ ...open, candidates, reportHash } as unknown as JsonObject);
}

/** The stages of a lot from the report on, with their days. `at`: when it was done, null until then. */
export type Step = { readonly label: string; readonly at: Instant | null; readonly by: Instant | null };

/** It ends by its event; a decision is not possible before that. */
function isPublicityOver({ publicity, decidedAt }: Award): boolean {
  return publicity?.endedAt != null || decidedAt !== null;
}

export function stepsOf(award: Award): Step[] {
  if (award.candidates.length === 0) {
    return [{ label: '审查评标报告', at: award.reportReceivedAt, by: null }, { label: '招标失败公告', at: award.failure?.at ?? null, by: award.publishBy }, { label: '退还保证金', at: null, by: null }];
  }
  return [
    { label: '审查评标报告', at: award.reportReceivedAt, by: null },
    { label: '候选人公示', at: isPublicityOver(award) ? (award.publicity?.until ?? null) : null, by: award.publicity?.until ?? award.publishBy },
    { label: '定标', at: award.decidedAt, by: null },
    { label: '中标通知书', at: award.letterAt, by: null },
    { label: '结果公告', at: award.resultAt, by: null },
    { label: '监督报告', at: award.reportedAt, by: award.reportBy },
    { label: '签订合同', at: award.contractSignedAt, by: award.contractBy },
  ];
}

/** What the person is about to sign, and what else the command wants in its body. */
export type Preview = { readonly content: Json; readonly body?: JsonObject; readonly findings?: readonly JsonObject[] };
