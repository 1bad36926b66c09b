import type { JsonObject } from '#kernel/json.ts';
import type { KeyHolderRef } from '#trade/tender/tender.types.ts';
import type { GivenShare, ListedOffer } from './sealing.types.ts';

/** `OffersListed` stands once on a stream. `SealingOpened` names each key, so that anyone opens every envelope again; `failed` are numbers whose envelope gave nothing. */
export type SealingEvent =
  | { readonly kind: 'SealingPrepared'; readonly holders: readonly KeyHolderRef[] }
  | { readonly kind: 'OffersListed'; readonly offers: readonly ListedOffer[] }
  | { readonly kind: 'OfferSharesGiven'; readonly holderId: string; readonly shares: readonly GivenShare[]; readonly statement: JsonObject; readonly signature: JsonObject }
  | { readonly kind: 'SealingOpened'; readonly keys: readonly { readonly paddle: number; readonly key: string }[]; readonly failed: readonly number[] }
  | { readonly kind: 'SealingLapsed' };

export type OfferEvent = { readonly kind: 'OfferPlaced'; readonly paddle: number; readonly envelope: string };
