import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { randomBytes } from 'node:crypto';
import { createLogger } from '#platform/log/logger.ts';
import { createCredentials } from '#platform/auth/credential.store.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { createHttpApp } from '#platform/http/app.ts';
import { fullPlatform } from './full-platform.testing.ts';

const lines: string[] = [];
const logger = createLogger('test', 'debug', { write: (line) => void lines.push(line) });
const { app, cookieOf, platform, db } = await fullPlatform({ logger, metricsToken: 'metrics-token-of-the-test' });
const host = 'ovoo.test';

describe('metrics', () => {
  const read = (headers: Record<string, string> = {}, remoteAddress = '203.0.113.7') => app.inject({ url: '/metrics', headers: { host, ...headers }, remoteAddress });

  test('R-191 numbers of the server are for its operator: with the token, or where there is none for this machine', async () => {
    assert.equal((await read({}, '127.0.0.1')).statusCode, 404);
    assert.equal((await read({ authorization: 'Bearer something-else-entirely' })).statusCode, 404);
    assert.equal((await read({ authorization: 'Bearer metrics-token-of-the-test' })).statusCode, 200);
    const { app: open } = await withoutToken();
    assert.equal((await open.inject({ url: '/metrics', remoteAddress: '127.0.0.1' })).statusCode, 200);
    assert.equal((await open.inject({ url: '/metrics', remoteAddress: '203.0.113.7' })).statusCode, 404);
    for (const header of ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via', 'x-forwarded-host']) {
      assert.equal((await open.inject({ url: '/metrics', remoteAddress: '127.0.0.1', headers: { [header]: '127.0.0.1' } })).statusCode, 404, header);
    }
    await open.close();
  });

  test('R-191 投标人数不能从运行指标里数出来：指标不分路由，一次投标与看一页网页没有分别', async () => {
    const cookie = await cookieOf('respond.operator');
    await app.inject({ method: 'POST', url: '/api/commands/bid.submit', headers: { host, cookie, 'idempotency-key': 'abcdefgh1' }, payload: {} });
    await app.inject({ method: 'POST', url: '/upload', headers: { host, cookie, 'tus-resumable': '1.0.0' }, payload: '' });
    const text = (await read({ authorization: 'Bearer metrics-token-of-the-test' })).payload;
    assert.doesNotMatch(text, /bid|upload|command|tender|route|method|\/api/);
    const series = text.split('\n').filter((line) => line.startsWith('ovoo_http_answer_seconds_count'));
    assert.ok(series.length >= 1 && series.length <= 2, series.join('\n'));
  });

  async function withoutToken() {
    const { createHttp } = await import('#apps/http.ts');
    const { idleTrust } = await import('./every-module.testing.ts');
    return { app: await createHttp(platform, { logger, trust: { v: 1, origin: 'x', logKey: '', cosigners: [], quorum: 0, receiptKey: '', authorities: [] }, logTrust: idleTrust }) };
  }
});

