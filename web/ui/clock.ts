import { instant, type Instant } from '#kernel/time/instant.ts';

export type ServerClock = {
  now(): Instant;
  /** Goes on from this reading of the server, which has just come. */
  set(serverNow: Instant): void;
  /** Asks the server again, e.g. after the machine slept; keeps the old reading when the line is down. */
  sync(): Promise<void>;
};

const running: ServerClock[] = [];
const listeners = new Set<() => void>();
/** Farther from the server than any line delays an answer: its time was moved, or this machine slept. */
const strayMicros = 5_000_000;

/**
 * What just came from the server says when it was made, and is shown with a clock that agrees with it: one that is far behind
 * goes on from there at once. One that is far ahead may have been given something old; it asks again.
 */
export function checkClocks(serverNow: Instant): void {
  for (const clock of running) {
    const ahead = clock.now() - serverNow;
    if (ahead < -strayMicros) clock.set(serverNow);
    else if (ahead > strayMicros) void clock.sync();
  }
}

/** Calls when a clock has jumped: what shows time is shown anew, not at its next second. Gives the way out. */
export function onClockJump(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/**
 * The server's legal clock in the browser, from the `micros` the page was made with. It runs on the monotonic timer, so a
 * wrong or changed local clock moves no countdown. When the page comes back to the front it is asked for again.
 */
export function startClock(micros: number, address = '/api/clock'): ServerClock {
  let base = micros;
  let readAt = receivedAt();
  function move(reading: number, at: number): void {
    const before = clock.now();
    base = reading;
    readAt = at;
    if (Math.abs(clock.now() - before) > strayMicros) for (const listener of [...listeners]) listener();
  }

  const clock: ServerClock = {
    now: () => instant(Math.round(base + (performance.now() - readAt) * 1000)),
    set: (serverNow) => move(serverNow, performance.now()),
    async sync() {
      const sentAt = performance.now();
      try {
        const answer: unknown = await (await fetch(address, { headers: { accept: 'application/json' } })).json();
        if (!isReading(answer)) return;
        const back = performance.now();
        move(answer.now, (sentAt + back) / 2);
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
