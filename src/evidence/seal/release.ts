import { fromHex } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { shareCommitOf, shareInfoOf } from './binding.ts';
import { hpkeOpen } from './hpke.ts';
import { coreHashOf, manifestHash, stageOf } from './manifest.ts';
import type { SealManifest } from './manifest.ts';
import { isShare } from './shares.ts';

/** What the closing act fixed: the manifests, by hash, that were received whole in time. Nothing else is ever released. */
export type CloseStatement = { readonly tenderId: string; readonly lotId: string; readonly accepted: readonly string[] };

export type ReleaseRequest = {
  readonly close: CloseStatement;
  readonly manifest: SealManifest;
  readonly stage: string;
  readonly holderId: string;
  readonly keys: CryptoKeyPair;
};

/**
 * - `released`: the share, equal to what the bidder signed.
 * - `not-accepted`: the manifest is not in the close list: late, withdrawn, replaced, or of another lot.
 * - `not-mine`: the stage or this holder is not in the manifest.
 * - `cannot-open`: the envelope does not open with this key. Who is at fault is not decided by it.
 * - `share-bad`: it opens, but holds another share than the one promised. `found` proves it: anyone can hash it.
 */
export type ReleaseOutcome =
  | { readonly kind: 'released'; readonly manifestHash: string; readonly stage: string; readonly holderId: string; readonly share: Bytes }
  | { readonly kind: 'not-accepted'; readonly manifestHash: string }
  | { readonly kind: 'not-mine'; readonly manifestHash: string }
  | { readonly kind: 'cannot-open'; readonly manifestHash: string }
  | { readonly kind: 'share-bad'; readonly manifestHash: string; readonly found: Bytes };

/**
 * What a key agent does for one bid and one stage. Pure: that the close statement stands in a co-signed checkpoint,
 * that the instant has come and that nothing suspends the opening, the agent has checked before.
 */
export async function releaseShare({ close, manifest, stage, holderId, keys }: ReleaseRequest): Promise<ReleaseOutcome> {
  const hash = await manifestHash(manifest);
  const isOfThisLot = close.tenderId === manifest.tenderId && close.lotId === manifest.lotId;
  if (!isOfThisLot || !close.accepted.includes(hash)) return { kind: 'not-accepted', manifestHash: hash };
  const sealedStage = stageOf(manifest, stage);
  const index = sealedStage?.sealedShares.findIndex((each) => each.holderId === holderId) ?? -1;
  const sealed = sealedStage?.sealedShares[index];
  if (!sealedStage || !sealed) return { kind: 'not-mine', manifestHash: hash };
  const box = { enc: fromHex(sealed.enc), ciphertext: fromHex(sealed.ciphertext) };
  const info = shareInfoOf(manifest, stage, { index, holderId });
  const share = await hpkeOpen(keys, box, { info, aad: await coreHashOf(manifest) });
  if (!share.ok) return { kind: 'cannot-open', manifestHash: hash };
  const isPromised = isShare(share.value) && (await shareCommitOf(manifest, stage, index, share.value)) === sealedStage.shareCommits[index];
  if (!isPromised) return { kind: 'share-bad', manifestHash: hash, found: share.value };
  return { kind: 'released', manifestHash: hash, stage, holderId, share: share.value };
}
