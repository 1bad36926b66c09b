import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { Logger } from 'pino';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { registerLogRoutes } from '#evidence/log/log.routes.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import { createHttpApp, type HttpApp } from '#platform/http/app.ts';
import { registerCommandRoutes } from '#platform/http/command-routes.ts';
import { registerOutcomeRoute } from '#platform/http/outcome-route.ts';
import type { TrustFile } from '#platform/keys/trust-file.ts';
import type { Platform } from './compose.ts';

const webFolder = fileURLToPath(new URL('../../dist/web', import.meta.url));
/** Generous to an office behind one address, tight for a flood. */
const requestsPerMinute = 6_000;

/** All routes of one node. */
export async function createHttp(platform: Platform, options: { logger: Logger; trust: TrustFile; logTrust: LogTrust }): Promise<HttpApp> {
  const app = await createHttpApp({ logger: options.logger, requestsPerMinute });
  registerHealth(app, platform);
  registerLogRoutes(app, platform.pool, options.logTrust);
  app.get('/trust.json', async () => options.trust);
  registerOutcomeRoute(app, platform.pool, platform.sessions);
  registerCommandRoutes(app, platform.pipeline, platform.sessions);
  for (const module of platform.modules) module.routes?.(app, platform);
  app.get('/api/openapi.json', async () => app.swagger());
  await registerDesk(app);
  return app;
}

function registerHealth(app: HttpApp, platform: Platform): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const requests = new Histogram({ name: 'ovoo_http_request_seconds', help: 'Answer time by route and status', labelNames: ['route', 'status'], registers: [registry], buckets: [0.005, 0.02, 0.1, 0.5, 2, 10] });
  new Gauge({
    name: 'ovoo_streams_due', help: 'Streams whose awaited instant has passed', registers: [registry],
    async collect() {
      const { rows } = await platform.pool.query<{ n: number }>('SELECT count(*) AS n FROM stream_head, (SELECT legal_now() AS now) c WHERE next_wake_at <= c.now');
      this.set(rows[0]?.n ?? 0);
    },
  });
  app.addHook('onResponse', async (request, reply) => {
    requests.observe({ route: request.routeOptions.url ?? 'none', status: String(reply.statusCode) }, reply.elapsedTime / 1000);
  });
  app.get('/healthz', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const ready = await platform.pool.query('SELECT 1').then(() => true, () => false);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'database unreachable' });
  });
  app.get('/metrics', async (_request, reply) => reply.type(registry.contentType).send(await registry.metrics()));
}

/** The workbench: built files, and its one page for every address under /desk. */
async function registerDesk(app: HttpApp): Promise<void> {
  if (!existsSync(webFolder)) return;
  await app.register(fastifyStatic, {
    root: webFolder, prefix: '/assets/', decorateReply: false, cacheControl: false,
    // A name with a content hash never changes what it means; the few fixed names are asked for anew.
    setHeaders: (reply, path) => reply.header('cache-control', /-[\w-]{8}\.\w+$/.test(path) ? 'public, max-age=2592000, immutable' : 'no-cache'),
  });
  const page = join(webFolder, 'desk.html');
  app.get('/desk', async (_request, reply) => reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(readFileSync(page)));
  app.get('/desk/*', async (_request, reply) => reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(readFileSync(page)));
}
