import { createHmac } from 'node:crypto';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import { roles } from '#kernel/roles.ts';
import type { Session } from '#platform/auth/session.store.ts';
import type { Challenges } from '#platform/auth/challenge.ts';
import type { Credentials } from '#platform/auth/credential.store.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import { signatureSchema } from '#platform/command/signed.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { endSession, sessionOf, setSessionCookie } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { registerOrganisation } from './registration.routes.ts';
import { registerStaffLogin } from './staff-login.routes.ts';
import type { Entered, Login } from './ways.routes.ts';

const wish = { orgId: z.string().max(40).optional(), role: z.string().max(40).optional() };
const certificateBody = z.strictObject({ statement: z.unknown(), signature: signatureSchema, ...wish });
const passwordBody = z.strictObject({ login: z.string().min(1, '请填写工号').max(64), password: z.string().min(1, '请填写口令').max(200), totp: z.string().regex(/^\d{6}$/, '动态码为六位数字'), ...wish });
const demoBody = z.strictObject({ personId: z.string().max(64), ...wish });
const roleBody = z.strictObject(wish);
const registrationBody = z.strictObject({ statement: z.unknown(), signature: signatureSchema, registration: z.unknown() });

/** `draftSecret`: what the keys of people's drafts are made from; it never leaves the server. */
export type LoginParts = { readonly login: Login; readonly challenges: Challenges; readonly credentials: Credentials; readonly draftSecret: Buffer };

export function registerLoginRoutes(app: HttpApp, running: Running, parts: LoginParts): void {
  const { login, challenges } = parts;
  const limited = { rateLimit: { max: running.mode === 'demo' ? 1200 : 30, timeWindow: '1 minute' } };
  const tags = ['session'];

  async function answer(reply: FastifyReply, entered: Result<Entered, Refusal>) {
    if (!entered.ok) return sendRefusal(reply, entered.error);
    setSessionCookie(reply, entered.value.token);
    return reply.header('cache-control', 'no-store').send(await view(running, parts, entered.value.session));
  }

  app.get('/api/session', { schema: { tags, summary: '我是谁' } }, async (request, reply) => {
    const session = await sessionOf(request, running.sessions);
    return session ? reply.header('cache-control', 'no-store').send(await view(running, parts, session)) : sendRefusal(reply, commandRefusals.loginFirst({}));
  });

  app.post('/api/session/challenge', { schema: { tags, summary: '证书登录的挑战，三分钟内有效' }, config: limited }, (request, reply) => reply.send({ ...challenges.issue(), host: request.host }));

  app.post('/api/session/certificate', { schema: { tags, summary: '证书登录', body: certificateBody }, config: limited }, async (request, reply) => {
    const body = certificateBody.safeParse(request.body);
    return body.success ? answer(reply, await login.byCertificate({ ...body.data, host: request.host })) : sendInvalid(reply, body.error);
  });

  app.post('/api/session/register', { schema: { tags, summary: '首次登记主体并登录：证书证明单位与经办人', body: registrationBody }, config: limited }, async (request, reply) => {
    const body = registrationBody.safeParse(request.body);
    if (!body.success) return sendInvalid(reply, body.error);
    return answer(reply, await registerOrganisation({ running, login, challenges }, { ...body.data, host: request.host }));
  });

  app.post('/api/session/password', { schema: { tags, summary: '口令加动态码登录', body: passwordBody }, config: limited }, async (request, reply) => {
    const body = passwordBody.safeParse(request.body);
    return body.success ? answer(reply, await login.byPassword(body.data)) : sendInvalid(reply, body.error);
  });

  registerStaffLogin(app, running, parts);

  app.post('/api/session/demo', { schema: { tags, summary: '以演示人物登录，只在演示环境', body: demoBody }, config: limited }, async (request, reply) => {
    const body = demoBody.safeParse(request.body);
    return body.success ? answer(reply, await login.asDemoPerson(body.data)) : sendInvalid(reply, body.error);
  });

  app.post('/api/session/role', { schema: { tags, summary: '换成本人的另一个身份', body: roleBody }, config: limited }, async (request, reply) => {
    const session = await sessionOf(request, running.sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const body = roleBody.safeParse(request.body);
    if (!body.success) return sendInvalid(reply, body.error);
    const entered = await login.switchTo(session, body.data);
    if (entered.ok) await endSession(request, reply, running.sessions);
    return answer(reply, entered);
  });

  app.delete('/api/session', { schema: { tags, summary: '退出登录' } }, async (request, reply) => {
    await endSession(request, reply, running.sessions);
    return reply.code(204).send();
  });
}

/** `GET /api/session` and the answer of every way in. */
async function view({ mode, legalNow }: Running, { login, draftSecret }: LoginParts, session: Session) {
  const { actor, method, display } = session;
  const choices = await login.choicesFor(session);
  const current = choices.find((choice) => choice.orgId === actor.orgId && choice.role === actor.role);
  const now = await legalNow();
  return {
    person: { id: actor.personId ?? actor.id, name: display.personName },
    organisation: { id: actor.orgId, name: display.orgName, kind: current?.kind ?? null, areaCode: current?.areaCode ?? null },
    role: actor.role, roleName: roles[actor.role].name, draftKey: draftKeyOf(draftSecret, actor), method, choices, mode, demo: mode === 'demo', now, serverNow: now,
  };
}

/** What a person's browser locks its drafts with: theirs alone, and theirs again after the next login. */
function draftKeyOf(secret: Buffer, { personId, orgId }: Session['actor']): string | null {
  return personId === null ? null : createHmac('sha256', secret).update(JSON.stringify(['draft', personId, orgId])).digest('base64url');
}

function sendInvalid(reply: FastifyReply, error: z.ZodError): FastifyReply {
  const issue = error.issues[0];
  const path = issue?.path.map(String).join('.') || '请求内容';
  return sendRefusal(reply, { ...commandRefusals.bodyInvalid({ path, problem: issue?.message ?? '格式不符' }), path });
}
