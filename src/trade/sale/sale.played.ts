import type { RulePack } from '#rules/pack.ts';
import { modesOf, type SaleKind } from '#rules/sale/kinds.ts';
import type { AuctionMode } from './sale.types.ts';

/** Modes for which the hall has every command a bidder needs. */
export const played = ['listing', 'lotteryAfterCap', 'nearestAfterCap', 'onlineBidding', 'sealedOnce', 'multiRound', 'weighted', 'reverse', 'descending', 'auction'] as const satisfies readonly AuctionMode['kind'][];
export type PlayedMode = (typeof played)[number];

/** The modes in which a kind may lawfully be sold in a hall today, in the order of the law. */
export function playedModes(kind: SaleKind, pack: RulePack): PlayedMode[] {
  return modesOf(kind, pack).flatMap((mode) => played.filter((each) => each === mode));
}
