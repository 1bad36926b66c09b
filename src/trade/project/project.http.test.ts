import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { instant, microsPerDay, microsPerHour } from '#kernel/time/instant.ts';
import { ofInstant } from '#kernel/time/plain-date.ts';
import { makeFilesModule } from '#platform/files/files.routes.ts';
import { makeLoginModule } from '#service/login/login.module.ts';
import { httpOf } from '#service/login/login.testing.ts';
import { makeKeyHolderModule } from '#service/keyholder/keyholder.module.ts';
import { first, freshId, projectPlatform } from './project.testing.ts';

const platform = await projectPlatform([makeKeyHolderModule, makeLoginModule, makeFilesModule]);
const http = await httpOf(platform);
const { centre, department, initiator, agency, bidder, signed } = platform;
const people = { initiator: first(initiator), agency: first(agency), bidder: first(bidder), centre: first(centre), department: first(department) };
const names = Object.keys(people) as (keyof typeof people)[];
const cookies = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await http.login(people[name])]))) as Record<keyof typeof people, string>;
const key = () => ({ 'idempotency-key': freshId() });

async function upload(cookie: string | undefined, bytes: string, query = 'name=%E5%A7%94%E6%89%98%E5%8D%8F%E8%AE%AE.pdf&mediaType=application%2Fpdf') {
  return await http.call('POST', `/api/files?${query}`, { cookie, body: Buffer.from(bytes), headers: { 'content-type': 'application/octet-stream' } });
}

describe('projects, venues and files over HTTP', () => {
  test('R-078 project.register 的五种结果：受理、填写有误、未登录、不是本职责、被规则拒绝', async () => {
    const post = (name: keyof typeof people | null, body: unknown) => http.call('POST', '/api/commands/project.register', { cookie: name ? cookies[name] : undefined, body, headers: key() });
    const body = await signed(people.initiator);
    assert.equal((await post('initiator', body)).status, 200);
    assert.equal((await post('initiator', { ...body, surprise: 1 })).status, 400);
    assert.equal((await post(null, body)).status, 401);
    for (const name of ['bidder', 'centre', 'department'] as const) assert.equal((await post(name, body)).status, 403, name);
    const refused = await post('initiator', await signed(people.initiator, { estimateFen: '1' }));
    assert.equal(refused.status, 422);
    assert.match(String(refused.body['article']), /第四条/);
    assert.equal((await post('initiator', body)).status, 409);
  });

  test('R-006 谁能看到项目：发起方、代理、中心、监督部门看得到，投标人看不到', async () => {
    const agreement = (await upload(cookies.agency, `协议 ${freshId()}`)).body;
    const body = await signed(people.agency, { agency: { orgId: agency.orgId, agreement } });
    await platform.accept(people.agency, 'project.register', body);
    const expected = { initiator: 200, agency: 200, centre: 200, department: 200, bidder: 404 };
    for (const name of names) {
      assert.equal((await http.call('GET', `/api/projects/${body.projectId}`, { cookie: cookies[name] })).status, expected[name], name);
      const { items, can } = (await http.call('GET', '/api/projects', { cookie: cookies[name] })).body as { items: { projectId: string }[]; can: string[] };
      assert.equal(items.some((item) => item.projectId === body.projectId), expected[name] === 200, name);
      assert.deepEqual(can, name === 'initiator' || name === 'agency' ? ['project.register'] : []);
      assert.equal((await http.call('GET', `/api/files/${String(agreement['sha256'])}`, { cookie: cookies[name] })).status, expected[name], `agreement, ${name}`);
    }
    for (const url of ['/api/projects', `/api/projects/${body.projectId}`]) assert.equal((await http.call('GET', url)).status, 401);
    assert.equal((await http.call('GET', `/api/files/${String(agreement['sha256'])}`)).status, 404);
  });

  test('R-078 uploads: what is taken, what is not, and that knowing a hash opens nothing', async () => {
    const stored = await upload(cookies.initiator, '内容');
    assert.deepEqual([stored.status, stored.body['name'], stored.body['sizeBytes'], stored.body['mediaType']], [200, '委托协议.pdf', 6, 'application/pdf']);
    assert.equal((await upload(undefined, '内容')).status, 401);
    assert.equal((await upload(cookies.initiator, '', 'name=a.pdf&mediaType=application/pdf')).status, 400);
    assert.equal((await upload(cookies.initiator, 'x', 'name=a.html&mediaType=text/html')).status, 400);
    assert.equal((await upload(cookies.initiator, 'x', 'name=a%2Fb.pdf&mediaType=application/pdf')).status, 400);
    const url = `/api/files/${String(stored.body['sha256'])}`;
    assert.equal((await http.call('GET', url, { cookie: cookies.initiator })).body['text'], '内容');
    assert.equal((await http.call('GET', url, { cookie: cookies.bidder })).status, 404);
    assert.equal((await http.call('GET', '/api/files/zz', { cookie: cookies.bidder })).status, 404);
    const stolen = await signed(people.agency, { agency: { orgId: agency.orgId, agreement: stored.body } });
    assert.equal((await platform.refuse(people.agency, 'project.register', stolen)).code, 'file.notUploaded');
  });

  test('R-079 the calendar shows everyone what is taken, and whose it is only to its own side and the centre', async () => {
    const roomId = freshId();
    await platform.accept(people.centre, 'venue.open', { roomId, name: '开标一室', purpose: 'opening', seats: 40, address: '三楼' });
    const body = await signed(people.initiator);
    await platform.accept(people.initiator, 'project.register', body);
    const from = instant((await platform.now()) + 2 * microsPerDay);
    await platform.accept(people.initiator, 'venue.book', { roomId, tenderId: body.tenderId, from, to: instant(from + microsPerHour) });
    const url = `/api/venues?centre=${centre.orgId}&day=${ofInstant(from)}`;
    for (const name of names) {
      const answer = (await http.call('GET', url, { cookie: cookies[name] })).body as { rooms: { bookings: { from: number; tenderName?: string }[] }[]; can: string[] };
      const [booking] = answer.rooms[0]?.bookings ?? [];
      assert.equal(booking?.from, from, name);
      assert.equal(booking?.tenderName, name === 'initiator' || name === 'centre' ? body.name : undefined, name);
      assert.equal(answer.can.includes('venue.book'), ['initiator', 'agency', 'centre'].includes(name), name);
    }
    assert.equal((await http.call('GET', url)).status, 401);
    assert.equal((await http.call('GET', '/api/venues?centre=1&day=x', { cookie: cookies.centre })).status, 400);
  });

  test('R-036 anyone finds the public part of an organisation and of the directory; the own part needs a login', async () => {
    const { items } = (await http.call('GET', `/api/organisations?q=${encodeURIComponent('草原招标')}&kind=agency`)).body as { items: Record<string, unknown>[] };
    assert.deepEqual(items.map((item) => [item['orgId'], 'basicAccount' in item]), [[agency.orgId, false]]);
    assert.equal((await http.call('GET', '/api/organisations?q=x')).status, 400);
    assert.deepEqual((await http.call('GET', '/api/directory/152921')).body['holders'], { housing: { orgId: department.orgId, name: department.name } });
    assert.equal((await http.call('GET', '/api/directory/999999')).status, 400);
    assert.equal((await http.call('GET', '/api/organisations/mine')).status, 401);
    const mine = (await http.call('GET', '/api/organisations/mine', { cookie: cookies.centre })).body as { can: string[]; people: unknown[] };
    assert.deepEqual([mine.can, mine.people.length], [[], 2]);
  });
});
