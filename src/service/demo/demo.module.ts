import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { catalogue } from '#kernel/refusal.ts';
import { instant, microsPerDay, microsPerHour, type Instant } from '#kernel/time/instant.ts';
import { nextWakeOfAll } from '#evidence/journal/journal.store.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import type { MakeModule, Running } from '#platform/module.ts';
import { advanceTo } from '#platform/wake/sweep.ts';
import { isSettled } from './settled.store.ts';

const refusals = catalogue('demo', {
  noWake: { text: (_: object) => '现在没有等待中的期限。', kind: 'absent' },
  busy: { text: (_: object) => '演示时钟正在前进，请稍候。', kind: 'conflict' },
  badStep: { text: (_: object) => '演示时钟每次前进一小时、一天或到下一个期限。', kind: 'invalid' },
});

const step = z.strictObject({ step: z.enum(['hour', 'day', 'next']) });
/** How long one step of demo time waits for key agents and followers, in machine time. */
const settleTimeoutMs = 45_000;
const settlePollMs = 120;

/** The time for everyone; in the demo also the virtual clock. In production the second half does not exist. */
export const makeDemoModule: MakeModule = (services) => ({
  name: 'demo',
  routes(app, running) {
    app.get('/api/clock', async (_request, reply) => reply.header('cache-control', 'no-store').send({ now: await services.legalNow(), mode: services.mode }));
    if (services.mode === 'demo') registerClock(app, running);
  },
});

function registerClock(app: HttpApp, running: Running): void {
  let moving: Promise<void> | null = null;

  app.get('/api/demo/clock', async () => ({ now: await running.legalNow(), nextAt: await nextWakeOfAll(running.pool), moving: moving !== null }));

  app.post('/api/demo/clock', async (request, reply) => {
    const parsed = step.safeParse(request.body);
    if (!parsed.success) return sendRefusal(reply, refusals.badStep({}));
    if (moving) return sendRefusal(reply, refusals.busy({}));
    const target = await targetOf(parsed.data.step);
    if (target === null) return sendRefusal(reply, refusals.noWake({}));
    const report = (problem: string): void => app.log.warn({ problem }, 'demo clock');
    moving = advanceTo(target, { pool: running.pool, pipeline: running.pipeline, report, settle: () => settle(running) });
    try {
      await moving;
    } finally {
      moving = null;
    }
    return { now: await running.legalNow(), nextAt: await nextWakeOfAll(running.pool), moving: false };
  });

  async function targetOf(kind: 'hour' | 'day' | 'next'): Promise<Instant | null> {
    const now = await running.legalNow();
    if (kind === 'hour') return instant(now + microsPerHour);
    if (kind === 'day') return instant(now + microsPerDay);
    return await nextWakeOfAll(running.pool);
  }
}

/** Waits until what has happened is in the log, the followers have read it and the key agents have had their turn. */
async function settle(running: Running): Promise<void> {
  for (let waitedMs = 0; waitedMs < settleTimeoutMs; waitedMs += settlePollMs) {
    if (await isSettled(running.pool)) return;
    await pause(settlePollMs);
  }
}
