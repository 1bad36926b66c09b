import type { Json } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { formatDeadline } from '#kernel/time/period.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { getRule } from '#rules/pack.ts';
import { terminationGrounds } from '#rules/construction/termination.ts';
import type { Signed } from './tender.decide.ts';
import { packOf } from './tender.document.ts';
import type { TenderEvent } from './tender.events.ts';
import { isInPhase, phaseTitles, tenderPhase } from './tender.phase.ts';
import { tenderRefusals as refusals } from './tender.refusals.ts';
import type { Tender } from './tender.types.ts';

export type TerminateContent = { readonly ground: string; readonly explanation: string };

export function terminateContent({ ground, explanation }: TerminateContent): Json {
  return { ground, explanation };
}

/**
 * 终止招标, on a ground of the closed list and with its facts, while nobody can know who has responded: from the notice to
 * the close. Whatever was handed in, the event is the same. Saying the same again changes nothing.
 */
export function terminate(tender: Tender, { ground, explanation, signed, now }: TerminateContent & { readonly signed: Signed; readonly now: Instant }): Result<TenderEvent[], Refusal> {
  const { termination } = tender;
  if (termination) return termination.ground.code === ground && termination.explanation === explanation ? ok([]) : err(refusals.terminatedBefore({ at: formatDeadline(termination.at) }));
  if (!isInPhase(tender, 'tender.terminate', now)) return err(tender.status === 'registered' ? refusals.notPublished({}) : refusals.tooLateToTerminate({ phase: phaseTitles[tenderPhase(tender, now)] }));
  const pack = packOf(tender);
  const lawful = terminationGrounds(pack).find(({ code }) => code === ground);
  if (!lawful) return err(refusals.terminationGround({}));
  return ok([{ kind: 'TenderTerminated', ground: lawful, explanation, article: getRule(pack, 'eng.terminate').citation, ...signed }]);
}

/** How many notices went to those who took the document: amendments by their number, and a termination after the last of them. */
export function noticesOf({ amendments, termination }: Pick<Tender, 'amendments' | 'termination'>): number {
  return amendments.length + (termination ? 1 : 0);
}
