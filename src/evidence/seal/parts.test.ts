import { test } from 'node:test';
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { concat, toHex } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { cutParts, rootOfParts } from './parts.ts';
import { chunksOf, collect, rechunk } from './streams.ts';

function sha256(...parts: Uint8Array[]): Bytes {
  return new Uint8Array(createHash('sha256').update(concat(...parts)).digest());
}

/** RFC 6962 §2.1 read from the other end: a stack of perfect subtrees, merged as leaves arrive. */
function rootByStack(leaves: readonly Bytes[]): string {
  const stack: { height: number; hash: Bytes }[] = [];
  const merge = () => {
    const [right, left] = [stack.pop(), stack.pop()];
    assert.ok(left && right);
    stack.push({ height: left.height + 1, hash: sha256(Uint8Array.of(1), left.hash, right.hash) });
  };
  for (const hash of leaves) {
    stack.push({ height: 0, hash });
    while (stack.length > 1 && stack.at(-1)?.height === stack.at(-2)?.height) merge();
  }
  while (stack.length > 1) merge();
  return toHex(stack[0]?.hash ?? sha256());
}

test('R-088 the root over parts is RFC 6962’s for 0 to 40 parts', async () => {
  for (let count = 0; count <= 40; count++) {
    const leaves = Array.from({ length: count }, (_, i) => sha256(Uint8Array.of(0, i)));
    assert.equal(await rootOfParts(leaves), rootByStack(leaves), `${count} parts`);
  }
});

test('R-088 parts are the ciphertext in order, each with its leaf hash, however it arrives', async () => {
  const chunks = fc.array(fc.uint8Array({ maxLength: 30 }), { maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(chunks, fc.integer({ min: 1, max: 40 }), async (given, partBytes) => {
      const whole = concat(...given);
      const parts = [];
      for await (const part of cutParts(stream(given), partBytes)) parts.push(part);
      assert.deepEqual(concat(...parts.map(({ bytes }) => bytes)), whole);
      assert.equal(parts.length, Math.ceil(whole.length / partBytes));
      for (const [at, { index, bytes, leaf }] of parts.entries()) {
        assert.equal(index, at);
        assert.deepEqual(leaf, sha256(Uint8Array.of(0), bytes));
      }
    }),
    { numRuns: 60 },
  );
});

test('R-088 a first piece of another length changes the cut and no byte', async () => {
  const pieces: number[] = [];
  const whole = await collect(
    (async function* () {
      for await (const piece of rechunk(stream([new Uint8Array(10).fill(1), new Uint8Array(11).fill(2)]), 4, 7)) {
        pieces.push(piece.length);
        yield piece;
      }
    })(),
  );
  assert.deepEqual(pieces, [7, 4, 4, 4, 2]);
  assert.deepEqual(whole, concat(new Uint8Array(10).fill(1), new Uint8Array(11).fill(2)));
});

test('R-088 a file is read in slices and comes whole', async () => {
  const bytes = new Uint8Array(9 * 1024 * 1024 + 5).map((_, i) => i % 251);
  assert.deepEqual(await collect(chunksOf(new Blob([bytes]))), bytes);
  assert.deepEqual(await collect(chunksOf(new Blob([]))), new Uint8Array(0));
});

async function* stream(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
