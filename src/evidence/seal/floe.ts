import { concat, equalBytes, utf8 } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { assert } from '#kernel/assert.ts';
import { err, ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { systemRandom } from './codec.ts';
import type { Random } from './codec.ts';
import { sealRefusals } from './seal.refusals.ts';

/**
 * FLOE with AES-256-GCM and HKDF-Expand-SHA-384 (https://c2sp.org/FLOE): random-access authenticated
 * encryption of large files in segments. A key, an AAD and a ciphertext give one plaintext or none: the
 * header commits to the key, each segment to its position and to being the last.
 */
export type FloeParams = {
  readonly ivLength: number;
  /** Bytes of one whole encrypted segment, its 32 bytes of overhead included. */
  readonly segmentLength: number;
  /** 2^mask segments share one AES key. */
  readonly rotationMask: number;
};

/** What suite A uses. */
export const FLOE_GCM256_1M: FloeParams = { ivLength: 32, segmentLength: 1024 * 1024, rotationMask: 20 };

export const SEGMENT_OVERHEAD = 32;
const PARAM_BYTES = 10;
const TAG_BYTES = 32;
const GCM_IV_BYTES = 12;
const MESSAGE_KEY_BYTES = 48;
const NOT_LAST = 0xffffffff;

export type FloeState = {
  readonly params: FloeParams;
  readonly random: Random;
  readonly messageKey: CryptoKey;
  /** `PARAM_ENCODE || iv`, the fixed start of every derivation. */
  readonly prefix: Bytes;
  readonly aad: Bytes;
  cached: { readonly group: number; readonly key: Promise<CryptoKey> } | null;
};

export function headerLength(params: FloeParams): number {
  return PARAM_BYTES + params.ivLength + TAG_BYTES;
}

export function plainSegmentLength(params: FloeParams): number {
  return params.segmentLength - SEGMENT_OVERHEAD;
}

/** Ciphertext bytes for `plainBytes`, as this encryptor cuts: only an empty file has an empty last segment. */
export function ciphertextSize(plainBytes: number, params: FloeParams = FLOE_GCM256_1M): number {
  const segments = Math.max(1, Math.ceil(plainBytes / plainSegmentLength(params)));
  return headerLength(params) + plainBytes + segments * SEGMENT_OVERHEAD;
}

export async function startEncryption(
  key: Bytes,
  aad: Bytes,
  params: FloeParams = FLOE_GCM256_1M,
  random: Random = systemRandom,
): Promise<{ header: Bytes; state: FloeState }> {
  const prefix = concat(encodeParams(params), random(params.ivLength));
  const { tag, state } = await schedule(key, prefix, aad, { params, random });
  return { header: concat(prefix, tag), state };
}

/** Refuses a header that was made with another key, another AAD or other parameters. */
export async function startDecryption(
  key: Bytes,
  aad: Bytes,
  header: Bytes,
  params: FloeParams = FLOE_GCM256_1M,
): Promise<Result<FloeState, Refusal>> {
  if (header.length !== headerLength(params)) return err(sealRefusals.truncated({}));
  const prefix = header.slice(0, PARAM_BYTES + params.ivLength);
  const { tag, state } = await schedule(key, prefix, aad, { params, random: systemRandom });
  const isRight = equalBytes(prefix.subarray(0, PARAM_BYTES), encodeParams(params)) && equalBytes(tag, header.subarray(prefix.length));
  return isRight ? ok(state) : err(sealRefusals.wrongKey({}));
}

/** One encrypted segment in two pieces: copying them together would cost a tenth of the speed. */
export type SealedSegment = { readonly prefix: Bytes; readonly body: Bytes };

/** Never call it twice for one position: the callers here count. */
export async function encryptSegment(state: FloeState, plain: Bytes, position: number, isLast: boolean): Promise<SealedSegment> {
  const whole = plainSegmentLength(state.params);
  assert(isLast ? plain.length <= whole : plain.length === whole, 'a segment that is not the last must be full');
  const iv = state.random(GCM_IV_BYTES);
  const sealed = await crypto.subtle.encrypt(gcm(iv, position, isLast), await segmentKey(state, position), plain);
  const prefix = new Uint8Array(4 + GCM_IV_BYTES);
  new DataView(prefix.buffer).setUint32(0, isLast ? plain.length + SEGMENT_OVERHEAD : NOT_LAST);
  prefix.set(iv, 4);
  return { prefix, body: new Uint8Array(sealed) };
}

/** Refuses anything but exactly what was encrypted at this position. */
export async function decryptSegment(state: FloeState, segment: Bytes, position: number, isLast: boolean): Promise<Result<Bytes, Refusal>> {
  const { segmentLength } = state.params;
  if (segment.length < SEGMENT_OVERHEAD || segment.length > segmentLength) return err(sealRefusals.truncated({}));
  const marked = new DataView(segment.buffer, segment.byteOffset).getUint32(0);
  if (isLast && marked === NOT_LAST) return err(sealRefusals.truncated({}));
  if (marked !== (isLast ? segment.length : NOT_LAST)) return err(sealRefusals.damaged({ segment: position }));
  const iv = segment.slice(4, 4 + GCM_IV_BYTES);
  try {
    const plain = await crypto.subtle.decrypt(gcm(iv, position, isLast), await segmentKey(state, position), segment.subarray(4 + GCM_IV_BYTES));
    return ok(new Uint8Array(plain));
  } catch {
    return err(sealRefusals.damaged({ segment: position }));
  }
}

async function schedule(key: Bytes, prefix: Bytes, aad: Bytes, rest: Pick<FloeState, 'params' | 'random'>): Promise<{ tag: Bytes; state: FloeState }> {
  assert(key.length === 32, 'a FLOE key has 32 bytes');
  const root = await hmacKey(key);
  const tag = await derive(root, prefix, [utf8('HEADER_TAG:'), aad], TAG_BYTES);
  const messageKey = await hmacKey(await derive(root, prefix, [utf8('MESSAGE_KEY:'), aad], MESSAGE_KEY_BYTES));
  return { tag, state: { ...rest, messageKey, prefix, aad, cached: null } };
}

/** The AES key of a position's rotation group; a promise is cached so that concurrent segments derive it once. */
function segmentKey(state: FloeState, position: number): Promise<CryptoKey> {
  const span = 2 ** state.params.rotationMask;
  const group = Math.floor(position / span);
  if (state.cached?.group !== group) state.cached = { group, key: deriveSegmentKey(state, group * span) };
  return state.cached.key;
}

async function deriveSegmentKey(state: FloeState, masked: number): Promise<CryptoKey> {
  const raw = await derive(state.messageKey, state.prefix, [utf8('DEK:'), uint64(masked), state.aad], 32);
  return crypto.subtle.importKey('raw', raw, 'AES-GCM', false, ['encrypt', 'decrypt']);
}

/** `FLOE_KDF`: HKDF-Expand of at most one SHA-384 block, which WebCrypto has only as HMAC. */
async function derive(prk: CryptoKey, prefix: Bytes, info: readonly Bytes[], length: number): Promise<Bytes> {
  const block = await crypto.subtle.sign('HMAC', prk, concat(prefix, ...info, Uint8Array.of(1)));
  return new Uint8Array(block, 0, length).slice();
}

function hmacKey(raw: Bytes): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-384' }, false, ['sign']);
}

function gcm(iv: Bytes, position: number, isLast: boolean): AesGcmParams {
  return { name: 'AES-GCM', iv, additionalData: concat(uint64(position), Uint8Array.of(isLast ? 1 : 0)), tagLength: 128 };
}

/** AEAD id 0, KDF id 0, segment length, IV length. */
function encodeParams(params: FloeParams): Bytes {
  const bytes = new Uint8Array(PARAM_BYTES);
  const view = new DataView(bytes.buffer);
  view.setUint32(2, params.segmentLength);
  view.setUint32(6, params.ivLength);
  return bytes;
}

function uint64(value: number): Bytes {
  const bytes = new Uint8Array(8);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, Math.floor(value / 2 ** 32));
  view.setUint32(4, value % 2 ** 32);
  return bytes;
}
