import { z } from 'zod';
import type { HttpApp } from '#platform/http/app.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import type { Running } from '#platform/module.ts';
import { feedRefusals } from './feed.refusals.ts';
import { createPages } from './pages.view.ts';

const pageMax = 500;
const query = z.object({
  from: z.coerce.number().int().min(0).max(Number.MAX_SAFE_INTEGER).default(0),
  limit: z.coerce.number().int().min(1).max(pageMax).default(100),
});

/** `GET /api/feed`: the journal in log order, for anyone, as far as it is for them. */
export function registerFeedRoutes(app: HttpApp, { pool, pipeline, sessions, origin }: Running): void {
  const page = createPages(pool, () => [...pipeline.aggregates.keys()]);

  app.get('/api/feed', { schema: { tags: ['feed'], summary: '按日志次序读取公开的和本人有权查看的事件', querystring: query } }, async (request, reply) => {
    const parsed = query.safeParse(request.query);
    if (!parsed.success) return sendRefusal(reply, feedRefusals.badRange({ limitMax: pageMax }));
    const session = await sessionOf(request, sessions);
    const { items, next } = await page({ viewer: session?.actor ?? null, ...parsed.data });
    return reply.header('cache-control', session ? 'private, no-store' : 'no-cache').send({ origin, items, next });
  });
}
