import { describe, test } from 'node:test';
import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import fc from 'fast-check';
import { concat, fromHex, utf8 } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { present } from '#kernel/assert.ts';
import { FLOE_GCM256_1M, ciphertextSize } from './floe.ts';
import type { FloeParams } from './floe.ts';
import { floeDecrypt, floeEncrypt, openFloe } from './floe-stream.ts';
import { StreamRefused, collect } from './streams.ts';

const vectors = new URL('../../../test/vectors/floe/', import.meta.url);
const names = readdirSync(vectors).filter((file) => file.endsWith('_ct.txt')).map((file) => file.slice(0, -'_ct.txt'.length));
const KAT_KEY = new Uint8Array(32);
const KAT_AAD = utf8('This is AAD');
const SMALL: FloeParams = { ivLength: 32, segmentLength: 40, rotationMask: 2 };

function vector(name: string, side: 'ct' | 'pt'): Bytes {
  return fromHex(readFileSync(new URL(`${name}_${side}.txt`, vectors), 'utf8').trim());
}

function paramsOf(name: string): FloeParams {
  if (name.endsWith('_64')) return { ...SMALL, segmentLength: 64, rotationMask: 20 };
  if (name.endsWith('_4K')) return { ...SMALL, segmentLength: 4096, rotationMask: 20 };
  return SMALL;
}

async function* inChunks(bytes: Bytes, size: number): AsyncGenerator<Bytes> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.slice(at, at + size);
}

function decrypt(ciphertext: Bytes, params: FloeParams = SMALL, key = KAT_KEY, aad = KAT_AAD): Promise<Bytes> {
  return collect(floeDecrypt(key, aad, inChunks(ciphertext, 33), { params }));
}

function encrypt(plain: Bytes, params: FloeParams = SMALL, key = KAT_KEY): Promise<Bytes> {
  return collect(floeEncrypt(key, KAT_AAD, inChunks(plain, 29), { params }));
}

function isRefused(code: string) {
  return (error: unknown) => error instanceof StreamRefused && error.refusal.code === code;
}

describe('R-088 FLOE agrees with the published answers of five implementations', () => {
  test('R-088 there are 17 known answers', () => assert.equal(names.length, 17));
  for (const name of names) {
    test(`R-088 ${name} decrypts`, async () => {
      assert.deepEqual(await decrypt(vector(name, 'ct'), paramsOf(name)), vector(name, 'pt'));
    });
  }
  for (const name of names.filter((each) => !each.endsWith('lastSegEmpty'))) {
    test(`R-088 ${name} encrypts to the same bytes when given the same random values`, async () => {
      const params = paramsOf(name);
      const ciphertext = vector(name, 'ct');
      const used = [ciphertext.slice(10, 42)];
      for (let at = 74; at < ciphertext.length; at += params.segmentLength) used.push(ciphertext.slice(at + 4, at + 16));
      const random = () => present(used.shift(), 'random value');
      assert.deepEqual(await collect(floeEncrypt(KAT_KEY, KAT_AAD, inChunks(vector(name, 'pt'), 50), { params, random })), ciphertext);
    });
  }
});

