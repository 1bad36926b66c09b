import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { Logger } from 'pino';
import { registerLogRoutes } from '#evidence/log/log.routes.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import type { Config } from '#platform/config/config.ts';
import { createHttpApp, type HttpApp } from '#platform/http/app.ts';
import { registerCommandRoutes } from '#platform/http/command-routes.ts';
import { registerOutcomeRoute } from '#platform/http/outcome-route.ts';
import type { TrustFile } from '#platform/keys/trust-file.ts';
import type { Platform } from './compose.ts';
import { registerMetrics } from './metrics.ts';

const webFolder = fileURLToPath(new URL('../../dist/web', import.meta.url));
/** Generous to an office behind one address, tight for a flood. */
const requestsPerMinute = 6_000;

type Options = { readonly logger: Logger; readonly trust: TrustFile; readonly logTrust: LogTrust; readonly requestsPerMinute?: number } & Partial<Pick<Config, 'trustedProxies' | 'metricsToken'>>;

/** All routes of one node. */
export async function createHttp(platform: Platform, options: Options): Promise<HttpApp> {
  const { logger, trustedProxies } = options;
  const app = await createHttpApp({ logger, requestsPerMinute: options.requestsPerMinute ?? requestsPerMinute, ...(trustedProxies ? { trustedProxies } : {}) });
  registerHealth(app, platform);
  registerMetrics(app, platform.pool, options.metricsToken ?? null);
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
  app.get('/healthz', async () => ({ status: 'alive' }));
  app.get('/readyz', async (_request, reply) => {
    const ready = await platform.pool.query('SELECT 1').then(() => true, () => false);
    return reply.code(ready ? 200 : 503).send({ status: ready ? 'ready' : 'database unreachable' });
  });
}

/** The workbench: built files, and its one page for every address under /desk. */
async function registerDesk(app: HttpApp): Promise<void> {
  if (!existsSync(webFolder)) return;
  await app.register(fastifyStatic, {
    root: webFolder, prefix: '/assets/', decorateReply: false, cacheControl: false,
    // A name with a content hash never changes what it means; the few fixed names are asked for anew.
    setHeaders: (reply, path) => void reply.header('cache-control', /-[\w-]{8}\.\w+$/.test(path) ? 'public, max-age=2592000, immutable' : 'no-cache'),
  });
  const page = join(webFolder, 'desk.html');
  app.get('/desk', async (_request, reply) => reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(readFileSync(page)));
  app.get('/desk/*', async (_request, reply) => reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(readFileSync(page)));
}
