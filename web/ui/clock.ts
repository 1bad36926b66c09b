import { instant, type Instant } from '#kernel/time/instant.ts';

export type ServerClock = {
  now(): Instant;
  /** Asks the server again, e.g. after the machine slept; keeps the old reading when the line is down. */
  sync(): Promise<void>;
};

const running: ServerClock[] = [];
/** Farther from the server than any line delays an answer: its time was moved, or this machine slept. */
const strayMicros = 5_000_000;

/** What just came from the server says when it was made: a clock that is far from it asks again. */
export function checkClocks(serverNow: Instant): void {
  for (const clock of running) if (Math.abs(clock.now() - serverNow) > strayMicros) void clock.sync();
}

/**
 * The server's legal clock in the browser, from the `micros` the page was made with. It runs on the monotonic timer, so a
 * wrong or changed local clock moves no countdown. When the page comes back to the front it is asked for again.
 */
export function startClock(micros: number, address = '/api/clock'): ServerClock {
  let base = micros;
  let readAt = receivedAt();
  const clock: ServerClock = {
    now: () => instant(Math.round(base + (performance.now() - readAt) * 1000)),
    async sync() {
      const sentAt = performance.now();
      try {
        const answer: unknown = await (await fetch(address, { headers: { accept: 'application/json' } })).json();
        if (!isReading(answer)) return;
        const back = performance.now();
        base = answer.now;
        readAt = (sentAt + back) / 2;
      } catch {
        return;
      }
    },
  };
  running.push(clock);
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState === 'visible') void clock.sync();
  });
  return clock;
}

/** When the first byte of this page arrived, on the monotonic timer. */
function receivedAt(): number {
  const [navigation] = performance.getEntriesByType('navigation');
  return navigation instanceof PerformanceNavigationTiming ? navigation.responseStart : performance.now();
}

function isReading(answer: unknown): answer is { now: number } {
  return typeof answer === 'object' && answer !== null && 'now' in answer && Number.isSafeInteger(answer.now);
}
