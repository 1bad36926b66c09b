import { concat, utf8 } from '#kernel/bytes.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { instant, microsPerSecond } from '#kernel/time/instant.ts';
import type { Signer, VerifierKey } from './keys.ts';
import { isSignedBy, signatureType } from './keys.ts';
import { logRefusals } from './log.refusals.ts';
import type { Note, NoteSignature } from './note.ts';
import { signaturesOf } from './note.ts';

/** `at` is the co-signer's own clock, in whole seconds: evidence of time, never what decides it. */
export type Cosignature = { readonly name: string; readonly at: Instant };

const timestampLength = 8;
const latestSecond = Math.floor(Number.MAX_SAFE_INTEGER / microsPerSecond);

/**
 * Co-signs a checkpoint body (C2SP tlog-cosignature, Ed25519). Says: at this second this is the largest tree of this log
 * that I have seen, and it extends all I have seen before. The caller has checked that.
 */
export function cosign(text: string, signer: Signer, at: Instant): NoteSignature {
  if (signer.key.type !== signatureType.cosignature) throw new TypeError(`key ${signer.key.name} is no co-signing key`);
  const seconds = Math.floor(at / microsPerSecond);
  const signature = concat(timestamp(seconds), signer.sign(signedMessage(text, seconds)));
  return { name: signer.key.name, keyId: signer.key.keyId, signature };
}

/** The co-signature of `key`; null when there is none; refused when one is false. Of several true ones the earliest. */
export function readCosignature(note: Note, key: VerifierKey): Result<Cosignature | null, Refusal> {
  if (key.type !== signatureType.cosignature) return ok(null);
  let earliest: number | null = null;
  for (const { signature } of signaturesOf(note, key)) {
    const seconds = readTimestamp(signature);
    if (seconds === null || !isSignedBy(key, signedMessage(note.text, seconds), signature.subarray(timestampLength))) {
      return err(logRefusals.badSignature({ key: key.name }));
    }
    earliest = earliest === null ? seconds : Math.min(earliest, seconds);
  }
  return ok(earliest === null ? null : { name: key.name, at: instant(earliest * microsPerSecond) });
}

function signedMessage(text: string, seconds: number): Uint8Array {
  return utf8(`cosignature/v1\ntime ${seconds}\n${text}`);
}

function timestamp(seconds: number): Uint8Array {
  const bytes = new Uint8Array(timestampLength);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(seconds));
  return bytes;
}

/** Null beyond what an `Instant` can hold, some 250 years from now. */
function readTimestamp(signature: Uint8Array): number | null {
  if (signature.length !== timestampLength + 64) return null;
  const seconds = Number(new DataView(signature.buffer, signature.byteOffset).getBigUint64(0));
  return seconds <= latestSecond ? seconds : null;
}
