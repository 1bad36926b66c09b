import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { z } from 'zod';
import { fromBase64 } from './base64.ts';
import { isConsistent, isIncluded } from './proof.ts';

const hash = z.string().transform((text) => fromBase64(text) ?? new Uint8Array(0));
const hashes = z.array(hash).nullable().transform((proof) => proof ?? []);
const common = { file: z.string(), desc: z.string(), wantErr: z.boolean(), proof: hashes };
const vectors = z.object({
  inclusion: z.array(z.object({ ...common, leafIdx: z.coerce.number(), treeSize: z.coerce.number(), root: hash, leafHash: hash })),
  consistency: z.array(z.object({ ...common, size1: z.coerce.number(), size2: z.coerce.number(), root1: hash, root2: hash })),
});

const path = new URL('../../../test/vectors/merkle/rfc6962_vectors.json', import.meta.url);
const { inclusion, consistency } = vectors.parse(JSON.parse(await readFile(path, 'utf8')));

describe('published Merkle vectors', () => {
  test('R-179 all 98 inclusion cases are judged as published', () => {
    assert.equal(inclusion.length, 98);
    for (const { leafIdx, treeSize, root, leafHash, proof, wantErr, file } of inclusion) {
      assert.equal(isIncluded({ leaf: leafHash, index: leafIdx, size: treeSize, root }, proof), !wantErr, file);
    }
  });

  test('R-179 all 98 consistency cases are judged as published, and size zero proves nothing', () => {
    assert.equal(consistency.length, 98);
    for (const { proof, wantErr, file, ...claim } of consistency) assert.equal(isConsistent(claim, proof), !wantErr, file);
  });
});
