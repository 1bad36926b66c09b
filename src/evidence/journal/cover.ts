import { assert } from '#kernel/assert.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { sha256 } from '#kernel/sha256.ts';

/** The leaves of a commit in the order of its tree, and the place of each event's commitment among them. */
export type Layout = { readonly leaves: readonly Bytes[]; readonly places: readonly number[] };

/**
 * Events among covers. The adversary holds a receipt or a bundle, which shows him the path or all the leaves of a commit, and
 * wants to know how many others acted in the same moment. So a commit has one of few sizes, is filled up with leaves that look
 * like any other, and its events stand anywhere in it. `cover` (32 random bytes, kept with the commit) gives both again.
 */
export function layOut(commitments: readonly Bytes[], cover: Uint8Array): Layout {
  const size = leavesFor(commitments.length);
  const order = shuffled(size, cover);
  const leaves: Bytes[] = new Array<Bytes>(size);
  order.forEach((place, i) => (leaves[place] = commitments[i] ?? coverLeaf(cover, i)));
  return { leaves, places: order.slice(0, commitments.length) };
}

const smallest = 16;
const ordinary = 64;

/** One size for whatever a few people do in the same moment, one for a busy one, then by powers of two. */
export function leavesFor(events: number): number {
  assert(events > 0, 'a commit has events');
  if (events <= smallest) return smallest;
  let size = ordinary;
  while (size < events) size *= 2;
  return size;
}

function coverLeaf(cover: Uint8Array, i: number): Bytes {
  return digest(`ovoo-cover/v1\n${i}\n`, cover);
}

/** 0 … size-1 in an order that follows from `cover` and from nothing else (Fisher and Yates; 32-bit words leave no bias that counts). */
function shuffled(size: number, cover: Uint8Array): number[] {
  const order = Array.from({ length: size }, (_, i) => i);
  let words = new DataView(new ArrayBuffer(0));
  for (let i = size - 1, read = 0; i > 0; i--, read++) {
    const at = (read % 8) * 4;
    if (at === 0) words = new DataView(digest(`ovoo-places/v1\n${read / 8}\n`, cover).buffer);
    const other = words.getUint32(at) % (i + 1);
    [order[i], order[other]] = [order[other] as number, order[i] as number];
  }
  return order;
}

function digest(label: string, cover: Uint8Array): Bytes {
  return sha256(label, cover);
}
