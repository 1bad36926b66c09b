import type { Logger } from 'pino';

export type Loop = { stop(): Promise<void> };

/** Work that repeats on the machine clock: one run at a time, a failure is logged and the next run comes. What it answers does not matter. */
export function every(name: string, intervalMs: number, work: () => Promise<unknown>, logger: Logger): Loop {
  return repeat(name, async () => {
    await work();
    return intervalMs;
  }, { intervalMs, logger });
}

/** The same for work that knows when it is wanted next, in milliseconds from now: then at that time, but at the latest after the interval. */
export function everyOrSooner(name: string, intervalMs: number, work: () => Promise<number>, logger: Logger): Loop {
  return repeat(name, async () => Math.min(intervalMs, Math.max(0, await work())), { intervalMs, logger });
}

function repeat(name: string, work: () => Promise<number>, { intervalMs, logger }: { intervalMs: number; logger: Logger }): Loop {
  let stopping = false;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();

  function schedule(waitMs: number): void {
    timer = setTimeout(() => {
      running = run();
    }, waitMs);
  }

  async function run(): Promise<void> {
    let waitMs = intervalMs;
    try {
      waitMs = await work();
    } catch (error) {
      logger.error({ err: error, loop: name }, 'a loop failed once');
    }
    if (!stopping) schedule(waitMs);
  }

  schedule(intervalMs);
  return {
    async stop() {
      stopping = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
