import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { dutyOfKind, roles, systemActor, type OrganisationKind, type Role } from '#kernel/roles.ts';
import { instant } from '#kernel/time/instant.ts';
import { checkOffices, decideEnrol, firstRoleOf, mayRegister } from './enrolment.ts';
import { organisation, publicPart, type Organisation } from './organisation.ts';
import { incompatibleDuties, person } from './person.ts';

const kinds = Object.keys(dutyOfKind) as OrganisationKind[];
const allRoles = Object.keys(roles) as Role[];
const at = instant(1);
const org = (kind: OrganisationKind): Organisation => ({ orgId: 'ORG', kind, name: '单位', areaCode: '152900', legalRepresentative: '甲', basicAccount: null, registeredAt: at, history: [] });
const meta = { at, actor: 'system', version: 1, id: 'ORG' };

describe('organisations and people', () => {
  test('R-186 R-187 对所有单位类型与所有职责：只有本类职责可以授予，其余一概拒绝并说明依据', () => {
    for (const kind of kinds) {
      for (const role of allRoles) {
        const decided = decideEnrol({ actor: systemActor, organisation: org(kind), person: null }, { name: '张三', orgId: 'ORG', roles: [role] });
        assert.equal(decided.ok, roles[role].duty === dutyOfKind[kind], `${kind} × ${role}`);
        if (!decided.ok) assert.match(decided.error.article ?? '', /第四十八条/);
      }
    }
  });

  test('R-186 服务与监督等职责不能由同一人兼任，任何组合、任何先后都不行', () => {
    fc.assert(fc.property(fc.uniqueArray(fc.constantFrom(...allRoles), { minLength: 1 }), (held) => {
      const duties = new Set(held.map((role) => roles[role].duty));
      const exclusive = [...duties].some((duty) => ['serve', 'supervise', 'certify', 'operate', 'exchange', 'conduct'].includes(duty));
      assert.equal(incompatibleDuties(held) !== null, exclusive && duties.size > 1);
    }));
    const officer = person.evolve(null, { kind: 'PersonEnrolled', name: '乙', orgId: 'DEPT', roles: ['supervise.officer'] }, { ...meta, id: 'p1' });
    const decided = decideEnrol({ actor: systemActor, organisation: org('centre'), person: officer }, { name: '乙', orgId: 'ORG', roles: ['serve.witness'] });
    assert.equal(!decided.ok && decided.error.code, 'subject.dutiesTogether');
  });

  test('R-036 only one’s own organisation can be registered, only by kinds that do so, only with the duty of the kind', () => {
    for (const kind of kinds) {
      for (const role of allRoles) {
        const actor = { id: 'person:p', role, personId: 'p', orgId: 'ORG' };
        const expected = role === 'system.clock' || (firstRoleOf as Record<string, Role>)[kind] === role;
        assert.equal(mayRegister(actor, 'ORG', kind).ok, expected, `${kind} × ${role}`);
        if (role !== 'system.clock') assert.equal(mayRegister(actor, 'OTHER', kind).ok, false);
      }
    }
  });

  test('R-037 nobody takes a stranger into the own organisation', () => {
    const stranger = person.evolve(null, { kind: 'PersonEnrolled', name: '丙', orgId: 'FIRM', roles: ['respond.operator'] }, { ...meta, id: 'p2' });
    const actor = { id: 'person:p', role: 'initiate.operator', personId: 'p', orgId: 'ORG' } as const;
    const decided = decideEnrol({ actor, organisation: org('initiator'), person: stranger }, { name: '丙', orgId: 'ORG', roles: ['initiate.operator'] });
    assert.equal(!decided.ok && decided.error.code, 'subject.personElsewhere');
    const abroad = decideEnrol({ actor: { ...actor, orgId: 'FIRM' }, organisation: org('initiator'), person: null }, { name: '丁', orgId: 'ORG', roles: ['initiate.operator'] });
    assert.equal(!abroad.ok && abroad.error.kind, 'forbidden');
  });

  test('R-008 offices fit the kind and have one holder in a place', () => {
    assert.deepEqual(checkOffices('centre', [], null), { ok: true, value: ['centre'] });
    assert.deepEqual(checkOffices('exchange', [], null), { ok: true, value: ['propertyExchange'] });
    assert.equal(checkOffices('department', ['housing', 'transport'], null).ok, true);
    for (const [kind, office] of [['centre', 'housing'], ['department', 'centre'], ['enterprise', 'centre'], ['centre', 'propertyExchange'], ['exchange', 'centre']] as const) assert.equal(checkOffices(kind, [office], null).ok, false);
    const taken = checkOffices('department', ['housing'], { areaCode: '152900', holders: { housing: { orgId: 'X', name: '住建局' } } });
    assert.equal(!taken.ok && taken.error.code, 'subject.officeTaken');
  });

  test('R-036 a change keeps what was before, and tells of an account its last digits only', () => {
    const after = organisation.evolve(org('enterprise'), {
      kind: 'OrganisationChanged', name: '新名', areaCode: '152921', legalRepresentative: '甲', basicAccount: { bank: '工行', account: '6222000011112222' }, act: {},
    }, { ...meta, version: 2 });
    assert.deepEqual(after.history.map(({ field, before, after: now }) => [field, before, now]), [
      ['name', '单位', '新名'], ['areaCode', '阿拉善盟', '阿拉善盟 · 阿拉善左旗'], ['basicAccount', '未登记', '工行 尾号 2222'],
    ]);
    assert.equal('basicAccount' in publicPart(after), false);
  });
});
