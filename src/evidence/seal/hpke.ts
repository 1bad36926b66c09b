import { Aes128Gcm, Aes256Gcm, CipherSuite, DhkemP256HkdfSha256, HkdfSha256 } from '@hpke/core';
import type { Bytes } from '#kernel/bytes.ts';
import { err, ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { sealRefusals } from './seal.refusals.ts';

/** Base-mode HPKE (RFC 9180): DHKEM(P-256, HKDF-SHA256), HKDF-SHA256 and AES-GCM. Suite A takes AES-256. */
export type HpkeAead = 'AES-256-GCM' | 'AES-128-GCM';

/** `info` names what the secret is for; `aad` binds it to one manifest. */
export type HpkeContext = { readonly info: Bytes; readonly aad: Bytes; readonly aead?: HpkeAead };

export type HpkeBox = { readonly enc: Bytes; readonly ciphertext: Bytes };

/** Seals to a raw uncompressed P-256 point (65 bytes); `owner` names it in a refusal. */
export async function hpkeSeal(publicKey: Bytes, plain: Bytes, context: HpkeContext, owner: string): Promise<Result<HpkeBox, Refusal>> {
  const suite = suiteOf(context.aead);
  try {
    const recipientPublicKey = await suite.kem.deserializePublicKey(publicKey);
    const sealed = await suite.seal({ recipientPublicKey, info: context.info }, plain, context.aad);
    return ok({ enc: new Uint8Array(sealed.enc), ciphertext: new Uint8Array(sealed.ct) });
  } catch {
    return err(sealRefusals.badPublicKey({ owner }));
  }
}

/** Opens with a P-256 ECDH pair, whose private key need not be extractable. */
export async function hpkeOpen(keys: CryptoKeyPair, box: HpkeBox, context: HpkeContext): Promise<Result<Bytes, Refusal>> {
  try {
    const recipient = { recipientKey: keys, enc: box.enc, info: context.info };
    return ok(new Uint8Array(await suiteOf(context.aead).open(recipient, box.ciphertext, context.aad)));
  } catch {
    return err(sealRefusals.cannotUnwrap({}));
  }
}

function suiteOf(aead: HpkeAead = 'AES-256-GCM'): CipherSuite {
  return new CipherSuite({
    kem: new DhkemP256HkdfSha256(),
    kdf: new HkdfSha256(),
    aead: aead === 'AES-128-GCM' ? new Aes128Gcm() : new Aes256Gcm(),
  });
}
