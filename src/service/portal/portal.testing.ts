import { after } from 'node:test';
import { pino } from 'pino';
import { createHttpApp } from '#platform/http/app.ts';
import { catchUp } from '#platform/follow/follower.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import { registerLogRoutes } from '#evidence/log/log.routes.ts';
import { readPublicHall } from '#trade/auction/hall-look.view.ts';
import type { Running } from '#platform/module.ts';
import { registerPortalRoutes } from './portal.routes.ts';
import { portalFollower } from './portal.view.ts';

export type Page = { readonly status: number; readonly text: string; readonly type: string; readonly headers: Readonly<Record<string, unknown>> };

/** The portal's pages in memory over a running platform. */
export async function portalOf(running: Running, trust: LogTrust) {
  const app = await createHttpApp({ logger: pino({ level: 'silent' }), requestsPerMinute: 1_000_000 });
  registerLogRoutes(app, running.pool, trust);
  registerPortalRoutes(app, running, trust, { readHall: readPublicHall });
  await app.ready();
  after(() => app.close());
  return {
    app,
    follow: () => catchUp(running.pool, [portalFollower]),
    async get(url: string, cookie?: string): Promise<Page> {
      const { statusCode, payload, headers } = await app.inject({ method: 'GET', url, headers: { host: 'ovoo.test', ...(cookie ? { cookie } : {}) } });
      return { status: statusCode, text: payload, type: String(headers['content-type']), headers };
    },
  };
}
