import type { Aggregate } from '#kernel/decider.ts';
import { hammerCalls } from '#rules/sale/hammer.ts';
import type { AuctionTerms, Stage } from '#trade/auction/engine/engine.types.ts';
import type { SaleEvent } from './sale.events.ts';
import type { AuctionMode, Sale, SaleLotPlan } from './sale.types.ts';

export const sale: Aggregate<Sale, SaleEvent> = {
  type: 'sale',
  disclosure: { SalePublished: 'public' },
  evolve: (_, { sale: published }, { id, at }) => ({ saleId: id, publishedAt: at, ...published }),
};

const msPerMinute = 60_000;
const msPerSecond = 1_000;

/** What the engine plays for what was announced. */
export function stagesOf(mode: AuctionMode): Stage[] {
  switch (mode.kind) {
    case 'listing': return [{ kind: 'open', untilAt: mode.until }, { kind: 'ask', windowMs: mode.askMinutes * msPerMinute }, { kind: 'countdown', cycleMs: mode.cycleMinutes * msPerMinute }];
    case 'onlineBidding': return [{ kind: 'open', untilAt: mode.until }, { kind: 'countdown', cycleMs: mode.cycleSeconds * msPerSecond }];
    case 'auction': return [{ kind: 'hammer', calls: hammerCalls }];
    case 'descending': return [{ kind: 'descending', dropFen: mode.dropFen, everyMs: mode.everySeconds * msPerSecond, floorFen: mode.floorFen }];
  }
}

export function auctionTermsOf({ startFen, tiers, capFen, reserveHash, mode }: SaleLotPlan): AuctionTerms {
  return { direction: 'up', startFen, tiers, capFen, hasReserve: reserveHash !== null, weights: null, stages: stagesOf(mode), afterCap: [] };
}
