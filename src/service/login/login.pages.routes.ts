import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Refusal } from '#kernel/refusal.ts';
import type { Result } from '#kernel/result.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { endSession, setSessionCookie } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import type { DemoGroup } from '#service/subject/demo-people.ts';
import { links } from '../../../web/portal/links.ts';
import { loginPage } from '../../../web/portal/pages/login.ts';
import type { LoginProps } from '../../../web/portal/props.ts';
import { findDemoStaff, staffCodeAt } from './demo-staff.routes.ts';
import type { LoginParts } from './login.routes.ts';
import type { Entered } from './ways.routes.ts';

const query = z.object({ next: z.string().optional(), who: z.string().max(60).optional() });
const demoForm = z.object({ person: z.string().max(64), next: z.string().optional() });
const passwordForm = z.object({ account: z.string().min(1).max(64), password: z.string().min(1).max(200), totp: z.string().regex(/^\d{6}$/), next: z.string().optional() });
/** What one page of people shows: enough to choose from, light on a phone. */
const peoplePerGroup = 24;

/** Login and logout as plain pages and forms, for browsers that run no script. The certificate way needs one. */
export function registerLoginPages(app: HttpApp, running: Running, { login }: LoginParts, demoGroups: () => Promise<DemoGroup[]>): void {
  app.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, (_request, body, done) => done(null, Object.fromEntries(new URLSearchParams(String(body)))));

  async function show(request: FastifyRequest, reply: FastifyReply, error?: LoginProps['error']) {
    const { next, who } = query.parse(request.query);
    const people = running.mode === 'demo' ? await peopleMatching(who ?? '') : [];
    const props: LoginProps = { next: safeNext(next), csrf: '', people, query: who ?? '', ...(await demoStaffPart()), ...(error ? { error } : {}) };
    return reply.code(error ? 403 : 200).type('text/html; charset=utf-8').header('cache-control', 'no-store').send(loginPage({ now: await running.legalNow(), demo: running.mode === 'demo' }, props));
  }

  async function demoStaffPart(): Promise<Pick<LoginProps, 'staff'>> {
    const staff = running.mode === 'demo' ? await findDemoStaff(running.dataDir) : null;
    if (!staff) return {};
    const { code, secondsLeft } = staffCodeAt(staff, machineNow());
    return { staff: { login: staff.login, password: staff.password, who: `${staff.name} · ${staff.orgName} · ${staff.roleName}`, code, secondsLeft } };
  }

  async function peopleMatching(text: string): Promise<LoginProps['people']> {
    return (await demoGroups()).map(({ roleName, people }) => ({
      role: roleName,
      people: people
        .filter(({ name, orgName, detail, duty }) => text === '' || `${name}${orgName}${roleName}${detail ?? ''}${duty ?? ''}`.includes(text))
        .slice(0, peoplePerGroup)
        .map(({ personId, name, orgName, detail, duty }) => ({ id: personId, name, organisation: detail ?? orgName, duty: duty ?? roleName })),
    })).filter((group) => group.people.length > 0);
  }

  async function enter(request: FastifyRequest, reply: FastifyReply, way: 'demo' | 'password', entered: Result<Entered, Refusal>, next: string | undefined) {
    if (!entered.ok) return await show(request, reply, { title: entered.error.message, remedy: entered.error.remedy ?? '请重试。', way });
    setSessionCookie(reply, entered.value.token);
    return reply.redirect(safeNext(next), 303);
  }

  app.get(links.login, (request, reply) => show(request, reply));

  app.post(`${links.login}/demo`, async (request, reply) => {
    const form = demoForm.safeParse(request.body);
    if (!form.success) return await show(request, reply, { title: '没有选人。', remedy: '请从名单里选一位。', way: 'demo' });
    return await enter(request, reply, 'demo', await login.asDemoPerson({ personId: form.data.person }), form.data.next);
  });

  app.post(`${links.login}/password`, async (request, reply) => {
    const form = passwordForm.safeParse(request.body);
    if (!form.success) return await show(request, reply, { title: '填写不完整。', remedy: '工号、口令和六位动态码都要填。', way: 'password' });
    const { account, password, totp, next } = form.data;
    return await enter(request, reply, 'password', await login.byPassword({ login: account, password, totp }), next);
  });

  app.post(links.logout, async (request, reply) => {
    await endSession(request, reply, running.sessions);
    return reply.redirect(links.home, 303);
  });
}

/** Only an address of this site: a login page must not send people elsewhere. */
function safeNext(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])[\x21-\x7e]*$/.test(next) ? next : links.desk;
}
