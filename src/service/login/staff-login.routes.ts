import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Refusal } from '#kernel/refusal.ts';
import type { OrganisationKind } from '#kernel/roles.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Credentials } from '#platform/auth/credential.store.ts';
import type { Session } from '#platform/auth/session.store.ts';
import { base32, totpAddress } from '#platform/auth/totp.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { loginRefusals as refusals } from './login.refusals.ts';
import type { LoginParts } from './login.routes.ts';

/** Whose people may come in by password and one-time code. */
export const staffKinds: readonly OrganisationKind[] = ['centre', 'department', 'platform'];
const secretBytes = 20;
const passwordLengthMin = 12;
const perMinute = 10;

export const loginSchema = z.string().regex(/^[0-9A-Za-z-]{4,32}$/, '工号为四至三十二位数字、字母或短横');

const body = z.strictObject({
  login: loginSchema,
  password: z.string().min(passwordLengthMin, `口令至少 ${passwordLengthMin} 位`).max(200),
});

/** What an authenticator program takes in: shown once, and never again. */
export type StaffLogin = { readonly login: string; readonly totpSecret: string; readonly totpAddress: string };

/** Staff set their own password and one-time code, having come in by certificate: nobody else ever knows either. */
export function registerStaffLogin(app: HttpApp, { sessions }: Running, { login, credentials }: Pick<LoginParts, 'login' | 'credentials'>): void {
  app.put('/api/session/staff-login', { schema: { tags: ['session'], summary: '工作人员设置口令登录：答复里的动态码密钥只出现这一次', body }, config: { rateLimit: { max: perMinute, timeWindow: '1 minute' } } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const kinds = (await login.choicesFor(session)).filter(({ orgId }) => orgId === session.actor.orgId).map(({ kind }) => kind);
    const parsed = body.safeParse(request.body);
    if (!parsed.success) return sendRefusal(reply, commandRefusals.bodyInvalid({ path: parsed.error.issues[0]?.path.map(String).join('.') ?? '', problem: parsed.error.issues[0]?.message ?? '' }));
    const set = await setStaffLogin(session, kinds, parsed.data, credentials);
    return set.ok ? reply.header('cache-control', 'no-store').send(set.value) : sendRefusal(reply, set.error);
  });
}

/** A stolen password session must not be able to lock its owner out, so only the certificate (in the demonstration, the person chosen) may. */
async function setStaffLogin({ actor, method }: Session, kinds: readonly OrganisationKind[], wanted: z.infer<typeof body>, credentials: Credentials): Promise<Result<StaffLogin, Refusal>> {
  if (actor.personId === null || !kinds.some((kind) => staffKinds.includes(kind))) return err(refusals.notStaff({}));
  if (method !== 'certificate' && method !== 'demo') return err(refusals.certificateFirst({}));
  const totpSecret = randomBytes(secretBytes);
  const saved = await credentials.save({ ...wanted, personId: actor.personId, totpSecret });
  return saved ? ok({ login: wanted.login, totpSecret: base32(totpSecret), totpAddress: totpAddress(wanted.login, totpSecret) }) : err(refusals.loginTaken({}));
}
