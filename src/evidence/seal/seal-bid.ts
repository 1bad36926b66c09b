import { toHex } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { present } from '#kernel/assert.ts';
import { canonical } from '#kernel/json.ts';
import { all, err, ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { objectAadOf, objectKeyOf, shareInfoOf, wrapInfoOf } from './binding.ts';
import type { SealIdentity } from './binding.ts';
import { systemRandom } from './codec.ts';
import type { Random } from './codec.ts';
import { ciphertextSize } from './floe.ts';
import { floeEncrypt } from './floe-stream.ts';
import { hpkeSeal } from './hpke.ts';
import type { HpkeBox } from './hpke.ts';
import { coreHashOf, manifestHash } from './manifest.ts';
import type { Envelope, ManifestCore, Padding, SealManifest, SealedObject, SealedStage } from './manifest.ts';
import { MAX_PADDABLE_BYTES, pad } from './padding.ts';
import { parseManifest } from './parse-manifest.ts';
import { cutParts, rootOfParts } from './parts.ts';
import type { Part } from './parts.ts';
import { sealRefusals } from './seal.refusals.ts';
import { DEFAULT_THRESHOLD, deal } from './shares.ts';
import type { Dealt } from './shares.ts';
import { StreamRefused, chunksOf } from './streams.ts';
import type { ByteSource } from './streams.ts';

export type Holder = { readonly id: string; /** Raw P-256 point, 65 bytes. */ readonly publicKey: Bytes };

export type ObjectToSeal = { readonly name: string; readonly stage: string; readonly source: ByteSource; readonly padding?: Padding };

export type SealRequest = SealIdentity & {
  /** Before it no key agent opens the bid. */
  readonly bidDeadlineAt: Instant;
  readonly holderSetId: string;
  readonly holders: readonly Holder[];
  /** How many holders open together; 3 unless told. */
  readonly k?: number;
  /** Raw P-256 point of the bidder's own certificate. */
  readonly bidderPublicKey: Bytes;
  readonly encryptorBuild: string;
  readonly stages: readonly string[];
  readonly objects: readonly ObjectToSeal[];
  readonly onProgress?: (progress: SealProgress) => void;
  readonly random?: Random;
};

/** `totalBytes` is known for files only. */
export type SealProgress = { readonly object: string; readonly doneBytes: number; readonly totalBytes: number | null };

/** Parts come in order, object by object; `object` closes each; `sealed` comes last, or `refused` does. */
export type SealStep =
  | { readonly kind: 'part'; readonly object: string; readonly part: Part }
  | { readonly kind: 'object'; readonly object: SealedObject }
  | { readonly kind: 'sealed'; readonly manifest: SealManifest; readonly text: string; readonly hash: string }
  | { readonly kind: 'refused'; readonly refusal: Refusal };

type StageKey = { readonly stage: string; readonly key: Bytes; readonly dealt: Dealt };

/**
 * The whole act of sealing, on the bidder's own machine. Keys live only as long as this generator; no key, share
 * or plaintext is in anything it yields. A part may be dropped as soon as it is uploaded.
 */
export async function* sealBid(request: SealRequest): AsyncGenerator<SealStep> {
  const random = request.random ?? systemRandom;
  const threshold = { k: request.k ?? DEFAULT_THRESHOLD.k, n: request.holders.length };
  const refusal = faultOf(request, threshold);
  if (refusal) {
    yield { kind: 'refused', refusal };
    return;
  }
  const keys: StageKey[] = [];
  for (const stage of request.stages) {
    const key = random(32);
    keys.push({ stage, key, dealt: await deal(request, stage, key, threshold) });
  }
  try {
    const objects: SealedObject[] = [];
    for (const object of request.objects) {
      const { key } = present(keys.find(({ stage }) => stage === object.stage), 'stage key');
      objects.push(yield* sealObject(request, object, { key, random }));
    }
    const envelopes = await sealKeys(request, objects, keys);
    yield envelopes.ok ? await finish(envelopes.value) : { kind: 'refused', refusal: envelopes.error };
  } catch (error) {
    if (!(error instanceof StreamRefused)) throw error;
    yield { kind: 'refused', refusal: error.refusal };
  } finally {
    for (const { key, dealt } of keys) for (const secret of [key, ...dealt.shares]) secret.fill(0);
  }
}

function faultOf({ stages, objects, holders }: SealRequest, { k, n }: { k: number; n: number }): Refusal | null {
  const distinct = (values: readonly string[]) => new Set(values).size === values.length;
  const refused = (path: string, want: string) => sealRefusals.malformed({ path, want });
  if (k < 2 || k > n || !distinct(holders.map(({ id }) => id))) return refused('holders', `至少 ${k} 个互不相同的密钥保管方`);
  if (objects.length === 0 || !distinct(objects.map(({ name }) => name))) return refused('objects', '一个以上互不同名的文件');
  if (!distinct(stages) || !stages.every((stage) => objects.some((object) => object.stage === stage))) return refused('stages', '互不相同且各有文件的阶段');
  if (!objects.every(({ stage }) => stages.includes(stage))) return refused('objects', '所列阶段内的文件');
  return null;
}

async function* sealObject(identity: SealRequest, object: ObjectToSeal, { key, random }: { key: Bytes; random: Random }): AsyncGenerator<SealStep, SealedObject> {
  const { name, stage, padding = 'none' } = object;
  const leaves: Bytes[] = [];
  const count = { plain: 0, cipher: 0 };
  const plain = padding === 'fixed-64k' ? padded(object) : readable(object);
  const totalBytes = object.source instanceof Blob ? object.source.size : null;
  const ciphertext = floeEncrypt(await objectKeyOf(key, name), await objectAadOf(identity, stage, name), counted(plain, count), { random });
  for await (const part of cutParts(ciphertext)) {
    leaves.push(part.leaf);
    count.cipher += part.bytes.length;
    yield { kind: 'part', object: name, part };
    const doneBytes = totalBytes === null ? count.plain : Math.min(count.plain, totalBytes);
    identity.onProgress?.({ object: name, doneBytes, totalBytes });
  }
  const sealed: SealedObject = {
    name,
    stage,
    padding,
    sizeBytes: count.plain,
    ctSizeBytes: ciphertextSize(count.plain),
    ctRoot: await rootOfParts(leaves),
    partCount: leaves.length,
  };
  yield { kind: 'object', object: sealed };
  return sealed;
}

async function* readable({ name, source }: ObjectToSeal): AsyncGenerator<Uint8Array> {
  try {
    yield* chunksOf(source);
  } catch {
    throw new StreamRefused(sealRefusals.sourceUnreadable({ object: name }));
  }
}

/** Stops reading as soon as the content cannot fit. */
async function* padded(object: ObjectToSeal): AsyncGenerator<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of readable(object)) {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes > MAX_PADDABLE_BYTES) break;
  }
  const content = new Uint8Array(bytes);
  chunks.reduce((offset, chunk) => (content.set(chunk, offset), offset + chunk.length), 0);
  const result = pad(content, object.name);
  if (!result.ok) throw new StreamRefused(result.error);
  yield result.value;
}

