import { assert, present } from '#kernel/assert.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { nodeHash } from './hash.ts';

/** A full subtree: `level` 0 is a leaf hash; the node covers leaves `[index·2^level, (index+1)·2^level)`. It never changes once made. */
export type NodeId = { readonly level: number; readonly index: number };
export type TreeNode = NodeId & { readonly hash: Uint8Array };

/** Nodes a caller has fetched, by `nodeKey`. */
export type NodeMap = ReadonlyMap<string, Uint8Array>;

export function nodeKey(id: NodeId): string {
  return `${id.level}/${id.index}`;
}

export function nodeMap(nodes: Iterable<TreeNode>): Map<string, Uint8Array> {
  return new Map(Array.from(nodes, (node) => [nodeKey(node), node.hash]));
}

/** Throws when the node was not fetched: the caller asks `…Nodes` first what it must read. */
export function readNode(nodes: NodeMap, id: NodeId): Uint8Array {
  return present(nodes.get(nodeKey(id)), `log node ${nodeKey(id)}`);
}

/**
 * The full subtrees, left to right, that make up leaves `[start, start + count)`.
 * `start` must be aligned as it is in an RFC 6962 tree: a multiple of the largest power of two not above `count`.
 */
export function rangeNodes(start: number, count: number): NodeId[] {
  const ids: NodeId[] = [];
  let at = start;
  let left = count;
  while (left > 0) {
    const level = log2Floor(left);
    const width = 2 ** level;
    assert(at % width === 0, `leaves ${start}+${count} are no subtree`);
    ids.push({ level, index: at / width });
    at += width;
    left -= width;
  }
  return ids;
}

/** Merkle tree hash of the range those nodes make up: the right edge is folded first (RFC 9162 §2.1.1). */
export function foldNodes(ids: readonly NodeId[], nodes: NodeMap): Bytes {
  const hashes = ids.map((id) => readNode(nodes, id));
  const last = present(hashes.at(-1), 'last node of a range');
  return hashes.slice(0, -1).reduceRight<Bytes>((right, left) => nodeHash(left, right), new Uint8Array(last));
}

/** Largest power of two strictly below `count` (RFC 9162 §2.1.1, `k`). */
export function splitPoint(count: number): number {
  return 2 ** log2Floor(count - 1);
}

/** Exact for every safe integer: a logarithm alone rounds up just below a power of two. */
function log2Floor(value: number): number {
  const guess = Math.floor(Math.log2(value));
  return 2 ** guess > value ? guess - 1 : guess;
}

export function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0;
}
