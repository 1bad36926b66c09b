import type { Logger } from 'pino';

/** Work that repeats on the machine clock: one run at a time, a failure is logged and the next run comes. */
export function every(name: string, intervalMs: number, work: () => Promise<unknown>, logger: Logger): { stop(): Promise<void> } {
  let stopping = false;
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> = Promise.resolve();

  function schedule(): void {
    timer = setTimeout(() => {
      running = run();
    }, intervalMs);
  }

  async function run(): Promise<void> {
    try {
      await work();
    } catch (error) {
      logger.error({ err: error, loop: name }, 'a loop failed once');
    }
    if (!stopping) schedule();
  }

  schedule();
  return {
    async stop() {
      stopping = true;
      if (timer) clearTimeout(timer);
      await running;
    },
  };
}
