import { concat, equalBytes, utf8, type Bytes } from './bytes.ts';
import { ensure } from './fault.ts';

/** FLOE with AES-256-GCM and SHA-384 (https://c2sp.org/FLOE). The defaults are the platform's suite A. */
export type FloeParams = { readonly ivLength: number; readonly segmentLength: number; readonly rotationMask: number };

export const suiteA: FloeParams = { ivLength: 32, segmentLength: 1024 * 1024, rotationMask: 20 };

const notLast = 0xffffffff;

/**
 * The one plaintext of a ciphertext under key and AAD. The attacker may have chosen all three: header tag, segment
 * position and last mark are each authenticated, so nothing but exactly what was encrypted opens.
 */
export async function floeDecrypt(key: Bytes, aad: Bytes, ciphertext: Bytes, params: FloeParams = suiteA): Promise<Bytes> {
  const parameters = encodeParams(params);
  const start = parameters.length + params.ivLength + 32;
  const prefix = ciphertext.slice(0, parameters.length + params.ivLength);
  ensure(ciphertext.length >= start + 32 && equalBytes(prefix.subarray(0, parameters.length), parameters), 'bids.ciphertext', '密文的头部不对');
  const root = await hmac(key);
  const headerTag = await derive(root, prefix, [utf8('HEADER_TAG:'), aad], 32);
  ensure(equalBytes(headerTag, ciphertext.subarray(prefix.length, start)), 'bids.ciphertext', '密钥不是封装时的那一把');
  const messageKey = await hmac(await derive(root, prefix, [utf8('MESSAGE_KEY:'), aad], 48));
  const pieces: Bytes[] = [];
  for (let at = start, position = 0; at < ciphertext.length; position++) {
    const segment = ciphertext.slice(at, at + params.segmentLength);
    at += segment.length;
    pieces.push(await openSegment(segment, { position, isLast: at === ciphertext.length, key: await segmentKey(messageKey, prefix, aad, position, params) }));
  }
  return concat(...pieces);
}

async function openSegment(segment: Bytes, { position, isLast, key }: { position: number; isLast: boolean; key: CryptoKey }): Promise<Bytes> {
  ensure(segment.length >= 32, 'bids.ciphertext', '密文被截短');
  const marked = new DataView(segment.buffer, segment.byteOffset).getUint32(0);
  ensure(marked === (isLast ? segment.length : notLast), 'bids.ciphertext', `第 ${position} 段的标记不对`);
  const additionalData = concat(uint64(position), Uint8Array.of(isLast ? 1 : 0));
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: 'AES-GCM', iv: segment.slice(4, 16), additionalData, tagLength: 128 }, key, segment.slice(16)));
  } catch {
    return ensureOpened(position);
  }
}

function ensureOpened(position: number): never {
  ensure(false, 'bids.ciphertext', `第 ${position} 段密文被改动`);
}

async function segmentKey(messageKey: CryptoKey, prefix: Bytes, aad: Bytes, position: number, params: FloeParams): Promise<CryptoKey> {
  const span = 2 ** params.rotationMask;
  const masked = Math.floor(position / span) * span;
  const raw = await derive(messageKey, prefix, [utf8('DEK:'), uint64(masked), aad], 32);
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['decrypt']);
}

/** HKDF-Expand of one SHA-384 block. */
async function derive(key: CryptoKey, prefix: Bytes, info: readonly Bytes[], length: number): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', key, concat(prefix, ...info, Uint8Array.of(1)))).slice(0, length);
}

function hmac(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-384' }, false, ['sign']);
}

function encodeParams({ segmentLength, ivLength }: FloeParams): Bytes {
  const bytes = new Uint8Array(10);
  const view = new DataView(bytes.buffer);
  view.setUint32(2, segmentLength);
  view.setUint32(6, ivLength);
  return bytes;
}

function uint64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}
