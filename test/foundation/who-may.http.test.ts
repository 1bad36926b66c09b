import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { dutyOfKind, roles, rolesOfKind, type OrganisationKind, type Role } from '#kernel/roles.ts';
import { testUscc } from '#service/subject/subject.testing.ts';
import { fullPlatform } from './full-platform.testing.ts';

const { app, cookieOf, platform, refuse, accept, system } = await fullPlatform();
const definitions = [...platform.pipeline.definitions.values()];
const open = definitions.filter((definition) => definition.roles.some((role) => roles[role].duty !== 'system'));
const allRoles = Object.keys(roles) as Role[];

type Post = { readonly cookie?: string; readonly body?: unknown; readonly headers?: Record<string, string>; readonly key?: string | null };

async function post(name: string, { cookie, body = {}, headers = {}, key = randomBytes(12).toString('hex') }: Post = {}) {
  const answer = await app.inject({
    method: 'POST', url: `/api/commands/${name}`, payload: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { host: 'ovoo.test', 'content-type': 'application/json', ...(key === null ? {} : { 'idempotency-key': key }), ...(cookie ? { cookie } : {}), ...headers },
  });
  return { status: answer.statusCode, type: String(answer.headers['content-type']), body: answer.json<Record<string, string>>() };
}

describe('every command over HTTP', () => {
  test('R-183 R-186 who is not logged in is asked to, whatever the command and the body', async () => {
    assert.ok(open.length > 50);
    for (const { name } of open) {
      for (const cookie of [undefined, 'ovoo_session=nonsense', `ovoo_session=${randomBytes(32).toString('base64url')}`]) {
        const answer = await post(name, cookie ? { cookie } : {});
        assert.deepEqual([answer.status, answer.body['code']], [401, 'command.loginFirst'], name);
      }
    }
  });

  test('R-186 R-187 over all roles and all commands: a role that is not of the command is refused before anything else', async () => {
    for (const role of allRoles) for (const { name, roles: may } of open) {
      const { status, body, type } = await post(name, { cookie: await cookieOf(role), body: { 'no-such-field': 1 } });
      const expected = may.includes(role) ? [400, 'command.bodyInvalid'] : [403, 'command.roleNotAllowed'];
      assert.deepEqual([status, body['code']], expected, `${role} → ${name}`);
      assert.match(type, /^application\/problem\+json/);
      if (status === 403) assert.match(String(body['article']), /第四十八条/);
    }
  });

  test('R-186 what only the clock does has no address', async () => {
    for (const { name } of definitions.filter((definition) => !open.includes(definition))) {
      assert.equal((await post(name, { cookie: await cookieOf('operate.engineer') })).status, 404, name);
      assert.equal((await post(name, { cookie: await cookieOf('system.clock') })).status, 404, name);
    }
  });

  test('R-183 a missing or odd idempotency key is named', async () => {
    for (const { name, roles: [role] } of open) {
      for (const key of [null, 'short', 'x'.repeat(65), 'with space 123', '键键键键键键键键'.slice(0, 0)]) {
        const { status, body } = await post(name, { cookie: await cookieOf(role as Role), key });
        assert.deepEqual([status, body['path']], [400, 'Idempotency-Key'], `${name} ${key}`);
      }
    }
  });

  test('R-183 a malformed body is refused with 400, never 500: no JSON, an array, an unknown field, a prototype, a lone surrogate, a NUL', async () => {
    for (const { name, roles: [role] } of open) {
      const cookie = await cookieOf(role as Role);
      for (const body of ['{', '', '[]', 'null', '"x"', '{"no-such-field":1}', '{"__proto__":{"a":1}}', '{"constructor":{"prototype":{"a":1}}}']) {
        assert.equal((await post(name, { cookie, body })).status, 400, `${name} ${body}`);
      }
    }
    for (const name of ['a\\u0000b', 'a\\ud800b']) {
      const { status, body } = await post('venue.open', { cookie: await cookieOf('serve.venue'), body: `{"roomId":"room000001","name":"${name}","purpose":"opening","seats":1,"address":"某街"}` });
      assert.deepEqual([status, body['code']], [400, 'command.bodyInvalid'], name);
    }
    const { status, body } = await post('venue.open', { cookie: await cookieOf('serve.venue'), headers: { 'content-type': 'image/png' }, body: 'x' });
    assert.deepEqual([status, body['code']], [415, 'http.415']);
  });

  test('R-183 every address that changes something refuses a page of another site', async () => {
    const paths = Object.entries((app.swagger() as { paths: Record<string, Record<string, unknown>> }).paths);
    const writing = paths.flatMap(([url, methods]) => Object.keys(methods).filter((method) => method !== 'get').map((method) => ({ url, method: method.toUpperCase() })));
    const hidden = ['/login/demo', '/login/password', '/logout', '/upload', '/upload/x', '/api/demo/clock', '/api/demo/certificate', '/api/log/cosignature'].map((url) => ({ url, method: 'POST' }));
    assert.ok(writing.length > 55);
    for (const { url, method } of [...writing, ...hidden]) for (const origin of ['https://elsewhere.test', 'null', 'http://ovoo.test.elsewhere.test', 'https://ovoo.test:8443', 'ovoo.test']) {
      const answer = await app.inject({ method: method as 'POST', url, headers: { host: 'ovoo.test', origin, 'content-type': 'application/json' }, payload: '{}' });
      assert.deepEqual([answer.statusCode, answer.json<{ code: string }>().code], [403, 'http.foreignOrigin'], `${method} ${url} from ${origin}`);
    }
    const own = await app.inject({ method: 'POST', url: '/api/commands/venue.open', headers: { host: 'ovoo.test', origin: 'https://ovoo.test' }, payload: {} });
    assert.equal(own.statusCode, 401);
  });
});

