import { ed25519 } from '@noble/curves/ed25519.js';
import { concat, toHex } from '#kernel/bytes.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import { fromBase64, toBase64 } from './base64.ts';
import { sha256 } from './hash.ts';
import { logRefusals } from './log.refusals.ts';

/** C2SP signed-note signature types in use: the log signs with `ed25519`, co-signers with `cosignature`. */
export const signatureType = { ed25519: 0x01, cosignature: 0x04 } as const;
export type SignatureType = (typeof signatureType)[keyof typeof signatureType];

/** `keyId` is 8 lowercase hex digits; name and id together say whose signature a line is. */
export type VerifierKey = {
  readonly name: string;
  readonly keyId: string;
  readonly type: SignatureType;
  readonly publicKey: Uint8Array;
};

/** Signs `message` with the Ed25519 key behind `key`. The secret may sit in a file, an HSM or a test. */
export type Signer = { readonly key: VerifierKey; readonly sign: (message: Uint8Array) => Uint8Array };

/** `name` is a schema-less URL without spaces or plus; throws otherwise. `secretKey` is the 32-byte seed (RFC 8032). */
export function ed25519Signer(name: string, type: SignatureType, secretKey: Uint8Array): Signer {
  const key = verifierKey(name, type, ed25519.getPublicKey(secretKey));
  return { key, sign: (message) => ed25519.sign(message, secretKey) };
}

export function verifierKey(name: string, type: SignatureType, publicKey: Uint8Array): VerifierKey {
  if (!isKeyName(name)) throw new TypeError(`no key name: ${name}`);
  return { name, keyId: keyIdOf(name, type, publicKey), type, publicKey };
}

/** `<name>+<key id>+<base64 of type and public key>` (C2SP signed-note, verifier keys). */
export function formatVerifierKey(key: VerifierKey): string {
  return `${key.name}+${key.keyId}+${toBase64(concat(Uint8Array.of(key.type), key.publicKey))}`;
}

export function parseVerifierKey(text: string): Result<VerifierKey, Refusal> {
  const match = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/s.exec(text);
  const [, name = '', keyId = '', encoded = ''] = match ?? [];
  const material = fromBase64(encoded);
  const type = Object.values(signatureType).find((known) => known === material?.[0]);
  if (!match || !isKeyName(name) || material?.length !== 33 || type === undefined) return malformedKey(text);
  const key = verifierKey(name, type, material.subarray(1));
  return key.keyId === keyId ? ok(key) : malformedKey(text);
}

/** Strict RFC 8032: low-order and non-canonical encodings fail. Never throws. */
export function isSignedBy(key: VerifierKey, message: Uint8Array, signature: Uint8Array): boolean {
  try {
    return signature.length === 64 && ed25519.verify(signature, message, key.publicKey, { zip215: false });
  } catch {
    return false;
  }
}

export function isKeyName(name: string): boolean {
  return name !== '' && !/[\p{White_Space}+\u0000-\u001f]/u.test(name);
}

/** First four bytes of SHA-256(name, newline, type, public key). */
function keyIdOf(name: string, type: SignatureType, publicKey: Uint8Array): string {
  return toHex(sha256(`${name}\n`, Uint8Array.of(type), publicKey).subarray(0, 4));
}

function malformedKey(text: string): Result<never, Refusal> {
  return err(logRefusals.malformed({ what: '公钥字符串', detail: text.slice(0, 80) }));
}
