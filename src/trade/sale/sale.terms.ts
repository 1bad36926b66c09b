import type { RulePack } from '#rules/pack.ts';
import { valueOf } from '#rules/pack.ts';
import { hammerCalls } from '#rules/sale/hammer.ts';
import { preferenceOf, type SaleKind } from '#rules/sale/kinds.ts';
import { isListed } from '#rules/sale/modes.ts';
import type { AuctionTerms, Stage } from '#trade/auction/engine/engine.types.ts';
import type { AuctionMode, SaleLotPlan } from './sale.types.ts';

const msPerMinute = 60_000;
const msPerSecond = 1_000;

/** What the engine plays for what was announced, under the rules that the announcement lives by. */
export function auctionTermsOf({ startFen, tiers, capFen, reserveHash, mode }: SaleLotPlan, kind: SaleKind, pack: RulePack): AuctionTerms {
  const asked = matchOf(kind, pack);
  return {
    direction: mode.kind === 'reverse' ? 'down' : 'up', startFen, tiers, capFen, hasReserve: reserveHash !== null,
    weights: mode.kind === 'weighted' ? { price: mode.priceWeight } : null,
    stages: [...stagesOf(mode), ...(isMatchedAfter(mode) ? asked : [])],
    afterCap: afterCapOf(mode, asked),
    mayChangeStep: kind.rules.stepChange !== null && isListed(mode.kind),
    resumeLeastMs: valueOf(pack, 'hall.resume', 'minute') * msPerMinute,
  };
}

export function stagesOf(mode: AuctionMode): Stage[] {
  switch (mode.kind) {
    case 'listing': case 'lotteryAfterCap': case 'nearestAfterCap': return [{ kind: 'open', untilAt: mode.until }, { kind: 'ask', windowMs: mode.askMinutes * msPerMinute }, { kind: 'countdown', cycleMs: mode.cycleMinutes * msPerMinute }];
    case 'onlineBidding': case 'weighted': case 'reverse': return [{ kind: 'open', untilAt: mode.until }, { kind: 'countdown', cycleMs: mode.cycleSeconds * msPerSecond }];
    case 'sealedOnce': return [{ kind: 'sealed', windowMs: mode.offerMinutes * msPerMinute, who: 'all', isEnveloped: true }];
    case 'multiRound': return [{ kind: 'turns', rounds: mode.rounds, firstPauseMs: mode.firstPauseSeconds * msPerSecond, pauseMs: mode.pauseSeconds * msPerSecond, turnMs: mode.turnSeconds * msPerSecond }];
    case 'auction': return [{ kind: 'hammer', calls: hammerCalls }];
    case 'descending': return [{ kind: 'descending', dropFen: mode.dropFen, everyMs: mode.everySeconds * msPerSecond, floorFen: mode.floorFen }];
  }
}

/** A cap that ends the climbing leaves no moment in which to take the price that stands: it is asked afterwards. */
function afterCapOf(mode: AuctionMode, asked: readonly Stage[]): readonly Stage[] {
  switch (mode.kind) {
    case 'weighted': case 'auction': return [];
    case 'lotteryAfterCap': return [{ kind: 'lottery', windowMs: mode.joinMinutes * msPerMinute }];
    case 'nearestAfterCap': return [{ kind: 'nearest', windowMs: mode.offerMinutes * msPerMinute, isEnveloped: true }];
    default: return asked;
  }
}

/** Whether somebody's prices are sealed to key holders. */
export function isSealed({ kind }: AuctionMode): boolean {
  return kind === 'sealedOnce' || kind === 'nearestAfterCap';
}

/** Where the last word falls before anyone could say that he takes the price that stands. */
function isMatchedAfter({ kind }: AuctionMode): boolean {
  return kind === 'multiRound' || kind === 'sealedOnce';
}

function matchOf(kind: SaleKind, pack: RulePack): Stage[] {
  return preferenceOf(kind, pack) === null ? [] : [{ kind: 'match', windowMs: valueOf(pack, 'hall.match', 'minute') * msPerMinute }];
}
