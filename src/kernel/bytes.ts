import { portableFromBase64url, portableFromHex, portableToBase64url, portableToHex } from './bytes.portable.ts';

/** Byte strings, in the forms that cross a wire. `Uint8Array` everywhere; `Buffer` never leaves an adapter. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const hasNativeForms = 'toHex' in Uint8Array.prototype && 'fromBase64' in Uint8Array;

export function utf8(text: string): Bytes {
  return encoder.encode(text) as Bytes;
}

/** Exact inverse of `utf8`: malformed bytes throw, and a leading U+FEFF stays, so that what was hashed is what is read. */
export function fromUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

export function concat(...parts: readonly Uint8Array[]): Bytes {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    whole.set(part, offset);
    offset += part.length;
  }
  return whole;
}

/** Lower case. */
export const toHex: (bytes: Uint8Array) => string = hasNativeForms ? (bytes) => bytes.toHex() : portableToHex;

/** Either case; an odd length or any other character throws SyntaxError. */
export const fromHex: (hex: string) => Bytes = hasNativeForms ? (hex) => Uint8Array.fromHex(hex) as Bytes : portableFromHex;

/** Base64url without padding. */
export const toBase64url: (bytes: Uint8Array) => string = hasNativeForms
  ? (bytes) => bytes.toBase64({ alphabet: 'base64url', omitPadding: true })
  : portableToBase64url;

/** Strict, so that bytes have one text: padding, white space, other alphabets and stray bits throw SyntaxError. */
export const fromBase64url: (text: string) => Bytes = hasNativeForms ? nativeFromBase64url : portableFromBase64url;

export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let i = 0; i < a.length; i++) difference |= (a[i] as number) ^ (b[i] as number);
  return difference === 0;
}

/** The native decoder skips white space and accepts padding and stray bits: each of them shows in the length or in the last chunk. */
function nativeFromBase64url(text: string): Bytes {
  const bytes = Uint8Array.fromBase64(text, { alphabet: 'base64url', lastChunkHandling: 'loose' }) as Bytes;
  const tail = bytes.length % 3;
  if (text.length !== Math.ceil((bytes.length * 4) / 3)) throw new SyntaxError('base64url: white space or padding');
  if (tail > 0 && toBase64url(bytes.subarray(-tail)) !== text.slice(-tail - 1)) throw new SyntaxError('base64url: stray bits');
  return bytes;
}
