import type { FileHandle } from 'node:fs/promises';
import { hash } from 'node:crypto';
import { equalBytes, type Bytes } from '#kernel/bytes.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { FLOE_GCM256_1M, SEGMENT_OVERHEAD, headerLength } from '#evidence/seal/floe.ts';
import { PART_BYTES, rootOfParts } from '#evidence/seal/parts.ts';
import { uploadRefusals } from './upload.refusals.ts';

const notLast = 0xffffffff;
const { segmentLength, ivLength } = FLOE_GCM256_1M;
const headerBytes = headerLength(FLOE_GCM256_1M);

/** What every ciphertext of suite A begins with: AEAD 0, KDF 0, segment length, IV length. A PDF, a zip or a sheet does not. */
const suiteMark = suiteMarkOf();
export const markBytes = suiteMark.length;

export function beginsSealed(start: Uint8Array): boolean {
  return start.length >= suiteMark.length && equalBytes(start.subarray(0, suiteMark.length), suiteMark);
}

/** Whether a ciphertext may have this length: header, whole segments, and one more that is not shorter than its overhead. */
export function isCiphertextSize(sizeBytes: number): boolean {
  const segments = sizeBytes - headerBytes;
  const last = segments % segmentLength;
  return segments >= SEGMENT_OVERHEAD && (last === 0 || last >= SEGMENT_OVERHEAD);
}

/**
 * The root over the parts of a ciphertext, read once in bounded memory. Refused when it is not shaped as the seal shapes
 * its ciphertexts: the platform cannot open it, but it can tell that something is not encrypted.
 */
export async function rootOfCiphertext(file: FileHandle, sizeBytes: number): Promise<Result<string, Refusal>> {
  if (!isCiphertextSize(sizeBytes)) return err(uploadRefusals.notEncrypted({}));
  const leaves: Bytes[] = [];
  const part = new Uint8Array(1 + PART_BYTES);
  for (let at = 0; at < sizeBytes; at += PART_BYTES) {
    const length = Math.min(PART_BYTES, sizeBytes - at);
    const { bytesRead } = await file.read(part, 1, length, at);
    const read = part.subarray(1, 1 + length);
    if (bytesRead !== length || !isShaped(read, at, sizeBytes)) return err(uploadRefusals.notEncrypted({}));
    leaves.push(new Uint8Array(hash('sha256', part.subarray(0, 1 + length), 'buffer')));
  }
  return ok(await rootOfParts(leaves));
}

/** Each segment begins with its mark: all but the last say "not the last", the last says its length. */
function isShaped(part: Uint8Array, at: number, sizeBytes: number): boolean {
  if (at === 0 && !beginsSealed(part)) return false;
  const view = new DataView(part.buffer, part.byteOffset, part.length);
  const first = Math.max(0, Math.ceil((at - headerBytes) / segmentLength));
  for (let start = headerBytes + first * segmentLength; start + 4 <= at + part.length && start < sizeBytes; start += segmentLength) {
    const left = sizeBytes - start;
    if (view.getUint32(start - at) !== (left > segmentLength ? notLast : left)) return false;
  }
  return true;
}

function suiteMarkOf(): Bytes {
  const mark = new Uint8Array(10);
  const view = new DataView(mark.buffer);
  view.setUint32(2, segmentLength);
  view.setUint32(6, ivLength);
  return mark;
}
