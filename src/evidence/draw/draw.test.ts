import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { present } from '#kernel/assert.ts';
import type { DrawMaterial, DrawTranscript } from './draw.ts';
import { runDraw } from './draw.ts';
import type { PoolEntry } from './pool.ts';
import type { DrawnRow } from './select.ts';
import { select } from './select.ts';
import { anyMaterial, contributors, expert, experts, materialOf } from './testing/material.ts';

function drawn(material: DrawMaterial): DrawTranscript {
  const result = runDraw(material);
  assert.ok(result.ok, result.ok ? '' : result.error.message);
  return result.value;
}

function codeOf(material: DrawMaterial): string {
  const result = runDraw(material);
  return result.ok ? 'drawn' : result.error.code;
}

function standing(rows: readonly DrawnRow[]): string[] {
  return rows.flatMap(({ members, alternates }) => [...members, ...alternates]);
}

describe('expert draw', () => {
  test('R-063 专家库以任何顺序读出，抽取结果相同', () => {
    fc.assert(
      fc.property(anyMaterial, fc.infiniteStream(fc.nat()), (material, noise) => {
        const shuffled = material.pool
          .map((entry) => ({ entry: { ...entry, specialtyCodes: entry.specialtyCodes.toReversed() }, key: noise.next().value as number }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ entry }) => entry);
        const opened = { commitments: material.commitments.toReversed(), contributions: material.contributions.toReversed() };
        assert.deepEqual(drawn({ ...material, pool: shuffled, ...opened }).rows, drawn(material).rows);
      }),
    );
  });

  test('R-063 同一人不会抽中两次，抽中者均符合专业、地区、回避和同单位人数限制', () => {
    fc.assert(
      fc.property(anyMaterial, (material) => {
        const { rows } = drawn(material);
        const entries = new Map(material.pool.map((entry) => [entry.id, entry]));
        const entryOf = (id: string): PoolEntry => present(entries.get(id), id);
        const all = standing(rows);
        assert.equal(new Set(all).size, all.length);
        for (const [i, row] of rows.entries()) {
          const request = present(material.request.rows[i], 'row');
          for (const id of [...row.members, ...row.alternates]) {
            assert.ok(entryOf(id).specialtyCodes.some((code) => code.startsWith(request.specialtyCode)));
            const regions = request.regionCodes.map((code) => code.slice(0, 4));
            assert.ok(regions.length === 0 || regions.includes(entryOf(id).regionCode.slice(0, 4)));
          }
          assert.ok(row.members.length <= request.count && row.alternates.length <= request.alternates);
          assert.equal(row.eligible + row.outsideRegion + row.outsideSpecialty, material.pool.length);
        }
        const perEmployer = Map.groupBy(all.map(entryOf).filter(({ employerId }) => employerId !== null), ({ employerId }) => employerId);
        for (const group of perEmployer.values()) assert.ok(group.length <= material.request.constraints.maxPerEmployer);
        for (const { kind, id } of material.avoidance) {
          assert.ok(!all.some((chosen) => (kind === 'person' ? chosen === id : entryOf(chosen).employerId === id)));
        }
      }),
    );
  });

  test('R-063 每一个被跳过的人都记下原因，没有人被悄悄略过', () => {
    fc.assert(
      fc.property(anyMaterial, (material) => {
        const { rows, outcome } = drawn(material);
        for (const row of rows) {
          const positions = row.walk.map(({ position }) => position);
          assert.deepEqual(positions, positions.toSorted());
          const seated = row.walk.filter(({ outcome: kind }) => kind === 'member' || kind === 'alternate').map(({ id }) => id);
          assert.deepEqual(seated, [...row.members, ...row.alternates]);
        }
        const short = rows.filter((row, i) => row.members.length < present(material.request.rows[i], 'row').count);
        assert.equal(outcome.kind === 'infeasible', short.length > 0);
        for (const row of short) assert.equal(row.walk.length, row.eligible, 'a short row has come to everyone');
      }),
    );
  });

  test('R-063 同一种子下去掉一个没有抽中的人，其他人的名次和结果都不变', () => {
    fc.assert(
      fc.property(anyMaterial, fc.uint8Array({ minLength: 32, maxLength: 32 }), fc.nat(), (material, seed, pick) => {
        const { request, pool, avoidance } = material;
        const input = { rows: request.rows, constraints: request.constraints, avoidance, seed };
        const before = select({ ...input, pool });
        const idle = pool.filter(({ id }) => !standing(before).includes(id));
        const removed = idle[pick % idle.length]?.id;
        fc.pre(removed !== undefined);
        const after = select({ ...input, pool: pool.filter(({ id }) => id !== removed) });
        const walks = (rows: readonly DrawnRow[]): unknown => rows.map(({ walk }) => walk.filter(({ id }) => id !== removed));
        assert.deepEqual(walks(after), walks(before));
      }),
    );
  });

  test('R-063 专家库人数不足时记为不成，不放宽任何条件', () => {
    const sameEmployer = Array.from({ length: 10 }, (_, n) => expert(n, { employerId: 'u' }));
    const { outcome, rows } = drawn(materialOf(sameEmployer));
    assert.deepEqual(outcome, { kind: 'infeasible', shortOfMembers: [{ row: '1', wanted: 3, found: 1 }] });
    assert.deepEqual(rows[0]?.alternates, []);
    assert.equal(rows[0]?.walk.filter((step) => step.outcome === 'employerLimit').length, 9);
  });

  test('R-063 候补不足照样成立，但要写明', () => {
    const { outcome } = drawn(materialOf(experts(4)));
    assert.deepEqual(outcome, { kind: 'drawn', shortOfAlternates: [{ row: '1', wanted: 2, found: 1 }] });
  });

  test('R-136 双随机：同一次抽取先抽对象再抽检查人员', () => {
    const objects = Array.from({ length: 20 }, (_, n) => expert(n, { id: `o${n}`, employerId: null, specialtyCodes: ['object'] }));
    const inspectors = Array.from({ length: 10 }, (_, n) => expert(n, { id: `i${n}`, specialtyCodes: ['inspector'] }));
    const rows = [
      { row: 'objects', specialtyCode: 'object', regionCodes: [], count: 5, alternates: 0 },
      { row: 'inspectors', specialtyCode: 'inspector', regionCodes: [], count: 2, alternates: 1 },
    ];
    const transcript = drawn(materialOf([...objects, ...inspectors], { rows }));
    assert.ok(transcript.rows[0]?.members.every((id) => id.startsWith('o')));
    assert.ok(transcript.rows[1]?.members.every((id) => id.startsWith('i')));
    assert.equal(transcript.outcome.kind, 'drawn');
  });
});

