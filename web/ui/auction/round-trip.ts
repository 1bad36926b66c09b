import { instant, type Instant } from '#kernel/time/instant.ts';

/** One answer of the server: when it was asked for and when it came, on the monotonic timer; `wallMs` is what this machine's own clock said then. */
export type Sample = {
  /** Null for a message nobody asked for: how long it was under way is unknown. */
  readonly sentMs: number | null;
  readonly receivedMs: number;
  readonly wallMs: number;
  readonly serverNow: Instant;
};

export type Reading = { readonly rttMs: number; /** How far this machine's clock lies behind the server; negative when it is ahead. */ readonly behindMs: number };

const kept = 8;
/** A message that came unasked counts as slower than any answer. */
const unasked = 2000;
/** Farther apart than any line delays an answer: the server's time was moved, or this machine slept. */
const strayMs = 5000;

/** The last samples, the newest last. What was measured before the server's time was moved counts no more. */
export function addSample(samples: readonly Sample[], sample: Sample): readonly Sample[] {
  const agrees = samples.filter((each) => Math.abs(nowBy(each, sample.receivedMs) - nowBy(sample, sample.receivedMs)) / 1000 < strayMs);
  return [...agrees, sample].slice(-kept);
}

/** Of the last answers the fastest knows best: the less it was under way, the less it can be off. */
export function fastest(samples: readonly Sample[]): Sample | null {
  return samples.reduce<Sample | null>((best, each) => (best === null || tripOf(each) <= tripOf(best) ? each : best), null);
}

export function readingOf(samples: readonly Sample[]): Reading | null {
  const answer = fastest(samples.filter(({ sentMs }) => sentMs !== null));
  const last = samples.findLast(({ sentMs }) => sentMs !== null);
  if (!answer || !last) return null;
  return { rttMs: tripOf(last), behindMs: nowBy(answer, answer.receivedMs) / 1000 - answer.wallMs };
}

/** The server's time at a moment of the monotonic timer. */
export function serverTime(samples: readonly Sample[], monotonicMs: number): Instant | null {
  const sample = fastest(samples);
  return sample === null ? null : instant(Math.round(nowBy(sample, monotonicMs)));
}

function nowBy({ serverNow, receivedMs, sentMs }: Sample, monotonicMs: number): number {
  const back = sentMs === null ? 0 : (receivedMs - sentMs) / 2;
  return serverNow + (back + monotonicMs - receivedMs) * 1000;
}

function tripOf({ sentMs, receivedMs }: Sample): number {
  return sentMs === null ? unasked : receivedMs - sentMs;
}
