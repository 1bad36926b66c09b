import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { present } from '#kernel/assert.ts';
import { fromHex, fromUtf8, toBase64url, toHex, utf8, type Bytes } from '#kernel/bytes.ts';
import { canonical, type Json } from '#kernel/json.ts';
import { scopeOfStream, typeOfStream } from '#kernel/decider.ts';
import { isVisible, type Relation } from '#evidence/journal/disclosure.ts';
import { eventCommitment, headerPart, partHash } from '#evidence/journal/commitment.ts';
import { PART_BYTES, partLeaf, rootOfParts } from '#evidence/seal/parts.ts';
import { StreamRefused, rechunk } from '#evidence/seal/streams.ts';
import { bid } from '#trade/bid/bid.ts';
import { openWhole } from '#trade/evaluation/bid-object.ts';
import { evaluation } from '#trade/evaluation/evaluation.ts';
import { reportDocument } from '#trade/evaluation/report-document.ts';
import { findAccepted, opening } from '#trade/opening/opening.ts';
import { compositeMethodOf } from '#trade/tender/tender.method.ts';
import { tender } from '#trade/tender/tender.ts';
import { readHead } from '#platform/state/heads.store.ts';
import type { Archive, ArchivedBid, ArchivedObject, Manifest } from './archive.types.ts';
import { eventsListed, openedUnder, type StoredEvent } from './archive.store.ts';
import type { Archiving } from './plan.worker.ts';
import type { ZipEntry } from './zip.ts';

/** What the two archive subjects read: all but what stays a person's or one organisation's own. */
const archiveReaders: readonly Relation[] = ['public', 'initiator', 'centre', 'department', 'participant', 'panel'];

/**
 * Of a sale less: which applicant was which number, and the reserve price of a lot that will be offered again, stay with the
 * department. Their hashes stand in the package, so that it can open them on demand.
 */
const saleReaders: readonly Relation[] = ['public', 'initiator', 'centre', 'participant'];
const saleTypes: readonly string[] = ['sale', 'application', 'auction', 'attempt', 'deal'];

export async function readManifest({ files }: Pick<Archiving, 'files'>, archive: Archive): Promise<Manifest> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of files.read(archive.manifestSha256)) chunks.push(chunk as Uint8Array);
  const read = JSON.parse(fromUtf8(new Uint8Array(Buffer.concat(chunks)))) as Omit<Manifest, 'bids' | 'report'> & Partial<Manifest>;
  return { bids: [], report: null, ...read };
}

/**
 * The package: manifest, events with their words, files, bids sealed and opened, the report, and last the SHA-256 of all of
 * them as `sha256sum -c` reads it. What is read is read twice, once for its check sum, and never held.
 */
export async function* packageEntries(running: Archiving, archive: Archive): AsyncGenerator<ZipEntry> {
  const sums: string[] = [];
  for await (const { sha256, ...entry } of entriesOf(running, await readManifest(running, archive))) {
    sums.push(`${sha256}  ${entry.path}\n`);
    yield entry;
  }
  const { sha256: _, ...last } = await measured('SHA256SUMS', () => textStream(sums.join('')));
  yield last;
}

type Measured = ZipEntry & { readonly sha256: string };

async function* entriesOf(running: Archiving, manifest: Manifest): AsyncGenerator<Measured> {
  const { pool, files, sealed, documents } = running;
  yield await measured('manifest.json', () => textStream(canonical(manifest as unknown as Json)));
  const [events, opened] = await Promise.all([eventsListed(pool, manifest.events), openedUnder(pool, [manifest.tenderId, manifest.lotId])]);
  const words = canonical(events.map((event) => shown(event, opened.filter(({ scope }) => scope === scopeOfStream(event.stream)))) as unknown as Json);
  yield await measured('events.json', () => textStream(words));
  for (const { path, sha256 } of manifest.files) yield await measured(path, () => files.read(sha256) as AsyncIterable<Uint8Array>);
  const store = await sealed;
  for (const archived of manifest.bids) for (const object of archived.objects) {
    yield await measured(object.sealed, () => store.read(object.ctRoot) as AsyncIterable<Uint8Array>);
    if (object.opened !== null) yield await measured(object.opened, await opener(running, manifest, archived, object));
  }
  if (manifest.report === null) return;
  const report = await documents.pdf(await printableOf(running, manifest));
  yield await measured(manifest.report.path, () => report.read() as AsyncIterable<Uint8Array>);
}

export type Fault = { readonly what: string; readonly name: string };
export type Check = { readonly files: number; readonly events: number; readonly faults: readonly Fault[] };

