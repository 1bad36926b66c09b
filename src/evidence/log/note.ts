import { concat, fromHex, fromUtf8, toHex, utf8 } from '#kernel/bytes.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import { fromBase64, toBase64 } from './base64.ts';
import type { Signer, VerifierKey } from './keys.ts';
import { isKeyName, isSignedBy, signatureType } from './keys.ts';
import { logRefusals } from './log.refusals.ts';

/** One signature line: `keyId` as 8 hex digits, `signature` without the key id. */
export type NoteSignature = { readonly name: string; readonly keyId: string; readonly signature: Uint8Array };

/** `text` ends in a newline and is what is signed. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] };

/** A note can be made arbitrarily long by adding lines of unknown keys, and each is kept until it is read. */
const maxSignatures = 64;

/** Note text and signature lines as one file (C2SP signed-note, format). */
export function formatNote(note: Note): string {
  return `${note.text}\n${note.signatures.map(formatSignature).join('')}`;
}

/** Strict: what `formatNote` would not write is refused. */
export function parseNote(file: string): Result<Note, Refusal> {
  const cut = file.lastIndexOf('\n\n');
  if (!isNoteText(file)) return malformed('含有控制字符或不是合法的 UTF-8');
  if (cut <= 0 || !file.endsWith('\n')) return malformed('没有签名部分');
  const lines = file.slice(cut + 2, -1).split('\n');
  if (lines.length > maxSignatures) return malformed(`签名多于 ${maxSignatures} 个`);
  const signatures: NoteSignature[] = [];
  for (const line of lines) {
    const signature = parseSignature(line);
    if (!signature) return malformed(`签名行 ${line.slice(0, 80)}`);
    signatures.push(signature);
  }
  return ok({ text: file.slice(0, cut + 1), signatures });
}

/** A plain Ed25519 signature over the note text (C2SP signed-note, type 0x01). */
export function signText(text: string, signer: Signer): NoteSignature {
  return { name: signer.key.name, keyId: signer.key.keyId, signature: signer.sign(utf8(text)) };
}

/**
 * Whether the plain signature of `key` stands on the note. Absent and false are told apart:
 * a known key whose signature fails condemns the whole note.
 */
export function checkSignature(note: Note, key: VerifierKey): 'valid' | 'absent' | 'bad' {
  const own = signaturesOf(note, key);
  if (key.type !== signatureType.ed25519 || own.length === 0) return 'absent';
  return own.every(({ signature }) => isSignedBy(key, utf8(note.text), signature)) ? 'valid' : 'bad';
}

/** Lines that claim to be from `key`; the claim is not yet checked. */
export function signaturesOf(note: Note, key: VerifierKey): NoteSignature[] {
  return note.signatures.filter(({ name, keyId }) => name === key.name && keyId === key.keyId);
}

function formatSignature({ name, keyId, signature }: NoteSignature): string {
  return `— ${name} ${toBase64(concat(fromHex(keyId), signature))}\n`;
}

function parseSignature(line: string): NoteSignature | null {
  const match = /^— ([^ ]+) ([^ ]+)$/u.exec(line);
  const [, name = '', encoded = ''] = match ?? [];
  const bytes = fromBase64(encoded);
  if (!isKeyName(name) || !bytes || bytes.length < 5) return null;
  return { name, keyId: toHex(bytes.subarray(0, 4)), signature: bytes.subarray(4) };
}

function isNoteText(file: string): boolean {
  return !/[\u0000-\u0009\u000b-\u001f]/u.test(file) && fromUtf8(utf8(file)) === file;
}

function malformed(detail: string): Result<never, Refusal> {
  return err(logRefusals.malformed({ what: '签名文本', detail }));
}
