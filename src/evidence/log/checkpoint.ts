import { equalBytes } from '#kernel/bytes.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import { fromBase64, toBase64 } from './base64.ts';
import type { Cosignature } from './cosignature.ts';
import { readCosignature } from './cosignature.ts';
import { hashLength } from './hash.ts';
import type { Signer, VerifierKey } from './keys.ts';
import { logRefusals } from './log.refusals.ts';
import { isCount } from './nodes.ts';
import type { Note } from './note.ts';
import { checkSignature, formatNote, parseNote, signText } from './note.ts';

/** A tree head: `origin` names the log, `rootHash` is the RFC 6962 root at `size`. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly rootHash: Uint8Array };

/** What a verifier holds beforehand and never takes from the file it checks. The log's key name is its origin. */
export type LogTrust = {
  readonly logKey: VerifierKey;
  readonly cosigners: readonly VerifierKey[];
  /** How many distinct co-signers must stand under a checkpoint. */
  readonly quorum: number;
};

export type VerifiedCheckpoint = { readonly checkpoint: Checkpoint; readonly cosignatures: readonly Cosignature[] };

/** The three lines that are signed (C2SP tlog-checkpoint, note text). Extension lines are never written. */
export function formatCheckpoint({ origin, size, rootHash }: Checkpoint): string {
  return `${origin}\n${size}\n${toBase64(rootHash)}\n`;
}

/** Reads a checkpoint body; extension lines of other logs pass unread. */
export function parseCheckpoint(text: string): Result<Checkpoint, Refusal> {
  const lines = text.split('\n');
  const [origin = '', count = '', root = ''] = lines;
  const rootHash = fromBase64(root);
  const size = Number(count);
  if (lines.length < 4 || lines.pop() !== '' || lines.includes('')) return malformed('行数不对或有空行');
  if (!/^(0|[1-9]\d*)$/.test(count) || !isCount(size)) return malformed('树大小');
  if (rootHash?.length !== hashLength) return malformed('根哈希');
  return ok({ origin, size, rootHash });
}

/** Signs a checkpoint as the log. The caller guarantees one root per size: two signed roots for one size are proof of fraud. */
export function signCheckpoint(checkpoint: Checkpoint, signer: Signer): string {
  if (checkpoint.origin !== signer.key.name) throw new TypeError(`key ${signer.key.name} does not sign for ${checkpoint.origin}`);
  const text = formatCheckpoint(checkpoint);
  return formatNote({ text, signatures: [signText(text, signer)] });
}

/**
 * Verifies the log's signature, the origin, every co-signature of a known co-signer, and the quorum.
 * One known key whose signature fails condemns the note; lines of unknown keys are passed over.
 */
export function verifyCheckpoint(file: string, trust: LogTrust): Result<VerifiedCheckpoint, Refusal> {
  const note = parseNote(file);
  if (!note.ok) return note;
  const signed = checkSignature(note.value, trust.logKey);
  if (signed === 'absent') return err(logRefusals.unsigned({ key: trust.logKey.name }));
  if (signed === 'bad') return err(logRefusals.badSignature({ key: trust.logKey.name }));
  const checkpoint = parseCheckpoint(note.value.text);
  if (!checkpoint.ok) return checkpoint;
  if (checkpoint.value.origin !== trust.logKey.name) {
    return err(logRefusals.foreignOrigin({ got: checkpoint.value.origin, want: trust.logKey.name }));
  }
  const cosignatures = readAllCosignatures(note.value, trust.cosigners);
  if (!cosignatures.ok) return cosignatures;
  const got = cosignatures.value.length;
  if (got < trust.quorum) return err(logRefusals.tooFewCosigners({ got, want: trust.quorum }));
  return ok({ checkpoint: checkpoint.value, cosignatures: cosignatures.value });
}

/** One per co-signing public key, however often the key is configured or its line repeated. */
function readAllCosignatures(note: Note, cosigners: readonly VerifierKey[]): Result<Cosignature[], Refusal> {
  const distinct = cosigners.filter((key, i) => cosigners.findIndex((other) => equalBytes(other.publicKey, key.publicKey)) === i);
  const found: Cosignature[] = [];
  for (const key of distinct) {
    const cosignature = readCosignature(note, key);
    if (!cosignature.ok) return cosignature;
    if (cosignature.value) found.push(cosignature.value);
  }
  return ok(found);
}

function malformed(detail: string): Result<never, Refusal> {
  return err(logRefusals.malformed({ what: '检查点', detail }));
}
