import { concat, equalBytes, fromBase64, sha256, toBase64url, utf8, type Bytes } from './bytes.ts';
import { ensure, must } from './fault.ts';
import { isObject, parse, parseCanonical, type JsonObject } from './json.ts';
import { isIncluded, leafHash } from './merkle.ts';
import { verifyNote } from './note.ts';
import { Reader } from './shape.ts';
import type { Trust } from './trust.ts';

/** The receipt of one bid, of a tender or in a hall, as a bidder keeps it. */
export type ReceiptFile = {
  readonly lotId: string;
  readonly at: number;
  readonly root: Bytes;
  readonly signature: Bytes;
  readonly events: readonly { readonly stream: string; readonly commitment: Bytes; readonly place: number; readonly path: readonly Bytes[] }[];
  /** What was committed, laid open; null in receipts of sealed bids. */
  readonly opened: { readonly header: Reader; readonly parts: readonly Reader[] } | null;
  readonly logIndex: number | null;
  readonly logProof: string | null;
};

const kind = 'ovoo-bid-receipt';
const code = 'receipt.form';

export function isReceipt(given: unknown): boolean {
  const value = typeof given === 'string' ? parsedOrNull(given) : given;
  return isObject(value) && value['kind'] === kind;
}

/** Every field is wanted and no other is taken. The file was kept by its owner, and may have been written by it. */
export function readReceipt(given: unknown): ReceiptFile {
  const top = new Reader(typeof given === 'string' ? parse(given) : (given as JsonObject), '回执', code).exactly(['kind', 'v', 'lotId', 'version', 'receipt', 'logIndex', 'logProof'], ['manifestHash', 'event']);
  ensure(top.at('v').json === 1, code, '回执.v 应为 1');
  const receipt = top.at('receipt').exactly(['at', 'root', 'signature', 'events']);
  const event = top.at('event');
  const [index, proof] = [top.at('logIndex'), top.at('logProof')];
  const version = top.at('version').count();
  ensure(event.isThere() !== top.at('manifestHash').isThere(), code, '回执应有报价的内容，或者密封投标文件的哈希');
  ensure(!event.isThere() || receipt.at('events').list(100).some((each) => each.at('version').json === version), code, '回执的版次前后不一');
  return {
    lotId: top.at('lotId').text(/^[0-9A-Za-z-]{1,64}$/), at: receipt.at('at').count(), root: receipt.at('root').bytes(32), signature: receipt.at('signature').bytes(64),
    events: receipt.at('events').list(100).map((each) => {
      each.exactly(['stream', 'version', 'commitment', 'place', 'path']);
      each.at('version').count();
      return { stream: each.at('stream').text(), commitment: each.at('commitment').bytes(32), place: each.at('place').count(), path: each.at('path').list(64).map((hash) => hash.bytes(32)) };
    }),
    opened: event.isThere() ? { header: event.exactly(['header', 'parts']).at('header'), parts: event.at('parts').list(16) } : null,
    logIndex: index.isNull() ? null : index.count(), logProof: proof.isNull() ? null : proof.text(),
  };
}

/** The receipt key stands for this commit at this instant, and each event named is in it. */
export async function verifyCommitted({ at, root, signature, events }: ReceiptFile, { origin, receipts }: Trust): Promise<void> {
  const statement = utf8(`ovoo-commit/v1\n${origin}\n${toBase64url(root)}\n${at}\n`);
  ensure(await crypto.subtle.verify('Ed25519', receipts, signature, statement), 'log.receipt', '回执的签名不成立');
  ensure(events.length > 0 && new Set(events.map(({ place }) => place)).size === events.length, code, '回执没有说是什么的回执，或者说了两遍');
  for (const { stream, commitment, place, path } of events) {
    // A commit has 2^k leaves, covers among them.
    const size = 2 ** path.length;
    ensure(await isIncluded({ leaf: await leafHash(commitment), index: place, size, root }, path), 'receipt.commitment', `${stream} 的事件不在这次提交里`);
  }
}

export type OpenedBid = { readonly stream: string; readonly kind: string; readonly paddle: number | null; readonly priceFen: string | null };

/** What the receipt says was committed is what was: the parts laid open hash to it. */
export async function verifyOpened({ opened, events, at, lotId }: ReceiptFile): Promise<OpenedBid | null> {
  if (opened === null) return null;
  const hashes = await Promise.all([opened.header, ...opened.parts].map((part, n) => hashOf(part, n)));
  const commitment = await sha256(utf8('ovoo-event/v1\n'), ...hashes);
  const head = new Reader(objectIn(opened.header), '事件头', 'receipt.commitment').exactly(['stream', 'order', 'kind', 'at', 'actor']);
  const stream = head.at('stream').text();
  const own = must(events.find((each) => each.stream === stream && equalBytes(each.commitment, commitment)), 'receipt.commitment', '回执里的报价不是当时提交的内容');
  ensure(own.stream.split(':')[1] === lotId && head.at('at').json === at, 'receipt.commitment', '回执里的标的或者时刻与提交的不同');
  const body = Object.assign({}, ...opened.parts.map(objectIn)) as JsonObject;
  return { stream, kind: head.at('kind').text(), paddle: typeof body['paddle'] === 'number' ? body['paddle'] : null, priceFen: typeof body['priceFen'] === 'string' ? body['priceFen'] : null };
}

/** Where the commit stands in the log, and how many co-signers stand under the checkpoint; null while the file does not tell. */
export async function verifyPlace({ root, logIndex, logProof }: ReceiptFile, trust: Trust): Promise<{ readonly index: number; readonly size: number; readonly cosigners: number } | null> {
  if (logProof === null) {
    ensure(logIndex === null, code, '回执写了日志编号，却没有日志证明');
    return null;
  }
  const { index, path, checkpoint } = readProof(logProof);
  const head = await verifyNote(checkpoint, { ...trust, quorum: 0 });
  ensure(index === logIndex, 'receipt.log', '日志证明是另一个位置的');
  ensure(await isIncluded({ leaf: await leafHash(root), index, size: head.size, root: head.root }, path), 'receipt.log', `第 ${index} 号不是这份回执的提交`);
  return { index, size: head.size, cosigners: head.cosigners.length };
}

/** A C2SP `.tlog-proof` without extra data. */
function readProof(file: string): { readonly index: number; readonly path: readonly Bytes[]; readonly checkpoint: string } {
  const cut = file.indexOf('\n\n');
  const [title, position = '', ...lines] = file.slice(0, Math.max(cut, 0)).split('\n');
  const [, index] = /^index (0|[1-9]\d{0,14})$/.exec(position) ?? [];
  ensure(cut > 0 && title === 'c2sp.org/tlog-proof@v1' && index !== undefined && lines.length <= 64, 'receipt.log', '日志证明的格式不对');
  const path = lines.map((line) => must(fromBase64(line), 'receipt.log', '日志证明的格式不对'));
  return { index: Number(index), path, checkpoint: file.slice(cut + 2) };
}

async function hashOf(part: Reader, n: number): Promise<Bytes> {
  part.exactly(['class', 'salt', 'body']);
  return await sha256(concat(utf8(`ovoo-part/v1\n${n}\n${part.at('class').text(/^[a-z]{1,20}$/)}\n`), part.at('salt').bytes(32), utf8(part.at('body').text())));
}

function objectIn(part: Reader): JsonObject {
  const value = parseCanonical(part.at('body').text());
  ensure(isObject(value), 'receipt.commitment', '事件的内容应为对象');
  return value;
}

function parsedOrNull(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
