import { fromUtf8, toHex } from '#kernel/bytes.ts';
import { tag } from './der.ts';

/** What is not DER, or not what stands in its place; `message` is the Chinese reason a refusal shows. */
export class DerError extends Error {
  override name = 'DerError';
}

export type Node = {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Tag, length and content. */
  readonly raw: Uint8Array;
};

/** The one element that fills `der`. Throws `DerError` on trailing bytes, indefinite or non-minimal lengths. */
export function readOne(der: Uint8Array, expected: number): Node {
  const node = readAt(der, 0);
  if (node.raw.length !== der.length) throw new DerError('结尾有多余字节');
  return expect(node, expected);
}

export function childrenOf(node: Node): Node[] {
  const children: Node[] = [];
  for (let at = 0; at < node.content.length; ) {
    const child = readAt(node.content, at);
    children.push(child);
    at += child.raw.length;
  }
  return children;
}

/** `node`, which must be there with this tag. */
export function expect(node: Node | undefined, expected: number): Node {
  if (node?.tag !== expected) throw new DerError(`应为 ${expected.toString(16)} 类型，实为 ${node?.tag.toString(16) ?? '空'}`);
  return node;
}

export function readOid(node: Node | undefined): string {
  const { content } = expect(node, tag.oid);
  if (content.length === 0 || (content[content.length - 1] as number) >= 0x80) throw new DerError('对象标识符不完整');
  const arcs: number[] = [];
  let value = 0;
  for (const byte of content) {
    value = value * 128 + (byte & 0x7f);
    if (!Number.isSafeInteger(value)) throw new DerError('对象标识符过长');
    if (byte < 0x80) {
      arcs.push(value);
      value = 0;
    }
  }
  const [joint = 0, ...rest] = arcs;
  const first = Math.min(2, Math.floor(joint / 40));
  return [first, joint - first * 40, ...rest].join('.');
}

/** The magnitude of a non-negative INTEGER, without leading zeros. */
export function readUnsigned(node: Node | undefined): Uint8Array {
  const { content } = expect(node, tag.integer);
  const [first, second] = content;
  if (first === undefined || first >= 0x80) throw new DerError('整数应为非负');
  if (first === 0 && second !== undefined && second < 0x80) throw new DerError('整数编码不是最短');
  return first === 0 && content.length > 1 ? content.subarray(1) : content;
}

export function readSmall(node: Node | undefined): number {
  const magnitude = readUnsigned(node);
  if (magnitude.length > 4) throw new DerError('整数过大');
  return Number.parseInt(toHex(magnitude), 16);
}

/** A BIT STRING of whole octets. */
export function readBits(node: Node | undefined): Uint8Array {
  const { content } = expect(node, tag.bitString);
  if (content[0] !== 0) throw new DerError('位串应为整字节');
  return content.subarray(1);
}

export function readBoolean(node: Node | undefined): boolean {
  const { content } = expect(node, tag.boolean);
  if (content.length !== 1 || (content[0] !== 0 && content[0] !== 0xff)) throw new DerError('布尔值编码不对');
  return content[0] === 0xff;
}

const latinStrings = new Set([0x12, tag.printableString, 0x14, 0x16]);
const bmpString = 0x1e;

/** The text of a directory string of any of the kinds that certification authorities use. */
export function readText(node: Node | undefined): string {
  if (node === undefined) throw new DerError('缺少文本');
  try {
    if (node.tag === tag.utf8String) return fromUtf8(node.content);
    if (node.tag === bmpString) return new TextDecoder('utf-16be', { fatal: true }).decode(node.content);
    if (latinStrings.has(node.tag)) return String.fromCharCode(...node.content);
  } catch {
    throw new DerError('文本编码不对');
  }
  throw new DerError(`文本类型 ${node.tag.toString(16)} 不认识`);
}

function readAt(der: Uint8Array, at: number): Node {
  const tagByte = der[at];
  const first = der[at + 1];
  if (tagByte === undefined || first === undefined) throw new DerError('数据不完整');
  if ((tagByte & 0x1f) === 0x1f) throw new DerError('标签过长');
  const { length, start } = first < 0x80 ? { length: first, start: at + 2 } : readLongLength(der, at + 2, first & 0x7f);
  const end = start + length;
  if (end > der.length) throw new DerError('数据不完整');
  return { tag: tagByte, content: der.subarray(start, end), raw: der.subarray(at, end) };
}

function readLongLength(der: Uint8Array, at: number, count: number): { length: number; start: number } {
  if (count < 1 || count > 3) throw new DerError('长度编码不对');
  let length = 0;
  for (let i = 0; i < count; i++) length = length * 256 + (der[at + i] ?? 0);
  if (length < 0x80 || length < 256 ** (count - 1)) throw new DerError('长度编码不是最短');
  return { length, start: at + count };
}