describe('draw material', () => {
  test('R-063 申请之后专家库或回避名单改动一个字，抽取被拒绝', () => {
    const material = materialOf(experts(10));
    const pool = material.pool.with(3, expert(3, { employerId: 'changed' }));
    assert.equal(codeOf({ ...material, pool }), 'draw.poolMismatch');
    assert.equal(codeOf({ ...material, pool: material.pool.slice(1) }), 'draw.poolMismatch');
    assert.equal(codeOf({ ...material, pool: [...material.pool, expert(3)] }), 'draw.duplicateEntry');
    assert.equal(codeOf({ ...material, avoidance: [{ kind: 'person', id: 'e1', reason: 'kin', salt: '00' }] }), 'draw.avoidanceMismatch');
  });

  test('R-063 公开的随机数与承诺不符、缺少或多出一方，抽取被拒绝', () => {
    const material = materialOf(experts(10));
    const [first, ...others] = material.contributions;
    const { value } = present(others[0], 'contribution');
    const broken = [{ ...present(first, 'contribution'), value }, ...others];
    assert.equal(codeOf({ ...material, contributions: broken }), 'draw.commitmentBroken');
    assert.equal(codeOf({ ...material, contributions: others }), 'draw.contributorsDiffer');
    assert.equal(codeOf({ ...material, contributions: [...others, ...others] }), 'draw.contributorsDiffer');
    assert.equal(codeOf({ ...material, commitments: material.commitments.slice(1) }), 'draw.contributorsDiffer');
    const opened = material.contributions.map((contribution) => ({ ...contribution, openedBy: 'keyHolders' as const }));
    assert.deepEqual(drawn({ ...material, contributions: opened }).rows, drawn(material).rows, 'who opened it changes nothing');
  });

  test('R-063 承诺不能挪到另一次抽取或另一方', () => {
    const [one, other] = [materialOf(experts(10), { drawId: 'draw-1' }), materialOf(experts(10), { drawId: 'draw-2' })];
    assert.equal(codeOf({ ...one, commitments: other.commitments }), 'draw.commitmentBroken');
    const swapped = one.commitments.map((commitment, i) => ({ ...commitment, commitment: present(one.commitments[(i + 1) % 3], 'next').commitment }));
    assert.equal(codeOf({ ...one, commitments: swapped }), 'draw.commitmentBroken');
  });

  test('R-063 一方或同一身份的几方不能单独决定随机数', () => {
    const alone = { contributors: contributors.slice(0, 1) };
    assert.equal(codeOf(materialOf(experts(10), alone)), 'draw.tooFewContributors');
    const sameRole = { contributors: contributors.map(({ partyId }) => ({ partyId, role: 'centre' })) };
    assert.equal(codeOf(materialOf(experts(10), sameRole)), 'draw.tooFewContributors');
  });

  test('R-063 每一方的随机数、检查点和申请内容都进入种子', () => {
    const material = materialOf(experts(10));
    const seeds = [
      drawn(material).seed,
      drawn(materialOf(experts(10), {}, [], 'other')).seed,
      drawn({ ...material, checkpointRoot: '00'.repeat(32) }).seed,
      drawn({ ...material, request: { ...material.request, constraints: { maxPerEmployer: 2 } } }).seed,
    ];
    assert.equal(new Set(seeds).size, seeds.length);
  });

  test('R-063 不成立的申请被拒绝', () => {
    const row = { row: '1', specialtyCode: 'A', regionCodes: [], count: 1, alternates: 0 };
    const bent = [[], [row, row], [{ ...row, count: 0 }], [{ ...row, count: 1.5 }], [{ ...row, alternates: -1 }], [{ ...row, count: 11 }]];
    for (const rows of bent) assert.equal(codeOf(materialOf(experts(10), { rows })), 'draw.invalidRequest');
    assert.equal(codeOf(materialOf(experts(10), { constraints: { maxPerEmployer: 0 } })), 'draw.invalidRequest');
  });
});
