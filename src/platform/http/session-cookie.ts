import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Session, Sessions } from '#platform/auth/session.store.ts';

export const sessionCookieName = 'ovoo_session';

export async function sessionOf(request: FastifyRequest, sessions: Sessions): Promise<Session | null> {
  const token = request.cookies[sessionCookieName];
  return token ? await sessions.find(token) : null;
}

/** Lax and host-only: another site cannot make this browser act (the Origin check covers the rest). Secure wherever the page was. */
export function setSessionCookie(reply: FastifyReply, token: string): void {
  void reply.setCookie(sessionCookieName, token, { path: '/', httpOnly: true, sameSite: 'lax', secure: reply.request.protocol === 'https' });
}

export async function endSession(request: FastifyRequest, reply: FastifyReply, sessions: Sessions): Promise<void> {
  const token = request.cookies[sessionCookieName];
  if (token) await sessions.end(token);
  void reply.clearCookie(sessionCookieName, { path: '/' });
}
