import { toHex } from '#kernel/bytes.ts';
import { canonical } from '#kernel/json.ts';
import { sha256 } from '#kernel/sha256.ts';
import type { KeyHolderRef } from '#trade/tender/tender.types.ts';

/** This kind of tender opens in one stage: everything under one key. */
export const sealStage = 'all';
export const priceObjectName = 'price';
/** What binds the visible seal and signature to each file. */
export const sealPageObjectName = 'seal-page';

/** Names the key holders, their keys and the threshold: a bid that was sealed to others, or to old keys, shows at once. */
export function holderSetIdOf({ keyHolders, k }: { readonly keyHolders: readonly KeyHolderRef[]; readonly k: number }): string {
  const holders = keyHolders.map(({ holderId, publicKey }) => ({ holderId, publicKey }));
  return toHex(sha256(canonical({ use: 'key-holders/v1', k, holders })));
}
