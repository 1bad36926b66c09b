import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { toHex, utf8 } from '#kernel/bytes.ts';
import type { ContributionRounds, Contributor } from '../contributions.ts';
import { contributionCommit } from '../contributions.ts';
import type { DrawMaterial, DrawRequest } from '../draw.ts';
import { drawAlgorithm } from '../draw.ts';
import type { AvoidanceEntry, PoolEntry } from '../pool.ts';
import { avoidanceRoot, poolRoot } from '../pool.ts';

export const contributors: readonly Contributor[] = [
  { partyId: 'initiator', role: 'initiator' },
  { partyId: 'centre', role: 'centre' },
  { partyId: 'bidders', role: 'bidderRepresentative' },
];

export function hashText(text: string): string {
  return toHex(sha256(utf8(text)));
}

/** Both rounds of all contributors, every value taken from `label`. */
export function roundsOf(drawId: string, label: string): ContributionRounds {
  const values = contributors.map(({ partyId }) => ({ partyId, value: sha256(utf8(`${label} ${partyId}`)) }));
  return {
    checkpointRoot: hashText(`checkpoint ${drawId}`),
    commitments: values.map(({ partyId, value }) => ({
      partyId,
      commitment: contributionCommit(value, drawId, partyId),
      escrowHash: hashText(`envelope ${partyId}`),
    })),
    contributions: values.map(({ partyId, value }) => ({ partyId, value: toHex(value), openedBy: 'contributor' })),
  };
}

/** Locks pool and avoidance into a request and contributes to it. */
export function materialOf(
  pool: readonly PoolEntry[],
  request: Partial<DrawRequest> = {},
  avoidance: readonly AvoidanceEntry[] = [],
  label = 'seed',
): DrawMaterial {
  const drawId = request.drawId ?? 'draw-1';
  const locked: DrawRequest = {
    algorithm: drawAlgorithm,
    drawId,
    rows: [{ row: '1', specialtyCode: 'A01', regionCodes: [], count: 3, alternates: 2 }],
    poolRoot: poolRoot(pool),
    poolSize: pool.length,
    avoidanceRoot: avoidanceRoot(avoidance),
    constraints: { maxPerEmployer: 1 },
    contributors,
    ...request,
  };
  return { request: locked, pool, avoidance, ...roundsOf(drawId, label) };
}

export function expert(n: number, change: Partial<PoolEntry> = {}): PoolEntry {
  return { id: `e${n}`, employerId: `u${n}`, specialtyCodes: ['A010101'], regionCode: '150102', salt: hashText(`salt ${n}`), ...change };
}

export function experts(count: number): PoolEntry[] {
  return Array.from({ length: count }, (_, n) => expert(n));
}

/** Whole draws: pools of mixed people, one to three rows, some avoided. */
export const anyMaterial: fc.Arbitrary<DrawMaterial> = fc
  .record({
    people: fc.array(
      fc.record({
        employer: fc.option(fc.nat(12), { nil: null }),
        codes: fc.uniqueArray(fc.constantFrom('A010101', 'A0102', 'B01', 'C0301'), { minLength: 1 }),
        regionCode: fc.constantFrom('150102', '150221', '152921'),
      }),
      { minLength: 4, maxLength: 60 },
    ),
    rows: fc.array(
      fc.record({
        specialtyCode: fc.constantFrom('A01', 'A0102', 'B01'),
        regionCodes: fc.constantFrom([], ['150100'], ['150200', '152900']),
        count: fc.integer({ min: 1, max: 4 }),
        alternates: fc.nat(3),
      }),
      { minLength: 1, maxLength: 3 },
    ),
    avoided: fc.uniqueArray(fc.record({ kind: fc.constantFrom('person' as const, 'employer' as const), n: fc.nat(12) }), {
      maxLength: 5,
      selector: ({ kind, n }) => `${kind}${n}`,
    }),
    maxPerEmployer: fc.integer({ min: 1, max: 3 }),
    label: fc.string(),
  })
  .map(({ people, rows, avoided, maxPerEmployer, label }) => {
    const pool = people.map(({ employer, codes, regionCode }, n) =>
      expert(n, { employerId: employer === null ? null : `u${employer}`, specialtyCodes: codes, regionCode }),
    );
    const avoidance = avoided.map(({ kind, n }) => ({ kind, id: kind === 'person' ? `e${n}` : `u${n}`, reason: 'kin', salt: hashText(`avoid ${n}`) }));
    const request = { rows: rows.map((row, i) => ({ row: String(i + 1), ...row })), constraints: { maxPerEmployer } };
    return materialOf(pool, request, avoidance, label);
  });
