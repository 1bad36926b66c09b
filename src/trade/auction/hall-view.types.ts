import type { Refusal } from '#kernel/refusal.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Paddle, StageKind, Outcome } from './engine/engine.types.ts';

/** What the hall of one lot shows, as far as whoever looks may see it. Money is 分 as text; instants are of the legal clock. */
export type HallView = {
  readonly lotId: string;
  readonly title: string;
  readonly category: string;
  readonly seller: string;
  readonly status: 'waiting' | 'running' | 'paused' | 'ended';
  readonly pausedFor: string | null;
  readonly startAt: Instant;
  readonly stage: { readonly kind: StageKind; readonly title: string; readonly begunAt: Instant; readonly endsAt: Instant | null; /** A full countdown, where each bid starts it again. */ readonly cycleMs: number | null } | null;
  /** All stages as announced, and how many of them lie behind. */
  readonly stages: readonly { readonly kind: StageKind; readonly title: string }[];
  readonly stagesDone: number;
  readonly direction: 'up' | 'down';
  readonly startFen: string;
  readonly stepFen: string;
  /** `own`: each climbs from its own price, under weights and in turns, and `nextFen` is the reader's own. */
  readonly ladder: 'shared' | 'own';
  /** Share of the price in the total, `0.6`; null where the price alone decides. */
  readonly priceWeight: string | null;
  /** Whose turn it is; `paddle` null in the pause before a round. */
  readonly turn: { readonly round: number; readonly rounds: number; readonly paddle: Paddle | null } | null;
  /** While prices are named unseen: to whose keys, and for which instant, a page seals. Null where it is not so. */
  readonly seal: { readonly holders: readonly { readonly holderId: string; readonly publicKey: string }[]; readonly notBefore: Instant } | null;
  /** In a lottery: the numbers that would pay the cap, as far as they have said so. */
  readonly inDraw: readonly Paddle[];
  readonly capFen: string | null;
  readonly hasReserve: boolean;
  readonly askFen: string | null;
  /** The least (or, buying, the most) that would be taken now. */
  readonly nextFen: string;
  readonly best: { readonly paddle: Paddle; readonly priceFen: string; readonly at: Instant } | null;
  readonly accepted: number;
  readonly goingOn: number;
  readonly outcome: Outcome | null;
  /** Newest first, one page; refused ones only the reader's own, or all for the department. */
  readonly rows: readonly HallRow[];
  /** Every price that was ever the best, oldest first. */
  readonly curve: readonly CurvePoint[];
  readonly mine: Mine | null;
  /** Who presides, where there is an auctioneer; and how often the present price has been called, once it is open. */
  readonly auctioneer?: { readonly name: string; readonly licenceNumber: string; readonly house: string };
  readonly calls?: { readonly made: number; readonly of: number };
  /** Commands that whoever looks may give now: `auction.bid`, `auction.goOn`, `auction.pause` … */
  readonly can: readonly string[];
  /** What there is beside the hall for whoever looks: how fast lines are, what stands out, the parties' proof bundle once it is over. */
  readonly mayRead: readonly HallPaper[];
  /** Version of the stream this view was made of; live messages with a higher one follow it. */
  readonly version: number;
};

export type HallPaper = 'lines' | 'anomalies' | 'bundle';

export type HallRow = {
  /** One name for one bid, taken or refused. */
  readonly id: string;
  /** Version of the hall with an accepted bid; of the bidder's own refusals otherwise. */
  readonly version: number;
  readonly at: Instant;
  readonly paddle: Paddle;
  readonly priceFen: string;
  readonly result: 'accepted' | 'refused';
  readonly refusal: Refusal | null;
  /** Place of its commit in the log; null until the sequencer has been there. */
  readonly logIndex: number | null;
};

export type CurvePoint = { readonly at: Instant; readonly priceFen: string; readonly paddle: Paddle };

export type Mine = { readonly paddle: Paddle; readonly isPreferred: boolean; readonly depositFen: string; readonly isGoingOn: boolean; readonly isInDraw: boolean; /** When the last sealed price of one's own was received; its figure only its own page knew. */ readonly offeredAt: Instant | null };

/** What the hall's socket sends. The public sees the same as everyone in the room, no earlier and no later. */
export type HallMessage =
  /** Whole, on connecting: `missed` are the rows since the version the page last had. */
  | { readonly t: 'view'; readonly view: HallView; readonly missed: readonly HallRow[]; readonly now: Instant }
  | { readonly t: 'price'; readonly version: number; readonly paddle: Paddle; readonly priceFen: string; readonly at: Instant; readonly endsAt: Instant | null; readonly nextFen: string; readonly accepted: number; /** What was bid since the message before, oldest first. */ readonly rows: readonly HallRow[] }
  /** Something other than a price has changed: the page asks for the view again. */
  | { readonly t: 'moved'; readonly version: number }
  | { readonly t: 'people'; readonly watching: number }
  /** Answer to the own `bid`, under its key. */
  | { readonly t: 'taken'; readonly key: string; readonly row: HallRow; readonly receipt: unknown; readonly decidedMs: number }
  | { readonly t: 'refused'; readonly key: string; readonly refusal: Refusal; readonly at: Instant | null }
  | { readonly t: 'pong'; readonly sent: number; readonly now: Instant };

/** What a page sends. `sent` is its own clock, milliseconds, and comes back as it is. */
export type HallRequest =
  | { readonly t: 'bid'; readonly key: string; readonly priceFen: string }
  | { readonly t: 'ping'; readonly sent: number; /** The page's clock on the wall, milliseconds since 1970: how far off it is stands beside its bids. */ readonly wallMs?: number };
