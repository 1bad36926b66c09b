import { toBase64url, utf8, type Bytes } from './bytes.ts';
import { ensure } from './fault.ts';
import { canonical, hashOfJson, parse, parseCanonical, type Json, type JsonObject } from './json.ts';
import { Reader } from './shape.ts';

/** A part that is shown, or the hash of one that is not. */
export type Part = { readonly kind: 'shown'; readonly class: string; readonly salt: Bytes; readonly body: string } | { readonly kind: 'hidden'; readonly hash: Bytes };

/** One durable append: its leaves (event commitments among covers), its place in the log, and where bids were closed on it, its place then. */
export type Commit = {
  readonly at: number;
  readonly signature: Bytes;
  readonly index: number;
  readonly leaves: readonly Bytes[];
  readonly path: readonly Bytes[];
  readonly earlyPath: readonly Bytes[] | null;
};

/** `commit` is a place in `commits`, `place` one in its leaves. Part 0 is the header. */
export type BundledEvent = { readonly commit: number; readonly place: number; readonly header: Part; /** Opens what the header says of its version; null where the header is hidden. */ readonly order: Order | null; readonly parts: readonly Part[] };
export type Order = { readonly version: number; readonly secret: Bytes };

/** The sealed price object of one bid with the key of that object alone. */
export type Ciphertext = { readonly bidderId: string; readonly objectKey: Bytes; readonly ciphertext: Bytes };

export type Edition = 'public' | 'parties';

export type Bundle = {
  readonly edition: Edition;
  /** A lot of a tender, or one that was auctioned. */
  readonly process: 'tender' | 'sale';
  /** Of the tender, or of the sale announcement. */
  readonly projectId: string;
  readonly lotId: string;
  readonly origin: string;
  /** From the first that holds the close list to the last. */
  readonly checkpoints: readonly string[];
  /** One proof for each checkpoint but the first. */
  readonly consistency: readonly (readonly Bytes[])[];
  readonly commits: readonly Commit[];
  readonly events: readonly BundledEvent[];
  readonly ciphertexts: readonly Ciphertext[];
  /** The platform's word that this is the whole of what it gave: its receipt key over the hash of everything else. */
  readonly issued: Bytes;
};

/** What `issued` is a signature over. */
export async function issueStatement({ origin }: Pick<Bundle, 'origin'>, value: JsonObject): Promise<Bytes> {
  const { issued: _issued, ...rest } = value;
  return utf8(`ovoo-bundle/v1\n${origin}\n${toBase64url(await hashOfJson(rest))}\n`);
}

const id = /^[0-9A-Za-z-]{1,64}$/;
const most = { text: 256 * 1024 * 1024, checkpoints: 3, commits: 20_000, events: 50_000, leaves: 4096, path: 64, parts: 16, ciphertexts: 500 };

/**
 * Reads a bundle, all of which the attacker wrote. A text must be its canonical form; a value must have one. Every field is
 * wanted and no other is taken; lists that have an order must stand in it.
 */
export function readBundle(given: unknown): { bundle: Bundle; value: JsonObject } {
  const value = typeof given === 'string' ? readText(given) : parse(canonical(given));
  const whole = new Reader(value, '证据包', 'form.field');
  const process = 'saleId' in whole.object() ? 'sale' : 'tender';
  const project = `${process}Id`;
  const top = whole.exactly(['v', 'edition', project, 'lotId', 'origin', 'checkpoints', 'consistency', 'commits', 'events', 'ciphertexts', 'issued']);
  ensure(top.at('v').json === 1, 'form.field', '证据包.v 应为 1');
  const bundle: Bundle = {
    edition: top.at('edition').oneOf('public', 'parties'),
    process, projectId: top.at(project).text(id),
    lotId: top.at('lotId').text(id),
    origin: top.at('origin').text(/^[^\s+]{1,200}$/),
    checkpoints: top.at('checkpoints').list(most.checkpoints).map((each) => each.text()),
    consistency: top.at('consistency').list(most.checkpoints).map(hashes),
    commits: top.at('commits').list(most.commits).map(readCommit),
    events: top.at('events').list(most.events).map(readEvent),
    ciphertexts: top.at('ciphertexts').list(most.ciphertexts).map(readCiphertext),
    issued: top.at('issued').bytes(64),
  };
  ensure(bundle.checkpoints.length > 0 && bundle.commits.length > 0 && bundle.events.length > 0, 'form.field', '证据包是空的');
  ensure(bundle.lotId.replace(/-\d+$/, '') === bundle.projectId && bundle.lotId !== bundle.projectId, 'form.field', '标段不属于这个项目');
  ensure(process === 'tender' || bundle.ciphertexts.length === 0, 'form.field', '竞价没有密文');
  checkOrder(bundle);
  return { bundle, value: top.object() };
}

