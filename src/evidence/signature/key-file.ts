import type { Bytes } from '#kernel/bytes.ts';
import { concat, fromBase64url, fromUtf8, toBase64url, utf8 } from '#kernel/bytes.ts';
import { canonical } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { KeyFile, KeyFileHead, KeyRole, LockedKey } from './key-file.form.ts';
import { parseKeyFile } from './key-file.form.ts';
import { signatureRefusals as refusals } from './signature.refusals.ts';

/**
 * PBKDF2-HMAC-SHA256 rounds for a new file: the figure OWASP's password storage cheat sheet gives for this function.
 * A holder pays it once a session, on an old phone as a short wait; a thief of the file pays it for every guess.
 */
export const keyFileIterations = 600_000;
export const leastPasswordCharacters = 8;

const algorithmOf = { sign: { name: 'ECDSA', namedCurve: 'P-256' }, decrypt: { name: 'ECDH', namedCurve: 'P-256' } } as const;
const usagesOf = { sign: ['sign'], decrypt: ['deriveBits'] } as const;
const purposeOf = { sign: '签名', decrypt: '解密' } as const;

/** A key with its certificate chain: the holder's own certificate first. */
export type CertifiedKey = { readonly privateKey: CryptoKey; readonly chain: readonly Uint8Array[] };

export type UnlockedKeys = {
  readonly name: string;
  readonly orgId: string;
  readonly personId: string;
  /** ECDSA P-256, usage `sign`, not extractable. */
  readonly signKey: CryptoKey;
  readonly signChain: readonly Bytes[];
  /** ECDH P-256, private half not extractable: give the pair to `@hpke/core` as `recipientKey`. */
  readonly decryptKey: CryptoKeyPair;
  readonly decryptChain: readonly Bytes[];
};

/** Two fresh P-256 keys, one to sign and one to decrypt, with the SPKI that each certificate is asked for. */
export async function generateKeys(): Promise<{ sign: CryptoKey; decrypt: CryptoKey; signSpki: Bytes; decryptSpki: Bytes }> {
  const sign = await crypto.subtle.generateKey(algorithmOf.sign, true, ['sign', 'verify']);
  const decrypt = await crypto.subtle.generateKey(algorithmOf.decrypt, true, ['deriveBits']);
  const spki = async (key: CryptoKey) => new Uint8Array(await crypto.subtle.exportKey('spki', key));
  return { sign: sign.privateKey, decrypt: decrypt.privateKey, signSpki: await spki(sign.publicKey), decryptSpki: await spki(decrypt.publicKey) };
}

/** Locks two extractable private keys under a password. `iterations` is given by tests and by demo worlds only. */
export async function createKeyFile(
  holder: { readonly name: string; readonly orgId: string; readonly personId: string },
  keys: { readonly sign: CertifiedKey; readonly decrypt: CertifiedKey },
  password: string,
  iterations: number = keyFileIterations,
): Promise<Result<KeyFile, Refusal>> {
  if ([...normalised(password)].length < leastPasswordCharacters) return err(refusals.weakPassword({ least: leastPasswordCharacters }));
  const salt = toBase64url(crypto.getRandomValues(new Uint8Array(16)));
  const head: KeyFileHead = { v: 1, name: holder.name, orgId: holder.orgId, personId: holder.personId, kdf: { name: 'PBKDF2-SHA256', iterations, salt } };
  const lock = await passwordKey(password, head);
  const sign = await lockKey('sign', keys.sign, lock, head);
  if (!sign.ok) return sign;
  const decrypt = await lockKey('decrypt', keys.decrypt, lock, head);
  return decrypt.ok ? ok({ ...head, sign: sign.value, decrypt: decrypt.value }) : decrypt;
}

/** Opens a key file, as read from disk (text) or parsed. The keys it gives can be used but not copied out. */
export async function unlockKeyFile(file: unknown, password: string): Promise<Result<UnlockedKeys, Refusal>> {
  const parsed = parseKeyFile(file);
  if (!parsed.ok) return parsed;
  const { sign, decrypt, ...head } = parsed.value;
  const lock = await passwordKey(password, head);
  const signPair = await unlockKey('sign', sign, lock, head);
  const decryptPair = await unlockKey('decrypt', decrypt, lock, head);
  if (signPair === null || decryptPair === null) return err(refusals.wrongPassword());
  return ok({
    name: head.name,
    orgId: head.orgId,
    personId: head.personId,
    signKey: signPair.privateKey,
    signChain: sign.chain.map(fromBase64url),
    decryptKey: decryptPair,
    decryptChain: decrypt.chain.map(fromBase64url),
  });
}

