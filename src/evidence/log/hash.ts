import type { Bytes } from '#kernel/bytes.ts';
import { sha256 } from '#kernel/sha256.ts';

export { sha256 };

const leafPrefix = Uint8Array.of(0);
const nodePrefix = Uint8Array.of(1);

export const hashLength = 32;

/** Hash of one log entry (RFC 9162 §2.1.1): the prefix keeps a leaf from passing as an interior node. */
export function leafHash(data: Uint8Array): Bytes {
  return sha256(leafPrefix, data);
}

/** Hash of an interior node (RFC 9162 §2.1.1). */
export function nodeHash(left: Uint8Array, right: Uint8Array): Bytes {
  return sha256(nodePrefix, left, right);
}

/** Root of the tree with no leaves (RFC 9162 §2.1.1). */
export function emptyRoot(): Bytes {
  return sha256(new Uint8Array(0));
}
