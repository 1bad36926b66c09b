import { present } from '#kernel/assert.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { CompositeMethod } from '#rules/evaluation/composite.ts';
import type { RulePack } from '#rules/pack.ts';
import type { LotTerms, ScoringFactor, Tender, TenderDocument } from '#trade/tender/tender.types.ts';
import type { PanelMember, Panel } from '#trade/panel/panel.types.ts';
import { evaluationRefusals, stageTitles } from './evaluation.refusals.ts';
import type { Seat } from './evaluation.events.ts';
import type { EvaluatedBid, Evaluation, Member } from './evaluation.types.ts';
import { rulesOf } from './rules-of.ts';

/** One member in the hall, with all that a decision of this member may look at. */
export type Hall = { readonly evaluation: Evaluation; readonly terms: Terms; readonly me: Member; readonly now: Instant };

/** What the tender document and the rules fix for this lot. */
export type Terms = { readonly document: TenderDocument; readonly lot: LotTerms; readonly pack: RulePack; readonly factors: readonly ScoringFactor[]; readonly method: CompositeMethod };
export type ReadMethod = (document: TenderDocument) => CompositeMethod;

/** `readMethod` is the tender module's: one reading of a document serves composing and evaluating. */
export function termsOf(tender: Tender, lotId: string, readMethod: ReadMethod): Terms {
  const { document } = present(tender.published, 'published document');
  const lot = present(document.lots.find((each) => each.lotId === lotId), `terms of ${lotId}`);
  return { document, lot, pack: rulesOf(tender), method: readMethod(document), factors: [...document.scoring.technical, ...document.scoring.commercial] };
}

export function seatsOf(panel: Panel): Seat[] {
  return panel.members.filter(({ status }) => status === 'seated').map(({ memberId, kind }) => ({ memberId, kind }));
}

export function findSeat(panel: Panel | null, personId: string | null): PanelMember | null {
  return panel?.members.find((member) => member.personId === personId && member.status === 'seated') ?? null;
}

export function atStage(evaluation: Evaluation, ...stages: readonly Evaluation['status'][]): Result<void, Refusal> {
  if (stages.includes(evaluation.status)) return ok(undefined);
  return err(evaluationRefusals.wrongStage({ now: stageTitles[evaluation.status], want: stages.map((stage) => stageTitles[stage]).join('、') }));
}

export function validBid(evaluation: Evaluation, bidderId: string): Result<EvaluatedBid, Refusal> {
  const bid = evaluation.bids.find((each) => each.bidderId === bidderId && each.rejected === null);
  return bid ? ok(bid) : err(evaluationRefusals.noSuchBid({}));
}

export function isChair({ evaluation, me }: Hall): boolean {
  return evaluation.chairMemberId === me.memberId;
}
