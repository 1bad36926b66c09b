import type { Bytes } from '#kernel/bytes.ts';
import { ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { sealRefusals } from './seal.refusals.ts';
import { FLOE_GCM256_1M, SEGMENT_OVERHEAD, decryptSegment, encryptSegment, headerLength, plainSegmentLength, startDecryption, startEncryption } from './floe.ts';
import type { FloeParams } from './floe.ts';
import { StreamRefused, mapOrdered, numbered, rechunk } from './streams.ts';
import type { Ordered } from './streams.ts';
import type { Random } from './codec.ts';

export type FloeOptions = { readonly params?: FloeParams; readonly random?: Random };

/** Segments with WebCrypto at once: enough to keep its threads busy, few enough to stay in some MiB. */
export const SEGMENTS_IN_FLIGHT = 4;

/** The ciphertext of `plain`: the header, then each segment in two chunks. */
export async function* floeEncrypt(key: Bytes, aad: Bytes, plain: AsyncIterable<Uint8Array>, options: FloeOptions = {}): AsyncGenerator<Bytes> {
  const { params = FLOE_GCM256_1M, random } = options;
  const { header, state } = await startEncryption(key, aad, params, random);
  yield header;
  const segments = numbered(orOneEmpty(rechunk(plain, plainSegmentLength(params))));
  for await (const { prefix, body } of mapOrdered(segments, SEGMENTS_IN_FLIGHT, ({ item, index, isLast }) => encryptSegment(state, item, index, isLast))) {
    yield prefix;
    yield body;
  }
}

/**
 * The plaintext, one segment a chunk. Throws `StreamRefused` at the first byte that is not authentic, after
 * every chunk before it was; only a stream that ends normally is the whole file.
 */
export async function* floeDecrypt(key: Bytes, aad: Bytes, ciphertext: AsyncIterable<Uint8Array>, options: FloeOptions = {}): AsyncGenerator<Bytes> {
  const { params = FLOE_GCM256_1M } = options;
  const pieces = rechunk(ciphertext, params.segmentLength, headerLength(params));
  const first = await pieces.next();
  const state = orStop(await startDecryption(key, aad, first.done ? new Uint8Array(0) : first.value, params));
  let isEmpty = true;
  const open = async ({ item, index, isLast }: Ordered<Bytes>) => orStop(await decryptSegment(state, item, index, isLast));
  for await (const plain of mapOrdered(numbered(pieces), SEGMENTS_IN_FLIGHT, open)) {
    isEmpty = false;
    yield plain;
  }
  if (isEmpty) throw new StreamRefused(sealRefusals.truncated({}));
}

export type FloeReader = {
  readonly sizeBytes: number;
  /** Plaintext `[offset, offset + length)`, cut at the end of the file. */
  readonly readRange: (offset: number, length: number) => Promise<Result<Bytes, Refusal>>;
};

export type RangeRead = (offset: number, length: number) => Promise<Bytes>;

/**
 * Reads any part of a ciphertext without the rest. `ctSizeBytes` must come from a signed manifest: it says
 * which segment is the last, and a shortened ciphertext is refused because its last segment is not marked so.
 */
export async function openFloe(key: Bytes, aad: Bytes, read: RangeRead, source: { ctSizeBytes: number; params?: FloeParams }): Promise<Result<FloeReader, Refusal>> {
  const { ctSizeBytes, params = FLOE_GCM256_1M } = source;
  const start = headerLength(params);
  const started = await startDecryption(key, aad, await read(0, start), params);
  if (!started.ok) return started;
  const count = Math.max(1, Math.ceil((ctSizeBytes - start) / params.segmentLength));
  const whole = plainSegmentLength(params);
  const sizeBytes = ctSizeBytes - start - count * SEGMENT_OVERHEAD;

  async function segment(position: number): Promise<Result<Bytes, Refusal>> {
    const at = start + position * params.segmentLength;
    const sealed = await read(at, Math.min(params.segmentLength, ctSizeBytes - at));
    return started.ok ? decryptSegment(started.value, sealed, position, position === count - 1) : started;
  }

  async function readRange(offset: number, length: number): Promise<Result<Bytes, Refusal>> {
    const end = Math.max(offset, Math.min(offset + length, sizeBytes));
    const out = new Uint8Array(end - offset);
    for (let at = offset; at < end; ) {
      const position = Math.floor(at / whole);
      const plain = await segment(position);
      if (!plain.ok) return plain;
      const slice = plain.value.subarray(at - position * whole, end - position * whole);
      out.set(slice, at - offset);
      at += slice.length;
    }
    return ok(out);
  }

  return ok({ sizeBytes, readRange });
}

async function* orOneEmpty(pieces: AsyncIterable<Bytes>): AsyncGenerator<Bytes> {
  let isEmpty = true;
  for await (const piece of pieces) {
    isEmpty = false;
    yield piece;
  }
  if (isEmpty) yield new Uint8Array(0);
}

function orStop<T>(result: Result<T, Refusal>): T {
  if (!result.ok) throw new StreamRefused(result.error);
  return result.value;
}
