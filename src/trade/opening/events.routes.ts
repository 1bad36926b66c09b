import { idOfStream, typeOfStream } from '#kernel/decider.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { createStreamGuard, ordinaryStreams, type StreamLimits } from '#platform/http/stream-limit.ts';
import type { Running } from '#platform/module.ts';
import { createHallWatch } from './hall-watch.routes.ts';
import { readHall } from './opening.routes.ts';
import { openingRefusals } from './opening.refusals.ts';

/** What another node did is noticed this soon; what this node did, at once. */
const pollMs = 1_000;
const heartbeatMs = 15_000;
const retrySeconds = '20';

/**
 * The hall, live: server-sent events whose data is the public view. A browser that comes back with `Last-Event-ID` gets what
 * it missed at once.
 */
export function registerEventRoute(app: HttpApp, running: Running, limits: StreamLimits = ordinaryStreams): void {
  const guard = createStreamGuard(running.sessions, limits);
  const halls = createHallWatch(running, (error) => app.log.warn({ err: error }, 'opening hall push'));
  const unsubscribe = running.pipeline.subscribe((events) => {
    const moved = new Set(events.filter(({ stream }) => ['tender', 'hall', 'opening'].includes(typeOfStream(stream))).map(({ stream }) => idOfStream(stream)));
    for (const tenderId of moved) void halls.look(tenderId);
  });

  app.get<{ Params: { tenderId: string } }>('/api/openings/:tenderId/events', { schema: { tags: ['opening'], summary: '开标厅实时事件（SSE，可凭 Last-Event-ID 续传）' } }, async (request, reply) => {
    const { tenderId } = request.params;
    const facts = await readHall(running, tenderId);
    if (!facts) return sendRefusal(reply, openingRefusals.absent({}));
    const entered = await guard.enter(request);
    if (!entered.ok) return sendRefusal(reply.header('retry-after', retrySeconds), entered.error);
    if (reply.raw.destroyed) {
      // Gone while we looked: no close comes any more, and nobody is to be counted for ever.
      entered.value();
      return reply;
    }
    reply.raw.once('close', entered.value);
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    reply.raw.write('retry: 2000\n\n');
    const last = request.headers['last-event-id'];
    const leave = halls.join(tenderId, { seen: typeof last === 'string' ? last : '', response: reply.raw });
    reply.raw.once('close', leave);
    await halls.look(tenderId);
    return reply;
  });

  const timers = [setInterval(halls.lookAtAll, pollMs), setInterval(halls.stillHere, heartbeatMs)];
  for (const timer of timers) timer.unref();
  app.addHook('preClose', async () => {
    unsubscribe();
    for (const timer of timers) clearInterval(timer);
    halls.end();
  });
}
