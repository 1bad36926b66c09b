import { concat, equalBytes, sha256, toBase64url, utf8, type Bytes } from '../bytes.ts';
import type { Bundle, BundledEvent, Commit, Order, Part, ShownEvent } from '../bundle.ts';
import { ensure, must } from '../fault.ts';
import { isObject, parseCanonical, type JsonObject } from '../json.ts';
import { Reader } from '../shape.ts';

/**
 * Step 4. Bodies, salts and hashes are the attacker's; the leaves stand under a signed log. What hashes to a leaf is what
 * was committed there, shown or not; then stream, version and time must fit together.
 */
export async function verifyEvents(bundle: Bundle): Promise<readonly ShownEvent[]> {
  const shown: ShownEvent[] = [];
  const withheld: number[] = [];
  for (const event of bundle.events) {
    const commit = bundle.commits[event.commit] as Commit;
    const leaf = must(commit.leaves[event.place], 'events.commitment', `第 ${commit.index} 号提交没有第 ${event.place} 个事件`);
    const hashes = await Promise.all([event.header, ...event.parts].map((part, n) => hashOf(part, n)));
    ensure(equalBytes(await sha256(utf8('ovoo-event/v1\n'), ...hashes), leaf), 'events.commitment', `第 ${commit.index} 号提交的第 ${event.place} 个事件与日志不符`);
    const read = await readShown(event, commit, bundle);
    if (read) shown.push(read);
    else withheld.push(commit.index);
  }
  checkVersions(shown, withheld);
  return shown;
}

async function hashOf(part: Part, n: number): Promise<Bytes> {
  return part.kind === 'hidden' ? part.hash : sha256(concat(utf8(`ovoo-part/v1\n${n}\n${part.class}\n`), part.salt, utf8(part.body)));
}

/** Null for an event that this edition shows by its hash only. */
async function readShown({ header, order, parts }: BundledEvent, commit: Commit, bundle: Bundle): Promise<ShownEvent | null> {
  const classes = new Set<string>();
  // Without a prototype, so that no field name means anything but a field.
  const body = Object.create(null) as { [field: string]: JsonObject[string] };
  let hasHidden = false;
  for (const part of parts) {
    if (part.kind === 'hidden') hasHidden = true;
    else {
      classes.add(part.class);
      for (const [field, value] of Object.entries(objectIn(part.body))) {
        ensure(!Object.hasOwn(body, field), 'events.body', `字段 ${field} 出现两次`);
        body[field] = value;
      }
    }
  }
  if (header.kind === 'hidden' || order === null) {
    ensure(parts.every(({ kind }) => kind === 'hidden'), 'events.body', '没有事件头的内容不能说明是什么');
    return null;
  }
  const head = new Reader(objectIn(header.body), '事件头', 'events.body').exactly(['stream', 'order', 'kind', 'at', 'actor']);
  const stream = head.at('stream').text();
  const at = head.at('at').count();
  ensure(head.at('order').text() === (await orderOf(order)), 'events.version', `${stream} 的版次不是当时写下的`);
  ensure(at === commit.at, 'events.time', '事件的时刻与回执不同');
  ensure(belongs(stream, bundle), 'events.scope', `${stream} 与这个标段无关`);
  return { stream, version: order.version, kind: head.at('kind').text(), at, actor: head.at('actor').text(), index: commit.index, headerClass: header.class, body, classes, hasHidden };
}

/** What a header committed to: versions are told only after the opening, so that nobody counts gaps before it. */
async function orderOf({ version, secret }: Order): Promise<string> {
  return toBase64url(await sha256(utf8(`ovoo-order/v1\n${version}\n`), secret));
}

/** Committed bodies are canonical JSON objects: another form of the same value would have another hash. */
function objectIn(text: string): JsonObject {
  const value = parseCanonical(text);
  ensure(isObject(value), 'events.body', '事件的内容应为对象');
  return value;
}

const ofTenders = { ofWhole: ['tender', 'hall', 'opening', 'panel', 'draw', 'witness'], ofLot: ['evaluation', 'award', 'contract'], ofBidder: ['bid', 'notice', 'deposit'] };
const ofSales = { ofWhole: ['sale'], ofLot: ['auction'], ofBidder: ['application', 'attempt'] };

/** Streams of this tender or sale and of this lot; those of a bidder end in its code. Outages are the platform's, and everyone's. */
function belongs(stream: string, { process, projectId, lotId }: Bundle): boolean {
  const [type = '', id = '', bidder, more] = stream.split(':');
  if (more !== undefined) return false;
  const streams = process === 'tender' ? ofTenders : ofSales;
  if (streams.ofBidder.includes(type)) return id === lotId && bidder !== undefined;
  if (streams.ofWhole.includes(type)) return id === projectId && bidder === undefined;
  if (process === 'sale' && stream === 'outage:platform') return true;
  return streams.ofLot.includes(type) && id === lotId && bidder === undefined;
}

type Gap = { readonly stream: string; readonly version: number; readonly from: number; readonly to: number };

/**
 * Versions of a stream count from 1 without a gap, in log order and in time: an event may be shown by its hash, never left
 * out. Each version that is not shown needs a withheld event of its own between its neighbours. Bids are apart: all but the
 * accepted version stay sealed for good, so only their order is looked at.
 */
function checkVersions(shown: readonly ShownEvent[], withheld: readonly number[]): void {
  const gaps: Gap[] = [];
  const last = new Map<string, ShownEvent>();
  for (const event of [...shown].sort((a, b) => a.version - b.version)) {
    const { stream, version, index, at } = event;
    const before = last.get(stream);
    ensure(version > (before?.version ?? 0) && index >= (before?.index ?? 0) && at >= (before?.at ?? 0), 'events.version', `${stream} 的第 ${version} 版次序不对`);
    if (!stream.startsWith('bid:')) {
      for (let missing = (before?.version ?? 0) + 1; missing < version; missing++) gaps.push({ stream, version: missing, from: before?.index ?? 0, to: index });
    }
    last.set(stream, event);
  }
  fill(gaps, withheld);
}

/** Each withheld event fills the gap that closes first among those that are open where it stands: if any filling is possible, this one is. */
function fill(gaps: readonly Gap[], withheld: readonly number[]): void {
  const open = new Set([...gaps].sort((a, b) => a.to - b.to));
  for (const index of [...withheld].sort((a, b) => a - b)) {
    const gap = [...open].find(({ from, to }) => from <= index && index <= to);
    ensure(gap !== undefined, 'events.version', `第 ${index} 号提交中隐去的事件不属于任何一个环节`);
    open.delete(gap);
  }
  const [missing] = open;
  ensure(missing === undefined, 'events.version', `${missing?.stream} 缺少第 ${missing?.version} 版`);
}
