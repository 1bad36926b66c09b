import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { fromHex, fromUtf8, toBase64url, toHex, utf8 } from '#kernel/bytes.ts';
import { canonical, type Json } from '#kernel/json.ts';
import { scopeOfStream } from '#kernel/decider.ts';
import { isVisible, type Relation } from '#evidence/journal/disclosure.ts';
import { eventCommitment, headerPart, partHash } from '#evidence/journal/commitment.ts';
import type { Running } from '#platform/module.ts';
import type { Archive, Manifest } from './archive.types.ts';
import { eventsOfLot, openedUnder, type StoredEvent } from './archive.store.ts';
import type { ZipEntry } from './zip.ts';

/** What the two archive subjects read: all but what stays a person's or one organisation's own. */
const archiveReaders: readonly Relation[] = ['public', 'initiator', 'centre', 'department', 'participant', 'panel'];

export async function readManifest(running: Running, archive: Archive): Promise<Manifest> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of running.files.read(archive.manifestSha256)) chunks.push(chunk as Uint8Array);
  return JSON.parse(fromUtf8(new Uint8Array(Buffer.concat(chunks)))) as Manifest;
}

/** The package: manifest, events with their words, files. Each file is read twice, once for its check sum. */
export async function* packageEntries(running: Running, archive: Archive): AsyncGenerator<ZipEntry> {
  const manifest = await readManifest(running, archive);
  yield textEntry('manifest.json', canonical(manifest as unknown as Json));
  const scopes = [archive.tenderId, archive.lotId];
  const [events, opened] = await Promise.all([eventsInManifest(running, manifest), openedUnder(running.pool, scopes)]);
  yield textEntry('events.json', canonical(events.map((event) => shown(event, opened.filter(({ scope }) => scope === scopeOfStream(event.stream)))) as unknown as Json));
  for (const file of manifest.files) {
    const content = () => running.files.read(file.sha256) as AsyncIterable<Uint8Array>;
    let sum = 0;
    let sizeBytes = 0;
    for await (const chunk of content()) {
      sum = crc32(chunk, sum);
      sizeBytes += chunk.length;
    }
    yield { path: file.path, sizeBytes, crc32: sum, content };
  }
}

export type Fault = { readonly what: string; readonly name: string };
export type Check = { readonly files: number; readonly events: number; readonly faults: readonly Fault[] };

/** Reads everything again: the manifest against its fingerprint, each file against its hash, each event against its commitment. */
export async function checkArchive(running: Running, archive: Archive): Promise<Check> {
  const faults: Fault[] = [];
  if (!(await hashHolds(running, archive.manifestSha256))) return { files: 0, events: 0, faults: [{ what: '档案清单缺失或者被改动', name: 'manifest.json' }] };
  const manifest = await readManifest(running, archive);
  for (const file of manifest.files) if (!(await hashHolds(running, file.sha256))) faults.push({ what: '文件缺失或者被改动', name: file.name });
  const kept = new Map((await eventsInManifest(running, manifest)).map((event) => [`${event.stream}@${event.version}`, event]));
  for (const { stream, version, commitment } of manifest.events) {
    const event = kept.get(`${stream}@${version}`);
    if (!event || toBase64url(commitmentOf(event)) !== commitment) faults.push({ what: event ? '记录与承诺不符' : '记录缺失', name: `${stream} 第 ${version} 条` });
  }
  return { files: manifest.files.length, events: manifest.events.length, faults };
}

async function eventsInManifest({ pool }: Running, manifest: Manifest): Promise<StoredEvent[]> {
  const listed = new Set(manifest.events.map(({ stream, version }) => `${stream}@${version}`));
  return (await eventsOfLot(pool, manifest.tenderId, manifest.lotId)).filter(({ stream, version }) => listed.has(`${stream}@${version}`));
}

/** From header and parts as they are stored now; the hash of an erased part stands in for its text. */
function commitmentOf(event: StoredEvent) {
  const { stream, version, kind, at, actor } = event;
  return eventCommitment([partHash(0, headerPart({ stream, version, kind, at, actor }, event.class, fromHex(event.salt))), ...hashesOf(event).map(({ hash }) => fromHex(hash))]);
}

function hashesOf({ parts, erased }: StoredEvent): { n: number; hash: string }[] {
  const there = parts.map(({ n, class: partClass, salt, body }) => ({ n, hash: toHex(partHash(n, { class: partClass, salt: fromHex(salt), body })) }));
  return [...there, ...erased.filter(({ n }) => !there.some((part) => part.n === n))].sort((a, b) => a.n - b.n);
}

function shown(event: StoredEvent, opened: Parameters<typeof isVisible>[1]) {
  const { stream, version, kind, at, actor, class: headerClass, salt, commitment } = event;
  const hashes = hashesOf(event);
  const parts = hashes.map(({ n, hash }) => event.parts.find((part) => part.n === n && isVisible(part.class, opened, archiveReaders)) ?? { n, hash });
  return { stream, version, kind, at, actor, class: headerClass, salt, commitment: toBase64url(new Uint8Array(commitment)), parts };
}

async function hashHolds({ files }: Running, sha256: string): Promise<boolean> {
  if (!(await files.find(sha256))) return false;
  const digest = createHash('sha256');
  for await (const chunk of files.read(sha256)) digest.update(chunk as Uint8Array);
  return digest.digest('hex') === sha256;
}

function textEntry(path: string, text: string): ZipEntry {
  const bytes = utf8(text);
  return {
    path, sizeBytes: bytes.length, crc32: crc32(bytes),
    content: async function* () {
      yield bytes;
    },
  };
}
