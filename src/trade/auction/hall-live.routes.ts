import type { WebSocket } from 'ws';
import type { Socket } from 'node:net';
import { idOfStream, typeOfStream } from '#kernel/decider.ts';
import type { CommittedEvent, Listener } from '#platform/command/pipeline.ts';
import type { AuctionEvent, HallEvent } from './auction.events.ts';
import { auction } from './auction.ts';
import { isOwnLadder, nextPrice } from './engine/price.ts';
import type { LotAuction } from './auction.types.ts';
import { anyone, rowOf } from './hall-view.ts';
import type { HallMessage, HallRow } from './hall-view.types.ts';

const unreadBytesMax = 1_000_000;
const peopleMs = 2_000;
/** How many bids one message tells at most: who was away longer asks for the view. */
export const rowsTold = 50;

/** How long a hall is left in peace after a price was told: twenty a second is more than anyone can read. */
const restMs = 50;

/** One page's line: the protocol, and the connection under it. */
export type Watcher = { readonly socket: WebSocket; readonly wire: Socket };
type Hall = {
  readonly watchers: Set<Watcher>;
  version: number; shape: string; watching: number; rest: 'none' | 'resting' | 'behind';
  /** What this node has committed since the version that was told, and how the hall then stands. */
  fresh: HallEvent[]; state: LotAuction | null;
};

/** A hall as it stands, with what was bid since a version. */
export type Moved = { readonly state: LotAuction; readonly version: number; readonly rows: readonly HallRow[] };

/**
 * Who watches which hall on this node. What is sent to all is made into bytes once. A price goes out the moment its commit
 * is durable here; what another node decided is found by the versions of the heads.
 */
export function createHallLive(read: (lotId: string, since: number) => Promise<Moved | null>, report: (error: unknown) => void) {
  const halls = new Map<string, Hall>();

  return {
    lotIds: (): string[] => [...halls.keys()],
    /** The version up to which the hall has been told; beyond the one in `head`, the page has missed a word on its way in. */
    join(lotId: string, head: { readonly state: LotAuction; readonly version: number }, watcher: Watcher): number {
      const hall = halls.get(lotId) ?? { watchers: new Set(), version: head.version, shape: shapeOf(head.state), watching: 0, rest: 'none', fresh: [], state: null };
      hall.watchers.add(watcher);
      halls.set(lotId, hall);
      watcher.socket.once('close', () => {
        hall.watchers.delete(watcher);
        if (hall.watchers.size === 0 && halls.get(lotId) === hall) halls.delete(lotId);
      });
      return hall.version;
    },

    /** Of a batch that this node has committed: one message for each hall. */
    committed(events: readonly CommittedEvent[], heads: Parameters<Listener>[1]): void {
      for (const [stream, own] of Map.groupBy(events, (event) => event.stream)) {
        const lotId = idOfStream(stream);
        const hall = typeOfStream(stream) === auction.type ? halls.get(lotId) : undefined;
        if (!hall) continue;
        hall.fresh.push(...own.map(({ version, at, event }) => ({ version, at, logIndex: null, event: event as AuctionEvent })));
        hall.state = heads.get(stream)?.state as LotAuction;
        void this.moved(lotId).catch(report);
      }
    },

    /** What the database says of the watched halls: where one has gone on without this node, it is told. */
    async standAt(versions: ReadonlyMap<string, number>): Promise<void> {
      for (const [lotId, version] of versions) if (version > (halls.get(lotId)?.version ?? version)) await this.moved(lotId);
    },

    /** The hall stands at a new version, whoever decided it. */
    async moved(lotId: string): Promise<void> {
      const hall = halls.get(lotId);
      if (!hall || !mayTell(hall, () => void this.moved(lotId).catch(report))) return;
      const found = ownMove(hall) ?? (await read(lotId, hall.version));
      if (!found || found.version <= hall.version) return;
      hall.version = found.version;
      hall.fresh = hall.fresh.filter(({ version }) => version > found.version);
      const shape = shapeOf(found.state);
      broadcast(hall, messageOf(found, shape === hall.shape));
      hall.shape = shape;
    },

    tellPeople(): void {
      for (const hall of halls.values()) {
        if (hall.watching === hall.watchers.size) continue;
        hall.watching = hall.watchers.size;
        broadcast(hall, { t: 'people', watching: hall.watching });
      }
    },
    peopleMs,
    end: (): void => [...halls.values()].forEach(({ watchers }) => watchers.forEach(({ socket }) => socket.close(1001))),
  };
}

/** Whether a hall is told now; while it is left in peace, `again` follows as soon as it may be. */
function mayTell(hall: Hall, again: () => void): boolean {
  if (hall.rest !== 'none') {
    hall.rest = 'behind';
    return false;
  }
  hall.rest = 'resting';
  setTimeout(() => {
    const isBehind = hall.rest === 'behind';
    hall.rest = 'none';
    if (isBehind) again();
  }, restMs);
  return true;
}

/** What has happened since the last word, as this node itself has committed it; null where another node has been at it too. */
function ownMove({ version, fresh, state }: Hall): Moved | null {
  const since = fresh.filter((event) => event.version > version);
  if (state === null || since.length === 0 || since.some((event, i) => event.version !== version + 1 + i)) return null;
  return { state, version: version + since.length, rows: since.flatMap((event) => rowOf(event, anyone)).slice(-rowsTold) };
}

/** A text message as it goes over the wire (RFC 6455, unmasked, whole): made once, written to thousands. */
function frameOf(text: string): Buffer {
  const payload = Buffer.from(text);
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x81;
  head[1] = length < 126 ? length : length < 65_536 ? 126 : 127;
  if (head.length === 4) head.writeUInt16BE(length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}

/** What a price leaves as it is. */
function shapeOf({ auction: { status, stages, turn, goingOn, offers, askFen, stepFen, outcome, hammer } }: LotAuction): string {
  return JSON.stringify([status, stages.length, turn, goingOn.length, offers.length, askFen, stepFen, outcome, hammer ?? null]);
}

function messageOf({ state: { auction }, version, rows }: Moved, isSameShape: boolean): HallMessage {
  const { best, endsAt, accepted } = auction;
  // Where each climbs from its own price, the next one is another for every reader.
  if (!isSameShape || best === null || isOwnLadder(auction)) return { t: 'moved', version };
  return { t: 'price', version, paddle: best.paddle, priceFen: best.priceFen, at: best.at, endsAt, nextFen: String(nextPrice(auction)), accepted, rows };
}

function broadcast(hall: Hall, message: HallMessage): void {
  const bytes = frameOf(JSON.stringify(message));
  for (const { socket, wire } of hall.watchers) {
    // Who never reads is cut off before what waits for him fills the memory.
    if (wire.writableLength > unreadBytesMax) socket.terminate();
    else if (socket.readyState === socket.OPEN) wire.write(bytes);
  }
}
