import { AssertionError } from '#kernel/assert.ts';
import { concat, utf8 } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { instant } from '#kernel/time/instant.ts';
import { generateKeys, rawPublicKey } from './keys.ts';
import type { SealManifest } from './manifest.ts';
import { sealBid } from './seal-bid.ts';
import type { SealRequest } from './seal-bid.ts';

/** A sealed bid with everybody's keys, for tests. */
export type SealedWorld = {
  readonly request: SealRequest;
  readonly holderKeys: ReadonlyMap<string, CryptoKeyPair>;
  readonly bidderKeys: CryptoKeyPair;
};

export type SealedBid = { readonly manifest: SealManifest; readonly text: string; readonly hash: string; readonly ciphertexts: ReadonlyMap<string, Bytes> };

/** The deadline that every test bid is sealed for, unless told. */
export const DEADLINE = instant(1_800_000_000_000_000);

export const PRICE = utf8('{"priceFen":"9864000000"}');

export async function sealedWorld(change: Partial<SealRequest> = {}): Promise<SealedWorld> {
  const holderKeys = new Map<string, CryptoKeyPair>();
  for (const id of ['initiator', 'centre', 'partner-centre', 'ca']) holderKeys.set(id, await generateKeys());
  const bidderKeys = await generateKeys();
  const holders = await Promise.all([...holderKeys].map(async ([id, { publicKey }]) => ({ id, publicKey: await rawPublicKey(publicKey) })));
  const request: SealRequest = {
    tenderId: 't1',
    lotId: 't1-1',
    bidderId: 'b1',
    bidderCertFp: 'ab'.repeat(32),
    bidVersion: 1,
    bidDeadlineAt: DEADLINE,
    holderSetId: 'holders-2026-11',
    holders,
    bidderPublicKey: await rawPublicKey(bidderKeys.publicKey),
    encryptorBuild: 'web-0.1.0',
    stages: ['technical', 'price'],
    objects: [
      { name: '技术文件.pdf', stage: 'technical', source: new Blob([new Uint8Array(1_500_000).fill(5)]) },
      { name: '报价.json', stage: 'price', source: new Blob([PRICE]), padding: 'fixed-64k' },
    ],
    ...change,
  };
  return { request, holderKeys, bidderKeys };
}

export async function seal(request: SealRequest): Promise<SealedBid> {
  const ciphertexts = new Map<string, Bytes>();
  for await (const step of sealBid(request)) {
    if (step.kind === 'part') ciphertexts.set(step.object, concat(ciphertexts.get(step.object) ?? new Uint8Array(0), step.part.bytes));
    if (step.kind === 'refused') throw new AssertionError(step.refusal.message);
    if (step.kind === 'sealed') return { manifest: step.manifest, text: step.text, hash: step.hash, ciphertexts };
  }
  throw new AssertionError('sealing ended without a manifest');
}

export async function* once(bytes: Bytes): AsyncGenerator<Bytes> {
  yield bytes;
}
