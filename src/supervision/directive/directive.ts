import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { TenderEvent } from '#trade/tender/tender.events.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { directiveRefusals as refusals } from './directive.refusals.ts';

export type Suspending = { readonly reason: string; readonly article: string; readonly orgId: string | null };

/** Only the department that supervises this tender may stop it, and it says why and by which article. */
export function suspend(tender: Tender, { reason, article, orgId }: Suspending): Result<TenderEvent, Refusal> {
  const mine = checkDepartment(tender, orgId);
  if (!mine.ok) return mine;
  if (tender.suspension) return err(refusals.alreadySuspended({}));
  return ok({ kind: 'TenderSuspended', reason, article, by: tender.department.name });
}

export function resume(tender: Tender, { reason, orgId }: Omit<Suspending, 'article'>): Result<TenderEvent, Refusal> {
  const mine = checkDepartment(tender, orgId);
  if (!mine.ok) return mine;
  if (!tender.suspension) return err(refusals.notSuspended({}));
  return ok({ kind: 'TenderResumed', reason, by: tender.department.name });
}

export function checkDepartment(tender: Tender, orgId: string | null): Result<void, Refusal> {
  return tender.department.orgId === orgId ? ok(undefined) : err(refusals.otherDepartment({ department: tender.department.name }));
}
