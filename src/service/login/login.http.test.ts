import assert from 'node:assert/strict';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { describe, test } from 'node:test';
import { toBase64url, utf8 } from '#kernel/bytes.ts';
import { createCredentials } from '#platform/auth/credential.store.ts';
import { fromBase32, totpCode, totpStepAt } from '#platform/auth/totp.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { makeKeyHolderModule } from '#service/keyholder/keyholder.module.ts';
import { makeSubjectModule } from '#service/subject/subject.module.ts';
import { found, testUscc } from '#service/subject/subject.testing.ts';
import { makeExpertModule } from '#service/expert/expert.module.ts';
import { testPlatform } from '#test/harness/platform.ts';
import { makeLoginModule } from './login.module.ts';
import { httpOf } from './login.testing.ts';

const platform = await testPlatform([makeSubjectModule, makeKeyHolderModule, makeLoginModule, makeExpertModule]);
const http = await httpOf(platform);
const enterprise = await found(platform, { n: 1, kind: 'enterprise', name: '大漠工程有限公司', roles: ['respond.operator'] });
const initiator = await found(platform, { n: 2, kind: 'initiator', name: '阿拉善盟教育局', roles: ['initiate.operator'] });
const department = await found(platform, { n: 3, kind: 'department', name: '阿拉善盟住建局', offices: ['housing'], roles: ['supervise.officer'] });
const [bidder] = enterprise.people;
const [operator] = initiator.people;
assert.ok(bidder && operator);

