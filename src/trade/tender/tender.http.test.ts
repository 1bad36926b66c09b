import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { randomBytes } from 'node:crypto';
import { pino } from 'pino';
import { createHttpApp } from '#platform/http/app.ts';
import { registerCommandRoutes } from '#platform/http/command-routes.ts';
import { raiseContent } from '#trade/objection/objection.content.ts';
import { roles } from '#kernel/roles.ts';
import type { TestPerson } from '#test/harness/platform.ts';
import { tenderPlatform } from './tender-platform.testing.ts';

const all = await tenderPlatform();
const { platform, people, accept } = all;
const app = await createHttpApp({ logger: pino({ level: 'silent' }), requestsPerMinute: 100_000 });
registerCommandRoutes(app, platform.pipeline, platform.sessions);
for (const module of platform.modules) module.routes?.(app, platform);

async function cookieOf(who: TestPerson | null): Promise<Record<string, string>> {
  if (!who) return {};
  const token = await platform.sessions.start({ actor: who.actor, method: 'demo', display: { personName: who.spec.name, orgName: who.spec.orgName } });
  return { cookie: `ovoo_session=${token}` };
}
async function get(who: TestPerson | null, url: string): Promise<{ status: number; body: Record<string, unknown> }> {
  const response = await app.inject({ method: 'GET', url, headers: await cookieOf(who) });
  return { status: response.statusCode, body: response.json() };
}
async function post(who: TestPerson | null, name: string, body: object): Promise<number> {
  const response = await app.inject({ method: 'POST', url: `/api/commands/${name}`, headers: { ...(await cookieOf(who)), 'idempotency-key': randomBytes(12).toString('hex') }, payload: body });
  return response.statusCode;
}

const tenderId = 'httptender00001';
const document = await all.publish(tenderId);
await accept(people.bidderA, 'taking.take', { tenderId });
const content = { title: '业绩要求', text: '要求同类业绩三项，超出实际需要。', files: [], interest: null };
await accept(people.bidderA, 'objection.raise', { tenderId, objectionId: 'object0001', ...content, signature: await people.bidderA.sign('objection.raise', { tenderId, objectionId: 'object0001' }, raiseContent(content)) });
await accept(people.bidderA, 'inquiry.ask', { tenderId, inquiryId: 'question01', about: '', question: '业绩是否包括分包工程？' });
const draftId = 'httpdraft000001';
await all.draft(draftId);

