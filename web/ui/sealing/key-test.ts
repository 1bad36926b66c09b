import { equalBytes, utf8, type Bytes } from '#kernel/bytes.ts';
import { hpkeOpen, hpkeSeal } from '#evidence/seal/hpke.ts';
import { rawPublicKey } from '#evidence/seal/keys.ts';
import { sealRefusals } from '#evidence/seal/seal.refusals.ts';
import type { UnlockedKeys } from '#evidence/signature/key-file.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { ProblemError } from '../problem.ts';

/**
 * The keys of an opened key file, tried alone: what is sealed to the certificate opens again, and the signing key signs
 * for its own certificate. Throws ProblemError. Asks nobody: no request is made.
 */
export async function testKeys(keys: UnlockedKeys): Promise<void> {
  const point = await rawPublicKey(keys.decryptKey.publicKey);
  if (!contains(keys.decryptChain[0], point)) throw refused(sealRefusals.keyPairMismatch({}));
  const secret = crypto.getRandomValues(new Uint8Array(32));
  const context = { info: utf8('key self-test'), aad: crypto.getRandomValues(new Uint8Array(32)) };
  const box = await hpkeSeal(point, secret, context, '本证书');
  if (!box.ok) throw refused(box.error);
  const opened = await hpkeOpen(keys.decryptKey, box.value, context);
  if (!opened.ok || !equalBytes(opened.value, secret)) throw refused(sealRefusals.cannotUnwrap({}));
  await crypto.subtle.sign({ name: 'ECDSA', hash: 'SHA-256' }, keys.signKey, secret);
}

function refused({ code, message, remedy }: Refusal): ProblemError {
  return new ProblemError({ code, title: message, ...(remedy ? { remedy } : {}) });
}

function contains(whole: Bytes | undefined, part: Uint8Array): boolean {
  for (let at = 0; whole && at + part.length <= whole.length; at++) if (part.every((byte, i) => whole[at + i] === byte)) return true;
  return false;
}
