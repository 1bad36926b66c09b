import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8 } from '#kernel/bytes.ts';
import type { CoefficientMaterial, CoefficientTranscript } from './coefficient.ts';
import { coefficientAlgorithm, drawCoefficient, unbiasedIndex, verifyCoefficient } from './coefficient.ts';
import { contributors, roundsOf } from './testing/material.ts';

const candidates = ['0.90', '0.91', '0.92', '0.93', '0.94', '0.95', '0.96', '0.97', '0.98', '0.99', '1.00'];

/** Probability 10⁻⁶ of a larger χ² with 10 degrees of freedom. */
const chiSquareBound10 = 47;

function materialOf(label: string, values: readonly string[] = candidates): CoefficientMaterial {
  return { request: { algorithm: coefficientAlgorithm, drawId: 'k-1', candidates: values, contributors }, ...roundsOf('k-1', label) };
}

function drawn(material: CoefficientMaterial): CoefficientTranscript {
  const result = drawCoefficient(material);
  assert.ok(result.ok, result.ok ? '' : result.error.code);
  return result.value;
}

describe('coefficient draw', () => {
  test('系数只在公布的候选值中产生，任何人可以重算', () => {
    const transcript = drawn(materialOf('a'));
    assert.equal(transcript.value, candidates[transcript.index]);
    assert.ok(verifyCoefficient(materialOf('a'), transcript).ok);
    assert.equal(verifyCoefficient(materialOf('b'), transcript).ok, false);
    const index = (transcript.index + 1) % candidates.length;
    const forged = { ...transcript, index, value: candidates[index] ?? '' };
    assert.equal(verifyCoefficient(materialOf('a'), forged).ok, false);
    assert.equal(verifyCoefficient(materialOf('a', candidates.toReversed()), transcript).ok, false);
  });

  test('各候选值被抽中的机会相等（χ²）', () => {
    const runs = 4400;
    const counts = candidates.map(() => 0);
    for (let run = 0; run < runs; run++) {
      const { index } = unbiasedIndex(sha256(utf8(`run ${run}`)), candidates.length);
      counts[index] = (counts[index] as number) + 1;
    }
    const expected = runs / candidates.length;
    const chiSquare = counts.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0);
    assert.ok(chiSquare < chiSquareBound10, `χ² = ${chiSquare}`);
  });

  test('会造成偏差的随机字被舍去并留痕', () => {
    const count = 2 ** 31 + 1;
    const draws = Array.from({ length: 200 }, (_, run) => unbiasedIndex(sha256(utf8(`word ${run}`)), count));
    assert.ok(draws.some(({ words }) => words.length > 1));
    for (const { words, index } of draws) {
      assert.ok(words.slice(0, -1).every((word) => word >= count));
      assert.equal(index, words.at(-1));
    }
  });

  test('候选值重复、不是小数或不足两个的被拒绝', () => {
    const bent = [['0.95'], ['0.95', '0.950'], ['1', '1.0'], ['0', '-0.0'], ['.9', '1'], ['0.9', '1e3'], ['01', '2']];
    for (const values of bent) assert.equal(drawCoefficient(materialOf('a', values)).ok, false, values.join());
    assert.ok(drawCoefficient(materialOf('a', ['10', '1', '100'])).ok);
  });
});
