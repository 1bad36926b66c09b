import type { Bytes } from '#kernel/bytes.ts';
import { concat, utf8 } from '#kernel/bytes.ts';

/** DER (X.690), as much of it as certificates and revocation lists need: one-byte tags, definite minimal lengths. */
export const tag = {
  boolean: 0x01, integer: 0x02, bitString: 0x03, octetString: 0x04, null: 0x05, oid: 0x06, enumerated: 0x0a, utf8String: 0x0c,
  printableString: 0x13, utcTime: 0x17, generalizedTime: 0x18, sequence: 0x30, set: 0x31,
} as const;

/** `[n]` constructed. */
export function explicit(n: number): number {
  return 0xa0 | n;
}

/** `[n]` primitive. */
export function implicit(n: number): number {
  return 0x80 | n;
}

export function tlv(tagByte: number, ...parts: readonly Uint8Array[]): Bytes {
  const content = concat(...parts);
  return concat(Uint8Array.of(tagByte), lengthOctets(content.length), content);
}

export function sequence(...parts: readonly Uint8Array[]): Bytes {
  return tlv(tag.sequence, ...parts);
}

/** A non-negative INTEGER from its magnitude. */
export function unsigned(magnitude: Uint8Array): Bytes {
  let start = 0;
  while (start < magnitude.length - 1 && magnitude[start] === 0) start++;
  const trimmed = magnitude.subarray(start);
  return tlv(tag.integer, (trimmed[0] ?? 0) >= 0x80 ? Uint8Array.of(0) : new Uint8Array(0), trimmed);
}

export function bitString(bytes: Uint8Array): Bytes {
  return tlv(tag.bitString, Uint8Array.of(0), bytes);
}

/** A named bit list of one octet, not zero: bit 0 is the highest bit, trailing zero bits are dropped. */
export function namedBits(bits: number): Bytes {
  const unused = 31 - Math.clz32(bits & -bits);
  return tlv(tag.bitString, Uint8Array.of(unused, bits));
}

export function oid(dotted: string): Bytes {
  const [first = 0, second = 0, ...rest] = dotted.split('.').map(Number);
  return tlv(tag.oid, Uint8Array.from([first * 40 + second, ...rest].flatMap(base128)));
}

export function text(value: string): Bytes {
  return tlv(tag.utf8String, utf8(value));
}

function base128(value: number): number[] {
  const digits = [value & 0x7f];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) digits.unshift((rest & 0x7f) | 0x80);
  return digits;
}

function lengthOctets(length: number): Uint8Array {
  if (length < 0x80) return Uint8Array.of(length);
  const octets: number[] = [];
  for (let rest = length; rest > 0; rest >>>= 8) octets.unshift(rest & 0xff);
  return Uint8Array.of(0x80 | octets.length, ...octets);
}
