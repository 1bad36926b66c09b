import { expand, extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '#kernel/bytes.ts';
import { toHex, utf8 } from '#kernel/bytes.ts';
import { byText } from './digest.ts';

export type Ranked<T> = { readonly candidate: T; /** 64 hex digits; the smallest is first. */ readonly position: string };

/** Key of one row's ranking: HKDF-Extract (RFC 5869 §2.2) of the seed, salted with algorithm and row. */
export function rankingKey(seed: Uint8Array, row: string): Bytes {
  return new Uint8Array(extract(sha256, seed, utf8(`expert-draw/v1|${row}`)));
}

/**
 * Candidates by HKDF-Expand(key, id, 32), ascending (draft-thomson-elegy-vrs). Each position depends on key and id alone:
 * the order of input, and who else is in the list, change nothing.
 */
export function rank<T extends { readonly id: string }>(key: Uint8Array, candidates: readonly T[]): Ranked<T>[] {
  return candidates
    .map((candidate) => ({ candidate, position: toHex(expand(sha256, key, utf8(candidate.id), 32)) }))
    .toSorted((a, b) => byText(a.position, b.position) || byText(a.candidate.id, b.candidate.id));
}
