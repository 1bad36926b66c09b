import { concat, toHex, utf8 } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import { canonical } from '#kernel/json.ts';
import type { Json } from '#kernel/json.ts';

/** Where random bytes come from; production passes nothing and gets the system's generator. */
export type Random = (length: number) => Bytes;

/** One call of the system's generator gives at most 65,536 bytes; nothing here asks for more than 32. */
export function systemRandom(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** A plain `Uint8Array` over the same memory (subclasses confuse WebCrypto and the Shamir package); copies shared memory. */
export function asBytes(view: Uint8Array): Bytes {
  const { buffer, byteOffset, byteLength } = view;
  return buffer instanceof ArrayBuffer ? new Uint8Array(buffer, byteOffset, byteLength) : new Uint8Array(view);
}

export async function sha256(bytes: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
}

export async function hashOfJson(value: Json): Promise<Bytes> {
  return sha256(utf8(canonical(value)));
}

/** `SHA-256(canonical(label) || 0x0A || secret)`: canonical JSON holds no raw line feed, so no two inputs meet. */
export async function commitTo(label: Json, secret: Uint8Array): Promise<string> {
  return toHex(await sha256(concat(utf8(canonical(label)), utf8('\n'), secret)));
}