describe('招标项目的查询', () => {
  test('R-085 不登录也能读公告、招标文件和期限；没有的项目回答 404', async () => {
    const { status, body } = await get(null, `/api/tenders/${tenderId}`);
    assert.equal(status, 200);
    assert.deepEqual([body.status, body.phase, body.can], ['published', 'paused', []]);
    assert.ok(JSON.stringify(body.chapters).includes('房屋') || JSON.stringify(body.chapters).includes('投标人须知'));
    assert.equal((await get(null, '/api/tenders/none000000000')).status, 404);
  });

  test('R-191 谁看到什么：草稿、自己的获取记录、异议和提问各归各', async () => {
    const seen = async (who: TestPerson | null): Promise<unknown[]> => {
      const draft = await get(who, `/api/tenders/${draftId}`);
      const shown = await get(who, `/api/tenders/${tenderId}`);
      const objections = await get(who, `/api/tenders/${tenderId}/objections`);
      const inquiries = await get(who, `/api/tenders/${tenderId}/inquiries`);
      return ['draft' in draft.body, 'taking' in shown.body, (objections.body.items as unknown[]).length, inquiries.status === 200 ? (inquiries.body.items as unknown[]).length : inquiries.status];
    };
    assert.deepEqual(await seen(null), [false, false, 0, 401]);
    assert.deepEqual(await seen(people.operator), [true, false, 1, 1]);
    assert.deepEqual(await seen(people.agent), [true, false, 1, 1]);
    assert.deepEqual(await seen(people.stranger), [false, false, 0, 0]);
    assert.deepEqual(await seen(people.bidderA), [false, true, 1, 1]);
    assert.deepEqual(await seen(people.bidderB), [false, false, 0, 0]);
    assert.deepEqual(await seen(people.officer), [false, false, 1, 0]);
    assert.deepEqual(await seen(people.otherOfficer), [false, false, 0, 0]);
    assert.deepEqual(await seen(people.witness), [false, false, 0, 0]);
  });

  test('R-191 别人看到的任何一个回答里都没有获取者的名称、代码和人数', async () => {
    const strangers = [null, people.stranger, people.bidderB, people.otherOfficer, people.witness];
    const urls = [`/api/tenders/${tenderId}`, `/api/tenders/${tenderId}/objections`, `/api/tenders/${tenderId}/inquiries`, '/api/my/tenders', '/api/my/notices'];
    const answers = async (who: TestPerson | null): Promise<string[]> => await Promise.all(urls.map(async (url) => JSON.stringify({ ...(await get(who, url)).body, serverNow: 0, traceId: '' })));
    const before = await Promise.all(strangers.map(answers));
    for (const text of before.flat()) for (const secret of ['BIDDERA', people.bidderA.actor.id]) assert.ok(!text.includes(secret));
    await accept(people.bidderA, 'taking.take', { tenderId });
    assert.deepEqual(await Promise.all(strangers.map(answers)), before);
    const toInitiator = JSON.stringify((await get(people.operator, `/api/tenders/${tenderId}/inquiries`)).body);
    assert.ok(toInitiator.includes('分包工程') && !toInitiator.includes('BIDDERA'));
  });

  test('R-107 通知只发给获取过招标文件的单位，未读的标明', async () => {
    const notices = await get(people.bidderB, '/api/my/notices');
    assert.deepEqual([notices.status, notices.body.items], [200, []]);
    assert.equal((await get(people.operator, '/api/my/notices')).status, 401);
    const mine = await get(people.bidderA, '/api/my/tenders');
    assert.deepEqual((mine.body.items as { tenderId: string }[]).map((row) => row.tenderId), [tenderId]);
  });

  test('R-186 可办的事按身份列出，与命令的角色一致', async () => {
    const can = async (who: TestPerson): Promise<unknown> => (await get(who, `/api/tenders/${tenderId}`)).body.can;
    assert.deepEqual(await can(people.operator), ['tender.clarify', 'objection.answer', 'tender.terminate']);
    assert.deepEqual(await can(people.bidderA), ['taking.take', 'inquiry.ask', 'objection.raise', 'bid.submit', 'bid.withdraw']);
    assert.deepEqual(await can(people.officer), ['directive.suspend']);
    assert.deepEqual(await can(people.witness), []);
  });
});

describe('命令的回答', () => {
  test('R-186 每个命令只有它的职责进得来：别的角色 403，没登录 401，内容不对 400，没有的 404，不合规 422', async () => {
    const names = ['tender.compose', 'tender.publish', 'tender.clarify', 'tender.terminate', 'taking.take', 'taking.see', 'inquiry.ask', 'objection.raise', 'objection.answer', 'directive.suspend', 'directive.resume'];
    const crowd = [people.operator, people.bidderA, people.officer, people.witness];
    for (const name of names) {
      const definition = platform.pipeline.definitions.get(name) ?? assert.fail(name);
      assert.equal(await post(null, name, {}), 401);
      for (const who of crowd) assert.equal(await post(who, name, {}), definition.roles.includes(who.actor.role) ? 400 : 403, `${name} as ${roles[who.actor.role].name}`);
    }
    assert.equal(await post(people.bidderA, 'taking.take', { tenderId, extra: 1 }), 400);
    assert.equal(await post(people.bidderA, 'taking.take', { tenderId: 'none000000000' }), 404);
    assert.equal(await post(people.bidderB, 'taking.take', { tenderId: draftId }), 422);
    assert.equal(await post(people.stranger, 'tender.compose', { tenderId: draftId, document }), 403);
    assert.equal(await post(people.bidderB, 'taking.take', { tenderId }), 200);
  });
});
