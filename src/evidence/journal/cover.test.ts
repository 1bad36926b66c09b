import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { toBase64url, toHex, type Bytes } from '#kernel/bytes.ts';
import { leafHash } from '../log/hash.ts';
import { isIncluded } from '../log/proof.ts';
import { commitPath, commitTree, headerPart, orderOf } from './commitment.ts';
import { layOut, leavesFor } from './cover.ts';

const fresh = (): Bytes => new Uint8Array(randomBytes(32));
const commitmentsOf = (n: number): Bytes[] => Array.from({ length: n }, fresh);

describe('the leaves of a commit', () => {
  test('R-191 one act and sixteen have the same number of leaves, and so do seventeen and sixty-four: a path does not tell how many acted together', () => {
    assert.deepEqual([1, 2, 8, 16].map(leavesFor), [16, 16, 16, 16]);
    assert.deepEqual([17, 40, 64].map(leavesFor), [64, 64, 64]);
    assert.deepEqual([65, 128, 129, 4096].map(leavesFor), [128, 128, 256, 4096]);
    for (const n of [1, 3, 16]) {
      const { leaves, places } = layOut(commitmentsOf(n), fresh());
      assert.deepEqual(commitPath(commitTree(leaves), places[0] as number).map(({ length }) => length), [32, 32, 32, 32], `${n} events`);
    }
  });

  test('R-131 every event stands in its commit at its own place, and the same cover gives the same leaves again', () => {
    fc.assert(fc.property(fc.integer({ min: 1, max: 90 }), (n) => {
      const [commitments, cover] = [commitmentsOf(n), fresh()];
      const { leaves, places } = layOut(commitments, cover);
      const tree = commitTree(leaves);
      assert.equal(new Set(places).size, n);
      commitments.forEach((commitment, i) => {
        const index = places[i] as number;
        assert.ok(isIncluded({ leaf: leafHash(commitment), index, size: leaves.length, root: tree.root }, commitPath(tree, index)));
      });
      assert.equal(new Set(leaves.map(toHex)).size, leaves.length, 'no leaf twice');
      assert.deepEqual(layOut(commitments, cover), { leaves, places });
    }), { numRuns: 40 });
  });

  test('R-191 a place tells nothing of how many came before: the first and the last of sixteen stand anywhere, alike', () => {
    const rounds = 4000;
    for (const nth of [0, 15]) {
      const counts = new Array<number>(16).fill(0);
      for (let i = 0; i < rounds; i++) {
        const place = layOut(commitmentsOf(16), fresh()).places[nth] as number;
        counts[place] = (counts[place] ?? 0) + 1;
      }
      // Chi-squared with 15 degrees of freedom: 50 is passed by chance once in a hundred thousand times.
      const distance = counts.reduce((sum, seen) => sum + (seen - rounds / 16) ** 2 / (rounds / 16), 0);
      assert.ok(distance < 50, `places of event ${nth}: ${counts.join()}`);
    }
  });
});

describe('the version in a header', () => {
  const header = { stream: 'tender:t', version: 7, kind: 'NoticePublished', at: 1, actor: 'person:p' };

  test('R-191 a shown header names no version, and its salt does not open what it says of it', () => {
    const secret = fresh();
    const part = headerPart(header, 'public', secret);
    const shown = JSON.parse(part.body) as Record<string, unknown>;
    assert.deepEqual(Object.keys(shown), ['actor', 'at', 'kind', 'order', 'stream']);
    for (let version = 1; version < 200; version++) {
      assert.notEqual(shown['order'], orderOf(version, part.salt), 'guessing with what is shown');
    }
    assert.notEqual(toBase64url(part.salt), toBase64url(secret));
    assert.equal(shown['order'], orderOf(7, secret));
    assert.notEqual(shown['order'], orderOf(6, secret));
  });
});
