import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { valueOf } from '#rules/pack.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { EvaluationEvent } from './evaluation.events.ts';
import { evaluationRefusals as refusals } from './evaluation.refusals.ts';
import type { Evaluation } from './evaluation.types.ts';
import { rulesOf } from './rules-of.ts';

export type ReportReturn = { readonly ground: string; readonly reason: string; readonly restoredBidderId: string | null };

export function isInitiatorSide(tender: Tender, orgId: string | null): boolean {
  return orgId !== null && (tender.initiator.orgId === orgId || tender.agency?.orgId === orgId);
}

/** Sends the report back to the same panel, on a ground of the closed list and with a reason that everyone will read. */
export function decideReturn(evaluation: Evaluation | null, tender: Tender, orgId: string | null, given: ReportReturn): Result<EvaluationEvent[], Refusal> {
  if (!isInitiatorSide(tender, orgId)) return err(refusals.notInitiator({}));
  if (evaluation?.status !== 'reported') return err(refusals.notReported({}));
  if (!valueOf(rulesOf(tender), 'eng.report.return', 'codes').some(({ code }) => code === given.ground)) return err(refusals.notAReturnGround({}));
  if (given.reason.trim() === '') return err(refusals.reasonWanted({}));
  const isRestorable = given.restoredBidderId === null || (given.ground === 'arbitraryRejection' && evaluation.bids.some(({ bidderId, rejected }) => bidderId === given.restoredBidderId && rejected !== null));
  return isRestorable ? ok([{ kind: 'EvaluationReturned', ...given }]) : err(refusals.noSuchBid({}));
}
