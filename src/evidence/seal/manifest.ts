import { toHex } from '#kernel/bytes.ts';
import type { Bytes } from '#kernel/bytes.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { hashOfJson } from './codec.ts';
import type { SealIdentity } from './binding.ts';

/** An HPKE envelope, both fields lower-case hex. */
export type Envelope = { readonly enc: string; readonly ciphertext: string };

export type SealedShare = Envelope & { readonly holderId: string };

/** One opening stage (e.g. `qualification`, `technical`, `price`): one key, opened at one time. */
export type SealedStage = {
  readonly stage: string;
  readonly keyCommit: string;
  readonly k: number;
  readonly n: number;
  /** In the order of `sealedShares`. */
  readonly shareCommits: readonly string[];
  readonly sealedShares: readonly SealedShare[];
  /** The stage key under the bidder's own certificate: the second way to open. */
  readonly bidderWrap: Envelope;
};

export type Padding = 'none' | 'fixed-64k';

export type SealedObject = {
  readonly name: string;
  readonly stage: string;
  /** With `fixed-64k` the true length stands inside the ciphertext only, and `sizeBytes` is 65,536. */
  readonly padding: Padding;
  readonly sizeBytes: number;
  readonly ctSizeBytes: number;
  /** RFC 6962 root over the part leaves, hex. */
  readonly ctRoot: string;
  readonly partCount: number;
};

/** What the bidder signs: everything about a sealed bid but its bytes. */
export type SealManifest = SealIdentity & {
  readonly v: 2;
  readonly suite: 'A';
  /**
   * The bid deadline in force when it was sealed. No key agent opens its envelope before it: the bidder's word, which the
   * operator cannot change without closing every envelope for good (`coreHashOf`).
   */
  readonly bidDeadlineAt: Instant;
  readonly holderSetId: string;
  /** Hash or version of the program that encrypted. */
  readonly encryptorBuild: string;
  readonly stages: readonly SealedStage[];
  readonly objects: readonly SealedObject[];
};

/** SHA-256 over the canonical JSON, hex: what the receipt, the close list and the signature name. */
export async function manifestHash(manifest: SealManifest): Promise<string> {
  return toHex(await hashOfJson(manifest));
}

/** The part of a manifest that is fixed before its envelopes are made. */
export type ManifestCore = Omit<SealManifest, 'stages'> & { readonly stages: readonly Omit<SealedStage, 'sealedShares' | 'bidderWrap'>[] };

/**
 * Hash of all but the envelopes. Each envelope carries it as AAD, so none opens in any manifest but its own:
 * a copied share cannot be released through a rival's bid, nor through a copy that names another instant.
 */
export function coreHashOf(core: ManifestCore): Promise<Bytes> {
  const stages = core.stages.map(({ stage, keyCommit, k, n, shareCommits }) => ({ stage, keyCommit, k, n, shareCommits }));
  return hashOfJson({ ...core, stages });
}

export function stageOf(manifest: SealManifest, stage: string): SealedStage | undefined {
  return manifest.stages.find((each) => each.stage === stage);
}

export function objectOf(manifest: SealManifest, name: string): SealedObject | undefined {
  return manifest.objects.find((each) => each.name === name);
}
