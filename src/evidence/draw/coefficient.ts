import { expand } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { assert, present } from '#kernel/assert.ts';
import { toHex, utf8 } from '#kernel/bytes.ts';
import { canonical } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { err, ok } from '#kernel/result.ts';
import type { ContributionRounds, Contributor } from './contributions.ts';
import { checkContributions, checkContributors, drawSeed } from './contributions.ts';
import { hasDuplicates, statementDigest } from './digest.ts';
import { drawRefusals } from './draw.refusals.ts';

export const coefficientAlgorithm = 'coefficient-draw/v1';

/** Published with the tender document. `candidates` are decimal strings, each value once, in the order in which they are counted. */
export type CoefficientRequest = {
  readonly algorithm: typeof coefficientAlgorithm;
  readonly drawId: string;
  readonly candidates: readonly string[];
  readonly contributors: readonly Contributor[];
};

/** `checkpointRoot` is that of the first checkpoint which holds the close list and every commitment: no bid can know the draw. */
export type CoefficientMaterial = ContributionRounds & { readonly request: CoefficientRequest };

export type CoefficientTranscript = ContributionRounds & {
  readonly algorithm: typeof coefficientAlgorithm;
  readonly drawId: string;
  readonly requestHash: string;
  readonly seed: string;
  /** Words that were drawn, all but the last rejected because they would have favoured the first candidates. */
  readonly words: readonly number[];
  readonly index: number;
  readonly value: string;
};

export function coefficientRequestHash(request: CoefficientRequest): string {
  return statementDigest(`${coefficientAlgorithm}|request`, request);
}

/** Draws one of the published values, all equally likely. */
export function drawCoefficient(material: CoefficientMaterial): Result<CoefficientTranscript, Refusal> {
  const { request, checkpointRoot, commitments, contributions } = material;
  const rounds = { checkpointRoot, commitments, contributions };
  const checked = checkCoefficientRequest(request);
  if (!checked.ok) return checked;
  const contributed = checkContributions(request.drawId, request.contributors, rounds);
  if (!contributed.ok) return contributed;
  const requestHash = coefficientRequestHash(request);
  const seed = drawSeed(coefficientAlgorithm, requestHash, rounds);
  const { words, index } = unbiasedIndex(seed, request.candidates.length);
  return ok({
    algorithm: coefficientAlgorithm,
    drawId: request.drawId,
    requestHash,
    ...rounds,
    seed: toHex(seed),
    words,
    index,
    value: present(request.candidates[index], 'drawn candidate'),
  });
}

/** Draws again and compares every byte. */
export function verifyCoefficient(material: CoefficientMaterial, transcript: CoefficientTranscript): Result<void, Refusal> {
  const again = drawCoefficient(material);
  if (!again.ok) return again;
  return canonical(again.value) === canonical(transcript) ? ok(undefined) : err(drawRefusals.transcriptDiffers({ part: '系数抽取' }));
}

export function checkCoefficientRequest({ algorithm, candidates, contributors }: CoefficientRequest): Result<void, Refusal> {
  const invalid = (detail: string): Result<never, Refusal> => err(drawRefusals.invalidRequest({ detail }));
  if (algorithm !== coefficientAlgorithm) return invalid(`算法应为 ${coefficientAlgorithm}`);
  if (candidates.length < 2) return invalid('候选系数应不少于两个');
  if (!candidates.every((text) => /^-?(0|[1-9]\d*)(\.\d+)?$/.test(text))) return invalid('候选系数应为十进制小数');
  if (hasDuplicates(candidates.map(decimalValue))) return err(drawRefusals.duplicateEntry({ list: '候选系数' }));
  return checkContributors(contributors);
}

/**
 * A number below `count`, each equally likely: 32-bit words from HKDF-Expand (RFC 5869 §2.3), and those above the largest
 * multiple of `count` are rejected.
 */
export function unbiasedIndex(seed: Uint8Array, count: number): { readonly words: readonly number[]; readonly index: number } {
  assert(Number.isSafeInteger(count) && count >= 1 && count <= 2 ** 32, `no count to draw from: ${count}`);
  const limit = 2 ** 32 - (2 ** 32 % count);
  const words: number[] = [];
  for (;;) {
    const bytes = expand(sha256, seed, utf8(`${coefficientAlgorithm}|${words.length}`), 4);
    const word = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
    words.push(word);
    if (word < limit) return { words, index: word % count };
  }
}

/** `0.950` and `0.95` are one value: listed twice it would be drawn twice as often. */
function decimalValue(text: string): string {
  const trimmed = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return trimmed === '-0' ? '0' : trimmed;
}
