import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { roles, type Actor, type Role } from '#kernel/roles.ts';
import { isOwn } from './owner.ts';
import { relationsIn, relationsOf, type Scene } from './relation.ts';

const scene: Scene = { initiatorSide: ['I', 'A'], departmentId: 'D', centreId: 'C', participantIds: ['B1'], memberIds: ['expert', 'representative'] };

function actor(orgId: string | null, role: Role, personId: string | null = 'someone'): Actor {
  return { id: personId ? `person:${personId}` : 'agent:x', role, personId, orgId };
}

describe('what a viewer is to a tender', () => {
  test('R-191 each side by organisation and duty together', () => {
    assert.deepEqual(relationsIn(scene, actor('I', 'initiate.operator')), ['initiator']);
    assert.deepEqual(relationsIn(scene, actor('A', 'initiate.operator')), ['initiator']);
    assert.deepEqual(relationsIn(scene, actor('D', 'supervise.officer')), ['department']);
    assert.deepEqual(relationsIn(scene, actor('C', 'serve.witness')), ['centre']);
    assert.deepEqual(relationsIn(scene, actor('B1', 'respond.operator')), ['participant']);
    assert.deepEqual(relationsIn(scene, actor('B2', 'respond.operator')), []);
    assert.deepEqual(relationsIn(scene, actor('pool', 'evaluate.expert', 'expert')), ['panel']);
    assert.deepEqual(relationsIn(scene, actor('I', 'initiate.representative', 'representative')), ['initiator', 'panel']);
  });

  test('R-186 R-191 no role is anything by its organisation alone', () => {
    const dutyOfSide = { I: 'initiate', A: 'initiate', D: 'supervise', C: 'serve', B1: 'respond' } as const;
    for (const [orgId, duty] of Object.entries(dutyOfSide)) for (const role of Object.keys(roles) as Role[]) {
      if (roles[role].duty !== duty) assert.deepEqual(relationsIn(scene, actor(orgId, role)), [], `${role} of ${orgId}`);
    }
  });

  test('R-191 a stranger, and anyone at a scope that is no tender, is the public', async () => {
    assert.deepEqual(await relationsOf(null, 't', { find: () => Promise.resolve(scene) }), ['public']);
    assert.deepEqual(await relationsOf(actor('D', 'supervise.officer'), 'x', { find: () => Promise.resolve(null) }), ['public']);
  });
});

describe('what is one’s own', () => {
  const ann = actor('B1', 'respond.operator', 'ann');

  test('R-191 the stream of an organisation is its own, whoever acted; who has moved on reads nothing of the former employer', () => {
    assert.ok(isOwn('bid:t-1:B1', 'person:bob', ann));
    assert.equal(isOwn('bid:t-1:B2', 'person:ann', ann), false);
    assert.equal(isOwn('taking:t:B1', 'person:ann', { ...ann, orgId: null }), false);
    assert.equal(isOwn('bid:t-1:B1', 'agent:x', actor('B1', 'hold-key.agent', null)), false);
  });

  test('R-077 the stream of a person is that person’s alone, not of the officer who wrote it nor of a colleague', () => {
    assert.ok(isOwn('call:ann:c1', 'system', ann));
    assert.equal(isOwn('expert:bob', 'person:ann', ann), false);
  });

  test('R-191 of any other stream, what one did', () => {
    assert.ok(isOwn('evaluation:t-1', 'person:ann', ann));
    assert.equal(isOwn('evaluation:t-1', 'person:bob', ann), false);
  });
});
