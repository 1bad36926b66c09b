import type { JsonObject } from '#kernel/json.ts';
import type { KeyHolderRef } from '#trade/tender/tender.types.ts';
import type { DrawSource } from '#trade/opening/opening.types.ts';
import type { GivenShare } from './lottery.types.ts';

/** `LotteryListed` stands once on a stream: who is in the draw, and of what it is made where `fixed`; else `LotterySourceAdded` fixes it. */
export type LotteryEvent =
  | { readonly kind: 'LotteryPrepared'; readonly drawId: string; readonly holders: readonly KeyHolderRef[] }
  | { readonly kind: 'LotterySourceAdded'; readonly source: DrawSource; readonly candidates: readonly string[] | null; readonly fixed: boolean; readonly sources: readonly DrawSource[] | null }
  | { readonly kind: 'LotteryListed'; readonly drawId: string; readonly candidates: readonly string[]; readonly fixed: boolean; readonly sources: readonly DrawSource[] }
  | { readonly kind: 'LotterySharesGiven'; readonly holderId: string; readonly shares: readonly GivenShare[]; readonly statement: JsonObject; readonly signature: JsonObject }
  /** The hall came to its end without one; what lies in escrow stays there. */
  | { readonly kind: 'LotteryLapsed' }
  | { readonly kind: 'LotteryConcluded'; readonly value: string; readonly transcript: JsonObject };
