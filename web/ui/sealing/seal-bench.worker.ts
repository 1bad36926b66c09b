import type { Bytes } from '#kernel/bytes.ts';
import { instant } from '#kernel/time/instant.ts';
import { floeEncrypt, SEGMENTS_IN_FLIGHT } from '#evidence/seal/floe-stream.ts';
import { FLOE_GCM256_1M, plainSegmentLength } from '#evidence/seal/floe.ts';
import { generateKeys, rawPublicKey } from '#evidence/seal/keys.ts';
import { sealBid } from '#evidence/seal/seal-bid.ts';
import { chunksOf, mapOrdered, rechunk } from '#evidence/seal/streams.ts';

/** What is timed: WebCrypto alone, FLOE alone, or the whole path of the product up to the line: FLOE, parts, roots, keys. */
export type BenchMode = 'raw' | 'floe' | 'seal';
export type BenchRequest = { readonly mode: BenchMode; readonly file: Blob };

self.addEventListener('message', (event: MessageEvent<BenchRequest>) => void measure(event.data));

async function measure({ mode, file }: BenchRequest): Promise<void> {
  const steps = mode === 'raw' ? rawAesGcm(file) : mode === 'floe' ? floeEncrypt(random(32), random(32), chunksOf(file)) : await sealing(file);
  const before = performance.now();
  for await (const _ of steps);
  self.postMessage(file.size / 1000 / (performance.now() - before));
}

/** The same bytes, read alike, in calls as long and as many at once as FLOE makes. */
async function* rawAesGcm(file: Blob): AsyncGenerator<ArrayBuffer> {
  const key = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, ['encrypt']);
  yield* mapOrdered(rechunk(chunksOf(file), plainSegmentLength(FLOE_GCM256_1M)), SEGMENTS_IN_FLIGHT, (bytes) => crypto.subtle.encrypt({ name: 'AES-GCM', iv: random(12) }, key, bytes));
}

async function sealing(file: Blob): Promise<AsyncIterable<unknown>> {
  const holders = await Promise.all(['a', 'b', 'c', 'd'].map(async (id) => ({ id, publicKey: await rawPublicKey((await generateKeys()).publicKey) })));
  const bidderPublicKey = await rawPublicKey((await generateKeys()).publicKey);
  return sealBid({
    tenderId: 't', lotId: 't-1', bidderId: 'b', bidderCertFp: '00'.repeat(32), bidVersion: 1, bidDeadlineAt: instant(1), holderSetId: 'bench', encryptorBuild: 'bench', holders, bidderPublicKey,
    stages: ['all'], objects: [{ name: 'file', stage: 'all', source: file }],
  });
}

function random(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}
