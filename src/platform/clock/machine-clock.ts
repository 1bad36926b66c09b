import { instant, type Instant } from '#kernel/time/instant.ts';

/** The machine clock: sessions, one-time codes, pulses, rate limits. Never a legal deadline. */
export function machineNow(): Instant {
  return instant(Math.round((performance.timeOrigin + performance.now()) * 1000));
}
