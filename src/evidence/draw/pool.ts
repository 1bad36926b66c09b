import { fromHex, toHex } from '#kernel/bytes.ts';
import { leafHash } from '../log/hash.ts';
import { merkleRoot } from '../log/tree.ts';
import { byText, statementDigest } from './digest.ts';

/**
 * One who may be drawn: an expert, an inspector, or an object of inspection. `salt` (hex of random bytes) keeps the
 * published root from being searched for known people. `employerId` null: bound to no employer.
 */
export type PoolEntry = {
  readonly id: string;
  readonly employerId: string | null;
  readonly specialtyCodes: readonly string[];
  /** Administrative division, six digits, e.g. `150100`. */
  readonly regionCode: string;
  readonly salt: string;
};

/** Whom the draw must pass over, and why. */
export type AvoidanceEntry = {
  readonly kind: 'person' | 'employer';
  readonly id: string;
  readonly reason: string;
  readonly salt: string;
};

/** Commitment to one entry: opened singly, it shows nothing of the others. */
export function poolLeaf(entry: PoolEntry): string {
  return statementDigest('draw-pool/v1', { ...entry, specialtyCodes: entry.specialtyCodes.toSorted(byText) });
}

/** RFC 6962 root over the leaves in order of id; stands in the log before any request names it. */
export function poolRoot(pool: readonly PoolEntry[]): string {
  return rootOf(pool.toSorted((a, b) => byText(a.id, b.id)).map(poolLeaf));
}

export function avoidanceLeaf(entry: AvoidanceEntry): string {
  return statementDigest('draw-avoidance/v1', entry);
}

/** RFC 6962 root over the leaves in order of kind and id. */
export function avoidanceRoot(entries: readonly AvoidanceEntry[]): string {
  const sorted = entries.toSorted((a, b) => byText(a.kind, b.kind) || byText(a.id, b.id));
  return rootOf(sorted.map(avoidanceLeaf));
}

function rootOf(leaves: readonly string[]): string {
  return toHex(merkleRoot(leaves.map((leaf) => leafHash(fromHex(leaf)))));
}