/** Reads everything again: the manifest against its fingerprint, each file against its hash, each bid against its root and its key, each event against its commitment. */
export async function checkArchive(running: Archiving, archive: Archive): Promise<Check> {
  const faults: Fault[] = [];
  if (!(await hashHolds(running, archive.manifestSha256))) return { files: 0, events: 0, faults: [{ what: '档案清单缺失或者被改动', name: 'manifest.json' }] };
  const manifest = await readManifest(running, archive);
  for (const file of manifest.files) if (!(await hashHolds(running, file.sha256))) faults.push({ what: '文件缺失或者被改动', name: file.name });
  for (const archived of manifest.bids) for (const object of archived.objects) {
    const what = await faultOf(running, manifest, archived, object);
    if (what) faults.push({ what, name: `${archived.bidderName} ${object.name}` });
  }
  const kept = new Map((await eventsListed(running.pool, manifest.events)).map((event) => [`${event.stream}@${event.version}`, event]));
  for (const { stream, version, commitment } of manifest.events) {
    const event = kept.get(`${stream}@${version}`);
    if (!event || toBase64url(commitmentOf(event)) !== commitment) faults.push({ what: event ? '记录与承诺不符' : '记录缺失', name: `${stream} 第 ${version} 条` });
  }
  return { files: archive.files, events: manifest.events.length, faults };
}

async function faultOf(running: Archiving, manifest: Manifest, archived: ArchivedBid, object: ArchivedObject): Promise<string | null> {
  const store = await running.sealed;
  if (!(await store.find(object.ctRoot)) || (await rootOf(store.read(object.ctRoot) as AsyncIterable<Uint8Array>)) !== object.ctRoot) return '投标文件缺失或者被改动';
  if (object.opened === null) return null;
  try {
    for await (const _ of (await opener(running, manifest, archived, object))()) continue;
    return null;
  } catch (error) {
    if (!(error instanceof StreamRefused)) throw error;
    return '投标文件用开标时的密钥打不开';
  }
}

async function rootOf(ciphertext: AsyncIterable<Uint8Array>): Promise<string> {
  const leaves: Bytes[] = [];
  for await (const part of rechunk(ciphertext, PART_BYTES)) leaves.push(await partLeaf(part));
  return rootOfParts(leaves);
}

/** The file in a sealed object, decrypted anew at each reading. */
async function opener({ pool, sealed }: Archiving, { tenderId, lotId }: Manifest, { bidderId }: ArchivedBid, { name }: ArchivedObject): Promise<() => AsyncIterable<Uint8Array>> {
  const [bidHead, opened, store] = await Promise.all([readHead(pool, bid, `${lotId}:${bidderId}`), readHead(pool, opening, tenderId), sealed]);
  const accepted = opened && findAccepted(opened.state, lotId, bidderId);
  return present(bidHead && accepted && (await openWhole(bidHead.state, accepted, name, store)), `${name} of ${bidderId}`);
}

async function printableOf({ pool }: Archiving, { tenderId, lotId, events }: Manifest) {
  const [owner, evaluated] = await Promise.all([readHead(pool, tender, tenderId), readHead(pool, evaluation, lotId)]);
  const reported = events.findLast(({ kind, stream }) => kind === 'EvaluationReported' && stream === `evaluation:${lotId}`);
  return reportDocument(present(owner, 'tender').state, present(evaluated, 'evaluation').state, reported?.logIndex ?? null, compositeMethodOf);
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
  const parts = hashesOf(event).map(({ n, hash }) => event.parts.find((part) => part.n === n && isShown(stream, part, opened)) ?? { n, hash });
  return { stream, version, kind, at, actor, class: headerClass, salt, commitment: toBase64url(new Uint8Array(commitment)), parts };
}

/**
 * A bid of the close list is open to the parties with its manifest and signature. Who could have been drawn as an expert
 * is opened to the department alone: the pool stands in the archive by its commitment, the draw itself by its transcript.
 */
function isShown(stream: string, part: StoredEvent['parts'][number], opened: Parameters<typeof isVisible>[1]): boolean {
  const type = typeOfStream(stream);
  if (type === 'bid') return isVisible('parties', [], archiveReaders);
  return isVisible(part.class, type === 'draw' ? [] : opened, saleTypes.includes(type) ? saleReaders : archiveReaders);
}

async function hashHolds({ files }: Archiving, sha256: string): Promise<boolean> {
  if (!(await files.find(sha256))) return false;
  const digest = createHash('sha256');
  for await (const chunk of files.read(sha256)) digest.update(chunk as Uint8Array);
  return digest.digest('hex') === sha256;
}

async function measured(path: string, content: () => AsyncIterable<Uint8Array>): Promise<Measured> {
  const digest = createHash('sha256');
  let sum = 0;
  let sizeBytes = 0;
  for await (const chunk of content()) {
    sum = crc32(chunk, sum);
    digest.update(chunk);
    sizeBytes += chunk.length;
  }
  return { path, sizeBytes, crc32: sum, sha256: digest.digest('hex'), content };
}

async function* textStream(text: string): AsyncGenerator<Uint8Array> {
  yield utf8(text);
}
