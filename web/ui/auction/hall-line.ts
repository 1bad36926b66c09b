import type { HallMessage, HallRequest, HallView } from '#trade/auction/hall-view.types.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { waitMs } from './backoff.ts';
import type { HallEvent, HallState, Resolution } from './hall-state.ts';

/** What a line needs of a WebSocket. */
export type Socket = { readonly send: (text: string) => void; readonly close: () => void };
export type Ears = { readonly opened: () => void; readonly heard: (text: string) => void; readonly closed: () => void };

/** What a line needs of its surroundings; a browser gives its own, a test what it likes. */
export type LineDeps = {
  /** Opens the hall's socket; `since` is the version the page last had. */
  readonly open: (since: number | null, ears: Ears) => Socket;
  readonly readView: () => Promise<HallView>;
  /** What became of a key; rejects while that cannot be said. */
  readonly resolve: (key: string) => Promise<Resolution>;
  readonly monotonicMs: () => number;
  readonly wallMs: () => number;
  readonly chance: () => number;
  readonly freshKey: () => string;
  /** Runs once after a while; gives the way to call it off. */
  readonly after: (ms: number, run: () => void) => () => void;
};

export type HallLine = {
  readonly bid: (priceFen: string, at: Instant) => void;
  /** Sends a bid that never reached the hall once more, under its own key: it cannot count twice. */
  readonly bidAgain: (at: Instant) => void;
  readonly readAgain: () => void;
  /** The machine woke up, or the network is back: tries now. */
  readonly wake: () => void;
  readonly close: () => void;
};

const pingEveryMs = 5000;
/** Nothing heard for so long, not even an answer to a ping: the line is dead, whatever the browser thinks. */
const deadAfterMs = 12_000;
/** No line takes so long: whatever is the matter, the bidder is told, and the outcome asked for. */
const answerWithinMs = 8000;
/** Several things that moved at once are read once. */
const gatherMs = 120;
/** The log takes an entry in within seconds, and then its index is shown: to bidders soon, to the thousands who look on when it suits the server. */
const logAfterMs = { bidder: 3000, onlooker: 15_000 } as const;
const spreadMs = { bidder: 0, onlooker: 1500 } as const;

/** One page's line to one hall: opens, listens, pings, comes back, and finds out what became of a bid it lost sight of. */
export function hallLine(deps: LineDeps, tell: (event: HallEvent) => void, state: () => HallState): HallLine {
  let socket: Socket | null = null;
  let attempt = 0;
  let isClosed = false;
  let heardMs = 0;
  let askedMs: number | null = null;
  const waits: Record<'retry' | 'ping' | 'read' | 'log' | 'settle' | 'answer', (() => void) | null> = { retry: null, ping: null, read: null, log: null, settle: null, answer: null };

  function plan(what: keyof typeof waits, ms: number, run: () => void): void {
    waits[what]?.();
    waits[what] = deps.after(ms, () => {
      waits[what] = null;
      run();
    });
  }

  function callOff(...which: readonly (keyof typeof waits)[]): void {
    for (const what of which) {
      waits[what]?.();
      waits[what] = null;
    }
  }

  function connect(): void {
    if (isClosed) return;
    callOff('retry');
    const isCurrent = (): boolean => socket === opened;
    const opened: Socket = deps.open(state().view?.version ?? null, {
      opened() {
        if (!isCurrent()) return;
        attempt = 0;
        askedMs = null;
        tell({ t: 'opened' });
        ping();
      },
      heard(text) {
        if (!isCurrent()) return;
        heardMs = deps.monotonicMs();
        hear(JSON.parse(text) as HallMessage);
      },
      closed: () => isCurrent() && lose(),
    });
    socket = opened;
  }

  function lose(): void {
    socket = null;
    callOff('ping', 'settle', 'answer');
    tell({ t: 'closed', atMs: deps.monotonicMs() });
    if (isClosed) return;
    // Where sockets do not come through at all, the hall is still followed at the pace of the attempts.
    if (attempt > 0) read();
    plan('retry', waitMs(attempt++, deps.chance()), connect);
  }

  function drop(): void {
    const dead = socket;
    lose();
    dead?.close();
  }

  function ping(): void {
    const now = deps.monotonicMs();
    const isAnswered = askedMs === null || heardMs >= askedMs;
    if (!isAnswered && askedMs !== null && now - askedMs > deadAfterMs) return drop();
    if (isAnswered) askedMs = now;
    send({ t: 'ping', sent: now, wallMs: Math.round(deps.wallMs()) });
    plan('ping', pingEveryMs, ping);
  }

  function hear(message: HallMessage): void {
    tell({ t: 'message', message, arrival: { receivedMs: deps.monotonicMs(), wallMs: deps.wallMs() } });
    if (message.t === 'moved' || message.t === 'refused') plan('read', gatherMs + deps.chance() * spreadMs[reader()], read);
    if (message.t === 'price') awaitLog();
    if (message.t === 'view') settle();
  }

  function reader(): 'bidder' | 'onlooker' {
    return state().view?.mine ? 'bidder' : 'onlooker';
  }

  function awaitLog(): void {
    if (waits.log === null) plan('log', logAfterMs[reader()] * (1 + deps.chance()), read);
  }

  /** A bid whose answer was lost and that the record does not show is asked for by its key. */
  function settle(): void {
    const { own } = state();
    if (own?.state !== 'unknown') return;
    deps.resolve(own.key).then(
      (resolution) => {
        tell({ t: 'resolved', key: own.key, resolution });
        read();
      },
      () => plan('settle', waitMs(2, deps.chance()), settle),
    );
  }

  function read(): void {
    deps.readView().then((view) => {
      if (isClosed) return;
      tell({ t: 'read', view });
      if (view.rows.some(({ logIndex }) => logIndex === null)) awaitLog();
    }, () => undefined);
  }

  function send(request: HallRequest): void {
    socket?.send(JSON.stringify(request));
  }

  function press(key: string, priceFen: string, at: Instant): void {
    if (state().status !== 'open') return;
    tell({ t: 'pressed', key, priceFen, at });
    send({ t: 'bid', key, priceFen });
    plan('answer', answerWithinMs, () => {
      tell({ t: 'unanswered', key });
      settle();
    });
  }

  connect();
  return {
    bid: (priceFen, at) => press(deps.freshKey(), priceFen, at),
    bidAgain(at) {
      const { own } = state();
      if (own?.state === 'lost') press(own.key, own.priceFen, at);
    },
    readAgain: read,
    wake() {
      if (socket === null) connect();
      else if (state().status === 'open') ping();
    },
    close() {
      isClosed = true;
      callOff('retry', 'ping', 'read', 'log', 'settle', 'answer');
      const last = socket;
      socket = null;
      last?.close();
    },
  };
}
