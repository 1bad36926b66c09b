import { utf8 } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { canonical } from '#kernel/json.ts';
import type { JsonObject } from '#kernel/json.ts';
import { commitTo, hashOfJson } from './codec.ts';

/** Whose bid it is. Every hash and every envelope names all of it, so nothing sealed can pass for another's. */
export type SealIdentity = {
  readonly tenderId: string;
  readonly lotId: string;
  readonly bidderId: string;
  /** SHA-256 of the bidder's signing certificate (DER), lower-case hex. */
  readonly bidderCertFp: string;
  /** 1 for the first bid, one more for each replacement. */
  readonly bidVersion: number;
};

export function keyCommitOf(identity: SealIdentity, stage: string, key: Bytes): Promise<string> {
  return commitTo(label('key', identity, { stage }), key);
}

/** `index` is the holder's place in the manifest, from 0. */
export function shareCommitOf(identity: SealIdentity, stage: string, index: number, share: Bytes): Promise<string> {
  return commitTo(label('share', identity, { stage, index }), share);
}

/** Every object has its own key: `HKDF-SHA256(stage key, info = its name)`. */
export async function objectKeyOf(stageKey: Bytes, objectName: string): Promise<Bytes> {
  const ikm = await crypto.subtle.importKey('raw', stageKey, 'HKDF', false, ['deriveBits']);
  const info = utf8(canonical({ seal: 'v1', use: 'object', object: objectName }));
  const bits = await crypto.subtle.deriveBits({ name: 'HKDF', hash: 'SHA-256', salt: new Uint8Array(0), info }, ikm, 256);
  return new Uint8Array(bits);
}

/** A rival who hands in a copied ciphertext as his own has another AAD and no plaintext. */
export function objectAadOf(identity: SealIdentity, stage: string, objectName: string): Promise<Bytes> {
  return hashOfJson(label('content', identity, { stage, object: objectName }));
}

export function shareInfoOf(identity: SealIdentity, stage: string, holder: { index: number; holderId: string }): Bytes {
  return utf8(canonical(label('share-envelope', identity, { stage, ...holder })));
}

export function wrapInfoOf(identity: SealIdentity, stage: string): Bytes {
  return utf8(canonical(label('bidder-envelope', identity, { stage })));
}

function label(use: string, identity: SealIdentity, more: JsonObject): JsonObject {
  const { tenderId, lotId, bidderId, bidderCertFp, bidVersion } = identity;
  return { seal: 'v1', use, tenderId, lotId, bidderId, bidderCertFp, bidVersion, ...more };
}
