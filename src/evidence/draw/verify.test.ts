import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { present } from '#kernel/assert.ts';
import type { DrawMaterial, DrawTranscript } from './draw.ts';
import { runDraw } from './draw.ts';
import type { Departure, DrawMade, ReplacementStep } from './replace.ts';
import { everDrawn, replace, standingPanel } from './replace.ts';
import { anyMaterial, expert, experts, materialOf } from './testing/material.ts';
import { verifyDraws } from './verify.ts';

function drawn(material: DrawMaterial): DrawTranscript {
  const result = runDraw(material);
  assert.ok(result.ok);
  return result.value;
}

function verifyTranscript(material: DrawMaterial, transcript: DrawTranscript, steps: readonly ReplacementStep[] = []) {
  return verifyDraws([{ material, transcript }], steps);
}

function stepOf(material: DrawMaterial, transcript: DrawTranscript, steps: readonly ReplacementStep[], departure: Departure): ReplacementStep {
  const result = replace([{ ...material, transcript }], steps, departure);
  assert.ok(result.ok, result.ok ? '' : result.error.code);
  return result.value;
}

/** The first member of the first row leaves, again and again. */
function afterDepartures(material: DrawMaterial, transcript: DrawTranscript, count: number): ReplacementStep[] {
  const steps: ReplacementStep[] = [];
  for (let i = 0; i < count; i++) {
    const row = standingPanel([{ transcript }], steps)[0];
    const id = row?.members[0];
    if (!row || id === undefined) break;
    steps.push(stepOf(material, transcript, steps, { row: row.row, id, cause: 'declined' }));
  }
  return steps;
}

describe('transcript', () => {
  test('R-063 任何人凭材料都能重算出同一结果', () => {
    fc.assert(
      fc.property(anyMaterial, fc.nat(6), (material, departures) => {
        const transcript = drawn(material);
        const steps = afterDepartures(material, transcript, departures);
        const stored: unknown = JSON.parse(JSON.stringify(transcript));
        assert.deepEqual(stored, transcript, 'a transcript is plain JSON');
        assert.ok(verifyTranscript(material, transcript, steps).ok);
      }),
    );
  });

  test('R-131 抽取记录改动任何一处都会被发现', () => {
    const material = materialOf(experts(12));
    const transcript = drawn(material);
    const row = present(transcript.rows[0], 'row');
    const outsider = present(experts(12).find(({ id }) => !row.members.includes(id)), 'outsider').id;
    const tampered: DrawTranscript[] = [
      { ...transcript, drawId: 'draw-2' },
      { ...transcript, seed: '00'.repeat(32) },
      { ...transcript, requestHash: '00'.repeat(32) },
      { ...transcript, contributions: transcript.contributions.slice(1) },
      { ...transcript, outcome: { kind: 'infeasible', shortOfMembers: [] } },
      { ...transcript, rows: [{ ...row, members: row.members.with(0, outsider) }] },
      { ...transcript, rows: [{ ...row, alternates: row.alternates.toReversed() }] },
      { ...transcript, rows: [{ ...row, walk: row.walk.slice(1) }] },
      { ...transcript, rows: [{ ...row, eligible: row.eligible - 1 }] },
    ];
    assert.ok(verifyTranscript(material, transcript).ok);
    for (const [i, forged] of tampered.entries()) assert.equal(verifyTranscript(material, forged).ok, false, `change ${i}`);
  });

  test('R-131 换成自己中意的替补会被发现', () => {
    const material = materialOf(experts(12));
    const transcript = drawn(material);
    const steps = afterDepartures(material, transcript, 4);
    const last = present(steps.at(-1), 'step');
    assert.equal(last.outcome.kind, 'drawn');
    const standing = standingPanel([{ transcript }], steps).flatMap(({ members }) => members);
    const favourite = present(experts(12).find(({ id }) => !standing.includes(id)), 'favourite').id;
    const forged = steps.with(-1, { ...last, outcome: { kind: 'promoted', id: favourite } });
    assert.ok(verifyTranscript(material, transcript, steps).ok);
    assert.equal(verifyTranscript(material, transcript, forged).ok, false);
    assert.equal(verifyTranscript(material, transcript, steps.toReversed()).ok, false);
  });
});

