import { Fault } from './fault.ts';

/** One DER element. `raw` is tag, length and content. */
export type Element = { readonly tag: number; readonly content: Uint8Array; readonly raw: Uint8Array };

export const tag = {
  boolean: 0x01, integer: 0x02, bitString: 0x03, octetString: 0x04, oid: 0x06, utf8String: 0x0c, printableString: 0x13,
  utcTime: 0x17, generalizedTime: 0x18, sequence: 0x30, set: 0x31,
} as const;

/** A certificate has one encoding or none: indefinite, over-long and trailing bytes all fail. */
export function readWhole(der: Uint8Array, expected: number): Element {
  const element = readAt(der, 0);
  if (element.raw.length !== der.length) fail('结尾有多余字节');
  return expect(element, expected);
}

export function children({ content }: Element): Element[] {
  const elements: Element[] = [];
  for (let at = 0; at < content.length; ) {
    const element = readAt(content, at);
    elements.push(element);
    at += element.raw.length;
  }
  return elements;
}

export function expect(element: Element | undefined, expected: number): Element {
  return element?.tag === expected ? element : fail(`应为 ${expected.toString(16)} 型元素`);
}

export function readOid(element: Element | undefined): string {
  const { content } = expect(element, tag.oid);
  const arcs: number[] = [];
  let value = 0;
  for (const [i, byte] of content.entries()) {
    if (value === 0 && byte === 0x80) fail('对象标识符编码不是最短');
    value = value * 128 + (byte & 0x7f);
    if (value > 2 ** 40 || (byte >= 0x80 && i === content.length - 1)) fail('对象标识符不对');
    if (byte < 0x80) {
      arcs.push(value);
      value = 0;
    }
  }
  const [joint] = arcs;
  if (joint === undefined) return fail('对象标识符为空');
  const first = Math.min(2, Math.floor(joint / 40));
  return [first, joint - 40 * first, ...arcs.slice(1)].join('.');
}

/** Magnitude of a non-negative INTEGER, without leading zeros. */
export function readUnsigned(element: Element | undefined): Uint8Array {
  const { content } = expect(element, tag.integer);
  const [first, second] = content;
  if (first === undefined || first >= 0x80 || (first === 0 && second !== undefined && second < 0x80)) return fail('整数编码不对');
  return first === 0 && content.length > 1 ? content.subarray(1) : content;
}

export function readSmall(element: Element | undefined): number {
  const magnitude = readUnsigned(element);
  return magnitude.length > 4 ? fail('整数过大') : magnitude.reduce((value, byte) => value * 256 + byte, 0);
}

export function readBoolean(element: Element | undefined): boolean {
  const [value, ...more] = expect(element, tag.boolean).content;
  return more.length === 0 && (value === 0 || value === 0xff) ? value === 0xff : fail('布尔值编码不对');
}

/** A BIT STRING of whole octets. */
export function readOctets(element: Element | undefined): Uint8Array {
  const { content } = expect(element, tag.bitString);
  return content[0] === 0 ? content.subarray(1) : fail('位串应为整字节');
}

function readAt(der: Uint8Array, at: number): Element {
  const tagByte = der[at];
  const first = der[at + 1];
  if (tagByte === undefined || first === undefined || (tagByte & 0x1f) === 0x1f) return fail('数据不完整或标签过长');
  const [length, start] = first < 0x80 ? [first, at + 2] : longLength(der, at + 2, first & 0x7f);
  const end = start + length;
  if (end > der.length) return fail('数据不完整');
  return { tag: tagByte, content: der.subarray(start, end), raw: der.subarray(at, end) };
}

function longLength(der: Uint8Array, at: number, count: number): [number, number] {
  if (count < 1 || count > 3 || at + count > der.length) return fail('长度编码不对');
  const length = der.subarray(at, at + count).reduce((value, byte) => value * 256 + byte, 0);
  return length < 0x80 || length < 256 ** (count - 1) ? fail('长度编码不是最短') : [length, at + count];
}

export function fail(why: string): never {
  throw new Fault('signature.certificate', `证书无法读取：${why}`);
}
