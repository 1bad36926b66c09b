import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fromBase64url, toBase64url } from '#kernel/bytes.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { p256Point } from '#platform/ca/profile.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { counterRequest, demoKeyFileName, demoKeyFolder, demoKeyPassword, type CounterRequest, type Issued } from './demo-key.ts';
import { demoRefusals } from './demo.refusals.ts';

/** Whom the counter certifies, and the public halves (SPKI, DER) of the keys. */
export type Certification = Pick<CounterRequest, 'orgName' | 'personName' | 'kind'> & { readonly signSpki: Uint8Array; readonly decryptSpki: Uint8Array; readonly now: Instant };

/** The demonstration's certification authority: gives a new organisation its code and its first person two certificates. */
export type CertificateCounter = (request: Certification) => { readonly orgId: string; readonly personId: string; readonly signChain: readonly Uint8Array[]; readonly decryptChain: readonly Uint8Array[] };

const perMinute = 30;

/** Key files of the demonstration: each person's own, and new ones at the counter. Exists in no production. */
export function registerDemoKeys(app: HttpApp, { sessions, dataDir, legalNow }: Running, counter: (dataDir: string) => CertificateCounter): void {
  app.get('/api/demo/key-file', { schema: { hide: true } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { personId } = session.actor;
    const name = personId !== null && /^[\w-]+$/.test(personId) ? demoKeyFileName(personId) : null;
    const text = name === null ? null : await readFile(join(dataDir, demoKeyFolder, name), 'utf8').catch(() => null);
    return text === null ? sendRefusal(reply, demoRefusals.noKeyFile({})) : reply.header('cache-control', 'no-store').send({ name, text, password: demoKeyPassword });
  });

  const certify = counter(dataDir);
  app.post('/api/demo/certificate', { schema: { hide: true }, config: { rateLimit: { max: perMinute, timeWindow: '1 minute' } } }, async (request, reply) => {
    const body = counterRequest.safeParse(request.body);
    if (!body.success) return sendRefusal(reply, demoRefusals.badRequest({ problem: body.error.issues[0]?.message ?? '' }));
    const [signSpki, decryptSpki] = [spkiOf(body.data.signSpki), spkiOf(body.data.decryptSpki)];
    if (!signSpki || !decryptSpki) return sendRefusal(reply, demoRefusals.badRequest({ problem: '公钥不是 P-256。' }));
    const { orgName, personName, kind } = body.data;
    const { orgId, personId, signChain, decryptChain } = certify({ orgName, personName, kind, signSpki, decryptSpki, now: await legalNow() });
    const issued: Issued = { orgId, personId, orgName, personName, signChain: signChain.map(toBase64url), decryptChain: decryptChain.map(toBase64url) };
    return reply.send(issued);
  });
}

function spkiOf(text: string): Uint8Array | null {
  try {
    const spki = fromBase64url(text);
    return p256Point(spki) === null ? null : spki;
  } catch {
    return null;
  }
}
