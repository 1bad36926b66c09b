import { after } from 'node:test';
import { pino } from 'pino';
import { createHttpApp } from '#platform/http/app.ts';
import { registerCommandRoutes } from '#platform/http/command-routes.ts';
import type { TestPerson, TestPlatform } from '#test/harness/platform.ts';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';
export type Answer = { readonly status: number; readonly body: Record<string, unknown>; readonly cookie: string | null };

/** The platform's HTTP surface in memory, for as long as the test file runs. */
export async function httpOf({ platform }: Pick<TestPlatform, 'platform'>) {
  const app = await createHttpApp({ logger: pino({ level: 'silent' }), requestsPerMinute: 100_000 });
  registerCommandRoutes(app, platform.pipeline, platform.sessions);
  for (const module of platform.modules) module.routes?.(app, platform);
  await app.ready();
  after(() => app.close());

  async function call(method: Method, url: string, { cookie, body, headers }: { cookie?: string | undefined; body?: unknown; headers?: Record<string, string> } = {}): Promise<Answer> {
    const response = await app.inject({ method, url, headers: { host: 'ovoo.test', ...(cookie ? { cookie } : {}), ...headers }, ...(body === undefined ? {} : { payload: body as object }) });
    const set = response.headers['set-cookie'];
    return { status: response.statusCode, body: response.payload.startsWith('{') ? (response.json() as Record<string, unknown>) : { text: response.payload }, cookie: set ? (String(set).split(';')[0] ?? null) : null };
  }

  async function signedChallenge(who: TestPerson, host = 'ovoo.test') {
    const { body } = await call('POST', '/api/session/challenge', { body: {} });
    const content = { nonce: String(body['nonce']), host };
    const signature = await who.sign('session.login', {}, content);
    const statement = { v: 1, act: 'session.login', subject: {}, content, signerOrg: who.actor.orgId, ...(who.actor.personId ? { signerPerson: who.actor.personId } : {}) };
    return { statement, signature };
  }

  /** Logs in as this person and gives the cookie. */
  async function login(who: TestPerson): Promise<string> {
    const answer = await call('POST', '/api/session/certificate', { body: await signedChallenge(who) });
    if (!answer.cookie) throw new Error(JSON.stringify(answer.body));
    return answer.cookie;
  }

  return { app, call, signedChallenge, login };
}
