import { fromHex } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { present } from '#kernel/assert.ts';
import { err, ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { keyCommitOf, objectAadOf, objectKeyOf, wrapInfoOf } from './binding.ts';
import { floeDecrypt } from './floe-stream.ts';
import { hpkeOpen } from './hpke.ts';
import { coreHashOf } from './manifest.ts';
import type { SealManifest, SealedObject, SealedStage } from './manifest.ts';
import { unpad } from './padding.ts';
import { PART_BYTES, partLeaf, rootOfParts } from './parts.ts';
import { sealRefusals } from './seal.refusals.ts';
import { combineShares } from './shares.ts';
import type { Combined } from './shares.ts';
import { StreamRefused, breathe, collect, mapOrdered, rechunk } from './streams.ts';

export type ReleasedShare = { readonly holderId: string; readonly share: Bytes };

/** `wrong`, `used`, `tried` and `inconsistent` name key holders. */
export type ShareOpening =
  | { readonly kind: 'opened'; readonly key: Bytes; readonly used: readonly string[]; readonly inconsistent: readonly string[]; readonly wrong: readonly string[] }
  | { readonly kind: 'too-few'; readonly have: number; readonly need: number; readonly wrong: readonly string[] }
  | { readonly kind: 'dealer-fault'; readonly tried: readonly string[]; readonly wrong: readonly string[] };

/** The stage key from released shares. Shares of holders that the manifest does not name are passed over. */
export async function openWithShares(manifest: SealManifest, stage: SealedStage, released: readonly ReleasedShare[]): Promise<ShareOpening> {
  const offered = released
    .map(({ holderId, share }) => ({ index: stage.sealedShares.findIndex((each) => each.holderId === holderId), share }))
    .filter(({ index }) => index >= 0);
  return named(stage, await combineShares(manifest, stage, offered));
}

/** The stage key by the bidder's own certificate key: the second way, when too few holders answer. */
export async function openWithBidderKey(manifest: SealManifest, stage: SealedStage, keys: CryptoKeyPair): Promise<Result<Bytes, Refusal>> {
  const box = { enc: fromHex(stage.bidderWrap.enc), ciphertext: fromHex(stage.bidderWrap.ciphertext) };
  const key = await hpkeOpen(keys, box, { info: wrapInfoOf(manifest, stage.stage), aad: await coreHashOf(manifest) });
  if (!key.ok) return key;
  return (await isPromisedKey(manifest, stage, key.value)) ? key : err(sealRefusals.notTheCommittedKey({ stage: stage.stage }));
}

/** Whether this is the key the bidder promised: the check for a key that somebody publishes. */
export async function isPromisedKey(manifest: SealManifest, stage: SealedStage, key: Bytes): Promise<boolean> {
  return (await keyCommitOf(manifest, stage.stage, key)) === stage.keyCommit;
}

export type ObjectToOpen = {
  readonly manifest: SealManifest;
  readonly object: SealedObject;
  readonly stageKey: Bytes;
  /** The ciphertext in order, in chunks of any size. */
  readonly ciphertext: AsyncIterable<Uint8Array>;
};

/**
 * Decrypts one object into `write`, in bounded memory. What `write` got is the file only when the answer is ok;
 * after a refusal it must be thrown away. Refused too when the bytes are not those of the signed `ctRoot`.
 */
export async function openObject(request: ObjectToOpen, write: (chunk: Bytes) => Promise<void>): Promise<Result<{ sizeBytes: number }, Refusal>> {
  const { manifest, object, stageKey } = request;
  const differs = err(sealRefusals.notTheSealedOne({ object: object.name }));
  const leaves: Bytes[] = [];
  const key = await objectKeyOf(stageKey, object.name);
  const aad = await objectAadOf(manifest, object.stage, object.name);
  let sizeBytes = 0;
  try {
    for await (const chunk of unpadded(object, floeDecrypt(key, aad, hashed(request.ciphertext, leaves)))) {
      sizeBytes += chunk.length;
      await write(chunk);
    }
  } catch (error) {
    if (!(error instanceof StreamRefused)) throw error;
    return err(error.refusal);
  }
  return (await rootOfParts(leaves)) === object.ctRoot ? ok({ sizeBytes }) : differs;
}

/** A small object as a whole, e.g. the price sheet. */
export async function readObject(request: ObjectToOpen): Promise<Result<Bytes, Refusal>> {
  const chunks: Bytes[] = [];
  const outcome = await openObject(request, async (chunk) => void chunks.push(chunk));
  return outcome.ok ? ok(await collect(each(chunks))) : outcome;
}

async function* hashed(ciphertext: AsyncIterable<Uint8Array>, leaves: Bytes[]): AsyncGenerator<Bytes> {
  const leafed = async (bytes: Bytes) => ({ bytes, leaf: await partLeaf(bytes) });
  for await (const { bytes, leaf } of mapOrdered(rechunk(ciphertext, PART_BYTES), 2, leafed)) {
    leaves.push(leaf);
    yield bytes;
    await breathe();
  }
}

async function* unpadded(object: SealedObject, plain: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  if (object.padding === 'none') {
    yield* plain;
    return;
  }
  const content = unpad(await collect(plain), object.name);
  if (!content.ok) throw new StreamRefused(content.error);
  yield content.value;
}

async function* each<T>(items: readonly T[]): AsyncGenerator<T> {
  yield* items;
}

function named(stage: SealedStage, combined: Combined): ShareOpening {
  const names = (places: readonly number[]) => places.map((index) => present(stage.sealedShares[index], 'holder').holderId);
  const wrong = names(combined.wrong);
  switch (combined.kind) {
    case 'opened':
      return { kind: 'opened', key: combined.key, used: names(combined.used), inconsistent: names(combined.inconsistent), wrong };
    case 'too-few':
      return { kind: 'too-few', have: combined.have, need: combined.need, wrong };
    case 'dealer-fault':
      return { kind: 'dealer-fault', tried: names(combined.tried), wrong };
  }
}
