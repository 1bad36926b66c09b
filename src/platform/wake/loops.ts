import type { Logger } from 'pino';

/** Work that repeats on the machine clock: one run at a time, a failure is logged and the next run comes. Work that answers with a number is wanted again so many milliseconds later, if that is sooner. */
export function every(name: string, intervalMs: number, work: () => Promise<unknown>, logger: Logger): { stop(): Promise<void> } {
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
      const wanted = await work();
      if (typeof wanted === 'number') waitMs = Math.min(intervalMs, Math.max(0, wanted));
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