function readText(text: string): Json {
  ensure(text.length <= most.text && utf8(text).length <= most.text, 'form.size', '文件过大');
  return parseCanonical(text);
}

function readCommit(commit: Reader): Commit {
  commit.exactly(['at', 'signature', 'index', 'leaves', 'path'], ['earlyPath']);
  const early = commit.at('earlyPath');
  return {
    at: commit.at('at').count(),
    signature: commit.at('signature').bytes(64),
    index: commit.at('index').count(),
    leaves: commit.at('leaves').list(most.leaves).map((each) => each.bytes(32)),
    path: hashes(commit.at('path')),
    earlyPath: early.isThere() ? hashes(early) : null,
  };
}

function readEvent(event: Reader): BundledEvent {
  event.exactly(['commit', 'place', 'header', 'parts'], ['order']);
  const header = readPart(event.at('header'));
  const order = event.at('order');
  ensure(order.isThere() === (header.kind === 'shown'), 'form.field', '有事件头的才有次序，有事件头的都有次序');
  return {
    commit: event.at('commit').count(),
    place: event.at('place').count(),
    header,
    order: order.isThere() ? readOrder(order) : null,
    parts: event.at('parts').list(most.parts).map(readPart),
  };
}

function readOrder(order: Reader): Order {
  order.exactly(['version', 'secret']);
  return { version: order.at('version').count(), secret: order.at('secret').bytes(32) };
}

function readPart(part: Reader): Part {
  if ('hash' in part.object()) return { kind: 'hidden', hash: part.exactly(['hash']).at('hash').bytes(32) };
  part.exactly(['class', 'salt', 'body']);
  return { kind: 'shown', class: part.at('class').text(/^[a-z]{1,20}$/), salt: part.at('salt').bytes(32), body: part.at('body').text() };
}

function readCiphertext(item: Reader): Ciphertext {
  item.exactly(['bidderId', 'objectKey', 'ciphertext']);
  return { bidderId: item.at('bidderId').text(id), objectKey: item.at('objectKey').bytes(32), ciphertext: item.at('ciphertext').bytes() };
}

function hashes(list: Reader): Bytes[] {
  return list.list(most.path).map((each) => each.bytes(32));
}

/** One order only, so that no list can be shuffled: commits by log index, events by place, ciphertexts by bidder. */
function checkOrder({ commits, events, ciphertexts }: Bundle): void {
  ensure(isRising(commits, (a, b) => a.index - b.index), 'form.order', '提交应按日志位置排列，且不重复');
  ensure(isRising(events, (a, b) => a.commit - b.commit || a.place - b.place), 'form.order', '事件应按提交和位置排列，且不重复');
  ensure(isRising(ciphertexts, (a, b) => (a.bidderId < b.bidderId ? -1 : a.bidderId === b.bidderId ? 0 : 1)), 'form.order', '密文应按投标人排列，且不重复');
  const used = new Set(events.map(({ commit }) => commit));
  ensure(commits.every((_, i) => used.has(i)) && used.size === commits.length, 'form.order', '有提交没有对应的事件，或事件没有对应的提交');
}

function isRising<T>(items: readonly T[], compare: (a: T, b: T) => number): boolean {
  return items.every((item, i) => i === 0 || compare(items[i - 1] as T, item) < 0);
}

/** An event whose parts have been checked against its commitment: header, and the fields that this edition shows. */
export type ShownEvent = {
  readonly stream: string;
  readonly version: number;
  readonly kind: string;
  readonly at: number;
  readonly actor: string;
  readonly index: number;
  readonly body: JsonObject;
  readonly headerClass: string;
  /** Of the parts that are shown. */
  readonly classes: ReadonlySet<string>;
  readonly hasHidden: boolean;
};
