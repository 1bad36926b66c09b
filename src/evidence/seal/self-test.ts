import { equalBytes, utf8 } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { err, ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { systemRandom } from './codec.ts';
import { hpkeOpen, hpkeSeal } from './hpke.ts';
import { keysOfPkcs8, rawPublicKey, rawPublicKeyOfSpki } from './keys.ts';
import { sealRefusals } from './seal.refusals.ts';

/**
 * Whether the bidder's key file opens what is wrapped to the bidder's certificate, tried with a random key.
 * Runs on the bidder's machine alone: that somebody tests a key would tell that somebody means to bid.
 */
export async function selfTestKey(keyFile: { pkcs8: Bytes; certificateSpki: Bytes }): Promise<Result<{ publicKey: Bytes }, Refusal>> {
  const publicKey = await rawPublicKeyOfSpki(keyFile.certificateSpki);
  if (!publicKey.ok) return publicKey;
  const keys = await keysOfPkcs8(keyFile.pkcs8);
  if (!keys.ok) return keys;
  if (!equalBytes(await rawPublicKey(keys.value.publicKey), publicKey.value)) return err(sealRefusals.keyPairMismatch({}));
  const secret = systemRandom(32);
  const context = { info: utf8('seal self-test'), aad: systemRandom(32) };
  const box = await hpkeSeal(publicKey.value, secret, context, '本证书');
  if (!box.ok) return box;
  const opened = await hpkeOpen(keys.value, box.value, context);
  if (!opened.ok) return opened;
  return equalBytes(opened.value, secret) ? ok({ publicKey: publicKey.value }) : err(sealRefusals.cannotUnwrap({}));
}
