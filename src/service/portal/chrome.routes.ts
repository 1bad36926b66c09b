import type { FastifyRequest } from 'fastify';
import type { Instant } from '#kernel/time/instant.ts';
import type { Chrome } from '../../../web/portal/props.ts';
import type { Running } from '#platform/module.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';

/** What stands around a page for this reader. */
export async function chromeOf(request: FastifyRequest, running: Pick<Running, 'sessions' | 'mode'>, clock: () => Promise<Instant>): Promise<Chrome> {
  const [session, now] = await Promise.all([sessionOf(request, running.sessions), clock()]);
  return {
    now,
    demo: running.mode === 'demo',
    ...(session ? { user: { name: session.display.personName, organisation: session.display.orgName, csrf: '' } } : {}),
  };
}
