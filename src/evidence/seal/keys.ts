import type { Bytes } from '#kernel/bytes.ts';
import { present } from '#kernel/assert.ts';
import { err, ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { sealRefusals } from './seal.refusals.ts';

/**
 * P-256 keys in the forms the seal takes. A certificate's key is imported for key agreement (ECDH) whatever
 * its certificate calls it: PKCS#8 and SPKI name the curve only.
 */
const ECDH: EcKeyImportParams = { name: 'ECDH', namedCurve: 'P-256' };

/** A new pair, for a key holder or a test; the private key leaves memory only if `extractable`. */
export function generateKeys(extractable = false): Promise<CryptoKeyPair> {
  return crypto.subtle.generateKey(ECDH, extractable, ['deriveBits']);
}

/** Raw uncompressed point, 65 bytes: the form in which public keys are published. */
export async function rawPublicKey(publicKey: CryptoKey): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.exportKey('raw', publicKey));
}

/** The raw point of a certificate's SubjectPublicKeyInfo. */
export async function rawPublicKeyOfSpki(spki: Bytes): Promise<Result<Bytes, Refusal>> {
  try {
    return ok(await rawPublicKey(await crypto.subtle.importKey('spki', spki, ECDH, true, [])));
  } catch {
    return err(sealRefusals.badPublicKey({ owner: '本证书' }));
  }
}

/** A key file's pair; the private key kept is not extractable. */
export async function keysOfPkcs8(pkcs8: Bytes): Promise<Result<CryptoKeyPair, Refusal>> {
  try {
    const readable = await crypto.subtle.importKey('pkcs8', pkcs8, ECDH, true, ['deriveBits']);
    const { kty, crv, x, y } = await crypto.subtle.exportKey('jwk', readable);
    const point = { kty: present(kty, 'kty'), crv: present(crv, 'crv'), x: present(x, 'x'), y: present(y, 'y') };
    return ok({
      privateKey: await crypto.subtle.importKey('pkcs8', pkcs8, ECDH, false, ['deriveBits']),
      publicKey: await crypto.subtle.importKey('jwk', point, ECDH, true, []),
    });
  } catch {
    return err(sealRefusals.badPrivateKey({}));
  }
}
