import type { Bytes } from '#kernel/bytes.ts';
import { fromHex, toHex } from '#kernel/bytes.ts';

/**
 * ES256 signatures in one form only: 64 bytes r‖s with s in the lower half of the group order (low-S).
 * From (r, s) anyone can make (r, n−s), which verifies too; a second form of a signature that already stands in
 * the journal would make one act look like two. Signers normalise, verifiers refuse the upper half.
 */
export const es256SignatureBytes = 64;

const order = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n;
const halfOrder = order >> 1n;

export type SignatureForm = 'canonical' | 'high-s' | 'malformed';

export function formOf(raw: Uint8Array): SignatureForm {
  if (raw.length !== es256SignatureBytes) return 'malformed';
  const r = scalar(raw.subarray(0, 32));
  const s = scalar(raw.subarray(32));
  if (r < 1n || r >= order || s < 1n || s >= order) return 'malformed';
  return s <= halfOrder ? 'canonical' : 'high-s';
}

/** The low-S form of a raw signature. */
export function lowS(raw: Uint8Array): Bytes {
  const out = new Uint8Array(raw);
  const s = scalar(raw.subarray(32));
  if (s > halfOrder) out.set(fromHex((order - s).toString(16).padStart(64, '0')), 32);
  return out;
}

function scalar(bytes: Uint8Array): bigint {
  return BigInt(`0x${toHex(bytes)}`);
}

/** A P-256 public key from its SubjectPublicKeyInfo, for `verifyStatement`. Throws on any other key. */
export async function importSigningKey(spki: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('spki', spki, { name: 'ECDSA', namedCurve: 'P-256' }, true, ['verify']);
}
