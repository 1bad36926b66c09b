import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { extract } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { z } from 'zod';
import { fromHex, utf8 } from '#kernel/bytes.ts';
import { rank, rankingKey } from './rank.ts';
import { experts } from './testing/material.ts';

const round = z.array(z.tuple([z.string(), z.string()]));
const example = z
  .object({ randomness: z.string(), otp9: z.string(), otp8: z.string(), round1: round, round2: round })
  .parse(JSON.parse(await readFile(new URL('../../../test/vectors/draft-vrs/example.json', import.meta.url), 'utf8')));

/** Probability 10⁻⁶ of a larger χ² with 19 degrees of freedom. */
const chiSquareBound19 = 66;

describe('ranking', () => {
  test('R-063 the worked example of draft-thomson-elegy-vrs comes out as published', () => {
    for (const [salt, expected] of [[example.otp9, example.round1], [example.otp8, example.round2]] as const) {
      const key = extract(sha256, utf8(example.randomness), fromHex(salt));
      const ranked = rank(key, expected.toReversed().map(([id]) => ({ id })));
      assert.deepEqual(ranked.map(({ candidate, position }) => [candidate.id, position]), expected);
    }
  });

  test('R-063 removing anyone leaves the order of all others as it was', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }), (seed, keep) => {
        const key = rankingKey(seed, '1');
        const all = rank(key, experts(30));
        const kept = new Set(experts(30).filter((_, n) => keep[n]).map(({ id }) => id));
        const some = rank(key, experts(30).filter(({ id }) => kept.has(id)));
        assert.deepEqual(some, all.filter(({ candidate }) => kept.has(candidate.id)));
      }),
    );
  });

  test('R-063 over many seeds everyone comes first equally often (χ²), and rows are independent', () => {
    const [people, runs] = [20, 4000];
    const firsts = new Map<string, number>();
    let agreeing = 0;
    for (let run = 0; run < runs; run++) {
      const seed = sha256(utf8(`run ${run}`));
      const [first, other] = ['1', '2'].map((row) => rank(rankingKey(seed, row), experts(people))[0]?.candidate.id ?? '');
      firsts.set(first as string, (firsts.get(first as string) ?? 0) + 1);
      if (first === other) agreeing++;
    }
    const expected = runs / people;
    const chiSquare = experts(people).reduce((sum, { id }) => sum + ((firsts.get(id) ?? 0) - expected) ** 2 / expected, 0);
    assert.ok(chiSquare < chiSquareBound19, `χ² = ${chiSquare}`);
    assert.ok(Math.abs(agreeing - expected) < 5 * Math.sqrt(expected), `${agreeing} of ${runs} agree`);
  });
});