async function* counted(source: AsyncIterable<Uint8Array>, count: { plain: number }): AsyncGenerator<Uint8Array> {
  for await (const chunk of source) {
    count.plain += chunk.length;
    yield chunk;
  }
}

async function sealKeys(request: SealRequest, objects: readonly SealedObject[], keys: readonly StageKey[]): Promise<Result<SealManifest, Refusal>> {
  const { tenderId, lotId, bidderId, bidderCertFp, bidVersion, bidDeadlineAt, holderSetId, encryptorBuild, holders } = request;
  const k = request.k ?? DEFAULT_THRESHOLD.k;
  const core: ManifestCore = {
    v: 2,
    suite: 'A',
    tenderId,
    lotId,
    bidderId,
    bidderCertFp,
    bidVersion,
    bidDeadlineAt,
    holderSetId,
    encryptorBuild,
    stages: keys.map(({ stage, dealt }) => ({ stage, keyCommit: dealt.keyCommit, k, n: holders.length, shareCommits: dealt.shareCommits })),
    objects,
  };
  const aad = await coreHashOf(core);
  const stages: SealedStage[] = [];
  for (const [at, { stage, key, dealt }] of keys.entries()) {
    const toHolder = async ({ id, publicKey }: Holder, index: number) => {
      const info = shareInfoOf(request, stage, { index, holderId: id });
      return hpkeSeal(publicKey, present(dealt.shares[index], 'share'), { info, aad }, `密钥保管方 ${id}`);
    };
    const boxes = all(await Promise.all(holders.map(toHolder)));
    if (!boxes.ok) return boxes;
    const own = await hpkeSeal(request.bidderPublicKey, key, { info: wrapInfoOf(request, stage), aad }, '投标人证书');
    if (!own.ok) return own;
    const sealedShares = boxes.value.map((box, index) => ({ holderId: present(holders[index], 'holder').id, ...envelope(box) }));
    stages.push({ ...present(core.stages[at], 'stage'), sealedShares, bidderWrap: envelope(own.value) });
  }
  const checked = parseManifest(canonical({ ...core, stages }));
  return checked.ok ? ok(checked.value) : err(checked.error);
}

function envelope({ enc, ciphertext }: HpkeBox): Envelope {
  return { enc: toHex(enc), ciphertext: toHex(ciphertext) };
}

async function finish(manifest: SealManifest): Promise<SealStep> {
  return { kind: 'sealed', manifest, text: canonical(manifest), hash: await manifestHash(manifest) };
}
