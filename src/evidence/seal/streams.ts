import type { Refusal } from '#kernel/refusal.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { asBytes } from './codec.ts';

/** What a bid's content may come from. A stream's chunks are handed over: its producer must not write into them again. */
export type ByteSource = Blob | AsyncIterable<Uint8Array>;

/**
 * How much of a file is read at once. 64 KiB slices read at 39 MB/s in Chromium, slices of about 4 MiB at the speed of
 * the disk; four times the content of a FLOE segment, so that no segment is copied together from two slices.
 */
export const READ_BYTES = 4 * (1024 * 1024 - 32);

/** The one way a byte stream stops early; every public operation turns it into a `Result`. */
export class StreamRefused extends Error {
  override name = 'StreamRefused';
  readonly refusal: Refusal;
  constructor(refusal: Refusal) {
    super(refusal.message);
    this.refusal = refusal;
  }
}

/** The bytes of `source` in order, reading one slice ahead of a file's consumer. */
export async function* chunksOf(source: ByteSource): AsyncGenerator<Uint8Array> {
  if (!(source instanceof Blob)) {
    yield* source;
    return;
  }
  let offset = 0;
  let next = readSlice(source, offset);
  while (offset < source.size) {
    const slice = await next;
    offset += slice.length;
    next = readSlice(source, offset);
    next.catch(() => undefined);
    yield slice;
  }
}

async function readSlice(blob: Blob, offset: number): Promise<Bytes> {
  return new Uint8Array(await blob.slice(offset, offset + READ_BYTES).arrayBuffer());
}

/**
 * The same bytes in pieces of exactly `size`; the last may be shorter, none is empty.
 * `firstSize` lets a header of another length come first.
 */
export async function* rechunk(source: AsyncIterable<Uint8Array>, size: number, firstSize = size): AsyncGenerator<Bytes> {
  let want = firstSize;
  let held = new Uint8Array(0);
  let filled = 0;
  for await (const chunk of source) {
    let at = 0;
    while (at < chunk.length) {
      if (filled === 0 && chunk.length - at >= want) {
        yield asBytes(chunk.subarray(at, at + want));
        at += want;
        want = size;
        continue;
      }
      if (filled === 0) held = new Uint8Array(want);
      const take = Math.min(want - filled, chunk.length - at);
      held.set(chunk.subarray(at, at + take), filled);
      filled += take;
      at += take;
      if (filled < want) continue;
      yield held;
      filled = 0;
      want = size;
    }
  }
  if (filled > 0) yield held.subarray(0, filled);
}

export type Ordered<T> = { readonly item: T; readonly index: number; readonly isLast: boolean };

/** Each item with its position and whether it is the last, one item behind the source. */
export async function* numbered<T>(source: AsyncIterable<T>): AsyncGenerator<Ordered<T>> {
  let held: { item: T } | null = null;
  let index = 0;
  for await (const item of source) {
    if (held) yield { item: held.item, index: index++, isLast: false };
    held = { item };
  }
  if (held) yield { item: held.item, index, isLast: true };
}

/** `work` on up to `width` items at once, results in the order of the source: bounded memory, busy cores. */
export async function* mapOrdered<A, B>(source: AsyncIterable<A>, width: number, work: (item: A) => Promise<B>): AsyncGenerator<B> {
  const running: Promise<B>[] = [];
  for await (const item of source) {
    const job = work(item);
    job.catch(() => undefined);
    running.push(job);
    if (running.length >= width) yield await (running.shift() as Promise<B>);
  }
  for (const job of running) yield await job;
}

/**
 * Lets the page draw and hear its user. WebCrypto's answers come before timers and frames, so a busy pipeline would
 * freeze a page for as long as it runs. A message, not a timer: timers of a page in the background wait for a second.
 */
export function breathe(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => {
      port1.close();
      resolve();
    };
    port2.postMessage(null);
  });
}

export async function collect(source: AsyncIterable<Uint8Array>): Promise<Bytes> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of source) {
    chunks.push(chunk);
    length += chunk.length;
  }
  const whole = new Uint8Array(length);
  let offset = 0;
  for (const chunk of chunks) {
    whole.set(chunk, offset);
    offset += chunk.length;
  }
  return whole;
}