/** What anyone may ask without login. Everything else asks who is there before it looks at anything. */
const openToAll = [
  '/log/checkpoint', '/log/tile/{*}', '/api/log/consistency', '/api/log/inclusion', '/api/log/leaf/{index}', '/trust.json', '/api/clock', '/api/openapi.json', '/api/feed', '/api/bundles/{lotId}',
  '/api/organisations', '/api/directory/{areaCode}', '/api/key-holders', '/api/specialties', '/api/demo/people', '/api/files/{sha256}', '/api/tenders/{tenderId}', '/api/tenders/{tenderId}/objections',
  '/api/openings', '/api/openings/{tenderId}', '/api/openings/{tenderId}/transcript', '/api/openings/{tenderId}/close', '/api/openings/{tenderId}/termination', '/api/openings/{tenderId}/events', '/api/opening/pending', '/api/panels/{tenderId}',
  '/api/sales', '/api/sales/{saleId}', '/api/auctions/{lotId}', '/api/auctions/{lotId}/record', '/api/auctioneers', '/api/sale-results', '/api/sale-lots/{lotId}/result', '/api/sealings/pending', '/api/sealings/{lotId}', '/api/lotteries/pending', '/api/lotteries/{lotId}',
];

describe('every question over HTTP', () => {
  test('R-191 what answers without login is a list by name; all else is 401, whatever is asked', async () => {
    const paths = (app.swagger() as { paths: Record<string, Record<string, unknown>> }).paths;
    const asked = Object.keys(paths).filter((path) => paths[path]?.['get'] && /^\/(?:api\/|log\/|trust\.json$)/.test(path));
    assert.ok(asked.length > 50);
    for (const path of asked) {
      const { statusCode } = await app.inject({ url: path.replaceAll(/\{[^}]+\}/g, 'abcdefgh12'), headers: { host: 'ovoo.test' } });
      assert.equal(statusCode !== 401, openToAll.includes(path), `${path} → ${statusCode}`);
      assert.ok(statusCode < 500, path);
    }
    assert.deepEqual(openToAll.filter((path) => !asked.includes(path)), []);
  });
});

describe('roles of organisations', () => {
  test('R-186 R-187 服务机构的人员不能登记为监管角色，其他单位也不能越出本职', async () => {
    let n = 700;
    for (const kind of Object.keys(dutyOfKind) as OrganisationKind[]) {
      const orgId = testUscc(++n);
      await accept(system, 'organisation.register', { orgId, kind, name: `${kind}单位`, areaCode: '152900', legalRepresentative: '巴特尔', basicAccount: null, offices: [] });
      for (const role of allRoles) {
        const body = { personId: randomBytes(8).toString('hex'), orgId, name: '某人', roles: [role] };
        if (rolesOfKind(kind).includes(role)) await accept(system, 'person.enrol', body);
        else if (roles[role].duty === 'system' || roles[role].duty === 'hold-key') await assert.rejects(async () => await accept(system, 'person.enrol', body), `${kind} ${role}`);
        else await refuse(system, 'person.enrol', body);
      }
    }
  });

  test('R-186 one person cannot serve here and supervise there', async () => {
    const personId = randomBytes(8).toString('hex');
    await accept(system, 'person.enrol', { personId, orgId: testUscc(705), name: '某人', roles: ['serve.witness'] });
    assert.equal((await refuse(system, 'person.enrol', { personId, orgId: testUscc(706), name: '某人', roles: ['supervise.officer'] })).kind, 'refused');
  });
});