describe('R-088 a sealed file opens whole or not at all', () => {
  const content = fc.uint8Array({ minLength: 0, maxLength: 90 }).map((bytes) => new Uint8Array(bytes));

  test('R-088 every content comes back, and its size is the one foretold', async () => {
    await fc.assert(
      fc.asyncProperty(content, async (plain) => {
        const ciphertext = await encrypt(plain);
        assert.equal(ciphertext.length, ciphertextSize(plain.length, SMALL));
        assert.deepEqual(await decrypt(ciphertext), plain);
      }),
      { numRuns: 60 },
    );
  });

  test('R-088 any flipped bit is refused', async () => {
    await fc.assert(
      fc.asyncProperty(content, fc.nat(), fc.integer({ min: 0, max: 7 }), async (plain, place, bit) => {
        const ciphertext = await encrypt(plain);
        const at = place % ciphertext.length;
        ciphertext[at] = present(ciphertext[at], 'byte') ^ (1 << bit);
        await assert.rejects(decrypt(ciphertext), StreamRefused);
      }),
      { numRuns: 120 },
    );
  });

  test('R-088 any truncation and any appended byte is refused', async () => {
    await fc.assert(
      fc.asyncProperty(content, fc.nat(), async (plain, cut) => {
        const ciphertext = await encrypt(plain);
        await assert.rejects(decrypt(ciphertext.slice(0, cut % ciphertext.length)), StreamRefused);
        await assert.rejects(decrypt(concat(ciphertext, Uint8Array.of(cut % 256))), StreamRefused);
      }),
      { numRuns: 60 },
    );
  });

  test('R-088 swapped, doubled and missing segments are refused', async () => {
    const ciphertext = await encrypt(new Uint8Array(8 * 4).map((_, i) => i));
    const [header, a, b, c, last] = [[0, 74], [74, 114], [114, 154], [154, 194], [194, 234]].map(([from, to]) => ciphertext.slice(from, to)) as [Bytes, Bytes, Bytes, Bytes, Bytes];
    for (const forged of [[b, a, c, last], [a, a, b, c, last], [a, c, last], [a, b, last, c], [last]]) {
      await assert.rejects(decrypt(concat(header, ...forged)), StreamRefused);
    }
    await assert.rejects(decrypt(concat(header, a, b, c)), isRefused('seal.truncated'));
  });

  test('R-088 another key, another AAD and another file’s header are refused before any byte comes out', async () => {
    const ciphertext = await encrypt(utf8('price 9864000000'));
    await assert.rejects(decrypt(ciphertext, SMALL, new Uint8Array(32).fill(1)), isRefused('seal.wrongKey'));
    await assert.rejects(decrypt(ciphertext, SMALL, KAT_KEY, utf8('Another AAD')), isRefused('seal.wrongKey'));
    const other = await encrypt(utf8('price 1'));
    await assert.rejects(decrypt(concat(other.slice(0, 74), ciphertext.slice(74))), isRefused('seal.damaged'));
  });
});

describe('R-088 any part of a sealed file is read without the rest', () => {
  test('R-088 a range equals the same slice of the content', async () => {
    const plain = new Uint8Array(203).map((_, i) => (i * 7) % 256);
    const ciphertext = await encrypt(plain);
    const opened = await openFloe(KAT_KEY, KAT_AAD, async (at, length) => ciphertext.slice(at, at + length), { ctSizeBytes: ciphertext.length, params: SMALL });
    assert.ok(opened.ok);
    assert.equal(opened.value.sizeBytes, 203);
    await fc.assert(
      fc.asyncProperty(fc.nat(250), fc.nat(250), async (offset, length) => {
        const range = await opened.value.readRange(offset, length);
        assert.ok(range.ok);
        assert.deepEqual(range.value, plain.slice(offset, offset + length));
      }),
      { numRuns: 40 },
    );
  });

  test('R-088 a shortened ciphertext is refused where it now ends', async () => {
    const ciphertext = (await encrypt(new Uint8Array(80))).slice(0, 74 + 40 * 3);
    const opened = await openFloe(KAT_KEY, KAT_AAD, async (at, length) => ciphertext.slice(at, at + length), { ctSizeBytes: ciphertext.length, params: SMALL });
    assert.ok(opened.ok);
    const range = await opened.value.readRange(16, 8);
    assert.ok(!range.ok && range.error.code === 'seal.truncated');
  });
});

test('R-088 files of 0 B, one byte around a segment, and some MiB go through suite A’s own segment size', async () => {
  const whole = FLOE_GCM256_1M.segmentLength - 32;
  for (const size of [0, 1, whole - 1, whole, whole + 1, 3 * whole]) {
    const plain = new Uint8Array(size).fill(7);
    const key = crypto.getRandomValues(new Uint8Array(32));
    const ciphertext = await collect(floeEncrypt(key, KAT_AAD, inChunks(plain, 700_001)));
    assert.equal(ciphertext.length, ciphertextSize(size));
    assert.deepEqual(await collect(floeDecrypt(key, KAT_AAD, inChunks(ciphertext, 999_983))), plain);
  }
});
