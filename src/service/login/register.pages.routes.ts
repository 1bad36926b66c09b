import { z } from 'zod';
import { fromBase64url } from '#kernel/bytes.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { organisation } from '#service/subject/organisation.ts';
import { links } from '../../../web/portal/links.ts';
import { registerPersonPage } from '../../../web/portal/pages/register-person.ts';
import { registerPage } from '../../../web/portal/pages/register.ts';

const base64url = z.string().max(8_000).regex(/^[\w-]+$/, '证书应为 base64url');
const subjectBody = z.strictObject({ chain: z.array(base64url).min(1).max(5) });
const perMinute = 30;

/** The pages where an organisation, or a natural person, registers itself, and the reading of its certificate by the authorities that are recognised here. */
export function registerRegisterPages(app: HttpApp, { mode, legalNow, sessions, trust, pool }: Running): void {
  for (const [address, page] of [[links.register, registerPage], [links.registerPerson, registerPersonPage]] as const) {
    app.get(address, { schema: { hide: true } }, async (request, reply) => {
      const session = await sessionOf(request, sessions);
      const chrome = { now: await legalNow(), demo: mode === 'demo', ...(session ? { user: { name: session.display.personName, organisation: session.display.orgName, csrf: '' } } : {}) };
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-store').send(page(chrome));
    });
  }

  app.post('/api/session/subject', { schema: { tags: ['session'], summary: '读证书：是否互认，写着哪个单位和经办人', body: subjectBody }, config: { rateLimit: { max: mode === 'demo' ? perMinute * 10 : perMinute, timeWindow: '1 minute' } } }, async (request, reply) => {
    const body = subjectBody.safeParse(request.body);
    if (!body.success) return sendRefusal(reply, commandRefusals.bodyInvalid({ path: 'chain', problem: body.error.issues[0]?.message ?? '' }));
    const subject = trust.checkChain(body.data.chain.map(fromBase64url), await legalNow(), 'sign');
    if (!subject.ok) return sendRefusal(reply, subject.error);
    const { orgName, uscc, commonName, caName, notAfter } = subject.value;
    const standing = await readHead(pool, organisation, uscc);
    return reply.send({ orgName, orgId: uscc, personName: commonName, caName, notAfter, registered: standing !== null });
  });
}
