import { toHex } from '#kernel/bytes.ts';
import type { Json } from '#kernel/json.ts';
import { canonical } from '#kernel/json.ts';
import { sha256 } from '#kernel/sha256.ts';

/**
 * SHA-256 of a statement as 64 hex digits. `domain` keeps a digest made for one purpose from standing for another;
 * canonical JSON keeps two statements from sharing a byte form, as bare concatenation would let them.
 */
export function statementDigest(domain: string, statement: Json): string {
  return toHex(sha256(domain, new Uint8Array(1), canonical(statement)));
}

export function isDigest(text: string): boolean {
  return /^[0-9a-f]{64}$/.test(text);
}

/** Order of code units: the same on every machine and in every locale. */
export function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

export function hasDuplicates(keys: readonly string[]): boolean {
  return new Set(keys).size < keys.length;
}
