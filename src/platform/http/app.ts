import cookie from '@fastify/cookie';
import rateLimit from '@fastify/rate-limit';
import swagger from '@fastify/swagger';
import websocket from '@fastify/websocket';
import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { jsonSchemaTransform, type ZodTypeProvider } from 'fastify-type-provider-zod';
import type { Logger } from 'pino';
import { ZodError } from 'zod';
import { toHex } from '#kernel/bytes.ts';
import { freshBytes } from '#platform/random.ts';
import { internalProblem } from './problem.ts';
import { sessionCookieName } from './session-cookie.ts';

export type HttpApp = FastifyInstance;

export type HttpOptions = {
  readonly logger: Logger;
  readonly requestsPerMinute: number;
  /** Addresses whose `X-Forwarded-*` headers are believed: who asked, under which name, over HTTPS or not. This machine's own by default. */
  readonly trustedProxies?: readonly string[];
};

/**
 * The HTTP surface before its routes: headers, limits, trace ids, problem answers, OpenAPI. Bodies are parsed by the
 * commands' own zod schemas, which also document them; fastify's validator stays out of the way.
 */
export async function createHttpApp(options: HttpOptions): Promise<HttpApp> {
  const app = Fastify({
    loggerInstance: options.logger,
    logController: new LogController({ disableRequestLogging: true }),
    genReqId: () => toHex(freshBytes(8)),
    bodyLimit: 2 * 1024 * 1024,
    trustProxy: [...(options.trustedProxies ?? ['127.0.0.1'])],
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(() => () => true);
  app.setSerializerCompiler(() => (data) => JSON.stringify(data));
  await app.register(cookie);
  await app.register(rateLimit, { max: options.requestsPerMinute, timeWindow: '1 minute' });
  await app.register(websocket, { options: { maxPayload: messageBytesMax, perMessageDeflate: false } });
  await app.register(swagger, {
    openapi: {
      openapi: '3.1.0',
      info: { title: 'Ovoo 敖包 API', version: '0.1.0', description: '公共资源交易平台开放接口。写操作都带 Idempotency-Key，结果可按键查询。' },
      components: { securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: sessionCookieName } } },
    },
    transform: jsonSchemaTransform,
  });
  app.addHook('onRequest', async (request, reply) => {
    reply.headers(securityHeaders).header('x-trace-id', request.id);
    if (request.protocol === 'https') reply.header('strict-transport-security', 'max-age=31536000');
    // A socket is opened by a GET and then acts: another site's page may open none.
    const isReading = ['GET', 'HEAD', 'OPTIONS'].includes(request.method) && request.headers.upgrade === undefined;
    if (!isReading && !isOwnPage(request.headers.origin, request.host)) {
      return reply.code(403).type('application/problem+json').send(JSON.stringify({ type: 'urn:ovoo:problem:http.foreignOrigin', title: '请求来自另一个站点，已拒绝。', status: 403, code: 'http.foreignOrigin', traceId: request.id }));
    }
    return undefined;
  });
  app.addHook('onSend', async (request, reply) => {
    const location = reply.getHeader('location');
    if (typeof location === 'string' && leadsAway(location, request.host)) reply.header('location', '/');
  });
  app.setErrorHandler((error, request, reply) => {
    const status = statusOf(error);
    if (status >= 500) request.log.error({ err: error, traceId: request.id }, 'request failed');
    const problem = status >= 500 ? internalProblem(request.id) : { type: 'urn:ovoo:problem:http', title: clientFault(status), status, code: `http.${status}`, traceId: request.id };
    return reply.code(status).type('application/problem+json').send(JSON.stringify(problem));
  });
  return app as unknown as HttpApp;
}

/** What a page says over a socket is short. */
const messageBytesMax = 4_096;

/** PostgreSQL's for text that it cannot hold, such as a NUL out of an address. */
const unstorable: readonly unknown[] = ['22021', '22P05'];

/** A query that fits no schema and text that no column takes are the caller's fault; all else that nobody foresaw is ours. */
function statusOf(error: unknown): number {
  const { statusCode, code } = error as { statusCode?: number; code?: string };
  return error instanceof ZodError || unstorable.includes(code) ? 400 : (statusCode ?? 500);
}

const contentPolicy = [
  "default-src 'self'", "script-src 'self' 'wasm-unsafe-eval'", "script-src-attr 'none'", "style-src 'self' 'unsafe-inline'", "img-src 'self' data: blob:", "font-src 'self' data:",
  "worker-src 'self' blob:", "frame-src 'self' blob:", "connect-src 'self'", "object-src 'none'", "base-uri 'self'", "form-action 'self'", "frame-ancestors 'self'",
].join(';');

/** The same on every answer. Referrers stay on this site: under `no-referrer` a browser names no origin on the forms of our own pages. */
const securityHeaders = {
  'content-security-policy': contentPolicy,
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'origin-agent-cluster': '?1',
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'SAMEORIGIN',
  'x-permitted-cross-domain-policies': 'none',
};

/** Programs send no Origin; a browser always does, and it must be ours: `null`, a sandboxed page's, is not. */
function isOwnPage(origin: string | undefined, host: string): boolean {
  return origin === undefined || origin === `http://${host}` || origin === `https://${host}`;
}

/** A redirect whose target came with the request must not carry anyone off: read as a browser reads it, tabs and backslashes too. */
function leadsAway(location: string, host: string): boolean {
  const target = URL.parse(location, `http://${host}`);
  return target?.host !== URL.parse(`http://${host}`)?.host || !/^https?:$/.test(target?.protocol ?? '');
}

function clientFault(status: number): string {
  if (status === 404) return '没有这个地址。';
  if (status === 413) return '内容超过大小上限。';
  if (status === 415) return '内容类型不受支持，请用 application/json。';
  if (status === 429) return '请求过于频繁，请稍候再试。';
  return '请求格式有误。';
}
