import { setTimeout as pause } from 'node:timers/promises';
import { z } from 'zod';
import { instant, microsPerDay, microsPerHour, type Instant } from '#kernel/time/instant.ts';
import { nextWakeOfAll } from '#evidence/journal/journal.store.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import type { Running } from '#platform/module.ts';
import { advanceTo } from '#platform/wake/sweep.ts';
import { demoRefusals } from './demo.refusals.ts';
import { commandsBetween, isSettled } from './demo.store.ts';

const step = z.strictObject({ step: z.enum(['hour', 'day', 'next']) });
const until = z.strictObject({ until: z.number().int().positive() });
const order = z.union([step, until]);
/** The furthest that one order goes. */
const furthestDays = 120;
/** How long one step of demo time waits for key agents and followers, in machine time. */
const settleTimeoutMs = 45_000;
const settlePollMs = 120;

/** What the clock did on its way: the platform's own acts by title, and how often. */
type Happened = { readonly title: string; readonly count: number };

/** The virtual clock of a demonstration: it only goes forward, and stops at every awaited instant on the way. */
export function registerDemoClock(app: HttpApp, running: Running): void {
  let moving: Promise<void> | null = null;

  app.get('/api/demo/clock', { schema: { hide: true } }, async () => ({ now: await running.legalNow(), nextAt: await nextWakeOfAll(running.pool), moving: moving !== null }));

  app.post('/api/demo/clock', { schema: { hide: true } }, async (request, reply) => {
    const parsed = order.safeParse(request.body);
    if (!parsed.success) return sendRefusal(reply, demoRefusals.badStep({}));
    if (moving) return sendRefusal(reply, demoRefusals.busy({}));
    const before = await running.legalNow();
    const target = 'until' in parsed.data ? instant(parsed.data.until) : await targetOf(parsed.data.step, before);
    if (target === null) return sendRefusal(reply, demoRefusals.noWake({}));
    if (target > before + furthestDays * microsPerDay) return sendRefusal(reply, demoRefusals.tooFar({ days: furthestDays }));
    const report = (problem: string): void => app.log.warn({ problem }, 'demo clock');
    moving = advanceTo(target, { pool: running.pool, pipeline: running.pipeline, report, settle: () => settle(running) });
    try {
      await moving;
    } finally {
      moving = null;
    }
    const now = await running.legalNow();
    return { now, nextAt: await nextWakeOfAll(running.pool), moving: false, happened: await happened(before, now) };
  });

  async function targetOf(kind: 'hour' | 'day' | 'next', now: Instant): Promise<Instant | null> {
    if (kind === 'hour') return instant(now + microsPerHour);
    if (kind === 'day') return instant(now + microsPerDay);
    return await nextWakeOfAll(running.pool);
  }

  async function happened(from: Instant, to: Instant): Promise<Happened[]> {
    const counts = await commandsBetween(running.pool, from, to);
    return counts.map(({ name, count }) => ({ title: running.pipeline.definitions.get(name)?.title ?? name, count }));
  }
}

/** Waits until what has happened is in the log, the followers have read it and the key agents have had their turn. */
async function settle(running: Running): Promise<void> {
  for (let waitedMs = 0; waitedMs < settleTimeoutMs; waitedMs += settlePollMs) {
    if (await isSettled(running.pool)) return;
    await pause(settlePollMs);
  }
}
