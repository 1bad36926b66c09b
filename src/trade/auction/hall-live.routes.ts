import type { WebSocket } from 'ws';
import { typeOfStream, idOfStream } from '#kernel/decider.ts';
import type { CommittedEvent } from '#platform/command/pipeline.ts';
import { isOwnLadder, nextPrice } from './engine/price.ts';
import type { LotAuction } from './auction.types.ts';
import type { HallMessage, HallRow } from './hall-view.types.ts';

const unreadBytesMax = 1_000_000;
const peopleMs = 2_000;

/** How long a hall is left in peace after a price was told: twenty a second is more than anyone can read. */
const restMs = 50;

type Hall = { readonly sockets: Set<WebSocket>; version: number; shape: string; watching: number; rest: 'none' | 'resting' | 'behind' };

/** A hall as it stands, with what was bid since a version. */
export type Moved = { readonly state: LotAuction; readonly version: number; readonly rows: readonly HallRow[] };

/**
 * Who watches which hall on this node. What is sent to all is made into bytes once. A price goes out the moment its commit
 * is durable here; what another node decided is found by the versions of the heads.
 */
export function createHallLive(read: (lotId: string, since: number) => Promise<Moved | null>, report: (error: unknown) => void) {
  const halls = new Map<string, Hall>();

  function broadcast(hall: Hall, message: HallMessage): void {
    const bytes = Buffer.from(JSON.stringify(message));
    for (const socket of hall.sockets) {
      // Who never reads is cut off before what waits for him fills the memory.
      if (socket.bufferedAmount > unreadBytesMax) socket.terminate();
      else socket.send(bytes, { binary: false });
    }
  }

  return {
    lotIds: (): string[] => [...halls.keys()],
    join(lotId: string, head: { readonly state: LotAuction; readonly version: number }, socket: WebSocket): void {
      const hall = halls.get(lotId) ?? { sockets: new Set(), version: head.version, shape: shapeOf(head.state), watching: 0, rest: 'none' };
      hall.sockets.add(socket);
      halls.set(lotId, hall);
      socket.once('close', () => {
        hall.sockets.delete(socket);
        if (hall.sockets.size === 0 && halls.get(lotId) === hall) halls.delete(lotId);
      });
    },

    /** Of a batch that this node has committed: one message for each hall. */
    committed(events: readonly CommittedEvent[]): void {
      const moved = events.filter(({ stream }) => typeOfStream(stream) === 'auction').map(({ stream }) => idOfStream(stream));
      for (const lotId of new Set(moved)) if (halls.has(lotId)) void this.moved(lotId).catch(report);
    },

    /** The hall stands at a new version, whoever decided it. */
    async moved(lotId: string): Promise<void> {
      const hall = halls.get(lotId);
      if (!hall) return;
      if (hall.rest !== 'none') {
        hall.rest = 'behind';
        return;
      }
      hall.rest = 'resting';
      setTimeout(() => {
        const isBehind = hall.rest === 'behind';
        hall.rest = 'none';
        if (isBehind) void this.moved(lotId).catch(report);
      }, restMs);
      const found = await read(lotId, hall.version);
      if (!found || found.version <= hall.version) return;
      hall.version = found.version;
      const shape = shapeOf(found.state);
      broadcast(hall, messageOf(found, shape === hall.shape));
      hall.shape = shape;
    },

    tellPeople(): void {
      for (const hall of halls.values()) {
        if (hall.watching === hall.sockets.size) continue;
        hall.watching = hall.sockets.size;
        broadcast(hall, { t: 'people', watching: hall.watching });
      }
    },
    peopleMs,
    end: (): void => [...halls.values()].forEach(({ sockets }) => sockets.forEach((socket) => socket.close(1001))),
  };
}

/** What a price leaves as it is. */
function shapeOf({ auction: { status, stages, turn, goingOn, offers, askFen, stepFen, outcome } }: LotAuction): string {
  return JSON.stringify([status, stages.length, turn, goingOn.length, offers.length, askFen, stepFen, outcome]);
}

function messageOf({ state: { auction }, version, rows }: Moved, isSameShape: boolean): HallMessage {
  const { best, endsAt, accepted } = auction;
  // Where each climbs from its own price, the next one is another for every reader.
  if (!isSameShape || best === null || isOwnLadder(auction)) return { t: 'moved', version };
  return { t: 'price', version, paddle: best.paddle, priceFen: best.priceFen, at: best.at, endsAt, nextFen: String(nextPrice(auction)), accepted, rows };
}
