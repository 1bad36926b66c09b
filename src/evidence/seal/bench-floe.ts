import type { Bytes } from '#kernel/bytes.ts';
import { systemRandom } from './codec.ts';
import { FLOE_GCM256_1M, plainSegmentLength } from './floe.ts';
import { SEGMENTS_IN_FLIGHT, floeEncrypt } from './floe-stream.ts';
import { cutParts } from './parts.ts';
import { READ_BYTES, mapOrdered, rechunk } from './streams.ts';

/** MB/s of FLOE over `totalBytes` of generated data, in this browser or this Node. */
export function measureEncrypt(totalBytes: number): Promise<number> {
  return rateOf(totalBytes, floeEncrypt(systemRandom(32), systemRandom(32), generated(totalBytes)));
}

/** MB/s of the whole path to the uploader: FLOE, cutting into parts, hashing each part. */
export function measureSealParts(totalBytes: number): Promise<number> {
  return rateOf(totalBytes, cutParts(floeEncrypt(systemRandom(32), systemRandom(32), generated(totalBytes))));
}

/** MB/s of WebCrypto's AES-256-GCM alone over the same bytes, in calls as long, as many at once as FLOE makes. */
export async function measureRawAesGcm(totalBytes: number): Promise<number> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  const encrypt = (bytes: Bytes) => crypto.subtle.encrypt({ name: 'AES-GCM', iv: systemRandom(12) }, key, bytes);
  return rateOf(totalBytes, mapOrdered(rechunk(generated(totalBytes), plainSegmentLength(FLOE_GCM256_1M)), SEGMENTS_IN_FLIGHT, encrypt));
}

async function rateOf(totalBytes: number, run: AsyncIterable<unknown>): Promise<number> {
  const startedAt = performance.now();
  for await (const _ of run);
  return totalBytes / 1000 / (performance.now() - startedAt);
}

/** Pseudo-random bytes (xorshift32), made once and handed out as fresh copies, so that making them costs one memory copy. */
async function* generated(totalBytes: number): AsyncGenerator<Bytes> {
  const words = new Uint32Array(READ_BYTES / 4);
  let x = 0x9e3779b9;
  for (let i = 0; i < words.length; i++) {
    x ^= x << 13;
    x ^= x >>> 17;
    x ^= x << 5;
    words[i] = x;
  }
  const template = new Uint8Array(words.buffer);
  for (let left = totalBytes; left > 0; left -= READ_BYTES) yield template.slice(0, Math.min(left, READ_BYTES));
}
