import { extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import type { Bytes } from '#kernel/bytes.ts';
import { fromHex, toHex, utf8 } from '#kernel/bytes.ts';
import { canonical } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import { byText, hasDuplicates, isDigest, statementDigest } from './digest.ts';
import { drawRefusals } from './draw.refusals.ts';

/** Named in the request. Roles differ because interests do: initiator, centre, bidders' representative, … */
export type Contributor = { readonly partyId: string; readonly role: string };

/**
 * First round. `escrowHash` is SHA-256 of the envelope in which the value lies sealed to the key holders: whoever does not
 * reveal is opened, so the last to speak cannot choose by keeping silent.
 */
export type CommittedContribution = { readonly partyId: string; readonly commitment: string; readonly escrowHash: string };

/**
 * Second round, only after every commitment stands in one checkpoint. `value` is 32 random bytes in hex.
 * The adversary is a party whose envelope holds rubbish: he waits for the others' values, then reveals or lets the draw fail.
 * Where the key holders open all envelopes at one moment, and only that opening counts, he has nothing to wait for.
 */
export type OpenedContribution = {
  readonly partyId: string;
  readonly value: string;
  readonly openedBy: 'contributor' | 'keyHolders';
};

export type ContributionRounds = {
  /** Root (hex) of the FIRST checkpoint that holds the request and every commitment; no later one may stand for it. */
  readonly checkpointRoot: string;
  readonly commitments: readonly CommittedContribution[];
  readonly contributions: readonly OpenedContribution[];
};

/** Hides the value by its own randomness; bound to draw and party, so that no one can commit to another's value. */
export function contributionCommit(value: Uint8Array, drawId: string, partyId: string): string {
  if (value.length !== 32) throw new RangeError('a contribution is 32 random bytes');
  return commitmentOf(toHex(value), drawId, partyId);
}

export function checkContributors(contributors: readonly Contributor[]): Result<void, Refusal> {
  if (hasDuplicates(contributors.map(({ partyId }) => partyId))) return err(drawRefusals.duplicateEntry({ list: '参与方' }));
  return new Set(contributors.map(({ role }) => role)).size < 2 ? err(drawRefusals.tooFewContributors({})) : ok(undefined);
}

/** Every named contributor committed and was opened, exactly once, to the value it had committed to. */
export function checkContributions(
  drawId: string,
  contributors: readonly Contributor[],
  { checkpointRoot, commitments, contributions }: ContributionRounds,
): Result<void, Refusal> {
  if (!isDigest(checkpointRoot)) return err(drawRefusals.invalidRequest({ detail: '检查点根哈希应为 64 位十六进制' }));
  if (!sameParties(contributors, commitments)) return err(drawRefusals.contributorsDiffer({ step: '承诺' }));
  if (!sameParties(contributors, contributions)) return err(drawRefusals.contributorsDiffer({ step: '公开' }));
  const committed = new Map(commitments.map(({ partyId, commitment }) => [partyId, commitment]));
  for (const { partyId, value } of contributions) {
    const holds = isDigest(value) && committed.get(partyId) === commitmentOf(value, drawId, partyId);
    if (!holds) return err(drawRefusals.commitmentBroken({ partyId }));
  }
  return ok(undefined);
}

/**
 * HKDF-Extract (RFC 5869 §2.2) over all contributions in order of party, salted with what was fixed before any of them was
 * open. One honest contributor makes the seed unpredictable for all others; the salt keeps seeds of two draws apart.
 */
export function drawSeed(algorithm: string, requestHash: string, rounds: ContributionRounds): Bytes {
  const values = rounds.contributions
    .map(({ partyId, value }) => ({ partyId, value }))
    .toSorted((a, b) => byText(a.partyId, b.partyId));
  const salt = statementDigest(`${algorithm}|seed`, { requestHash, checkpointRoot: rounds.checkpointRoot });
  return new Uint8Array(extract(sha256, utf8(canonical(values)), fromHex(salt)));
}

function commitmentOf(value: string, drawId: string, partyId: string): string {
  return statementDigest('draw-contribution/v1', { drawId, partyId, value });
}

function sameParties(named: readonly Contributor[], acted: readonly { readonly partyId: string }[]): boolean {
  const parties = new Set(acted.map(({ partyId }) => partyId));
  return acted.length === named.length && named.every(({ partyId }) => parties.has(partyId));
}