describe('headers', () => {
  test('R-183 pages run no script of others, stand in no frame of others, and are not guessed at', async () => {
    const { headers } = await app.inject({ url: '/healthz', headers: { host } });
    const policy = String(headers['content-security-policy']);
    assert.match(policy, /default-src 'self'/);
    assert.match(policy, /frame-ancestors 'self'/);
    assert.match(policy, /form-action 'self'/);
    assert.match(policy, /base-uri 'self'/);
    assert.match(policy, /object-src 'none'/);
    assert.match(policy, /script-src-attr 'none'/);
    const scripts = /script-src ([^;]*)/.exec(policy)?.[1] ?? '';
    assert.equal(scripts, "'self' 'wasm-unsafe-eval'");
    assert.equal(headers['x-content-type-options'], 'nosniff');
    assert.ok(headers['x-trace-id']);
    assert.equal(headers['x-powered-by'], undefined);
    assert.equal(headers['access-control-allow-origin'], undefined);
  });

  test('R-037 the session cookie is for this host, out of reach of scripts, and secure where the page is', async () => {
    const probe = await createHttpApp({ logger, requestsPerMinute: 1000 });
    const { setSessionCookie } = await import('#platform/http/session-cookie.ts');
    probe.post('/in', async (_request, reply) => {
      setSessionCookie(reply, 'token');
      return {};
    });
    const cookieFor = async (headers: Record<string, string>, remoteAddress = '127.0.0.1') => (await probe.inject({ method: 'POST', url: '/in', headers: { host, ...headers }, remoteAddress })).headers;
    const plain = String((await cookieFor({}))['set-cookie']);
    assert.match(plain, /^ovoo_session=token; Path=\/; HttpOnly; SameSite=Lax$/);
    const secure = await cookieFor({ 'x-forwarded-proto': 'https' });
    assert.match(String(secure['set-cookie']), /; Secure/);
    assert.match(String(secure['strict-transport-security']), /max-age=31536000/);
    assert.doesNotMatch(String((await cookieFor({ 'x-forwarded-proto': 'https' }, '203.0.113.7'))['set-cookie']), /Secure/, 'a stranger is not believed');
    await probe.close();
  });

  test('R-183 limits count who asks, not the proxy in front, and nobody chooses whom they count', async () => {
    const probe = await createHttpApp({ logger, requestsPerMinute: 3, trustedProxies: ['10.0.0.0/8'] });
    probe.get('/x', async () => ({}));
    const statuses = async (remoteAddress: string, from: (i: number) => string) => {
      const answers = [];
      for (let i = 0; i < 5; i++) answers.push((await probe.inject({ url: '/x', remoteAddress, headers: { 'x-forwarded-for': from(i) } })).statusCode);
      return answers;
    };
    assert.deepEqual(await statuses('10.1.2.3', (i) => `203.0.113.${i}`), [200, 200, 200, 200, 200]);
    assert.deepEqual(await statuses('10.1.2.3', () => '203.0.113.99'), [200, 200, 200, 429, 429]);
    assert.deepEqual(await statuses('198.51.100.1', (i) => `203.0.113.1${i}`), [200, 200, 200, 429, 429], 'a forged header changes nothing');
    await probe.close();
  });
});

describe('sessions', () => {
  test('R-037 a token is given by the server alone, is different at every login, and is kept only as a hash', async () => {
    const session = { actor: { id: 'person:p', role: 'serve.witness', personId: 'p', orgId: 'o' }, method: 'password', display: { personName: 'p', orgName: 'o' } } as const;
    const [one, two] = [await platform.sessions.start(session), await platform.sessions.start(session)];
    assert.notEqual(one, two);
    const chosen = randomBytes(32).toString('base64url');
    assert.equal(await platform.sessions.find(chosen), null, 'a token that an attacker planted stays worthless');
    const { rows } = await db.owner.query<{ row: string }>('SELECT s::text AS row FROM session s');
    for (const { row } of rows) assert.ok(!row.includes(one) && !row.includes(Buffer.from(one, 'base64url').toString('hex')));
    await platform.sessions.end(one);
    assert.equal(await platform.sessions.find(one), null);
    assert.notEqual(await platform.sessions.find(two), null);
  });

  test('R-037 a token that is over opens nothing, and odd ones do no harm', async () => {
    const session = { actor: { id: 'person:q', role: 'serve.witness', personId: 'q', orgId: 'o' }, method: 'password', display: { personName: 'q', orgName: 'o' } } as const;
    const token = await platform.sessions.start(session);
    await db.owner.query(`UPDATE session SET machine_expires_at = machine_now() - 1 WHERE person_id = 'q'`);
    assert.equal(await platform.sessions.find(token), null);
    for (const odd of ['', '=', '%00', '../../etc', "' OR 1=1 --", 'x'.repeat(5000), `${token}A`]) assert.equal(await platform.sessions.find(odd), null);
  });

  test('R-037 a stranger’s login takes as long as a known one with a wrong password', async () => {
    const credentials = createCredentials(platform.pool, machineNow);
    await credentials.save({ login: 'known', personId: 'p', password: 'right and long enough', totpSecret: randomBytes(20) });
    const timed = async (login: string): Promise<number> => {
      const from = performance.now();
      assert.equal(await credentials.check({ login, password: 'wrong', totp: '000000' }), null);
      return performance.now() - from;
    };
    const median = (values: number[]): number => values.sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
    const known: number[] = [];
    const unknown: number[] = [];
    for (let i = 0; i < 4; i++) {
      known.push(await timed('known'));
      unknown.push(await timed('unknown'));
    }
    assert.ok(Math.min(...unknown) > median(known) / 4, `${median(known)} and ${median(unknown)} ms`);
  });
});

