import type { Bytes } from '#kernel/bytes.ts';
import { err, ok } from '#kernel/result.ts';
import type { Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { sealRefusals } from './seal.refusals.ts';

/** A ciphertext's length shows its plaintext's. A price sheet is padded to one length, so that it tells nothing. */
export const PADDED_BYTES = 64 * 1024;
const LENGTH_BYTES = 4;
export const MAX_PADDABLE_BYTES = PADDED_BYTES - LENGTH_BYTES;

/** Length (4 bytes, big-endian), content, zeros. */
export function pad(content: Uint8Array, object: string): Result<Bytes, Refusal> {
  if (content.length > MAX_PADDABLE_BYTES) {
    return err(sealRefusals.tooLargeToPad({ object, bytes: content.length, limit: MAX_PADDABLE_BYTES }));
  }
  const padded = new Uint8Array(PADDED_BYTES);
  new DataView(padded.buffer).setUint32(0, content.length);
  padded.set(content, LENGTH_BYTES);
  return ok(padded);
}

/** Strict: one content has one padded form. */
export function unpad(padded: Bytes, object: string): Result<Bytes, Refusal> {
  const refused = err(sealRefusals.badPadding({ object }));
  if (padded.length !== PADDED_BYTES) return refused;
  const length = new DataView(padded.buffer, padded.byteOffset).getUint32(0);
  if (length > MAX_PADDABLE_BYTES) return refused;
  if (padded.subarray(LENGTH_BYTES + length).some((byte) => byte !== 0)) return refused;
  return ok(padded.slice(LENGTH_BYTES, LENGTH_BYTES + length));
}
