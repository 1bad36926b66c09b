import type { Expert } from '#service/expert/expert.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';

/** An agency acts for its initiator. */
export function isInitiatorSide({ initiator, agency }: Pick<Tender, 'initiator' | 'agency'>, orgId: string | null): boolean {
  return orgId !== null && (orgId === initiator.orgId || orgId === agency?.orgId);
}

export function isDepartment({ department }: Pick<Tender, 'department'>, orgId: string | null): boolean {
  return orgId !== null && orgId === department.orgId;
}

/** Whether this expert may not judge any of `orgIds`: employed there, or related by its own word. */
export function isRelatedTo({ employerOrgId, relations }: Pick<Expert, 'employerOrgId' | 'relations'>, orgIds: readonly string[]): boolean {
  return (employerOrgId !== null && orgIds.includes(employerOrgId)) || relations.some(({ orgId }) => orgIds.includes(orgId));
}

/** Whoever belongs to the department or the centre of this tender, or supervises anything, may not sit for the initiator. */
export function isBarredAsRepresentative({ department, centre }: Pick<Tender, 'department' | 'centre'>, memberships: readonly { readonly orgId: string; readonly roles: readonly string[] }[]): boolean {
  return memberships.some(({ orgId, roles }) => orgId === department.orgId || orgId === centre.orgId || roles.some((role) => role.startsWith('supervise.')));
}
