import type { ServerResponse } from 'node:http';
import { idOfStream, typeOfStream } from '#kernel/decider.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import type { Running } from '#platform/module.ts';
import { readHall } from './opening.routes.ts';
import { openingRefusals } from './opening.refusals.ts';
import { readMoment } from './opening.store.ts';
import { presentHall } from './present.ts';

/** What another node did is noticed this soon; what this node did, at once. */
const pollMs = 1_000;
const heartbeatMs = 15_000;
const watchersMax = 2_000;

type Watcher = { moment: string; readonly response: ServerResponse };

/**
 * The hall, live: server-sent events whose data is the public view, whose id is the moment. A browser that comes back
 * with `Last-Event-ID` gets what it missed at once. One look at the database serves all who watch the same hall.
 */
export function registerEventRoute(app: HttpApp, running: Running): void {
  const halls = new Map<string, Set<Watcher>>();
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
    const watchers = [...(halls.get(tenderId) ?? [])];
    const moment = await readMoment(running.pool, tenderId);
    const behind = watchers.filter((watcher) => watcher.moment !== moment);
    const facts = behind.length > 0 ? await readHall(running, tenderId) : null;
    if (!facts) return;
    const message = `id: ${moment}\nevent: hall\ndata: ${JSON.stringify(presentHall(facts, null))}\n\n`;
    for (const watcher of behind) {
      watcher.moment = moment;
      watcher.response.write(message);
    }
  }

  function leave(tenderId: string, watcher: Watcher): void {
    const watchers = halls.get(tenderId);
    watchers?.delete(watcher);
    if (watchers?.size === 0) halls.delete(tenderId);
  }

  app.get<{ Params: { tenderId: string } }>('/api/openings/:tenderId/events', { schema: { tags: ['opening'], summary: '开标厅实时事件（SSE，可凭 Last-Event-ID 续传）' } }, async (request, reply) => {
    const { tenderId } = request.params;
    const facts = await readHall(running, tenderId);
    if (!facts) return sendRefusal(reply, openingRefusals.absent({}));
    const count = [...halls.values()].reduce((sum, watchers) => sum + watchers.size, 0);
    if (count >= watchersMax) return reply.code(503).header('retry-after', '5').send();
    reply.hijack();
    reply.raw.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
    reply.raw.write('retry: 2000\n\n');
    const last = request.headers['last-event-id'];
    const watcher: Watcher = { moment: typeof last === 'string' ? last : '', response: reply.raw };
    halls.set(tenderId, (halls.get(tenderId) ?? new Set()).add(watcher));
    request.raw.once('close', () => leave(tenderId, watcher));
    await look(tenderId);
    return reply;
  });

  timers.push(setInterval(() => {
    for (const tenderId of halls.keys()) void look(tenderId);
  }, pollMs));
  timers.push(setInterval(() => {
    for (const watchers of halls.values()) for (const { response } of watchers) response.write(': still here\n\n');
  }, heartbeatMs));
  for (const timer of timers) timer.unref();
  app.addHook('preClose', async () => {
    unsubscribe();
    for (const timer of timers) clearInterval(timer);
    for (const watchers of halls.values()) for (const { response } of watchers) response.end();
  });
}
