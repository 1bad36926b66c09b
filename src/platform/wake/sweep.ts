import type { Pool } from 'pg';
import { idOfStream, typeOfStream } from '#kernel/decider.ts';
import { systemActor } from '#kernel/roles.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import { dueStreams, nextWakeOfAll } from '#evidence/journal/journal.store.ts';
import { advanceLegalClock, legalNow } from '#platform/clock/legal-clock.store.ts';
import type { Pipeline } from '#platform/command/pipeline.ts';

const streamsPerSweep = 200;
const microsPerMs = 1_000;

/**
 * Does what has fallen due: each stream whose awaited instant has come says which commands follow, and they run as the
 * system actor. Keys name the stream and its version, so several nodes may sweep at once and each act happens once.
 * Returns how many streams moved.
 */
export async function sweep(pool: Pool, pipeline: Pipeline, report: (problem: string) => void): Promise<number> {
  const due = await dueStreams(pool, streamsPerSweep);
  const moved = await Promise.all(due.map(async ({ stream, head, now }) => {
    const id = idOfStream(stream);
    const commands = pipeline.aggregates.get(typeOfStream(stream))?.onWake?.(head.state, now, id) ?? [];
    if (commands.length === 0) report(`${stream} is due but has nothing to do`);
    let accepted = 0;
    for (const [i, { name, body }] of commands.entries()) {
      const key = `${stream}@${head.version}.${i}`;
      const outcome = await pipeline.run({ name, actor: systemActor, key, body });
      if (outcome.status === 'accepted') accepted++;
      else report(`${stream}: ${name} was refused: ${outcome.refusal.code}`);
    }
    return accepted > 0;
  }));
  return moved.filter(Boolean).length;
}

/** Milliseconds until the next stream falls due by the legal clock, 0 when one already has; infinite when none waits. */
export async function untilNextDueMs(pool: Pool): Promise<number> {
  const [next, now] = await Promise.all([nextWakeOfAll(pool), legalNow(pool)]);
  return next === null ? Infinity : Math.max(0, (next - now) / microsPerMs);
}

/** Sweeps until nothing that can move is due. */
export async function sweepAll(pool: Pool, pipeline: Pipeline, report: (problem: string) => void): Promise<void> {
  while ((await sweep(pool, pipeline, report)) > 0);
}

export type AdvanceOptions = {
  readonly pool: Pool;
  readonly pipeline: Pipeline;
  readonly report: (problem: string) => void;
  /** Lets what waits for the outside world (key agents, followers) finish before time moves on. */
  readonly settle: () => Promise<void>;
};

/**
 * Moves demo time to `target`, never jumping over anything: on to the next awaited instant, do what is due, let it
 * settle, go on.
 */
export async function advanceTo(target: Instant, { pool, pipeline, report, settle }: AdvanceOptions): Promise<void> {
  for (;;) {
    await sweepAll(pool, pipeline, report);
    await settle();
    const now = await legalNow(pool);
    if (now >= target) return;
    const next = await nextWakeOfAll(pool);
    const step = next !== null && next > now ? Math.min(next, target) : target;
    await advanceLegalClock(pool, instant(step));
  }
}
