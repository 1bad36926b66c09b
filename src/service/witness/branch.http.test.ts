import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { instant, microsPerDay, microsPerHour } from '#kernel/time/instant.ts';
import { tender } from '#trade/tender/tender.ts';
import { first, freshId, projectPlatform } from '#trade/project/project.testing.ts';
import { makeKeyHolderModule } from '#service/keyholder/keyholder.module.ts';
import { makeLoginModule } from '#service/login/login.module.ts';
import { httpOf } from '#service/login/login.testing.ts';
import { openCentres } from '#service/portal/portal.figures.view.ts';
import { found } from '#service/subject/subject.testing.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { makeWitnessModule } from './witness.module.ts';

const on = await projectPlatform([makeKeyHolderModule, makeLoginModule, makeWitnessModule]);
const http = await httpOf(on);
const branch = await found(on, { n: 21, kind: 'centre', name: '阿拉善盟公共资源交易中心阿拉善右旗分中心', areaCode: '152922', roles: ['serve.venue', 'serve.witness'] });
await found(on, { n: 22, kind: 'department', name: '阿拉善右旗住房和城乡建设局', areaCode: '152922', offices: ['housing'], roles: ['supervise.officer'] });
const officers = { league: { venue: on.centre.people[0], witness: on.centre.people[1] }, branch: { venue: branch.people[0], witness: branch.people[1] } };
const body = await on.signed(first(on.initiator), { areaCode: '152922', name: '阿拉善右旗第一小学教学楼建设工程' });
await on.accept(first(on.initiator), 'project.register', body);
const { tenderId } = body;

type Listed = { items: { tenderId: string }[]; guided: { tenderId: string; branch: string }[] };

async function listed(of: keyof typeof officers): Promise<Listed> {
  const who = officers[of].witness ?? assert.fail('witness');
  return (await http.call('GET', '/api/witness', { cookie: await http.login(who) })).body as unknown as Listed;
}

describe('阿拉善盟中心的分支机构', () => {
  test('R-005 R-032 阿右旗的项目在分中心交易，招标人在左旗登记过一次就能办；分中心开通以后全区看得到', async () => {
    const held = await readHead(on.platform.pool, tender, tenderId);
    assert.deepEqual(held?.state.centre, { orgId: branch.orgId, name: branch.name });
    assert.deepEqual([...await openCentres(on.platform.pool)].sort(), ['152900', '152922']);
  });

  test('R-005 业务指导：盟中心看到分支机构项目公开的进展，分支机构看不到盟中心的；不是分支机构的项目不在其中', async () => {
    const own = await on.signed(first(on.initiator));
    await on.accept(first(on.initiator), 'project.register', own);
    const [league, local] = [await listed('league'), await listed('branch')];
    assert.deepEqual([league.items.map((row) => row.tenderId), league.guided.map((row) => [row.tenderId, row.branch])], [[own.tenderId], [[tenderId, branch.name]]]);
    assert.ok(league.guided.every((row) => !('incidents' in row)));
    assert.deepEqual([local.items.map((row) => row.tenderId), local.guided], [[tenderId], []]);
  });

  test('R-005 R-186 属地管理：分中心的场地、见证只由分中心办，盟中心不能代办，也看不到见证记录', async () => {
    const [roomId, from] = [freshId(), instant((await on.now()) + 3 * microsPerDay)];
    await on.accept(officers.branch.venue ?? assert.fail(), 'venue.open', { roomId, name: '开标一室', purpose: 'opening', seats: 20, address: '二楼' });
    const slot = { roomId, tenderId, from, to: instant(from + microsPerHour) };
    assert.equal((await on.refuse(officers.league.venue ?? assert.fail(), 'venue.book', slot)).kind, 'forbidden');
    await on.accept(officers.branch.venue ?? assert.fail(), 'venue.book', slot);
    const note = { tenderId, text: '开标准备就绪。' };
    assert.equal((await on.refuse(officers.league.witness ?? assert.fail(), 'witness.note', note)).kind, 'forbidden');
    await on.accept(officers.branch.witness ?? assert.fail(), 'witness.note', note);
    const seen = async (of: keyof typeof officers) => (await http.call('GET', `/api/tenders/${tenderId}/witness`, { cookie: await http.login(officers[of].witness ?? assert.fail()) })).status;
    assert.deepEqual([await seen('branch'), await seen('league')], [200, 403]);
  });
});
