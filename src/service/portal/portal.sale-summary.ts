import { leagueOf } from '#kernel/divisions.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import type { LotAuction } from '#trade/auction/auction.types.ts';
import type { Outcome } from '#trade/auction/engine/engine.types.ts';
import type { AuctionMode } from '#trade/sale/sale.types.ts';
import type { HallSummary, PublicHall, SaleStage, SaleStates, SaleSummary } from './portal.types.ts';

/** What may be read of a hall by everyone: the rest of its state stays behind. */
export function publicHall({ lotId, pausedFor, auction: { status, startAt, endsAt, best, accepted, outcome, stages } }: LotAuction): PublicHall {
  return { lotId, pausedFor, status, startAt, endsAt, best, accepted, outcome, stages };
}

/** What the public list says of a sale; `category` is the pack that it is sold under. */
export function saleSummary(states: SaleStates, category: string): SaleSummary {
  const { sale } = states;
  return {
    saleId: sale.saleId, name: sale.title, category, areaCode: sale.areaCode, leagueCode: leagueOf(sale.areaCode)?.code ?? sale.areaCode, initiator: sale.seller.name,
    stage: saleStage(states), publishedAt: sale.publishedAt, applyUntil: lastApplication(states),
  };
}

/** `endedAt`: of the halls that ended with what is being followed; what ended before keeps its instant. */
export function hallSummaries({ sale, halls }: SaleStates, endedAt: ReadonlyMap<string, Instant>): HallSummary[] {
  return sale.lots.flatMap((lot) => {
    const hall = halls.find(({ lotId }) => lotId === lot.lotId);
    return hall ? [{
      lotId: lot.lotId, saleId: sale.saleId, title: lot.name, mode: lot.mode.kind, areaCode: sale.areaCode, leagueCode: leagueOf(sale.areaCode)?.code ?? sale.areaCode,
      startAt: hall.startAt, closesAt: closingOf(lot.mode), status: hall.status, startFen: lot.startFen, soldFen: soldFor(hall.outcome), endedAt: endedAt.get(lot.lotId) ?? null,
    }] : [];
  });
}

/** The stage of the lots that are still to come, or go on; a sale is over with its last lot. */
export function saleStage({ halls }: SaleStates): SaleStage {
  const found = halls.map(hallStage);
  return order.find((stage) => found.includes(stage)) ?? 'applying';
}

const order: readonly SaleStage[] = ['paused', 'live', 'applying', 'comparing', 'sold', 'unsold'];

export function hallStage({ status, outcome }: Pick<PublicHall, 'status' | 'outcome'>): SaleStage {
  if (status === 'waiting') return 'applying';
  if (status !== 'ended') return status === 'paused' ? 'paused' : 'live';
  if (outcome?.kind === 'reserve-pending') return 'comparing';
  return soldFor(outcome) === null ? 'unsold' : 'sold';
}

/** By the clock: applications close without anything happening. */
export function stageAt(stage: SaleStage, applyUntil: Instant, now: Instant): SaleStage {
  return stage === 'applying' && applyUntil <= now ? 'awaiting' : stage;
}

export function lastApplication({ sale }: SaleStates): Instant {
  return instant(Math.max(...sale.lots.map(({ applyUntil }) => applyUntil)));
}

export function soldFor(outcome: Outcome | null): string | null {
  return outcome?.kind === 'sold' || outcome?.kind === 'allotted' ? outcome.priceFen : null;
}

function closingOf(mode: AuctionMode): Instant | null {
  return 'until' in mode ? mode.until : null;
}