/** The same keys under a new password. */
export async function changePassword(file: unknown, from: string, to: string, iterations?: number): Promise<Result<KeyFile, Refusal>> {
  const parsed = parseKeyFile(file);
  if (!parsed.ok) return parsed;
  const { sign, decrypt, ...head } = parsed.value;
  const lock = await passwordKey(from, head);
  const signJwk = await openBox('sign', sign, lock, head);
  const decryptJwk = await openBox('decrypt', decrypt, lock, head);
  if (signJwk === null || decryptJwk === null) return err(refusals.wrongPassword());
  const certified = async (role: KeyRole, jwk: JsonWebKey, chain: readonly string[]): Promise<CertifiedKey> => ({
    privateKey: await crypto.subtle.importKey('jwk', jwk, algorithmOf[role], true, usagesOf[role]),
    chain: chain.map(fromBase64url),
  });
  const keys = { sign: await certified('sign', signJwk, sign.chain), decrypt: await certified('decrypt', decryptJwk, decrypt.chain) };
  return createKeyFile(head, keys, to, iterations);
}

async function lockKey(role: KeyRole, key: CertifiedKey, lock: CryptoKey, head: KeyFileHead): Promise<Result<LockedKey, Refusal>> {
  const { crv = '', d = '', kty = '', x = '', y = '' } = await crypto.subtle.exportKey('jwk', key.privateKey);
  const [own] = key.chain;
  if (own === undefined || !contains(own, publicPoint(x, y))) return err(refusals.keyWithoutCertificate({ purpose: purposeOf[role] }));
  const chain = key.chain.map(toBase64url);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const secret = utf8(JSON.stringify({ crv, d, kty, x, y }));
  const box = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: boundTo(role, chain, head) }, lock, secret);
  return ok({ chain, iv: toBase64url(iv), box: toBase64url(new Uint8Array(box)) });
}

async function unlockKey(role: KeyRole, locked: LockedKey, lock: CryptoKey, head: KeyFileHead): Promise<CryptoKeyPair | null> {
  const jwk = await openBox(role, locked, lock, head);
  if (jwk === null) return null;
  const { d: _secret, ...open } = jwk;
  return {
    privateKey: await crypto.subtle.importKey('jwk', jwk, algorithmOf[role], false, usagesOf[role]),
    publicKey: await crypto.subtle.importKey('jwk', open, algorithmOf[role], true, role === 'sign' ? ['verify'] : []),
  };
}

async function openBox(role: KeyRole, locked: LockedKey, lock: CryptoKey, head: KeyFileHead): Promise<JsonWebKey | null> {
  try {
    const additionalData = boundTo(role, locked.chain, head);
    const secret = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: fromBase64url(locked.iv), additionalData }, lock, fromBase64url(locked.box));
    return JSON.parse(fromUtf8(new Uint8Array(secret))) as JsonWebKey;
  } catch {
    return null;
  }
}

/** What a box is bound to: whoever edits the name, the certificates or swaps the two boxes makes the file fail to open. */
function boundTo(role: KeyRole, chain: readonly string[], head: KeyFileHead): Bytes {
  return utf8(`ovoo-key-file/v1\n${canonical({ ...head, role, chain })}`);
}

async function passwordKey(password: string, head: KeyFileHead): Promise<CryptoKey> {
  const { iterations, salt } = head.kdf;
  const secret = await crypto.subtle.importKey('raw', utf8(normalised(password)), 'PBKDF2', false, ['deriveKey']);
  const derivation = { name: 'PBKDF2', hash: 'SHA-256', iterations, salt: fromBase64url(salt) };
  return crypto.subtle.deriveKey(derivation, secret, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt']);
}

/** Full-width letters of a Chinese input method and composed characters count as the plain ones. */
function normalised(password: string): string {
  return password.normalize('NFKC');
}

function publicPoint(x: string, y: string): Bytes {
  return concat(Uint8Array.of(4), fromBase64url(x), fromBase64url(y));
}

function contains(whole: Uint8Array, part: Uint8Array): boolean {
  for (let at = 0; at + part.length <= whole.length; at++) {
    if (part.every((byte, i) => whole[at + i] === byte)) return true;
  }
  return false;
}
