import { fromHex } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import { shareCommitOf, shareInfoOf } from './binding.ts';
import { hpkeOpen } from './hpke.ts';
import { coreHashOf, manifestHash, stageOf } from './manifest.ts';
import type { SealManifest } from './manifest.ts';
import { isShare } from './shares.ts';

/** What the closing act fixed: its instant, and the manifests, by hash, that were received whole before it. Nothing else is ever released. */
export type CloseStatement = { readonly tenderId: string; readonly lotId: string; readonly deadlineAt: Instant; readonly accepted: readonly string[] };

export type ReleaseRequest = {
  readonly close: CloseStatement;
  /** What has come by the agent's own clock and by the co-signers': never what the platform says. */
  readonly now: Instant;
  readonly manifest: SealManifest;
  readonly stage: string;
  readonly holderId: string;
  readonly keys: CryptoKeyPair;
};

/**
 * - `released`: the share, equal to what the bidder signed.
 * - `not-accepted`: the manifest is not in the close list: late, withdrawn, replaced, or of another lot.
 * - `too-early`: the bidder sealed it until `until`, and the close names an earlier instant or that instant has not come.
 * - `not-mine`: the stage or this holder is not in the manifest.
 * - `cannot-open`: the envelope does not open with this key. Who is at fault is not decided by it.
 * - `share-bad`: it opens, but holds another share than the one promised. `found` proves it: anyone can hash it.
 */
export type ReleaseOutcome =
  | { readonly kind: 'released'; readonly manifestHash: string; readonly stage: string; readonly holderId: string; readonly share: Bytes }
  | { readonly kind: 'not-accepted'; readonly manifestHash: string }
  | { readonly kind: 'too-early'; readonly manifestHash: string; readonly until: Instant }
  | { readonly kind: 'not-mine'; readonly manifestHash: string }
  | { readonly kind: 'cannot-open'; readonly manifestHash: string }
  | { readonly kind: 'share-bad'; readonly manifestHash: string; readonly found: Bytes };

/**
 * What a key agent does for one bid and one stage. Pure: that the close statement stands in a co-signed checkpoint and
 * that nothing suspends the opening, the agent has checked before. The adversary is who writes the close: the operator,
 * who would bring it forward. What it cannot write is the instant in the manifest, for that stands in the AAD of the very
 * envelope that is opened here: under another one the share does not come out.
 */
export async function releaseShare({ close, now, manifest, stage, holderId, keys }: ReleaseRequest): Promise<ReleaseOutcome> {
  const hash = await manifestHash(manifest);
  const isOfThisLot = close.tenderId === manifest.tenderId && close.lotId === manifest.lotId;
  if (!isOfThisLot || !close.accepted.includes(hash)) return { kind: 'not-accepted', manifestHash: hash };
  const until = instant(Math.max(close.deadlineAt, manifest.bidDeadlineAt));
  if (close.deadlineAt < until || now < until) return { kind: 'too-early', manifestHash: hash, until };
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
