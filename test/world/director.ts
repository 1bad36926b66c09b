import { assert } from '#kernel/assert.ts';
import type { Instant } from '#kernel/time/instant.ts';

/** Moves the world's clock to an instant, doing what falls due on the way, and tells the time it came to. */
export interface Stage {
  now(): Promise<Instant>;
  advanceTo(target: Instant): Promise<void>;
}

/**
 * Plays many scripts on one virtual clock. A script runs until it waits for an instant; when all wait, time moves on to
 * the earliest of them. So sixty tenders live side by side, each written as one straight story.
 */
export function createDirector(stage: Stage) {
  const waiting: { at: Instant; wake: () => void }[] = [];
  let active = 0;
  let failure: unknown = null;
  let quiet: (() => void) | null = null;

  function becameQuiet(): void {
    if (active === 0) quiet?.();
  }

  /** Starts a script. Its failure stops the play. */
  function play(script: () => Promise<void>): void {
    active++;
    script().catch((error: unknown) => {
      failure ??= error;
    }).finally(() => {
      active--;
      becameQuiet();
    });
  }

  /** Waits, inside a script, until the clock has come to `at`. */
  async function until(at: Instant): Promise<void> {
    await new Promise<void>((wake) => {
      waiting.push({ at, wake });
      active--;
      becameQuiet();
    });
  }

  /** Plays on until no script is left, or until `end`: later waits stay unplayed. */
  async function run(end: Instant): Promise<void> {
    for (;;) {
      if (active > 0) await new Promise<void>((resolve) => (quiet = resolve));
      if (failure !== null) throw failure instanceof Error ? failure : new Error(String(failure));
      waiting.sort((a, b) => a.at - b.at);
      const next = waiting[0];
      if (!next || next.at > end) return;
      await stage.advanceTo(next.at);
      const now = await stage.now();
      while (waiting[0] && waiting[0].at <= now) {
        const due = waiting.shift();
        assert(due, 'a wait has just been seen');
        active++;
        due.wake();
      }
    }
  }

  return { play, until, run, now: stage.now };
}

export type Director = ReturnType<typeof createDirector>;