describe('answers and logs', () => {
  const secrets = { password: 'S3CRET-password', totp: '918273', cookie: 'S3CRET-cookie', body: 'S3CRET-manifest', header: 'S3CRET-header', query: 'S3CRET-query' };
  const holds = (text: string): string[] => Object.values(secrets).filter((secret) => text.includes(secret));

  test('R-191 neither a log line nor an answer repeats a password, a cookie, a body or a database value, whatever breaks', async () => {
    const from = lines.length;
    const cookie = await cookieOf('respond.operator');
    const answers: string[] = [];
    const send = async (method: 'POST' | 'GET', url: string, payload?: object | string, headers: Record<string, string> = {}) => {
      const answer = await app.inject({ method, url, headers: { host, cookie: `${cookie}; other=${secrets.cookie}`, 'x-secret': secrets.header, 'content-type': 'application/json', ...headers }, ...(payload === undefined ? {} : { payload }) });
      answers.push(answer.payload + JSON.stringify(answer.headers));
      return answer;
    };
    await send('POST', '/api/session/password', { login: `x\u0000${secrets.body}`, password: secrets.password, totp: secrets.totp });
    await send('POST', '/api/session/password', { login: 'known', password: secrets.password, totp: secrets.totp });
    await send('POST', '/login/password', `account=known&password=${secrets.password}&totp=${secrets.totp}`, { 'content-type': 'application/x-www-form-urlencoded' });
    await send('POST', '/api/commands/bid.submit', { manifest: secrets.body, lotId: 't-1' }, { 'idempotency-key': 'secret-key-1' });
    await send('POST', '/api/commands/bid.submit', `{"manifest":"${secrets.body}`, { 'idempotency-key': 'secret-key-2' });
    await send('GET', `/api/nothing?q=${secrets.query}`);
    await db.owner.query('ALTER TABLE session RENAME TO session_away');
    try {
      await send('POST', '/api/commands/bid.submit', { manifest: secrets.body }, { cookie: `ovoo_session=${randomBytes(32).toString('base64url')}; o=${secrets.cookie}` });
    } finally {
      await db.owner.query('ALTER TABLE session_away RENAME TO session');
    }
    const logged = lines.slice(from).join('\n');
    assert.match(logged, /request failed/, 'the failure was logged');
    assert.deepEqual(holds(logged), []);
    assert.deepEqual(holds(answers.join('\n').replaceAll(`q=${secrets.query}`, '')), []);
    assert.ok(!answers.join('\n').includes('session_away') && !/at .*\.ts:\d+/.test(answers.join('\n')), 'no inside is shown');
  });

  test('R-191 what an error of the database quotes is withheld from the log', () => {
    const from = lines.length;
    const error = Object.assign(new Error('duplicate key'), { detail: secrets.body, where: secrets.body, internalQuery: secrets.body, parameters: [secrets.body], hint: secrets.body });
    logger.error({ err: error, password: secrets.password, token: secrets.cookie, nested: { signature: secrets.body, manifest: secrets.body } }, 'broken');
    logger.error({ err: new SyntaxError(`Unexpected token in "${secrets.body}" is not valid JSON`) });
    logger.error({ err: new Error('outer', { cause: Object.assign(new Error(`invalid input syntax for type bigint: "${secrets.query}"`), { detail: secrets.body }) }) });
    assert.deepEqual(holds(lines.slice(from).join('\n')), []);
    assert.match(lines.slice(from).join('\n'), /invalid input syntax for type bigint/);
  });

  test('R-184 a lost database is an answer with a trace id and a way on', async () => {
    await db.owner.query('ALTER TABLE session RENAME TO session_away');
    try {
      const answer = await app.inject({ method: 'POST', url: '/api/commands/venue.open', headers: { host, cookie: `ovoo_session=${randomBytes(32).toString('base64url')}` }, payload: {} });
      const problem = answer.json<Record<string, string>>();
      assert.deepEqual([answer.statusCode, problem['code'], problem['traceId']], [500, 'internal', answer.headers['x-trace-id']]);
      assert.match(String(problem['remedy']), /幂等键/);
    } finally {
      await db.owner.query('ALTER TABLE session_away RENAME TO session');
    }
  });
});