describe('login over HTTP', () => {
  test('R-037 R-039 用数字证书登录：签挑战，得会话；退出后会话无效', async () => {
    assert.equal((await http.call('GET', '/api/session')).status, 401);
    const cookie = await http.login(bidder);
    const { status, body } = await http.call('GET', '/api/session', { cookie });
    assert.equal(status, 200);
    assert.deepEqual([body['role'], body['method'], body['mode'], body['demo']], ['respond.operator', 'certificate', 'demo', true]);
    assert.deepEqual(body['organisation'], { id: enterprise.orgId, name: enterprise.name, kind: 'enterprise', areaCode: '152900' });
    assert.ok(Number.isSafeInteger(body['serverNow']));
    assert.equal((await http.call('DELETE', '/api/session', { cookie })).status, 204);
    assert.equal((await http.call('GET', '/api/session', { cookie })).status, 401);
  });

  test('R-037 a signed login is good once, for this host, for this act, unchanged', async () => {
    const signed = await http.signedChallenge(bidder);
    const codeOf = async (body: unknown) => (await http.call('POST', '/api/session/certificate', { body })).body['code'];
    assert.equal(await codeOf(await http.signedChallenge(bidder, 'elsewhere.test')), 'login.otherHost');
    assert.equal(await codeOf({ ...signed, statement: { ...signed.statement, content: { ...signed.statement.content, host: 'elsewhere.test' } } }), 'login.otherHost');
    assert.equal(await codeOf({ ...signed, statement: { ...signed.statement, act: 'project.register' } }), 'login.statementNotLogin');
    assert.match(String(await codeOf({ ...signed, statement: { ...signed.statement, signerOrg: initiator.orgId } })), /^signature\./);
    assert.equal((await http.call('POST', '/api/session/certificate', { body: signed })).status, 200);
    assert.equal(await codeOf(signed), 'login.challengeExpired');
    assert.equal((await http.call('POST', '/api/session/certificate', { body: { statement: 1 } })).status, 400);
  });

  test('R-037 a valid certificate of somebody who is not enrolled opens nothing', async () => {
    const stranger = await platform.person({ orgId: testUscc(90), orgName: '无名公司', name: '路人', role: 'respond.operator' });
    const { status, body } = await http.call('POST', '/api/session/certificate', { body: await http.signedChallenge(stranger) });
    assert.equal(status, 401);
    assert.equal(body['code'], 'login.unknownPerson');
    const borrowed = await platform.person({ orgId: testUscc(91), orgName: '别的公司', name: '冒名', role: 'respond.operator', personId: bidder.actor.personId ?? '' });
    assert.equal((await http.call('POST', '/api/session/certificate', { body: await http.signedChallenge(borrowed) })).status, 403);
  });

  test('R-036 未登记的企业凭证书一步登记并登录；中心、监督部门不能这样登记', async () => {
    const orgId = testUscc(50);
    const name = '腾格里建筑有限公司';
    const newcomer = await platform.person({ orgId, orgName: name, name: '阿古拉', role: 'respond.operator' });
    const content = { orgId, kind: 'enterprise', name, areaCode: '152921', legalRepresentative: '阿古拉', basicAccount: null, offices: [] };
    const registration = { ...content, signature: await newcomer.sign('organisation.register', { orgId }, content) };
    const answer = await http.call('POST', '/api/session/register', { body: { ...(await http.signedChallenge(newcomer)), registration } });
    assert.equal(answer.status, 200, JSON.stringify(answer.body));
    const mine = await http.call('GET', '/api/organisations/mine', { cookie: answer.cookie ?? '' });
    assert.deepEqual((mine.body['can'] as string[]), ['organisation.change', 'person.enrol']);
    assert.equal((mine.body['people'] as { name: string }[])[0]?.name, '阿古拉');
    for (const kind of ['centre', 'department', 'authority']) {
      const refused = await http.call('POST', '/api/session/register', { body: { ...(await http.signedChallenge(newcomer)), registration: { ...registration, kind } } });
      assert.equal(refused.status, 403);
    }
    const invalid = await http.call('POST', '/api/session/register', { body: { ...(await http.signedChallenge(newcomer)), registration: { ...registration, orgId: '123' } } });
    assert.equal(invalid.status, 400);
    assert.equal(invalid.body['path'], 'registration.orgId');
  });

  test('R-037 staff log in by password and one-time code; every wrong try gets the same answer', async () => {
    const totpSecret = utf8('12345678901234567890');
    const [officer] = department.people;
    await createCredentials(platform.db.app, machineNow).save({ login: '152900-001', personId: officer?.actor.personId ?? '', password: '敖包相会的地方', totpSecret });
    const attempt = { login: '152900-001', password: '敖包相会的地方', totp: totpCode(totpSecret, totpStepAt(machineNow())) };
    const wrong = await Promise.all([{ ...attempt, password: 'x' }, { ...attempt, login: 'nobody' }].map((body) => http.call('POST', '/api/session/password', { body })));
    assert.deepEqual(wrong.map(({ status, body }) => [status, body['code'], body['title']]), Array(2).fill([401, 'login.wrong', wrong[0]?.body['title']]));
    const right = await http.call('POST', '/api/session/password', { body: attempt });
    assert.deepEqual([right.status, right.body['role'], right.body['method']], [200, 'supervise.officer', 'password']);
    assert.equal((await http.call('POST', '/api/session/password', { body: attempt })).status, 401);
    assert.equal((await http.call('POST', '/api/session/password', { body: { ...attempt, totp: '12' } })).status, 400);
  });

  test('R-037 工作人员用证书登录后自己设口令，动态码密钥只给本人一次；企业不能设，口令登录的会话不能改，别人的工号不能占', async () => {
    const clerk = (await found(platform, { n: 60, kind: 'centre', name: '阿拉善盟公共资源交易中心', roles: ['serve.witness'] })).people[0];
    const [officer] = department.people;
    assert.ok(clerk && officer);
    const set = async (cookie: string | null, body: object) => await http.call('PUT', '/api/session/staff-login', { cookie: cookie ?? undefined, body });
    const wanted = { login: '152900-007', password: '敖包相会的地方又长又好记' };
    assert.equal((await set(null, wanted)).status, 401);
    assert.equal((await set(await http.login(bidder), wanted)).body['code'], 'login.notStaff');
    const cookie = await http.login(clerk);
    assert.equal((await set(cookie, { ...wanted, password: '太短' })).status, 400);
    const first = await set(cookie, wanted);
    assert.equal(first.status, 200, JSON.stringify(first.body));
    assert.equal((await set(await http.login(officer), wanted)).body['code'], 'login.loginTaken');
    const code = (answer: Record<string, unknown>) => totpCode(fromBase32(String(answer['totpSecret'])), totpStepAt(machineNow()));
    const entered = await http.call('POST', '/api/session/password', { body: { ...wanted, totp: code(first.body) } });
    assert.deepEqual([entered.status, entered.body['role']], [200, 'serve.witness']);
    assert.equal((await set(entered.cookie, wanted)).body['code'], 'login.certificateFirst');
    const renewed = await set(cookie, wanted);
    assert.notEqual(renewed.body['totpSecret'], first.body['totpSecret']);
    assert.equal((await http.call('POST', '/api/session/password', { body: { ...wanted, totp: code(first.body) } })).status, 401, 'the old secret is over');
  });

  test('R-036 the key of drafts is the same at every login of one person, and nobody else’s', async () => {
    const keyOf = async (who: typeof bidder) => (await http.call('GET', '/api/session', { cookie: await http.login(who) })).body['draftKey'];
    const [mine, again, other] = [await keyOf(bidder), await keyOf(bidder), await keyOf(operator)];
    assert.match(String(mine), /^[\w-]{43}$/);
    assert.equal(mine, again);
    assert.notEqual(mine, other);
  });

  test('R-187 a person with several roles chooses one and can change, never to a role not held', async () => {
    const personId = randomBytes(8).toString('hex');
    await platform.accept(platform.system, 'person.enrol', { personId, orgId: initiator.orgId, name: '双责', roles: ['initiate.operator', 'initiate.representative'] });
    const first = await http.call('POST', '/api/session/demo', { body: { personId } });
    assert.equal(first.body['role'], 'initiate.operator');
    assert.equal((first.body['choices'] as unknown[]).length, 2);
    const changed = await http.call('POST', '/api/session/role', { cookie: first.cookie ?? '', body: { role: 'initiate.representative' } });
    assert.equal(changed.body['role'], 'initiate.representative');
    assert.equal((await http.call('GET', '/api/session', { cookie: first.cookie ?? '' })).status, 401, 'the old session has ended');
    for (const role of ['supervise.officer', 'serve.witness', 'system.clock', 'nonsense']) {
      assert.equal((await http.call('POST', '/api/session/role', { cookie: changed.cookie ?? '', body: { role } })).status, 403);
      assert.equal((await http.call('POST', '/api/session/demo', { body: { personId, role } })).status, 403);
    }
    assert.equal((await http.call('POST', '/api/session/role', { body: { role: 'initiate.operator' } })).status, 401);
  });

  test('R-196 demo people are grouped by duty; in production there are none and nobody logs in so', async () => {
    const { body } = await http.call('GET', '/api/demo/people');
    const groups = body['groups'] as { role: string; people: { personId: string; orgName: string }[] }[];
    assert.ok(groups.find((group) => group.role === 'respond.operator')?.people.some((each) => each.orgName === enterprise.name));
    const experts = await found(platform, { n: 70, kind: 'expertPool', name: '评标专家库', areaCode: '150000', roles: [] });
    for (const [n, specialtyCodes, leagueCode] of [[1, ['A08'], '150100'], [2, ['A08', 'C03'], '150400']] as const) {
      const personId = `namesake-${n}`;
      await platform.accept(platform.system, 'expert.enrol', { personId, name: '那仁', specialtyCodes, leagueCode, employerOrgId: null, jobTitle: '高级工程师', years: 12 });
      await platform.accept(platform.system, 'person.enrol', { personId, orgId: experts.orgId, name: '那仁', roles: ['evaluate.expert'] });
    }
    const again = await http.call('GET', '/api/demo/people');
    const details = (again.body['groups'] as { role: string; people: { name: string; detail: string }[] }[]).find(({ role }) => role === 'evaluate.expert')?.people.filter(({ name }) => name === '那仁').map(({ detail }) => detail) ?? [];
    assert.match(details.toSorted().join('|'), /^呼和浩特市 · [^|]+\|赤峰市 · [^|]+、[^|]+$/, 'namesakes are told apart');
    const production = await httpOf({ platform: { ...platform.platform, mode: 'production' } });
    assert.equal((await production.call('GET', '/api/demo/people')).status, 404);
    assert.equal((await production.call('POST', '/api/session/demo', { body: { personId: bidder.actor.personId } })).status, 404);
  });

  test('R-094 a key agent logs in with the certificate that names its holder, and is listed with its key', async () => {
    const holderId = 'holder-initiator-1';
    const pair = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const publicKey = toBase64url(new Uint8Array(pair.publicKey.export({ type: 'spki', format: 'der' })).subarray(-65));
    const content = { holderId, orgId: initiator.orgId, name: '阿拉善盟教育局密钥代理', publicKey, part: 'initiator' };
    const signature = await operator.sign('keyHolder.register', { holderId }, content);
    await platform.accept(operator, 'keyHolder.register', { ...content, signature });
    assert.equal((await platform.refuse(operator, 'keyHolder.register', { ...content, signature })).code, 'keyHolder.alreadyRegistered');
    for (const [over, code] of [[{ part: 'local-centre' }, 'keyHolder.partNotOfKind'], [{ publicKey: publicKey.slice(0, -2) }, 'keyHolder.notPoint'], [{ orgId: enterprise.orgId }, 'keyHolder.foreignOrganisation']] as const) {
      const other = { ...content, holderId: 'holder-x', ...over };
      assert.equal((await platform.refuse(operator, 'keyHolder.register', { ...other, signature: await operator.sign('keyHolder.register', { holderId: 'holder-x' }, other) })).code, code);
    }
    const agent = await platform.person({ orgId: initiator.orgId, orgName: initiator.name, name: '密钥代理', role: 'hold-key.agent', personId: holderId });
    const { body } = await http.call('GET', '/api/session', { cookie: await http.login(agent) });
    assert.deepEqual([body['role'], body['method'], (body['person'] as { id: string }).id], ['hold-key.agent', 'agent', `agent:${holderId}`]);
    const list = (await http.call('GET', '/api/key-holders')).body['items'] as { holderId: string; publicKey: string; act?: unknown }[];
    assert.deepEqual(list.map((each) => [each.holderId, each.publicKey, each.act]), [[holderId, publicKey, undefined]]);
  });

  test('R-183 a request from another site is refused', async () => {
    const answer = await http.call('POST', '/api/session/demo', { body: { personId: bidder.actor.personId }, headers: { origin: 'https://elsewhere.test' } });
    assert.equal(answer.status, 403);
  });
});
