import { assert } from '#kernel/assert.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { equalBytes } from '#kernel/bytes.ts';
import { hashLength, nodeHash } from './hash.ts';
import type { NodeId, NodeMap } from './nodes.ts';
import { foldNodes, isCount, rangeNodes, splitPoint } from './nodes.ts';

/** Each element is the range of nodes that folds into one proof hash. */
type Plan = readonly (readonly NodeId[])[];

/** What must be read to compute `inclusionFrom(index, size)`. */
export function inclusionNodes(index: number, size: number): NodeId[] {
  return inclusionPlan(index, size).flat();
}

/** Inclusion proof, leaf's sibling first (RFC 9162 §2.1.3.1). */
export function inclusionFrom(index: number, size: number, nodes: NodeMap): Bytes[] {
  return inclusionPlan(index, size).map((ids) => foldNodes(ids, nodes));
}

/** What must be read to compute `consistencyFrom(size1, size2)`. */
export function consistencyNodes(size1: number, size2: number): NodeId[] {
  return consistencyPlan(size1, size2).flat();
}

/** Consistency proof between two sizes of one log (RFC 9162 §2.1.4.1); empty when the sizes are equal. */
export function consistencyFrom(size1: number, size2: number, nodes: NodeMap): Bytes[] {
  return consistencyPlan(size1, size2).map((ids) => foldNodes(ids, nodes));
}

export type InclusionClaim = {
  readonly leaf: Uint8Array;
  readonly index: number;
  readonly size: number;
  readonly root: Uint8Array;
};

/** Whether `path` proves the leaf hash at `index` under `root` (RFC 9162 §2.1.3.2). Never throws. */
export function isIncluded(claim: InclusionClaim, path: readonly Uint8Array[]): boolean {
  const { leaf, index, size, root } = claim;
  if (!isCount(index) || !isCount(size) || index >= size || ![leaf, root, ...path].every(isHash)) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      hash = nodeHash(hash, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equalBytes(hash, root);
}

export type ConsistencyClaim = {
  readonly size1: number;
  readonly root1: Uint8Array;
  readonly size2: number;
  readonly root2: Uint8Array;
};

/**
 * Whether `proof` shows that the tree of `size1` is a prefix of the tree of `size2` (RFC 9162 §2.1.4.2). Never throws.
 * Size 0 is a prefix of everything, says nothing, and is rejected.
 */
export function isConsistent(claim: ConsistencyClaim, proof: readonly Uint8Array[]): boolean {
  const { size1, root1, size2, root2 } = claim;
  if (!isCount(size1) || !isCount(size2) || size1 === 0 || size1 > size2) return false;
  if (size1 === size2) return proof.length === 0 && equalBytes(root1, root2);
  if (proof.length === 0 || ![root1, root2, ...proof].every(isHash)) return false;
  const path = isPowerOfTwo(size1) ? [root1, ...proof] : proof;
  let fn = size1 - 1;
  let sn = size2 - 1;
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let first = path[0] as Uint8Array;
  let second = first;
  for (const hash of path.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      first = nodeHash(hash, first);
      second = nodeHash(hash, second);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      second = nodeHash(second, hash);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equalBytes(first, root1) && equalBytes(second, root2);
}

/** PATH(m, D[n]) of RFC 9162 §2.1.3.1, as ranges. */
function inclusionPlan(index: number, size: number): Plan {
  assert(isCount(index) && isCount(size) && index < size, `no leaf ${index} in a tree of ${size}`);
  return descend({ start: 0, count: size }, index, 1);
}

/** PROOF(m, D[n]) of RFC 9162 §2.1.4.1, as ranges. */
function consistencyPlan(size1: number, size2: number): Plan {
  assert(isCount(size1) && isCount(size2) && size1 > 0 && size1 <= size2, `no consistency from ${size1} to ${size2}`);
  if (size1 === size2) return [];
  const boundary = rangeNodes(0, size1).at(-1) as NodeId;
  const width = 2 ** boundary.level;
  const siblings = descend({ start: 0, count: size2 }, size1 - width, width);
  return isPowerOfTwo(size1) ? siblings : [[boundary], ...siblings];
}

/** Siblings, deepest first, on the way from the whole range down to the full subtree `[from, from + width)`. */
function descend(range: { start: number; count: number }, from: number, width: number): Plan {
  const siblings: NodeId[][] = [];
  let { start, count } = range;
  while (count > width) {
    const left = splitPoint(count);
    const goesLeft = from - start < left;
    siblings.unshift(goesLeft ? rangeNodes(start + left, count - left) : rangeNodes(start, left));
    [start, count] = goesLeft ? [start, left] : [start + left, count - left];
  }
  return siblings;
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  return 2 ** Math.round(Math.log2(value)) === value;
}

function isHash(bytes: Uint8Array): boolean {
  return bytes.length === hashLength;
}
