import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import type { Bytes } from '#kernel/bytes.ts';
import { toHex, utf8 } from '#kernel/bytes.ts';
import { emptyRoot, leafHash, nodeHash } from './hash.ts';
import type { NodeId, NodeMap } from './nodes.ts';
import { nodeKey, nodeMap, readNode } from './nodes.ts';
import { consistencyFrom, consistencyNodes, inclusionFrom, inclusionNodes, isConsistent, isIncluded } from './proof.ts';
import { grow, merkleRoot, rootFrom, rootNodes } from './tree.ts';

const leaves = Array.from({ length: 300 }, (_, i) => leafHash(utf8(`entry ${i}`)));
const store = nodeMap(grow(0, nodeMap([]), leaves).nodes);

/** What a SQL store does: hands over exactly the nodes that were asked for. */
function fetched(ids: readonly NodeId[]): NodeMap {
  return nodeMap(ids.map((id) => ({ ...id, hash: readNode(store, id) })));
}

/** MTH as RFC 9162 §2.1.1 writes it: recursive, slow, independent of the stored nodes. */
function plainRoot(hashes: readonly Bytes[]): Bytes {
  if (hashes.length === 0) return emptyRoot();
  if (hashes.length === 1) return hashes[0] as Bytes;
  let k = 1;
  while (k * 2 < hashes.length) k *= 2;
  return nodeHash(plainRoot(hashes.slice(0, k)), plainRoot(hashes.slice(k)));
}

describe('tree', () => {
  test('R-179 the empty tree has the root that RFC 9162 names', () => {
    assert.equal(toHex(merkleRoot([])), 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
  });

  test('R-179 the root at every size, from only the nodes asked for, is the root of the definition', () => {
    for (let size = 0; size <= leaves.length; size++) {
      assert.deepEqual(rootFrom(size, fetched(rootNodes(size))), plainRoot(leaves.slice(0, size)), `size ${size}`);
    }
  });

  test('R-179 growing in any batches stores the same nodes and reaches the same root as growing at once', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(40), { maxLength: 12 }), (batches) => {
        const kept = new Map<string, Uint8Array>();
        let size = 0;
        for (const batch of batches) {
          const known: NodeMap = new Map(rootNodes(size).map((id) => [nodeKey(id), readNode(kept, id)]));
          const growth = grow(size, known, leaves.slice(size, size + batch));
          for (const node of growth.nodes) {
            assert.ok(!kept.has(nodeKey(node)), 'a node is made once and never again');
            kept.set(nodeKey(node), node.hash);
          }
          size = growth.size;
          assert.deepEqual(growth.root, plainRoot(leaves.slice(0, size)));
        }
        for (const [key, hash] of kept) assert.deepEqual(hash, store.get(key));
      }),
    );
  });

  test('R-179 every leaf proves its inclusion at every later size, and no other leaf does', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: leaves.length }), fc.nat(), fc.nat(), (size, seedA, seedB) => {
        const [index, other] = [seedA % size, seedB % size];
        const path = inclusionFrom(index, size, fetched(inclusionNodes(index, size)));
        const root = plainRoot(leaves.slice(0, size));
        assert.ok(isIncluded({ leaf: leaves[index] as Bytes, index, size, root }, path));
        if (other !== index) {
          assert.ok(!isIncluded({ leaf: leaves[other] as Bytes, index, size, root }, path));
          assert.ok(!isIncluded({ leaf: leaves[index] as Bytes, index: other, size, root }, path));
        }
      }),
    );
  });

  test('R-131 every earlier size proves to be a prefix of every later one, and a rewritten log does not', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: leaves.length }), fc.nat(), fc.nat(), (size2, seedA, seedB) => {
        const size1 = 1 + (seedA % size2);
        const [root1, root2] = [plainRoot(leaves.slice(0, size1)), plainRoot(leaves.slice(0, size2))];
        const proof = consistencyFrom(size1, size2, fetched(consistencyNodes(size1, size2)));
        assert.ok(isConsistent({ size1, root1, size2, root2 }, proof));
        const rewritten = leaves.slice(0, size1).with(seedB % size1, leafHash(utf8('rewritten')));
        assert.ok(!isConsistent({ size1, root1: plainRoot(rewritten), size2, root2 }, proof));
      }),
    );
  });

  test('R-179 a proof in a log of many millions reads a few dozen nodes', () => {
    const size = 16_000_001;
    assert.ok(rootNodes(size).length <= 24);
    assert.ok(new Set(inclusionNodes(7_654_321, size).map(nodeKey)).size <= 48);
    assert.ok(new Set(consistencyNodes(7_654_321, size).map(nodeKey)).size <= 72);
  });

  test('a size near the largest integer is taken apart exactly', () => {
    const size = Number.MAX_SAFE_INTEGER;
    const covered = rootNodes(size).reduce((sum, { level }) => sum + 2n ** BigInt(level), 0n);
    assert.equal(covered, BigInt(size));
  });
});
