import type { WebSocket } from 'ws';
import { toHex } from '#kernel/bytes.ts';
import { systemActor } from '#kernel/roles.ts';
import { addMicros, instant, type Instant } from '#kernel/time/instant.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { freshBytes } from '#platform/random.ts';
import type { Running } from '#platform/module.ts';
import { recordOf, type LineWatch } from './line.ts';
import type { LineBid } from './line.types.ts';

type Bidder = { readonly lotId: string; readonly bidderId: string; readonly paddle: number };
/** Instants of this machine; they become legal ones when they are written down. */
type Passed = Omit<LineBid, 'receivedAt' | 'answeredAt' | 'roundTripMicros'> & { readonly receivedAt: number; readonly answeredAt: number };

export type Line = {
  /** The page said what its own clock shows, in milliseconds; the legal clock was then at `now`. */
  clock(wallMs: number | undefined, now: Instant): void;
  bid(passed: Passed): void;
};

const linesAtOnce = 100;
const bidsKept = 500;

/**
 * What this node sees of its bidders' lines. Pings are the platform's own, answered by the browser and not by the page.
 * A bid is only noted here: it is written with others, after it has been answered.
 */
export function createHallLines({ pipeline }: Pick<Running, 'pipeline'>) {
  const open = new Map<WebSocket, { readonly bidder: Bidder; watch: LineWatch; pingedAt: number | null; legalAhead: number }>();
  const closed: { bidder: Bidder; watch: LineWatch }[] = [];

  function watch(socket: WebSocket, bidder: Bidder, now: Instant): Line {
    const line = { bidder, watch: fresh(now), pingedAt: null as number | null, legalAhead: now - machineNow() };
    open.set(socket, line);
    socket.on('pong', () => {
      if (line.pingedAt === null) return;
      line.watch = { ...line.watch, roundTrips: [...line.watch.roundTrips, machineNow() - line.pingedAt].slice(-bidsKept) };
      line.pingedAt = null;
    });
    socket.once('close', () => {
      open.delete(socket);
      if (line.watch.bids.length > 0) closed.push({ bidder, watch: line.watch });
    });
    ping(socket);
    return {
      clock(wallMs, legal) {
        line.legalAhead = legal - machineNow();
        if (wallMs !== undefined) line.watch = { ...line.watch, clockAheadMicros: Math.round(wallMs * 1_000) - machineNow() + Math.round((line.watch.roundTrips.at(-1) ?? 0) / 2) };
      },
      bid({ receivedAt, answeredAt, ...passed }) {
        const legal = (machine: number): Instant => addMicros(instant(machine), line.legalAhead);
        const noted: LineBid = { ...passed, receivedAt: legal(receivedAt), answeredAt: legal(answeredAt), roundTripMicros: line.watch.roundTrips.at(-1) ?? null };
        line.watch = { ...line.watch, bids: [...line.watch.bids, noted].slice(-bidsKept) };
      },
    };
  }

  function ping(socket: WebSocket): void {
    const line = open.get(socket);
    if (line?.pingedAt !== null || socket.readyState !== socket.OPEN) return;
    line.pingedAt = machineNow();
    socket.ping();
  }

  /** Everything that was bid since the last time, one command for each hall. */
  async function flush(now: Instant): Promise<void> {
    const due = closed.splice(0);
    for (const line of open.values()) {
      if (line.watch.bids.length === 0) continue;
      due.push({ bidder: line.bidder, watch: line.watch });
      line.watch = { ...fresh(now), roundTrips: line.watch.roundTrips.slice(-1), clockAheadMicros: line.watch.clockAheadMicros };
    }
    for (const lotId of new Set(due.map(({ bidder }) => bidder.lotId))) {
      const ofHall = due.filter(({ bidder }) => bidder.lotId === lotId);
      for (let from = 0; from < ofHall.length; from += linesAtOnce) {
        const lines = ofHall.slice(from, from + linesAtOnce).map(({ bidder: { bidderId, paddle }, watch: seen }) => ({ bidderId, record: recordOf(seen, paddle, now) }));
        await pipeline.run({ name: 'auction.recordLines', actor: systemActor, key: `lines-${toHex(freshBytes(12))}`, body: { lotId, lines } });
      }
    }
  }

  return { watch, flush, pingAll: (): void => [...open.keys()].forEach(ping), hasAny: (): boolean => closed.length > 0 || [...open.values()].some((line) => line.watch.bids.length > 0) };
}

function fresh(from: Instant): LineWatch {
  return { from, bids: [], roundTrips: [], clockAheadMicros: null };
}
