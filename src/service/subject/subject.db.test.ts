import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readHead } from '#platform/state/heads.store.ts';
import { testPlatform } from '#test/harness/platform.ts';
import { makeSubjectModule } from './subject.module.ts';
import { directory } from './directory.ts';
import { organisation } from './organisation.ts';
import { person } from './person.ts';
import { findOrganisations, peopleOf } from './subject.store.ts';
import { found, testUscc } from './subject.testing.ts';

const platform = await testPlatform([makeSubjectModule]);
const { accept, refuse } = platform;

describe('registration of organisations and people', () => {
  const orgId = testUscc(1);
  const name = '阿拉善宏远建筑有限公司';
  const account = { bank: '工商银行阿拉善分行', account: '6222000011112222' };
  const content = { orgId, kind: 'enterprise', name, areaCode: '152921', legalRepresentative: '乌兰', basicAccount: account, offices: [] };

  test('R-036 R-037 R-038 企业凭数字证书登记自己：一次登记，代码为键，经办人随之实名登记', async () => {
    const operator = await platform.person({ orgId, orgName: name, name: '其其格', role: 'respond.operator' });
    const signature = await operator.sign('organisation.register', { orgId }, content);
    await accept(operator, 'organisation.register', { ...content, signature });
    assert.equal((await readHead(platform.platform.pool, organisation, orgId))?.state.name, name);
    assert.deepEqual((await readHead(platform.platform.pool, person, operator.actor.personId ?? ''))?.state, { personId: operator.actor.personId, name: '其其格', memberships: [{ orgId, roles: ['respond.operator'] }] });
    const twice = await refuse(operator, 'organisation.register', { ...content, signature });
    assert.equal(twice.code, 'subject.alreadyRegistered');
    const { rows } = await platform.db.app.query<{ class: string; body: string }>("SELECT p.class, p.body FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream = $1", [`organisation:${orgId}`]);
    assert.ok(rows.filter((row) => row.class === 'public').every((row) => !row.body.includes(account.account)), 'the account is not public');
    const names = await platform.db.app.query<{ body: string }>("SELECT p.body FROM event_part p WHERE p.class = 'public' AND p.body LIKE '%其其格%'");
    assert.equal(names.rows.length, 0, 'a person’s name is not public');
  });

  test('R-037 证书名称不符、为他人登记、签名内容被改：一律拒绝', async () => {
    const other = testUscc(2);
    const operator = await platform.person({ orgId: other, orgName: '真名有限公司', name: '格根', role: 'respond.operator' });
    const body = { ...content, orgId: other, name: '假名有限公司' };
    assert.equal((await refuse(operator, 'organisation.register', { ...body, signature: await operator.sign('organisation.register', { orgId: other }, body) })).code, 'subject.certificateName');
    const changed = { ...body, name: '真名有限公司' };
    const signature = await operator.sign('organisation.register', { orgId: other }, changed);
    assert.match((await refuse(operator, 'organisation.register', { ...changed, legalRepresentative: '别人', signature })).code, /^signature\./);
    const foreign = { ...changed, orgId: testUscc(3) };
    assert.equal((await refuse(operator, 'organisation.register', { ...foreign, signature: await operator.sign('organisation.register', { orgId: foreign.orgId }, foreign) })).kind, 'forbidden');
  });

  test('R-009 the platform enrols centres and departments, and the directory names them; two at once for one office: one gets it', async () => {
    const centre = await found(platform, { n: 10, kind: 'centre', name: '阿拉善盟公共资源交易中心', roles: ['serve.witness', 'serve.venue'] });
    const department = await found(platform, { n: 11, kind: 'department', name: '阿拉善盟住房和城乡建设局', offices: ['housing'], roles: ['supervise.officer'] });
    const held = (await readHead(platform.platform.pool, directory, '152900'))?.state.holders;
    assert.deepEqual(held, { centre: { orgId: centre.orgId, name: centre.name }, housing: { orgId: department.orgId, name: department.name } });
    const rivals = [12, 13].map((n) => ({ orgId: testUscc(n), kind: 'department', name: `水利局${n}`, areaCode: '152900', legalRepresentative: '甲', basicAccount: null, offices: ['water'] }));
    const outcomes = await Promise.all(rivals.map((body) => platform.run(platform.system, 'organisation.register', body)));
    assert.deepEqual(outcomes.map((outcome) => outcome.status).sort(), ['accepted', 'refused']);
  });

  test('R-186 a centre cannot be given a supervising permission', async () => {
    const centre = testUscc(10);
    for (const role of ['supervise.officer', 'initiate.operator', 'evaluate.expert'] as const) {
      assert.equal((await refuse(platform.system, 'person.enrol', { personId: 'px01', orgId: centre, name: '甲', roles: [role] })).code, 'subject.roleNotOfKind');
    }
  });

  test('R-036 a change is signed by the organisation itself and keeps its history; anyone finds the public part', async () => {
    const { people, orgId: changing } = await found(platform, { n: 20, kind: 'initiator', name: '阿拉善左旗教育局', areaCode: '152921', roles: ['initiate.operator'] });
    const [operator] = people;
    assert.ok(operator);
    const after = { orgId: changing, name: '阿拉善左旗教育体育局', areaCode: '152921', legalRepresentative: '巴特尔', basicAccount: null };
    await accept(operator, 'organisation.change', { ...after, signature: await operator.sign('organisation.change', { orgId: changing }, after) });
    assert.equal((await refuse(operator, 'organisation.change', { ...after, signature: await operator.sign('organisation.change', { orgId: changing }, after) })).code, 'subject.nothingChanged');
    const [renamed] = await findOrganisations(platform.platform.pool, { text: '教育体育', kind: 'initiator', limit: 5 });
    assert.deepEqual(renamed?.history.map((change) => change.field), ['name']);
    assert.equal((await findOrganisations(platform.platform.pool, { text: changing.slice(0, 12).toLowerCase(), kind: null, limit: 20 })).some((each) => each.orgId === changing), true);
    await accept(operator, 'person.enrol', { personId: 'new-rep-1', orgId: changing, name: '萨仁', roles: ['initiate.representative'] });
    assert.deepEqual((await peopleOf(platform.platform.pool, changing)).map((each) => each.name).sort(), [people[0]?.spec.name, '萨仁'].sort());
  });
});
