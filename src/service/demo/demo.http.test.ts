import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { generateKeys } from '#evidence/signature/key-file.ts';
import { toBase64url } from '#kernel/bytes.ts';
import { microsPerDay } from '#kernel/time/instant.ts';
import { demoSite } from './demo-site.testing.ts';
import type { TourView } from './tour.types.ts';

const site = await demoSite();
const production = await demoSite('production');

type Asked = { readonly method?: 'GET' | 'POST'; readonly body?: object; readonly cookie?: string };
async function call(to: typeof site, url: string, { method = 'GET', body, cookie }: Asked = {}) {
  const response = await to.app.inject({ method, url, headers: { host: 'localhost', ...(cookie ? { cookie } : {}) }, ...(body ? { payload: body } : {}) });
  const set = response.headers['set-cookie'];
  return { status: response.statusCode, body: response.json<Record<string, unknown>>(), cookie: String(set ?? '').split(';')[0] ?? '' };
}
const loginAs = async (personId: string) => (await call(site, '/api/session/demo', { method: 'POST', body: { personId } })).cookie;

describe('the demonstration over HTTP', () => {
  test('in production there is no clock to move, no key file, no counter and no tour', async () => {
    for (const [method, url] of [['GET', '/api/demo/clock'], ['POST', '/api/demo/clock'], ['GET', '/api/demo/key-file'], ['POST', '/api/demo/certificate'], ['GET', '/api/demo/tour'], ['GET', '/api/demo/tour/choices']] as const) {
      assert.equal((await production.app.inject({ method, url, headers: { host: 'localhost' } })).statusCode, 404, url);
    }
    assert.equal((await call(production, '/api/clock')).body['mode'], 'production');
  });

  test('R-037 a demo key file goes to its own person alone', async () => {
    assert.equal((await call(site, '/api/demo/key-file')).status, 401);
    const mine = await call(site, '/api/demo/key-file', { cookie: await loginAs('bidder-1') });
    assert.equal(mine.body['name'], 'bidder-1.ovookey');
    assert.equal((JSON.parse(String(mine.body['text'])) as { personId: string }).personId, 'bidder-1');
  });

  test('R-037 the counter certifies two P-256 keys and refuses anything else', async () => {
    const keys = await generateKeys();
    const request = { orgName: '锡林浩特晨光建设有限公司', personName: '塔娜', kind: 'enterprise', signSpki: toBase64url(keys.signSpki), decryptSpki: toBase64url(keys.decryptSpki) };
    const issued = await call(site, '/api/demo/certificate', { method: 'POST', body: request });
    assert.equal(issued.status, 200, JSON.stringify(issued.body));
    const subject = await call(site, '/api/session/subject', { method: 'POST', body: { chain: issued.body['signChain'] } });
    assert.deepEqual([subject.body['orgName'], subject.body['orgId'], subject.body['registered']], [request.orgName, issued.body['orgId'], false]);
    for (const wrong of [{ signSpki: 'AAAA' }, { decryptSpki: '' }, { kind: 'centre' }, { orgName: '短' }]) {
      assert.equal((await call(site, '/api/demo/certificate', { method: 'POST', body: { ...request, ...wrong } })).status, 400, JSON.stringify(wrong));
    }
    assert.equal((await call(site, '/api/session/subject', { method: 'POST', body: { chain: ['AAAA'] } })).status >= 400, true);
  });

  test('the clock goes on to an instant, never back and never too far at once', async () => {
    const before = await site.now();
    const moved = await call(site, '/api/demo/clock', { method: 'POST', body: { until: before + microsPerDay } });
    assert.equal(moved.status, 200, JSON.stringify(moved.body));
    assert.ok(Number(moved.body['now']) >= before + microsPerDay);
    assert.equal((await call(site, '/api/demo/clock', { method: 'POST', body: { until: before } })).status, 200);
    assert.ok((await site.now()) >= before + microsPerDay, 'an instant that has passed moves nothing back');
    assert.equal((await call(site, '/api/demo/clock', { method: 'POST', body: { until: before + 400 * microsPerDay } })).body['code'], 'demo.tooFar');
    for (const body of [{}, { step: 'year' }, { step: 'day', until: 1 }]) assert.equal((await call(site, '/api/demo/clock', { method: 'POST', body })).status, 400);
  });

  test('the tour finds the tender that was registered since it began, and ticks what has happened', async () => {
    const begun = (await call(site, '/api/demo/tour')).body as unknown as TourView;
    const person = begun.steps[0]?.people[0];
    assert.deepEqual([begun.tender, person?.personId, begun.steps.length], [null, 'operator-1', 18]);
    const address = `/api/demo/tour?org=${person?.orgId}&since=${begun.serverNow}`;
    assert.equal(((await call(site, address)).body as unknown as TourView).tender, null);
    const tenderId = await site.registerProject('阿拉善左旗导览小学教学楼');
    const found = (await call(site, address)).body as unknown as TourView;
    assert.equal(found.tender?.tenderId, tenderId);
    assert.deepEqual(found.steps.filter(({ done }) => done).map(({ key }) => key), ['register']);
    assert.ok(found.steps.every(({ law, why, what, who }) => law && why && what && who));
    assert.equal((await call(site, '/api/demo/tour?tender=nothing')).status, 404);
  });

  test('every role has a list of tasks; a project without a document waits for its operator', async () => {
    assert.equal((await call(site, '/api/my/tasks')).status, 401);
    await site.registerProject('阿拉善左旗待办中学食堂');
    for (const personId of ['operator-1', 'bidder-1', 'witness-1', 'officer-1', 'engineer-1']) {
      const { status, body } = await call(site, '/api/my/tasks', { cookie: await loginAs(personId) });
      assert.equal(status, 200, personId);
      const about = (body['items'] as { about: string; title: string }[]).filter(({ title }) => title === '编制招标文件').map((task) => task.about);
      assert.equal(about.includes('阿拉善左旗待办中学食堂'), personId === 'operator-1', personId);
    }
  });
});
