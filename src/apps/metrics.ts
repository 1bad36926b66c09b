import { createHash, timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Pool } from '#platform/db/pool.ts';
import type { HttpApp } from '#platform/http/app.ts';

/**
 * `/metrics` for the operator's monitoring. Secrecy of bidding holds here too: answers are counted all together, pages,
 * scripts and acts alike, by outcome and never by route, so that no number goes up by one when a bid comes in. Served to
 * this machine, or to who shows the token; to anyone else the address does not exist.
 */
export function registerMetrics(app: HttpApp, pool: Pool, token: string | null): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const answers = new Histogram({ name: 'ovoo_http_answer_seconds', help: 'Time to answer, whatever was asked', labelNames: ['outcome'], registers: [registry], buckets: [0.005, 0.02, 0.1, 0.5, 2, 10] });
  new Gauge({
    name: 'ovoo_streams_due', help: 'Streams whose awaited instant has passed', registers: [registry],
    async collect() {
      const { rows } = await pool.query<{ n: number }>('SELECT count(*) AS n FROM stream_head, (SELECT legal_now() AS now) c WHERE next_wake_at <= c.now');
      this.set(rows[0]?.n ?? 0);
    },
  });
  app.addHook('onResponse', async (_request, reply) => {
    answers.observe({ outcome: reply.statusCode < 500 ? 'answered' : 'failed' }, reply.elapsedTime / 1000);
  });
  app.get('/metrics', { schema: { hide: true } }, async (request, reply) => {
    const may = token === null ? isOfThisMachine(request) : shows(request, token);
    return may ? reply.type(registry.contentType).send(await registry.metrics()) : reply.callNotFound();
  });
}

/** Who comes through a proxy on this machine comes from elsewhere, whatever the proxy calls it. */
function isOfThisMachine({ socket, headers }: FastifyRequest): boolean {
  const isForwarded = ['x-forwarded-for', 'x-forwarded-host', 'x-real-ip', 'forwarded', 'via'].some((name) => name in headers);
  return !isForwarded && /^(?:::ffff:)?127\.|^::1$/.test(socket.remoteAddress ?? '');
}

function shows({ headers }: FastifyRequest, token: string): boolean {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(headers.authorization ?? ''), digest(`Bearer ${token}`));
}
