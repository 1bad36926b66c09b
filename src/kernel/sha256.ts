import { sha256 as portable } from '@noble/hashes/sha2.js';
import type { Bytes } from './bytes.ts';

/** Node's own where there is one: a third of the time, and a command takes a dozen. Browsers have theirs only as a promise. */
const native = (globalThis as { process?: Partial<NodeJS.Process> }).process?.getBuiltinModule?.('node:crypto');

/** SHA-256 (FIPS 180-4), at once. */
export const sha256: (data: Uint8Array) => Bytes = native ? (data) => new Uint8Array(native.hash('sha256', data, 'buffer')) : portableSha256;

export function portableSha256(data: Uint8Array): Bytes {
  return new Uint8Array(portable(data));
}
