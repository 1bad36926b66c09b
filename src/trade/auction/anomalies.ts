import type { Instant } from '#kernel/time/instant.ts';
import type { HallEvent } from './auction.events.ts';
import type { Anomaly, AnomalyKind } from './anomalies.types.ts';
import { medianOf } from './line.ts';
import type { LineRecord } from './line.types.ts';

/** The hall as it went, oldest first, with what only the department reads: refused bids and lines. */
export type Course = { readonly events: readonly HallEvent[]; readonly lines: readonly LineRecord[] };

const microsPerSecond = 1_000_000;
const seriesFrom = 5;
const seriesWithinMicros = 60 * microsPerSecond;
const lastSecondsFrom = 3;
const alternatingFrom = 10;
const slowLineMicros = 300_000;
const slowLineTimes = 3;
const slowDecisionMicros = microsPerSecond;
const clockMicros = 2 * microsPerSecond;

/**
 * What stands out in a hall. Each may have an innocent reason: two who want the same lot alternate, and a bad line is slow.
 * So it is shown to those who run and watch the hall, stops nothing, and says how often.
 */
export function anomaliesOf(course: Course): Anomaly[] {
  return [...refusedSeries(course), ...lastSeconds(course), ...alternating(course), ...ofLines(course), ...outages(course)].sort((a, b) => b.at - a.at);
}

/** What is told of those that rest on the department's own reading. */
const secret: readonly AnomalyKind[] = ['refusedSeries', 'slowLine', 'slowDecision', 'clock'];

/** The seller learns that something was seen, and of whom only what the whole hall saw. */
export function withoutIdentities(anomalies: readonly Anomaly[]): Anomaly[] {
  return anomalies.map((anomaly) => (secret.includes(anomaly.kind) ? { ...anomaly, paddles: [] } : anomaly));
}

export function wordsOf({ kind, count, paddles }: Anomaly): string {
  const who = paddles.length === 0 ? '有一个竞买号' : `${paddles.join('、')} 号`;
  switch (kind) {
    case 'refusedSeries': return `${who}一分钟内接连 ${count} 次报价没有被接受`;
    case 'lastSecond': return `${who} ${count} 次在最后一秒内报价`;
    case 'alternating': return `${who}接连 ${count} 次只在彼此之间加价，没有别人报价`;
    case 'slowLine': return `${who}的线路往返时间是全场中位数的 ${count} 倍`;
    case 'slowDecision': return `${who}的报价 ${count} 次从收到到答复超过一秒，原因在平台`;
    case 'clock': return `${who}的电脑时钟与平台相差 ${count} 秒；报价以平台收到的时刻为准，不受影响`;
    case 'outage': return `平台中断 ${count} 次，损失的时间都已还给全场`;
  }
}

/** One number, refused again and again with nothing taken between. */
function refusedSeries({ events }: Course): Anomaly[] {
  const open = new Map<number, Instant[]>();
  const longest = new Map<number, Anomaly>();
  for (const { at, event } of [...events].sort((a, b) => a.at - b.at)) {
    if (event.kind === 'BidAccepted') open.delete(event.paddle);
    if (event.kind !== 'BidRefused') continue;
    const series = [...(open.get(event.paddle) ?? []), at].filter((each) => at - each <= seriesWithinMicros);
    open.set(event.paddle, series);
    if (series.length >= Math.max(seriesFrom, longest.get(event.paddle)?.count ?? 0)) longest.set(event.paddle, { kind: 'refusedSeries', at, count: series.length, paddles: [event.paddle] });
  }
  return [...longest.values()];
}

/** Taken in the last second before something would have run out. */
function lastSeconds({ events }: Course): Anomaly[] {
  const found = new Map<number, Anomaly>();
  let endsAt: Instant | null = null;
  for (const { at, event } of events) {
    if (event.kind === 'BidAccepted') {
      const left: number = endsAt === null ? Infinity : endsAt - at;
      if (left > 0 && left <= microsPerSecond) found.set(event.paddle, { kind: 'lastSecond', at, count: (found.get(event.paddle)?.count ?? 0) + 1, paddles: [event.paddle] });
    }
    if ('endsAt' in event) endsAt = event.endsAt;
  }
  return [...found.values()].filter(({ count }) => count >= lastSecondsFrom);
}

/** The longest stretch in which two numbers answered each other and nobody else spoke. */
function alternating({ events }: Course): Anomaly[] {
  const bids = events.flatMap(({ at, event }) => (event.kind === 'BidAccepted' ? [{ at, paddle: event.paddle }] : []));
  let [run, best]: { at: Instant; paddle: number }[][] = [[], []];
  for (const bid of bids) {
    const [last, before] = [run?.at(-1), run?.at(-2)];
    const goesOn = last?.paddle !== bid.paddle && (before === undefined || before.paddle === bid.paddle);
    run = goesOn ? [...(run ?? []), bid] : last && last.paddle !== bid.paddle ? [last, bid] : [bid];
    if (run.length > (best?.length ?? 0)) best = run;
  }
  const [first, second] = best ?? [];
  if (!first || !second || !best || best.length < alternatingFrom) return [];
  return [{ kind: 'alternating', at: best.at(-1)?.at ?? second.at, count: best.length, paddles: [first.paddle, second.paddle].sort((a, b) => a - b) }];
}

function ofLines({ lines }: Course): Anomaly[] {
  const byPaddle = new Map<number, LineRecord[]>();
  for (const record of lines) byPaddle.set(record.paddle, [...(byPaddle.get(record.paddle) ?? []), record]);
  const usual = new Map([...byPaddle].map(([paddle, records]) => [paddle, medianOf(records.flatMap(({ roundTrip }) => (roundTrip ? [roundTrip.medianMicros] : [])))]));
  const middle = medianOf([...usual.values()].filter((micros) => micros > 0));
  return [...byPaddle].flatMap(([paddle, records]): Anomaly[] => {
    const at = records.reduce((last, { until }) => (until > last ? until : last), records[0]?.until ?? (0 as Instant));
    const own = usual.get(paddle) ?? 0;
    const late = records.flatMap(({ bids }) => bids).filter(({ receivedAt, answeredAt }) => answeredAt - receivedAt > slowDecisionMicros);
    const ahead = Math.max(0, ...records.map(({ clockAheadMicros }) => Math.abs(clockAheadMicros ?? 0)));
    const is = (kind: AnomalyKind, holds: boolean, count: number): Anomaly[] => (holds ? [{ kind, at, count, paddles: [paddle] }] : []);
    return [
      ...is('slowLine', own > slowLineMicros && usual.size > 2 && own > middle * slowLineTimes, middle === 0 ? 0 : Math.floor(own / middle)),
      ...is('slowDecision', late.length > 0, late.length),
      ...is('clock', ahead > clockMicros, Math.round(ahead / microsPerSecond)),
    ];
  });
}

function outages({ events }: Course): Anomaly[] {
  const away = events.filter(({ event }) => event.kind === 'AuctionPaused' && event.reason === 'outage');
  const last = away.at(-1);
  return last ? [{ kind: 'outage', at: last.at, count: away.length, paddles: [] }] : [];
}
