import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readHead } from '#platform/state/heads.store.ts';
import { provisionalStrategy } from '#rules/transaction-code.ts';
import { found } from '#service/subject/subject.testing.ts';
import { tender } from '#trade/tender/tender.ts';
import { project } from './project.ts';
import { findAgreement, findProject, projectsOf } from './project.store.ts';
import { first, projectPlatform } from './project.testing.ts';

const platform = await projectPlatform();
const { accept, refuse, run, centre, department, initiator, agency, bidder, signed } = platform;
const { pool } = platform.platform;
const operator = first(initiator);
const agent = first(agency);

describe('project registration on the platform', () => {
  test('R-078 R-080 招标人在线登记项目：签名承诺真实，随即有招标项目、标段、中心、监督部门和临时交易标识码', async () => {
    const body = await signed(operator);
    const { result } = await accept(operator, 'project.register', body);
    const held = await readHead(pool, tender, body.tenderId);
    assert.ok(held);
    assert.deepEqual(held.state.lots.map((lot) => [lot.lotId, lot.number]), [[`${body.tenderId}-1`, 1], [`${body.tenderId}-2`, 2]]);
    assert.equal(held.state.centre.orgId, centre.orgId);
    assert.equal(held.state.department.orgId, department.orgId);
    assert.equal(held.state.status, 'registered');
    assert.equal(held.state.transactionCode.provisional, true);
    assert.equal(provisionalStrategy.parse(held.state.transactionCode.code)?.platform, centre.orgId);
    assert.deepEqual(result['lots'], [`${body.tenderId}-1`, `${body.tenderId}-2`]);
    const registered = await readHead(pool, project, body.projectId);
    assert.match(registered?.state.basis.routeArticle ?? '', /第九条/);
    assert.equal(registered?.state.basis.duty, 'mustTender');
  });

  test('R-099 登记时就认定是不是国有资金的依法必须招标项目：达到限额的国有资金是，自有资金的、不到限额的不是', async () => {
    const stateFunded = async (over: Parameters<typeof signed>[1]): Promise<boolean | undefined> => {
      const body = await signed(operator, over);
      await accept(operator, 'project.register', body);
      return (await readHead(pool, tender, body.tenderId))?.state.isStateFunded;
    };
    assert.equal(await stateFunded({}), true);
    assert.equal(await stateFunded({ fund: { kind: 'private' } }), false);
    assert.equal(await stateFunded({ estimateFen: '399999999', lots: [{ name: '施工', scope: '土建', estimateFen: '399999999' }] }), false);
  });

  test('R-166 codes of one day are all different, however many register at once', async () => {
    const bodies = await Promise.all(Array.from({ length: 12 }, () => signed(operator)));
    const outcomes = await Promise.all(bodies.map((body) => run(operator, 'project.register', body)));
    const codes = outcomes.map((outcome) => (outcome.status === 'accepted' ? JSON.stringify(outcome.result['transactionCode']) : ''));
    assert.equal(new Set(codes).size, 12);
    assert.ok(!codes.includes(''));
  });

  test('R-044 代理机构凭上传的委托协议登记；协议不是自己上传的、为别人登记的，一律拒绝', async () => {
    const own = { orgId: agency.orgId, agreement: await platform.agreement(agency.orgId) };
    const body = await signed(agent, { agency: own });
    await accept(agent, 'project.register', body);
    assert.equal((await readHead(pool, tender, body.tenderId))?.state.agency?.agreement.sha256, own.agreement.sha256);
    const foreign = { orgId: agency.orgId, agreement: await platform.agreement(initiator.orgId) };
    assert.equal((await refuse(agent, 'project.register', await signed(agent, { agency: foreign }))).code, 'file.notUploaded');
    assert.equal((await refuse(agent, 'project.register', await signed(agent))).code, 'project.notYourSide');
    const self = { orgId: initiator.orgId, agreement: await platform.agreement(initiator.orgId) };
    assert.equal((await refuse(operator, 'project.register', await signed(operator, { agency: self }))).code, 'project.agencyUnknown');
  });

  test('R-080 what was not signed as it stands is not taken, nor twice, nor without the commitment', async () => {
    const body = await signed(operator);
    assert.match((await refuse(operator, 'project.register', { ...body, name: '换一个名字的建设工程' })).code, /^signature\./);
    await accept(operator, 'project.register', body);
    const again = await run(operator, 'project.register', body);
    assert.equal(again.status === 'refused' && again.refusal.code, 'project.exists');
    await assert.rejects(async () => run(operator, 'project.register', await signed(operator, { truthfulness: false })), /真实/);
    assert.equal((await refuse(operator, 'project.register', await signed(agent))).kind, 'refused');
  });

  test('R-009 没有开通的中心或监督部门不能登记', async () => {
    assert.equal((await refuse(operator, 'project.register', await signed(operator, { areaCode: '152922' }))).code, 'project.centreAbsent');
    assert.equal((await refuse(operator, 'project.register', await signed(operator, { areaCode: '152900' }))).code, 'project.departmentAbsent');
  });

  test('R-009 跨盟市的项目要有自治区级监督部门，登记后由它监督，所在地都写明', async () => {
    const across = { otherAreaCodes: ['150105'] };
    assert.equal((await refuse(operator, 'project.register', await signed(operator, across))).code, 'project.departmentAbsent');
    const regional = await found(platform, { n: 9, kind: 'department', name: '内蒙古自治区住房和城乡建设厅', areaCode: '150000', offices: ['housing'], roles: ['supervise.officer'] });
    const body = await signed(operator, across);
    await accept(operator, 'project.register', body);
    assert.equal((await readHead(pool, tender, body.tenderId))?.state.department.orgId, regional.orgId);
    assert.deepEqual((await findProject(pool, regional.orgId, body.projectId))?.project.otherAreaCodes, ['150105']);
  });

  test('R-078 the parties find their projects, others do not', async () => {
    const body = await signed(operator);
    await accept(operator, 'project.register', body);
    for (const party of [initiator, centre, department]) assert.ok((await projectsOf(pool, party.orgId)).some((row) => row.project.projectId === body.projectId));
    for (const stranger of [bidder, agency]) {
      assert.ok(!(await projectsOf(pool, stranger.orgId)).some((row) => row.project.projectId === body.projectId));
      assert.equal(await findProject(pool, stranger.orgId, body.projectId), null);
    }
    const own = { orgId: agency.orgId, agreement: await platform.agreement(agency.orgId) };
    await accept(agent, 'project.register', await signed(agent, { agency: own }));
    assert.ok(await findAgreement(pool, department.orgId, own.agreement.sha256));
    assert.equal(await findAgreement(pool, bidder.orgId, own.agreement.sha256), null);
  });
});
