import { combine, split } from 'shamir-secret-sharing';
import type { Bytes } from '#kernel/bytes.ts';
import { assert, present } from '#kernel/assert.ts';
import { asBytes } from './codec.ts';
import { keyCommitOf, shareCommitOf } from './binding.ts';
import type { SealIdentity } from './binding.ts';

/** Three of four: initiator and centre alone cannot open, and one absent holder stops nothing. */
export const DEFAULT_THRESHOLD = { k: 3, n: 4 } as const;

export type Threshold = { readonly k: number; readonly n: number };
export type Dealt = { readonly keyCommit: string; readonly shareCommits: readonly string[]; readonly shares: readonly Bytes[] };

/** Splits a stage key and commits to it and to every share, so that a wrong one is recognised and named. */
export async function deal(identity: SealIdentity, stage: string, key: Bytes, { k, n }: Threshold): Promise<Dealt> {
  assert(key.length === 32, 'a stage key has 32 bytes');
  const shares = (await split(key, n, k)).map(asBytes);
  return {
    shares,
    keyCommit: await keyCommitOf(identity, stage, key),
    shareCommits: await Promise.all(shares.map((share, index) => shareCommitOf(identity, stage, index, share))),
  };
}

/** What the bidder signed about one stage's key. */
export type KeyPromise = {
  readonly stage: string;
  readonly keyCommit: string;
  readonly k: number;
  readonly shareCommits: readonly string[];
};

export type OfferedShare = { readonly index: number; readonly share: Bytes };

/**
 * - `opened`: the one key the bidder promised. `inconsistent` lists shares that the bidder promised but that lie
 *   off the others' polynomial: they change nothing here and are the bidder's fault.
 * - `too-few`: fewer than k offered shares are the promised ones; asking more holders may help.
 * - `dealer-fault`: k promised shares do not give the promised key: the bidder's own signed fault.
 * `wrong` lists, by place in the manifest, who offered a share that is not the promised one.
 */
export type Combined =
  | { readonly kind: 'opened'; readonly key: Bytes; readonly used: readonly number[]; readonly inconsistent: readonly number[]; readonly wrong: readonly number[] }
  | { readonly kind: 'too-few'; readonly have: number; readonly need: number; readonly wrong: readonly number[] }
  | { readonly kind: 'dealer-fault'; readonly tried: readonly number[]; readonly wrong: readonly number[] };

/** Tries every k of the promised shares in a fixed order, so the answer never depends on who answered first. */
export async function combineShares(identity: SealIdentity, promise: KeyPromise, offered: readonly OfferedShare[]): Promise<Combined> {
  const { good, wrong } = await sortOut(identity, promise, offered);
  if (good.length < promise.k) return { kind: 'too-few', have: good.length, need: promise.k, wrong };
  for (const subset of subsetsOf(good, promise.k)) {
    const key = await interpolate(subset);
    if (!key || (await keyCommitOf(identity, promise.stage, key)) !== promise.keyCommit) continue;
    const used = subset.map(({ index }) => index);
    return { kind: 'opened', key, used, wrong, inconsistent: await offPolynomial(identity, promise, { good, subset }) };
  }
  return { kind: 'dealer-fault', tried: good.map(({ index }) => index), wrong };
}

async function sortOut(identity: SealIdentity, promise: KeyPromise, offered: readonly OfferedShare[]): Promise<{ good: OfferedShare[]; wrong: number[] }> {
  const good = new Map<number, OfferedShare>();
  const wrong = new Set<number>();
  for (const offer of offered) {
    const commit = await shareCommitOf(identity, promise.stage, offer.index, offer.share);
    if (commit === promise.shareCommits[offer.index]) good.set(offer.index, offer);
    else wrong.add(offer.index);
  }
  return { good: [...good.values()].sort(byIndex), wrong: [...wrong].sort((a, b) => a - b) };
}

/** Null where the shares are no points of one polynomial: malformed, or two with one coordinate. */
async function interpolate(shares: readonly OfferedShare[]): Promise<Bytes | null> {
  if (shares.some(({ share }) => !isShare(share))) return null;
  try {
    return asBytes(await combine(shares.map(({ share }) => asBytes(share))));
  } catch {
    return null;
  }
}

/** 32 bytes and a coordinate that is not zero: at zero the share would be the key itself. */
export function isShare(share: Uint8Array): boolean {
  return share.length === 33 && share[32] !== 0;
}

async function offPolynomial(identity: SealIdentity, promise: KeyPromise, { good, subset }: { good: readonly OfferedShare[]; subset: readonly OfferedShare[] }): Promise<number[]> {
  const off: number[] = [];
  for (const other of good.filter((share) => !subset.includes(share))) {
    const key = await interpolate([...subset.slice(1), other]);
    if (!key || (await keyCommitOf(identity, promise.stage, key)) !== promise.keyCommit) off.push(other.index);
  }
  return off;
}

function* subsetsOf<T>(items: readonly T[], size: number, from = 0): Generator<T[]> {
  if (size === 0) {
    yield [];
    return;
  }
  for (let i = from; i <= items.length - size; i++) {
    for (const rest of subsetsOf(items, size - 1, i + 1)) yield [present(items[i], 'item'), ...rest];
  }
}

function byIndex(a: OfferedShare, b: OfferedShare): number {
  return a.index - b.index;
}
