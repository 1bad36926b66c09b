import { canonical } from '#kernel/json.ts';
import { err, ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { instant } from '#kernel/time/instant.ts';
import { ciphertextSize } from './floe.ts';
import type { Envelope, Padding, SealManifest, SealedObject, SealedShare, SealedStage } from './manifest.ts';
import { PADDED_BYTES } from './padding.ts';
import { partCountOf } from './parts.ts';
import { sealRefusals } from './seal.refusals.ts';

const ID = /^[A-Za-z0-9][A-Za-z0-9._:-]{0,127}$/;
const HASH = /^[0-9a-f]{64}$/;
const ENC = /^04[0-9a-f]{128}$/;
const SEALED_SHARE = /^[0-9a-f]{98}$/;
const SEALED_KEY = /^[0-9a-f]{96}$/;
/** Names are shown to people: no control characters, no path. */
const NAME = /^[^\u0000-\u001f\u007f/\\]{1,200}$/;
const MAX_STAGES = 8;
const MAX_OBJECTS = 500;
const MAX_HOLDERS = 16;

/**
 * A manifest from its bytes as text, which must be its canonical form: what is signed is what is read.
 * Every field is wanted, no other is taken, and all sizes must agree with each other.
 */
export function parseManifest(text: string): Result<SealManifest, Refusal> {
  try {
    const manifest = readManifest(JSON.parse(text));
    if (canonical(manifest) !== text) throw new Malformed('', '规范格式（RFC 8785）的 JSON');
    return ok(manifest);
  } catch (error) {
    if (error instanceof Malformed) return err(sealRefusals.malformed({ path: error.path, want: error.want }));
    if (error instanceof SyntaxError || error instanceof TypeError) return err(sealRefusals.malformed({ path: '', want: '规范格式的 JSON' }));
    throw error;
  }
}

/** Never leaves this file: it carries the place of a fault up through the readers. */
class Malformed extends Error {
  readonly path: string;
  readonly want: string;
  constructor(path: string, want: string) {
    super(path);
    this.path = path;
    this.want = want;
  }
}

function readManifest(value: unknown): SealManifest {
  const top = fields(value, '', ['v', 'suite', 'tenderId', 'lotId', 'bidderId', 'bidderCertFp', 'bidVersion', 'bidDeadlineAt', 'holderSetId', 'encryptorBuild', 'stages', 'objects']);
  const stages = list(top.stages, 'stages', MAX_STAGES).map(readStage);
  const objects = list(top.objects, 'objects', MAX_OBJECTS).map(readObject);
  wantDistinct(stages.map(({ stage }) => stage), 'stages', '互不相同的阶段');
  wantDistinct(objects.map(({ name }) => name), 'objects', '互不相同的文件名');
  const [first] = stages;
  const holders = (stage: SealedStage | undefined) => stage?.sealedShares.map(({ holderId }) => holderId).join(' ');
  want(stages.every((stage) => holders(stage) === holders(first)), 'stages', '各阶段一致的密钥保管方');
  want(objects.every(({ stage }) => stages.some((each) => each.stage === stage)), 'objects', '清单内的阶段');
  want(stages.every(({ stage }) => objects.some((each) => each.stage === stage)), 'stages', '至少有一个文件的阶段');
  return {
    v: literal(top.v, 'v', 2),
    suite: literal(top.suite, 'suite', 'A'),
    tenderId: text(top.tenderId, 'tenderId', ID),
    lotId: text(top.lotId, 'lotId', ID),
    bidderId: text(top.bidderId, 'bidderId', ID),
    bidderCertFp: text(top.bidderCertFp, 'bidderCertFp', HASH),
    bidVersion: integer(top.bidVersion, 'bidVersion', 1),
    bidDeadlineAt: instant(integer(top.bidDeadlineAt, 'bidDeadlineAt', 1)),
    holderSetId: text(top.holderSetId, 'holderSetId', ID),
    encryptorBuild: text(top.encryptorBuild, 'encryptorBuild', ID),
    stages,
    objects,
  };
}

function readStage(value: unknown, at: number): SealedStage {
  const path = `stages.${at}`;
  const stage = fields(value, path, ['stage', 'keyCommit', 'k', 'n', 'shareCommits', 'sealedShares', 'bidderWrap']);
  const shareCommits = list(stage.shareCommits, `${path}.shareCommits`, MAX_HOLDERS).map((each, i) => text(each, `${path}.shareCommits.${i}`, HASH));
  const sealedShares = list(stage.sealedShares, `${path}.sealedShares`, MAX_HOLDERS).map((each, i) => readShare(each, `${path}.sealedShares.${i}`));
  const n = integer(stage.n, `${path}.n`, 2);
  const k = integer(stage.k, `${path}.k`, 2);
  want(k <= n, `${path}.k`, `不大于 n（${n}）的整数`);
  want(shareCommits.length === n && sealedShares.length === n, path, `${n} 份密钥分片及其承诺`);
  wantDistinct(sealedShares.map(({ holderId }) => holderId), `${path}.sealedShares`, '互不相同的密钥保管方');
  return {
    stage: text(stage.stage, `${path}.stage`, ID),
    keyCommit: text(stage.keyCommit, `${path}.keyCommit`, HASH),
    k,
    n,
    shareCommits,
    sealedShares,
    bidderWrap: readEnvelope(fields(stage.bidderWrap, `${path}.bidderWrap`, ['enc', 'ciphertext']), `${path}.bidderWrap`, SEALED_KEY),
  };
}

function readShare(value: unknown, path: string): SealedShare {
  const share = fields(value, path, ['holderId', 'enc', 'ciphertext']);
  return { holderId: text(share.holderId, `${path}.holderId`, ID), ...readEnvelope(share, path, SEALED_SHARE) };
}

function readEnvelope(value: Record<'enc' | 'ciphertext', unknown>, path: string, form: RegExp): Envelope {
  return { enc: text(value.enc, `${path}.enc`, ENC), ciphertext: text(value.ciphertext, `${path}.ciphertext`, form) };
}

function readObject(value: unknown, at: number): SealedObject {
  const path = `objects.${at}`;
  const object = fields(value, path, ['name', 'stage', 'padding', 'sizeBytes', 'ctSizeBytes', 'ctRoot', 'partCount']);
  const padding: Padding = object.padding === 'fixed-64k' ? 'fixed-64k' : literal(object.padding, `${path}.padding`, 'none');
  const sizeBytes = integer(object.sizeBytes, `${path}.sizeBytes`, 0);
  want(padding === 'none' || sizeBytes === PADDED_BYTES, `${path}.sizeBytes`, String(PADDED_BYTES));
  const ctSizeBytes = ciphertextSize(sizeBytes);
  return {
    name: text(object.name, `${path}.name`, NAME),
    stage: text(object.stage, `${path}.stage`, ID),
    padding,
    sizeBytes,
    ctSizeBytes: literal(object.ctSizeBytes, `${path}.ctSizeBytes`, ctSizeBytes),
    ctRoot: text(object.ctRoot, `${path}.ctRoot`, HASH),
    partCount: literal(object.partCount, `${path}.partCount`, partCountOf(ctSizeBytes)),
  };
}

function fields<K extends string>(value: unknown, path: string, names: readonly K[]): Record<K, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Malformed(path, '对象');
  const entries = new Map(Object.entries(value));
  for (const name of entries.keys()) want(names.some((known) => known === name), join(path, name), '规定的字段');
  const pairs = names.map((name) => {
    want(entries.has(name), join(path, name), '必填字段');
    return [name, entries.get(name)] as const;
  });
  return Object.fromEntries(pairs) as Record<K, unknown>;
}

function list(value: unknown, path: string, max: number): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0 || value.length > max) throw new Malformed(path, `1 至 ${max} 项的列表`);
  return value;
}

function text(value: unknown, path: string, form: RegExp): string {
  if (typeof value !== 'string' || !form.test(value)) throw new Malformed(path, `符合 ${form.source} 的字符串`);
  return value;
}

function integer(value: unknown, path: string, min: number): number {
  if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < min) throw new Malformed(path, `不小于 ${min} 的整数`);
  return value;
}

function literal<T extends string | number>(value: unknown, path: string, wanted: T): T {
  want(value === wanted, path, JSON.stringify(wanted));
  return wanted;
}

function want(holds: boolean, path: string, wanted: string): void {
  if (!holds) throw new Malformed(path, wanted);
}

function wantDistinct(values: readonly string[], path: string, wanted: string): void {
  want(new Set(values).size === values.length, path, wanted);
}

function join(path: string, name: string): string {
  return path ? `${path}.${name}` : name;
}
