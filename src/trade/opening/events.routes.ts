import { hash } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { idOfStream, typeOfStream } from '#kernel/decider.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { createStreamGuard, ordinaryStreams, type StreamLimits } from '#platform/http/stream-limit.ts';
import type { Running } from '#platform/module.ts';
import type { OpeningView } from './hall-view.types.ts';
import { readHall } from './opening.routes.ts';
import { openingRefusals } from './opening.refusals.ts';
import { readMoment } from './opening.store.ts';
import { presentHall } from './present.ts';

/** What another node did is noticed this soon; what this node did, at once. */
const pollMs = 1_000;
const heartbeatMs = 15_000;
const retrySeconds = '20';
const unreadBytesMax = 1_000_000;

type Watcher = { seen: string; readonly response: ServerResponse };
/** What was last seen of a hall: of its streams, and of its public view. */
type HallWatch = { readonly watchers: Set<Watcher>; moment: string; seen: string };

/**
 * The hall, live: server-sent events whose data is the public view. A browser that comes back with `Last-Event-ID` gets what
 * it missed at once. One look at the database serves all who watch the same hall. What happens in the hall's streams and is
 * not in the view makes no event, and the id is the view's own hash: the line tells no more than the page.
 */
export function registerEventRoute(app: HttpApp, running: Running, limits: StreamLimits = ordinaryStreams): void {
  const guard = createStreamGuard(running.sessions, limits);
  const halls = new Map<string, HallWatch>();
  const looking = new Map<string, Promise<void>>();
  const timers: NodeJS.Timeout[] = [];
  const unsubscribe = running.pipeline.subscribe((events) => {
    const moved = new Set(events.filter(({ stream }) => ['tender', 'hall', 'opening'].includes(typeOfStream(stream))).map(({ stream }) => idOfStream(stream)));
    for (const tenderId of moved) if (halls.has(tenderId)) void look(tenderId);
  });

  /** One look at a time for each hall; a call during it looks once more. */
  function look(tenderId: string): Promise<void> {
    const next = (looking.get(tenderId) ?? Promise.resolve()).then(() => push(tenderId)).catch((error: unknown) => app.log.warn({ err: error }, 'opening hall push'));
    looking.set(tenderId, next);
    void next.finally(() => looking.get(tenderId) === next && looking.delete(tenderId));
    return next;
  }

  async function push(tenderId: string): Promise<void> {
    const hall = halls.get(tenderId);
    if (!hall) return;
    const moment = await readMoment(running.pool, tenderId);
    if (hall.moment === moment && [...hall.watchers].every(({ seen }) => seen === hall.seen)) return;
    const facts = await readHall(running, tenderId);
    if (!facts) return;
    const view = presentHall(facts, null);
    hall.seen = idOf(view);
    hall.moment = moment;
    const message = `id: ${hall.seen}\nevent: hall\ndata: ${JSON.stringify(view)}\n\n`;
    for (const watcher of [...hall.watchers].filter(({ seen }) => seen !== hall.seen)) {
      watcher.seen = hall.seen;
      send(watcher.response, message);
    }
  }

  function join(tenderId: string, watcher: Watcher): void {
    const hall = halls.get(tenderId) ?? { watchers: new Set(), moment: '', seen: '' };
    hall.watchers.add(watcher);
    halls.set(tenderId, hall);
  }

  function leave(tenderId: string, watcher: Watcher): void {
    const hall = halls.get(tenderId);
    hall?.watchers.delete(watcher);
    if (hall?.watchers.size === 0) halls.delete(tenderId);
  }

  app.get<{ Params: { tenderId: string } }>('/api/openings/:tenderId/events', { schema: { tags: ['opening'], summary: '开标厅实时事件（SSE，可凭 Last-Event-ID 续传）' } }, async (request, reply) => {
    const { tenderId } = request.params;
    const facts = await readHall(running, tenderId);
    if (!facts) return sendRefusal(reply, openingRefusals.absent({}));
    const entered = await guard.enter(request);
    if (!entered.ok) return sendRefusal(reply.header('retry-after', retrySeconds), entered.error);
    // Before anything is written: a reader who is gone already must not be counted for ever.
    reply.raw.once('close', entered.value);
    if (reply.raw.destroyed) entered.value();
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    reply.raw.write('retry: 2000\n\n');
    const last = request.headers['last-event-id'];
    const watcher: Watcher = { seen: typeof last === 'string' ? last : '', response: reply.raw };
    join(tenderId, watcher);
    reply.raw.once('close', () => leave(tenderId, watcher));
    await look(tenderId);
    return reply;
  });

  timers.push(setInterval(() => {
    for (const tenderId of halls.keys()) void look(tenderId);
  }, pollMs));
  timers.push(setInterval(() => {
    for (const { watchers } of halls.values()) for (const { response } of watchers) send(response, ': still here\n\n');
  }, heartbeatMs));
  for (const timer of timers) timer.unref();
  app.addHook('preClose', async () => {
    unsubscribe();
    for (const timer of timers) clearInterval(timer);
    for (const { watchers } of halls.values()) for (const { response } of watchers) response.end();
  });
}

/** Who never reads is cut off before what waits for him fills the memory. */
function send(response: ServerResponse, text: string): void {
  if (response.writableLength > unreadBytesMax) response.destroy();
  else response.write(text);
}

/** The clock runs on between two equal views and makes no difference of them. */
function idOf({ serverNow: _now, ...lasting }: OpeningView): string {
  return hash('sha256', JSON.stringify(lasting), 'base64url').slice(0, 22);
}
