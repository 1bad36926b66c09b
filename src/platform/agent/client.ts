import { randomBytes } from 'node:crypto';
import type { Json } from '#kernel/json.ts';
import type { Statement } from '#evidence/signature/statement.ts';
import { AgentFault, type AgentApi, type AgentIdentity, type AgentOutcome } from './api.ts';
import type { HttpAnswer, Transport } from './transport.ts';

/** Opens a session and returns the cookie to send with every request. */
export type SignIn = (identity: AgentIdentity, transport: Transport) => Promise<string>;

/** The public API for one identity. A session that has ended is opened anew, once for each request. */
export function createAgentApi(identity: AgentIdentity, transport: Transport, signIn: SignIn): AgentApi {
  let cookie: string | null = null;

  async function send(method: 'GET' | 'POST', path: string, extra: { key?: string; body?: string } = {}): Promise<HttpAnswer> {
    const headers = (): Record<string, string> => ({
      accept: 'application/json',
      ...(cookie === null ? {} : { cookie }),
      ...(extra.key === undefined ? {} : { 'idempotency-key': extra.key }),
      ...(extra.body === undefined ? {} : { 'content-type': 'application/json' }),
    });
    const request = () => transport({ method, path, headers: headers(), ...(extra.body === undefined ? {} : { body: extra.body }) });
    const answer = await request();
    if (answer.status !== 401) return answer;
    cookie = await signIn(identity, transport);
    return await request();
  }

  async function text(path: string): Promise<string> {
    const answer = await send('GET', path);
    if (answer.status !== 200) throw new AgentFault(path, answer.status, answer.text);
    return answer.text;
  }

  return {
    text,
    get: async <T>(path: string) => JSON.parse(await text(path)) as T,
    async command(name, body, key = randomBytes(16).toString('hex')): Promise<AgentOutcome> {
      const path = `/api/commands/${name}`;
      const answer = await send('POST', path, { key, body: JSON.stringify(body) });
      if (answer.status === 200) return { status: 'accepted', result: (JSON.parse(answer.text) as { result: unknown }).result };
      const isRefusal = [400, 403, 404, 409, 422].includes(answer.status);
      if (!isRefusal) throw new AgentFault(path, answer.status, answer.text);
      const { code, title } = JSON.parse(answer.text) as { code: string; title: string };
      return { status: 'refused', code, message: title };
    },
    sign: (act, subject, content) => identity.sign(statementOfAgent(identity, act, subject, content)),
  };
}

/** An agent is no person, but its certificate names the holder where a person's id stands; so does what it signs. */
export function statementOfAgent(identity: Pick<AgentIdentity, 'orgId' | 'holderId'>, act: string, subject: Readonly<Record<string, string>>, content: Json): Statement {
  return { v: 1, act, subject, content, signerOrg: identity.orgId, signerPerson: identity.holderId };
}