describe('replacement', () => {
  test('R-063 成员不能到场时，先由候补依次递补，再按同一名次往下抽', () => {
    const material = materialOf(experts(12));
    const transcript = drawn(material);
    const [row] = transcript.rows;
    const steps = afterDepartures(material, transcript, 4);
    assert.deepEqual(steps.map(({ outcome }) => outcome.kind), ['promoted', 'promoted', 'drawn', 'drawn']);
    assert.deepEqual(steps.slice(0, 2).map(({ outcome }) => (outcome.kind === 'promoted' ? outcome.id : '')), row?.alternates);
    const drawnLater = steps.slice(2).map(({ outcome }) => (outcome.kind === 'drawn' ? present(outcome.walk.at(-1), 'step').position : ''));
    const lastPosition = present(row?.walk.at(-1), 'step').position;
    assert.ok([lastPosition, ...drawnLater].every((position, i, all) => i === 0 || position > present(all[i - 1], 'position')));
  });

  test('R-063 离开的人不再回来，名单始终满足同样的限制', () => {
    fc.assert(
      fc.property(anyMaterial, fc.nat(10), (material, departures) => {
        const transcript = drawn(material);
        const steps = afterDepartures(material, transcript, departures);
        const standing = standingPanel([{ transcript }], steps).flatMap(({ members, alternates }) => [...members, ...alternates]);
        assert.equal(new Set(standing).size, standing.length);
        for (const { id } of steps) assert.ok(!standing.includes(id));
        const employers = standing.map((id) => material.pool.find((entry) => entry.id === id)?.employerId).filter((id) => id !== null);
        for (const employer of employers) {
          assert.ok(employers.filter((other) => other === employer).length <= material.request.constraints.maxPerEmployer);
        }
      }),
    );
  });

  test('R-063 空出的名额使同单位的人可以入选时，按名次轮到他', () => {
    const pool = [expert(0, { employerId: 'u' }), expert(1, { employerId: 'u' })];
    const rows = [{ row: '1', specialtyCode: 'A', regionCodes: [], count: 1, alternates: 1 }];
    const material = materialOf(pool, { rows });
    const transcript = drawn(material);
    const [step] = afterDepartures(material, transcript, 1);
    assert.equal(step?.outcome.kind, 'drawn');
    const next = stepOf(material, transcript, [present(step, 'step')], { row: '1', id: step?.outcome.kind === 'drawn' ? step.outcome.id : '', cause: 'conflict' });
    assert.equal(next.outcome.kind, 'exhausted');
  });

  test('R-063 候补离开时无人移动；不在名单中的人无从更换', () => {
    const material = materialOf(experts(12));
    const transcript = drawn(material);
    const id = present(transcript.rows[0]?.alternates[0], 'alternate');
    const step = stepOf(material, transcript, [], { row: '1', id, cause: 'conflict' });
    assert.deepEqual(step.outcome, { kind: 'none' });
    assert.equal(replace([{ ...material, transcript }], [step], { row: '1', id, cause: 'conflict' }).ok, false);
    assert.equal(replace([{ ...material, transcript }], [], { row: '2', id, cause: 'conflict' }).ok, false);
    const infeasible = materialOf([expert(0, { employerId: 'u' }), expert(1, { employerId: 'u' }), expert(2, { employerId: 'u' })]);
    assert.equal(replace([{ ...infeasible, transcript: drawn(infeasible) }], [], { row: '1', id: 'e0', cause: 'declined' }).ok, false);
  });
});

describe('supplementary draw', () => {
  const rows = [{ row: '1', specialtyCode: 'A01', regionCodes: [], count: 2, alternates: 1 }];
  /** A pool of four for two seats and one alternate, left by members until its ranking is used up; then a larger pool is drawn from. */
  function exhausted(): { first: DrawMade; material: DrawMaterial; steps: ReplacementStep[] } {
    const material = materialOf(experts(4), { rows });
    const transcript = drawn(material);
    return { first: { ...material, transcript }, material, steps: afterDepartures(material, transcript, 3) };
  }
  function supplementOf({ first, steps }: ReturnType<typeof exhausted>, passedOver = everDrawn([first], steps)) {
    const avoidance = passedOver.map((id) => ({ kind: 'person' as const, id, reason: '已经抽过', salt: '00' }));
    const material = materialOf(experts(9), { drawId: 'draw-2', rows: rows.map((row) => ({ ...row, count: 1 })) }, avoidance, 'second');
    return { material, transcript: drawn(material) };
  }

  test('R-063 R-066 名次用尽之后另行抽取，补上空出的席位；抽过的人一个也不会再抽到', () => {
    const before = exhausted();
    assert.deepEqual(before.steps.map(({ outcome }) => outcome.kind), ['promoted', 'drawn', 'exhausted']);
    const second = supplementOf(before);
    const made = [before.first, { ...second.material, transcript: second.transcript }];
    const [row] = standingPanel(made, before.steps);
    assert.equal(row?.members.length, 2);
    const used = everDrawn([before.first], before.steps);
    assert.ok(second.transcript.rows[0]?.walk.every(({ id, outcome }) => !used.includes(id) || outcome === 'personAvoided'));
    const [leaver] = row?.members ?? [];
    const next = replace(made, before.steps, { row: '1', id: leaver ?? '', cause: 'unfit' });
    assert.ok(next.ok);
    assert.deepEqual(next.value.outcome, { kind: 'promoted', id: second.transcript.rows[0]?.alternates[0] }, 'the seats go on by the rank of the new draw');
    const draws = [{ material: before.material, transcript: before.first.transcript }, second];
    assert.ok(verifyDraws(draws, [...before.steps, next.value]).ok);
  });

  test('R-131 补抽没有避开抽过的人、把补抽的次序提前用，复算都会发现', () => {
    const before = exhausted();
    const careless = supplementOf(before, everDrawn([before.first], before.steps).slice(1));
    const draws = [{ material: before.material, transcript: before.first.transcript }, careless];
    assert.equal(verifyDraws(draws, before.steps).ok, false);
    const second = supplementOf(before);
    const honest = [draws[0] ?? assert.fail(), second];
    assert.ok(verifyDraws(honest, before.steps).ok);
    const early = before.steps.map((step) => ({ ...step, draws: 2 }));
    assert.equal(verifyDraws(honest, early).ok, false);
  });

  test('R-063 另一次抽取进行之中离开而没有候补的，席位等它的结果，不往下抽', () => {
    const { first, steps } = exhausted();
    const [row] = standingPanel([first], steps.slice(0, 1));
    const waits = replace([first], steps.slice(0, 1), { row: '1', id: row?.members[0] ?? '', cause: 'declined' }, true);
    assert.deepEqual(waits.ok && waits.value.outcome, { kind: 'waits' });
  });
});
