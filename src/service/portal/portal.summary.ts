import { leagueOf } from '#kernel/divisions.ts';
import type { Award } from '#trade/award/award.types.ts';
import type { Contract } from '#trade/contract/contract.types.ts';
import type { Evaluation } from '#trade/evaluation/evaluation.types.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { TenderStage, TenderSummary } from './portal.types.ts';

/** The states of one tender and its lots, as far as they exist. */
export type TenderStates = {
  readonly tender: Tender;
  readonly opening: Opening | null;
  readonly evaluations: readonly Evaluation[];
  readonly awards: readonly Award[];
  readonly contracts: readonly Contract[];
};

/** What the public list says of a tender. Nothing that is secret at its stage goes in. */
export function summaryOf(states: TenderStates): TenderSummary {
  const { tender, opening, awards } = states;
  const document = tender.published?.document ?? null;
  return {
    tenderId: tender.tenderId,
    name: tender.name,
    code: tender.transactionCode.code,
    category: tender.category,
    areaCode: tender.areaCode,
    leagueCode: leagueOf(tender.areaCode)?.code ?? tender.areaCode,
    stage: stageOf(states),
    publishedAt: tender.noticePublishedAt,
    deadlineAt: document?.bidDeadlineAt ?? null,
    openingRoom: tender.venue?.roomName ?? null,
    priceCapFen: document ? sumFen(document.lots.map((lot) => lot.priceCapFen)) : null,
    awardFen: sumFen(awards.flatMap((award) => (isPublic(award) && award.winner ? [award.winner.priceFen] : []))),
    lots: tender.lots.length,
    lotsOpen: opening ? opening.lots.filter((lot) => lot.status === 'open').length : tender.lots.length,
    initiator: tender.initiator.name,
  };
}

/** The stage of the lot that is furthest behind, for a tender ends with its last lot. */
export function stageOf({ tender, opening, evaluations, awards, contracts }: TenderStates): TenderStage {
  if (tender.status === 'registered') return 'registered';
  if (tender.status === 'published') return tender.suspension || tender.openObjections.length > 0 ? 'paused' : 'bidding';
  const open = opening?.lots.filter((lot) => lot.status === 'open') ?? [];
  if (opening?.status === 'failed' || (opening && open.length === 0)) return 'failed';
  if (!opening || opening.status === 'closed' || opening.status === 'decrypting') return 'opening';
  if (contracts.filter((contract) => contract.status === 'signed').length === open.length) return 'contracted';
  if (awards.length < open.length || evaluations.some((evaluation) => evaluation.status !== 'reported')) return 'evaluating';
  if (awards.some((award) => award.status === 'report-received' || award.status === 'returned')) return 'evaluating';
  if (awards.some((award) => award.status === 'publicity')) return 'publicity';
  return awards.every((award) => award.status === 'failed') ? 'failed' : 'awarded';
}

function isPublic(award: Award): boolean {
  return award.letterAt !== null;
}

function sumFen(amounts: readonly string[]): string | null {
  return amounts.length === 0 ? null : String(amounts.reduce((sum, fen) => sum + BigInt(fen), 0n));
}