describe('odd requests', () => {
  test('R-183 no odd address is answered with 500, nor with a file that is not the site’s', async () => {
    const urls = [
      '/assets/..%2f..%2fpackage.json', '/assets/../package.json', '/assets/%2e%2e/%2e%2e/package.json', '/assets/..\\..\\package.json', '/assets/%00', '/assets/....//....//package.json',
      '/api/files/..%2f..%2fetc%2fpasswd', `/api/files/${'A'.repeat(64)}`, '/upload/..%2f..%2fx', '/api/outcomes/..%2fx', '/api/outcomes/%00', `/api/outcomes/${'x'.repeat(3000)}`,
      '/log/tile/../../x', '/log/tile/0/x999', '/log/checkpoint?cosigned=1&cosigned=2', '/api/log/inclusion?root[]=x', '/api/log/consistency?from=1e400&to=2', '/api/log/leaf/-1', '/api/log/leaf/99999999999999999999',
      '/api/feed?from[]=1', '/login?next=a&next=b', '/login?who=%00', '/?q=%00', '/?q=%27%3B--', '/?page=-1', '/notices?sort=constructor', '/notices?sort=__proto__', '/notices?q=%25_%5C', '/projects/%00', '/projects/__proto__', "/projects/x'--", '/notices/%27',
      '/desk/../../x', '/api/demo/tour?tender=%00', '/api/demo/tour?since=x', '/openings/%00', '/openings/__proto__', '/%', '/%zz', '/api/clock?a[__proto__][b]=1',
    ];
    for (const cookie of [undefined, await cookieOf('respond.operator')]) for (const url of urls) {
      const answer = await app.inject({ url, headers: { host, ...(cookie ? { cookie } : {}) } });
      assert.ok(answer.statusCode < 500, `${url} → ${answer.statusCode} ${answer.payload.slice(0, 200)}`);
      assert.doesNotMatch(answer.payload, /"devDependencies"|root:x:0/, url);
    }
  });

  test('R-183 a body beyond the limit is refused before it is read whole', async () => {
    const answer = await app.inject({ method: 'POST', url: '/api/session/password', headers: { host, 'content-type': 'application/json' }, payload: `{"login":"${'x'.repeat(3_000_000)}"}` });
    assert.deepEqual([answer.statusCode, answer.json<{ code: string }>().code], [413, 'http.413']);
  });

  test('R-037 no redirect leads away from this site, as a browser reads it', async () => {
    const probe = await createHttpApp({ logger, requestsPerMinute: 1000 });
    probe.get('/go', async (request, reply) => reply.redirect(String((request.query as { to: string }).to), 303));
    const locationOf = async (to: string) => String((await probe.inject({ url: `/go?to=${encodeURIComponent(to)}`, headers: { host } })).headers['location']);
    for (const to of ['//elsewhere.test', '/\\elsewhere.test', 'https://elsewhere.test', 'javascript:alert(1)', '/\t/elsewhere.test', '\t//elsewhere.test', 'http://ovoo.test@elsewhere.test/', 'http://ovoo.test:81/']) {
      assert.equal(await locationOf(to), '/', to);
    }
    for (const to of ['/desk', '/desk?x=//elsewhere.test', `https://${host}/desk`]) assert.equal(await locationOf(to), to);
    await probe.close();
  });
});
