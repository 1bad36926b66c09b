import { concat, toHex, utf8, type Bytes } from './bytes.ts';
import { canonical } from './json.ts';

/** HKDF-Extract (RFC 5869 §2.2) with SHA-256. */
export async function extract(salt: Bytes, material: Uint8Array): Promise<Bytes> {
  return hmac(salt, material);
}

/** HKDF-Expand (RFC 5869 §2.3) with SHA-256, at most one block. */
export async function expand(key: Bytes, info: Uint8Array, length: number): Promise<Bytes> {
  return (await hmac(key, info, Uint8Array.of(1))).slice(0, length);
}

/** Key of one sealed object under its stage key. */
export async function objectKeyOf(stageKey: Bytes, object: string): Promise<Bytes> {
  return expand(await extract(new Uint8Array(32), stageKey), utf8(canonical({ seal: 'v1', use: 'object', object })), 32);
}

export async function sha256Hex(...parts: readonly Uint8Array[]): Promise<string> {
  return toHex(new Uint8Array(await crypto.subtle.digest('SHA-256', concat(...parts))));
}

async function hmac(key: Bytes, ...parts: readonly Uint8Array[]): Promise<Bytes> {
  const imported = await crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  return new Uint8Array(await crypto.subtle.sign('HMAC', imported, concat(...parts)));
}
