import { concat, toHex } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { sha256 } from './codec.ts';
import { breathe, mapOrdered, numbered } from './streams.ts';

/** A ciphertext travels in parts of this size; each is hashed alone, so an upload resumes and is checked part by part. */
export const PART_BYTES = 4 * 1024 * 1024;

export type Part = { readonly index: number; readonly bytes: Bytes; readonly leaf: Bytes };

/** The parts of a ciphertext with their leaf hashes; two are hashed at once. */
export async function* cutParts(ciphertext: AsyncIterable<Uint8Array>, partBytes: number = PART_BYTES): AsyncGenerator<Part> {
  const marked = numbered(markedParts(ciphertext, partBytes));
  yield* mapOrdered(marked, 2, async ({ item, index }) => ({ index, bytes: item.subarray(1), leaf: await sha256(item) }));
}

/** Each part with the leaf mark 0x00 before it in one buffer, so that it is hashed where it was put together. */
async function* markedParts(ciphertext: AsyncIterable<Uint8Array>, partBytes: number): AsyncGenerator<Bytes> {
  let marked = new Uint8Array(1 + partBytes);
  let filled = 1;
  for await (const chunk of ciphertext) {
    for (let at = 0; at < chunk.length; ) {
      const slice = chunk.subarray(at, at + marked.length - filled);
      marked.set(slice, filled);
      filled += slice.length;
      at += slice.length;
      if (filled < marked.length) continue;
      yield marked;
      await breathe();
      marked = new Uint8Array(1 + partBytes);
      filled = 1;
    }
  }
  if (filled > 1) yield marked.subarray(0, filled);
}

/** `SHA-256(0x00 || part)`, an RFC 6962 leaf. */
export function partLeaf(part: Uint8Array): Promise<Bytes> {
  return sha256(concat(Uint8Array.of(0), part));
}

export function partCountOf(ctSizeBytes: number): number {
  return Math.ceil(ctSizeBytes / PART_BYTES);
}

/** The RFC 6962 root over part leaves, lower-case hex. */
export async function rootOfParts(leaves: readonly Bytes[]): Promise<string> {
  return toHex(await root(leaves));
}

async function root(leaves: readonly Bytes[]): Promise<Bytes> {
  const [only] = leaves;
  if (!only) return sha256(new Uint8Array(0));
  if (leaves.length === 1) return only;
  const left = 2 ** (Math.ceil(Math.log2(leaves.length)) - 1);
  const [a, b] = await Promise.all([root(leaves.slice(0, left)), root(leaves.slice(left))]);
  return sha256(concat(Uint8Array.of(1), a, b));
}
