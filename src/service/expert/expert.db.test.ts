import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readHead } from '#platform/state/heads.store.ts';
import { makeSubjectModule } from '#service/subject/subject.module.ts';
import { testPlatform } from '#test/harness/platform.ts';
import { expert } from './expert.ts';
import { checkEnrolment, enrolBody } from './expert.commands.ts';
import { makeExpertModule } from './expert.module.ts';

const on = await testPlatform([makeSubjectModule, makeExpertModule]);
const officer = await on.person({ orgId: 'DEPARTMENT', orgName: '住建局', name: '监督员', role: 'supervise.officer' });
const someone = await on.person({ orgId: 'POOL', orgName: '专家库', name: '敖其尔', role: 'evaluate.expert', personId: 'expert0001' });
const record = { personId: 'expert0001', name: '敖其尔', specialtyCodes: ['A0801'], leagueCode: '152900', employerOrgId: null, jobTitle: '高级工程师', years: 12 };

describe('expert pool', () => {
  test('R-063 专家由行业监督部门审核入库，可以暂停、恢复；本人申报利害关系', async () => {
    await on.accept(officer, 'expert.enrol', record);
    assert.equal((await on.refuse(officer, 'expert.restore', { personId: 'expert0001', reason: '误操作恢复' })).code, 'expert.notInThatState');
    await on.accept(officer, 'expert.suspend', { personId: 'expert0001', reason: '迟到三次，暂停一年' });
    assert.equal((await on.refuse(officer, 'expert.suspend', { personId: 'expert9999', reason: '库里没有此人' })).code, 'expert.notEnrolled');
    await on.accept(officer, 'expert.restore', { personId: 'expert0001', reason: '暂停期满' });
    await on.accept(someone, 'expert.declareRelations', { relations: [] });
    assert.equal((await readHead(on.db.app, expert, 'expert0001'))?.state.status, 'active');
  });

  test('R-063 年限不够、专业或盟市代码不对的不能入库', () => {
    const refusal = (change: object, kind: Parameters<typeof checkEnrolment>[1] = null) => {
      const result = checkEnrolment(enrolBody.parse({ ...record, ...change }), kind, on.started);
      return result.ok ? null : result.error.code;
    };
    assert.equal(refusal({}), null);
    assert.equal(refusal({ years: 7 }), 'expert.tooFewYears');
    assert.equal(refusal({ specialtyCodes: ['A99'] }), 'expert.unknownSpecialty');
    assert.equal(refusal({ specialtyCodes: ['A'] }), 'expert.unknownSpecialty');
    assert.equal(refusal({ leagueCode: '152921' }), 'expert.unknownLeague');
    assert.equal(refusal({}, 'centre'), 'expert.servingOrganisation');
    assert.equal(refusal({}, 'enterprise'), null);
  });

  test('R-186 中心人员没有管理专家库的权限', () => {
    for (const name of ['expert.enrol', 'expert.suspend', 'expert.restore']) {
      assert.ok(on.platform.pipeline.definitions.get(name)?.roles.every((role) => role === 'supervise.officer' || role === 'system.clock'), name);
    }
  });

  test('R-077 专家库的每一条存证都只有本人可见', async () => {
    const { rows } = await on.db.app.query<{ class: string }>("SELECT class FROM event WHERE stream LIKE 'expert:%' UNION SELECT p.class FROM event e JOIN event_part p ON p.event_id = e.id WHERE e.stream LIKE 'expert:%'");
    assert.deepEqual(rows, [{ class: 'names' }]);
  });
});
