import { equalBytes, sha256, type Bytes } from './bytes.ts';

/** RFC 9162 §2.1: a prefix keeps a leaf from passing as an interior node. */
export function leafHash(data: Uint8Array): Promise<Bytes> {
  return sha256(Uint8Array.of(0), data);
}

export function nodeHash(left: Uint8Array, right: Uint8Array): Promise<Bytes> {
  return sha256(Uint8Array.of(1), left, right);
}

/** Root over leaf hashes that are all at hand (RFC 9162 §2.1.1). */
export async function merkleRoot(leaves: readonly Bytes[]): Promise<Bytes> {
  const [only] = leaves;
  if (only === undefined) return sha256();
  if (leaves.length === 1) return only;
  let left = 1;
  while (left * 2 < leaves.length) left *= 2;
  return nodeHash(await merkleRoot(leaves.slice(0, left)), await merkleRoot(leaves.slice(left)));
}

export type InclusionClaim = { readonly leaf: Uint8Array; readonly index: number; readonly size: number; readonly root: Uint8Array };

/** RFC 9162 §2.1.3.2. The attacker chooses index and path; size and root come from a signed checkpoint. */
export async function isIncluded({ leaf, index, size, root }: InclusionClaim, path: readonly Uint8Array[]): Promise<boolean> {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size || leaf.length !== 32 || path.some((hash) => hash.length !== 32)) return false;
  let fn = index;
  let sn = size - 1;
  let hash = leaf;
  for (const sibling of path) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      hash = await nodeHash(sibling, hash);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      hash = await nodeHash(hash, sibling);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equalBytes(hash, root);
}

export type Head = { readonly size: number; readonly root: Uint8Array };

/** Whether the first tree is a prefix of the second (RFC 9162 §2.1.4.2). The empty tree says nothing and fails. */
export async function isConsistent(first: Head, second: Head, proof: readonly Uint8Array[]): Promise<boolean> {
  if (!Number.isSafeInteger(first.size) || !Number.isSafeInteger(second.size) || first.size < 1 || first.size > second.size || proof.some((hash) => hash.length !== 32)) return false;
  if (first.size === second.size) return proof.length === 0 && equalBytes(first.root, second.root);
  if (proof.length === 0) return false;
  const path = isPowerOfTwo(first.size) ? [first.root, ...proof] : proof;
  let fn = first.size - 1;
  let sn = second.size - 1;
  while (fn % 2 === 1) [fn, sn] = [half(fn), half(sn)];
  let old = path[0] as Uint8Array;
  let grown = old;
  for (const hash of path.slice(1)) {
    if (sn === 0) return false;
    if (fn % 2 === 1 || fn === sn) {
      old = await nodeHash(hash, old);
      grown = await nodeHash(hash, grown);
      while (fn % 2 === 0 && fn !== 0) [fn, sn] = [half(fn), half(sn)];
    } else {
      grown = await nodeHash(grown, hash);
    }
    [fn, sn] = [half(fn), half(sn)];
  }
  return sn === 0 && equalBytes(old, first.root) && equalBytes(grown, second.root);
}

function half(value: number): number {
  return Math.floor(value / 2);
}

function isPowerOfTwo(value: number): boolean {
  let power = 1;
  while (power < value) power *= 2;
  return power === value;
}
