import { assert } from '#kernel/assert.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { emptyRoot, hashLength, nodeHash } from './hash.ts';
import type { NodeId, NodeMap, TreeNode } from './nodes.ts';
import { foldNodes, isCount, nodeKey, nodeMap, rangeNodes, readNode } from './nodes.ts';

export type Growth = {
  readonly size: number;
  readonly root: Bytes;
  /** Every full subtree that now exists and did not before, level 0 (the leaves) included, each after its children. */
  readonly nodes: readonly TreeNode[];
};

/** What must be read to compute `rootFrom(size)` or to `grow` a tree of that size: at most one node a level. */
export function rootNodes(size: number): NodeId[] {
  assert(isCount(size), `no tree size: ${size}`);
  return rangeNodes(0, size);
}

/** Root at `size`, from any map that holds `rootNodes(size)` (RFC 9162 §2.1.1). */
export function rootFrom(size: number, nodes: NodeMap): Bytes {
  return size === 0 ? emptyRoot() : foldNodes(rootNodes(size), nodes);
}

/**
 * Appends leaf hashes to a tree of `size` leaves of which `known` holds `rootNodes(size)`.
 * Stored nodes are never changed: only full subtrees are kept, so an append is all inserts.
 */
export function grow(size: number, known: NodeMap, leafHashes: readonly Uint8Array[]): Growth {
  const nodes: TreeNode[] = [];
  const seen = new Map(rootNodes(size).map((id) => [nodeKey(id), readNode(known, id)]));
  const add = (node: TreeNode): void => {
    nodes.push(node);
    seen.set(nodeKey(node), node.hash);
  };
  leafHashes.forEach((hash, offset) => {
    assert(hash.length === hashLength, 'a leaf hash is 32 bytes');
    let node: TreeNode = { level: 0, index: size + offset, hash };
    add(node);
    while (node.index % 2 === 1) {
      const left = readNode(seen, { level: node.level, index: node.index - 1 });
      node = { level: node.level + 1, index: (node.index - 1) / 2, hash: nodeHash(left, node.hash) };
      add(node);
    }
  });
  const grown = size + leafHashes.length;
  return { size: grown, root: rootFrom(grown, seen), nodes };
}

/** Root over leaf hashes that are all at hand. */
export function merkleRoot(leafHashes: readonly Uint8Array[]): Bytes {
  return grow(0, nodeMap([]), leafHashes).root;
}
