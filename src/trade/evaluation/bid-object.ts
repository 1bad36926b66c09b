import { fromHex } from '#kernel/bytes.ts';
import { objectAadOf, objectKeyOf } from '#evidence/seal/binding.ts';
import { floeDecrypt } from '#evidence/seal/floe-stream.ts';
import { objectOf } from '#evidence/seal/manifest.ts';
import { unpad } from '#evidence/seal/padding.ts';
import { parseManifest } from '#evidence/seal/parse-manifest.ts';
import { StreamRefused, collect } from '#evidence/seal/streams.ts';
import type { Bid } from '#trade/bid/bid.types.ts';
import type { AcceptedBid } from '#trade/opening/opening.types.ts';

/** Ciphertext by the root over its parts; whoever keeps sealed objects provides it. */
export interface SealedObjects {
  read(ctRoot: string): AsyncIterable<Uint8Array>;
}

export type OpenedObject = { readonly sizeBytes: number; readonly content: AsyncIterable<Uint8Array> };

/**
 * One opened object of a bid, decrypted as it is read; null when there is none to open. Every segment is authentic before
 * it is given out, and the stream breaks off at the first that is not.
 */
export async function openBidObject(bid: Bid, accepted: AcceptedBid, name: string, sealed: SealedObjects): Promise<OpenedObject | null> {
  const found = await findOpened(bid, accepted, name, sealed);
  return found && found.object.padding === 'none' ? { sizeBytes: found.object.sizeBytes, content: found.plain() } : null;
}

/** The file in any object of an opened bid, the padded ones without their padding; decrypted anew each time it is asked for. */
export async function openWhole(bid: Bid, accepted: AcceptedBid, name: string, sealed: SealedObjects): Promise<(() => AsyncIterable<Uint8Array>) | null> {
  const found = await findOpened(bid, accepted, name, sealed);
  if (!found || found.object.padding === 'none') return found?.plain ?? null;
  return async function* () {
    const content = unpad(await collect(found.plain()), name);
    if (!content.ok) throw new StreamRefused(content.error);
    yield content.value;
  };
}

async function findOpened(bid: Bid, accepted: AcceptedBid, name: string, sealed: SealedObjects) {
  if (accepted.outcome.kind !== 'opened' || accepted.manifestHash !== bid.manifestHash) return null;
  const manifest = parseManifest(bid.manifest);
  const object = manifest.ok ? objectOf(manifest.value, name) : undefined;
  if (!manifest.ok || object === undefined) return null;
  const key = await objectKeyOf(fromHex(accepted.outcome.stageKey), object.name);
  const aad = await objectAadOf(manifest.value, object.stage, object.name);
  return { object, plain: () => floeDecrypt(key, aad, sealed.read(object.ctRoot)) };
}
