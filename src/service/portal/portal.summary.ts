import { leagueOf } from '#kernel/divisions.ts';
import type { Award } from '#trade/award/award.types.ts';
import type { LotFigures, PublicAward, TenderStage, TenderStates, TenderSummary } from './portal.types.ts';

/** What the public list says of a tender. Nothing that is secret at its stage goes in. */
export function summaryOf(states: TenderStates): TenderSummary {
  const { tender } = states;
  return {
    tenderId: tender.tenderId,
    name: tender.name,
    code: tender.transactionCode.code,
    category: tender.category,
    areaCode: tender.areaCode,
    leagueCode: leagueOf(tender.areaCode)?.code ?? tender.areaCode,
    stage: stageOf(states),
    publishedAt: tender.noticePublishedAt,
    deadlineAt: tender.published?.document.bidDeadlineAt ?? null,
    openingRoom: tender.venue?.roomName ?? null,
    initiator: tender.initiator.name,
  };
}

export function lotFigures({ tender, awards }: TenderStates): LotFigures[] {
  return tender.lots.map(({ lotId }) => {
    const award = awards.find((each) => each.lotId === lotId);
    const awardedAt = award?.letterAt ?? null;
    return {
      lotId, awardedAt,
      priceCapFen: tender.published?.document.lots.find((lot) => lot.lotId === lotId)?.priceCapFen ?? null,
      awardFen: awardedAt === null ? null : (award?.winner?.priceFen ?? null),
    };
  });
}

/** The stage of the lot that is furthest behind, for a tender ends with its last lot. A failed lot is waited for no longer. */
export function stageOf(states: TenderStates): TenderStage {
  const { tender, opening } = states;
  if (tender.termination) return 'terminated';
  if (tender.status === 'registered') return 'registered';
  if (tender.status === 'published') return tender.suspension || tender.postponed || tender.openObjections.some(({ target }) => target === 'document') ? 'paused' : 'bidding';
  const stages = tender.lots.map(({ lotId }) => lotStage(states, lotId));
  if (opening?.status === 'failed') return 'failed';
  return order.find((stage) => stages.includes(stage)) ?? 'failed';
}

const order: readonly TenderStage[] = ['opening', 'evaluating', 'publicity', 'awarded', 'contracted'];

/** The stage of one lot of a closed tender. What the panel does shows as one stage: nobody outside may know how far it is. */
export function lotStage({ opening, awards }: TenderStates, lotId: string): TenderStage {
  const lot = opening?.lots.find((each) => each.lotId === lotId);
  if (lot?.status === 'failed') return 'failed';
  if (!opening || opening.announcedAt === null) return 'opening';
  const award = awards.find((each) => each.lotId === lotId);
  if (award?.failure) return 'failed';
  if (!award || award.publicity === null) return 'evaluating';
  if (award.contractSignedAt !== null) return 'contracted';
  return award.decidedAt === null ? 'publicity' : 'awarded';
}

/** What may be read of an award by everyone: the rest of its state stays behind. */
export function publicAward({ lotId, candidates, publicity, winner, decidedAt, letterAt, resultAt, contractBy, contractSignedAt, failure }: Award): PublicAward {
  return { lotId, publicity, winner, decidedAt, letterAt, resultAt, contractBy, contractSignedAt, failure, candidates: publicity === null ? [] : candidates };
}
