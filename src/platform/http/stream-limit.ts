import type { FastifyRequest } from 'fastify';
import { catalogue, type Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import type { Sessions } from '#platform/auth/session.store.ts';
import { sessionCookieName, sessionOf } from './session-cookie.ts';

/** How many event streams one node holds open: in all, from one address, under one session. */
export type StreamLimits = { readonly inAll: number; readonly perAddress: number; readonly perSession: number };

/** An office behind one address watches from many desks; one person has a few windows open. */
export const ordinaryStreams: StreamLimits = { inAll: 2_000, perAddress: 60, perSession: 8 };

const refusals = catalogue('streams', {
  session: {
    text: (_: object) => '本次登录打开的实时页面太多。', remedy: '请关掉不用的窗口；页面不靠实时推送，每隔一会儿也会自己更新。', kind: 'excess',
    want: (p: { most: number }) => `同时不超过 ${p.most} 个`,
  },
  address: {
    text: (_: object) => '你所在的网络打开的实时页面太多。', remedy: '请关掉不用的窗口，或者稍候再试；页面不靠实时推送，每隔一会儿也会自己更新。', kind: 'excess',
    want: (p: { most: number }) => `同时不超过 ${p.most} 个`,
  },
  inAll: { text: (_: object) => '现在观看的人太多，实时推送已满。', remedy: '页面每隔一会儿会自己更新，稍后也会再接上。', kind: 'excess' },
});

export type StreamGuard = { enter(request: FastifyRequest): Promise<Result<() => void, Refusal>> };

/**
 * Counts open streams. The adversary opens them by the thousand and never reads: what one address or one session can hold is
 * bounded, so that nobody alone fills the hall. The answer is the way to leave; leaving twice counts once.
 */
export function createStreamGuard(sessions: Sessions, { inAll, perAddress, perSession }: StreamLimits): StreamGuard {
  const open = new Map<string, number>();
  let total = 0;

  return {
    async enter(request) {
      const session = await sessionOf(request, sessions);
      const [address, own] = [`address ${request.ip}`, session ? `session ${request.cookies[sessionCookieName] ?? ''}` : null];
      if (own !== null && (open.get(own) ?? 0) >= perSession) return err(refusals.session({ most: perSession }));
      if ((open.get(address) ?? 0) >= perAddress) return err(refusals.address({ most: perAddress }));
      if (total >= inAll) return err(refusals.inAll({}));
      const held = own === null ? [address] : [address, own];
      total += 1;
      for (const key of held) open.set(key, (open.get(key) ?? 0) + 1);
      let isIn = true;
      return ok(() => {
        if (!isIn) return;
        isIn = false;
        total -= 1;
        for (const key of held) if (open.get(key) === 1) open.delete(key); else open.set(key, (open.get(key) ?? 1) - 1);
      });
    },
  };
}
