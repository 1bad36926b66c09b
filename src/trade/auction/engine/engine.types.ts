import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';

/** A bidder in the hall is a number, 竞买号, and nothing else. Counts from 1. */
export type Paddle = number;

/** From `fromFen` on a step is `stepFen`. Ascending by `fromFen`; the first begins at 0. */
export type Tier = { readonly fromFen: string; readonly stepFen: string };

/**
 * What an auction is held under, as it was announced. Money is 分 as decimal text, spans are milliseconds.
 * An auction is a list of stages: each says who may say what, until when, and what follows.
 */
export type AuctionTerms = {
  /** `down`: the lowest price is the best (反向竞价). */
  readonly direction: 'up' | 'down';
  readonly startFen: string;
  readonly tiers: readonly Tier[];
  /** 最高限价: whoever reaches it ends the climbing, and `afterCap` decides among those who would pay it. */
  readonly capFen: string | null;
  /** A reserve price was sealed before: the outcome waits until it is opened. */
  readonly hasReserve: boolean;
  readonly weights: Weights | null;
  readonly stages: readonly Stage[];
  readonly afterCap: readonly Stage[];
  /** The host may change the step while prices are listed. */
  readonly mayChangeStep?: boolean;
  /** After an outage or a pause at least so much of what ran is left, or the whole of it where it was shorter. */
  readonly resumeLeastMs?: number;
};

/** 权重报价: total = `price` × P ÷ Pmax + the points of the bidder's other terms, both of 100. Decimals as text. */
export type Weights = { readonly price: string };

export type Stage =
  /** 自由报价期、挂牌期: anyone may outbid until a fixed instant. */
  | { readonly kind: 'open'; readonly untilAt: Instant }
  /** 询问: the host asks who goes on; if nobody answers, the next stage is passed over. */
  | { readonly kind: 'ask'; readonly windowMs: number }
  /** 限时（延时）报价: every valid bid starts the countdown again. */
  | { readonly kind: 'countdown'; readonly cycleMs: number }
  /** 降价拍卖: the price falls from the start by `dropFen`; the first to take it holds it. */
  | { readonly kind: 'descending'; readonly dropFen: string; readonly everyMs: number; readonly floorFen: string }
  /** 一次报价: each names one price, seen by nobody until all are opened; the last one a bidder names counts. */
  | ({ readonly kind: 'sealed'; readonly windowMs: number; readonly who: 'all' | 'others' } & Enveloped)
  /** The holder of a descending price may top the best sealed one. */
  | { readonly kind: 'best'; readonly windowMs: number }
  /** 多轮报价: in each round everyone has a turn, the worst price first. */
  | { readonly kind: 'turns'; readonly rounds: number; readonly firstPauseMs: number; readonly pauseMs: number; readonly turnMs: number }
  /** 达到限价后一次报价，最接近平均价者得. */
  | ({ readonly kind: 'nearest'; readonly windowMs: number } & Enveloped)
  /** 摇号 among those who would pay the cap. */
  | { readonly kind: 'lottery'; readonly windowMs: number }
  /** 询问优先购买权人: whether somebody with that right takes the price that stands. */
  | { readonly kind: 'match'; readonly windowMs: number }
  /** 集合竞价: orders of price and quantity, one price for all. */
  | { readonly kind: 'call'; readonly windowMs: number; readonly quantity: string }
  /** 拍卖: an auctioneer opens it, calls the price `calls` times, and the hammer ends it; no clock does. */
  | { readonly kind: 'hammer'; readonly calls: number };

/** Its prices lie sealed to the key holders: when its time is over the hall waits until they are opened, all at once. */
type Enveloped = { readonly isEnveloped?: true };

export type StageKind = Stage['kind'];

export type Participant = {
  readonly paddle: Paddle;
  /** 优先购买权: may take any price at which another stands. */
  readonly isPreferred: boolean;
  /** Points of the other terms, of 100; `0` where the auction has no weights. */
  readonly points: string;
};

export type Standing = { readonly paddle: Paddle; readonly priceFen: string; readonly at: Instant };

/** An order of a call auction, or a sealed price; kept until it is opened, the last of each bidder. */
export type Offer = { readonly paddle: Paddle; readonly priceFen: string; readonly quantity: string | null; readonly at: Instant };

export type Auction = {
  readonly terms: AuctionTerms;
  readonly startAt: Instant;
  readonly participants: readonly Participant[];
  readonly status: 'waiting' | 'running' | 'paused' | 'ended';
  /** The stages still to be played, the one that runs first. */
  readonly stages: readonly Stage[];
  readonly stageBegunAt: Instant | null;
  /** When the stage, the turn, the present price or the countdown runs out; null while nothing runs. */
  readonly endsAt: Instant | null;
  /** Present step, once the host has changed it; null: by the tiers. */
  readonly stepFen: string | null;
  /** The present price of a descending stage. */
  readonly askFen: string | null;
  readonly best: Standing | null;
  /** Each bidder's own best, by paddle as text: what it raises under weights and in turns. */
  readonly own: Readonly<Record<string, Standing>>;
  /** Who took the descending price: may top what is offered afterwards. */
  readonly holder: Paddle | null;
  readonly goingOn: readonly Paddle[];
  readonly offers: readonly Offer[];
  readonly turn: { readonly round: number; readonly order: readonly Paddle[]; readonly index: number } | null;
  readonly accepted: number;
  /** Once the auctioneer has opened: how often the price that stands has been called. */
  readonly hammer?: { readonly calls: number; readonly hasFallen?: true };
  readonly pausedFrom: Instant | null;
  /** Outages up to here have been made good. */
  readonly settledTo: Instant;
  readonly outcome: Outcome | null;
};

export type Outcome =
  | { readonly kind: 'sold'; readonly paddle: Paddle; readonly priceFen: string }
  | { readonly kind: 'allotted'; readonly priceFen: string; readonly fills: readonly { readonly paddle: Paddle; readonly quantity: string }[] }
  /** The best price stands, and the sealed reserve is still to be opened. */
  | { readonly kind: 'reserve-pending'; readonly paddle: Paddle; readonly priceFen: string }
  | { readonly kind: 'unsold'; readonly reason: 'no-bid' | 'below-reserve' };

/** Everything that happens in a hall. `at` comes beside it. */
export type AuctionEvent =
  /** At the start: whoever was admitted until then, all at once. */
  | { readonly kind: 'ParticipantsSeated'; readonly participants: readonly Participant[] }
  /** Somebody whose deposit was booked only after the start. */
  | { readonly kind: 'ParticipantAdmitted'; readonly paddle: Paddle; readonly isPreferred: boolean; readonly points: string }
  | { readonly kind: 'StageBegun'; readonly stages: readonly Stage[]; readonly begunAt: Instant; readonly endsAt: Instant | null; readonly askFen: string | null; readonly turn: Auction['turn'] }
  | { readonly kind: 'BidAccepted'; readonly paddle: Paddle; readonly priceFen: string; readonly endsAt: Instant | null }
  | { readonly kind: 'WentOn'; readonly paddle: Paddle }
  | { readonly kind: 'OfferSealed'; readonly paddle: Paddle; readonly priceFen: string; readonly quantity: string | null }
  /** Would pay the cap, and is in the draw: said openly, for the price is known. */
  | { readonly kind: 'LotteryJoined'; readonly paddle: Paddle; readonly priceFen: string }
  | { readonly kind: 'OfferWithdrawn'; readonly paddle: Paddle }
  /** The time for sealed prices is over; nothing more is taken, and nothing is known yet. */
  | { readonly kind: 'OffersClosed' }
  | { readonly kind: 'OffersOpened'; readonly offers: readonly Offer[]; readonly best: Standing | null }
  | { readonly kind: 'LotteryDrawn'; readonly paddle: Paddle }
  | { readonly kind: 'PriceDropped'; readonly askFen: string; readonly endsAt: Instant }
  | { readonly kind: 'TurnBegun'; readonly turn: NonNullable<Auction['turn']>; readonly endsAt: Instant }
  | { readonly kind: 'FloorOpened' }
  /** 叫价: of the price that stands; null while nobody has bid. */
  | { readonly kind: 'PriceCalled'; readonly call: number; readonly priceFen: string | null }
  | { readonly kind: 'HammerFell'; readonly paddle: Paddle | null; readonly priceFen: string | null }
  | { readonly kind: 'StepChanged'; readonly stepFen: string; /** What the host signed. */ readonly statement?: JsonObject; readonly signature?: JsonObject }
  | { readonly kind: 'AuctionPaused'; readonly reason: string; readonly from: Instant }
  | { readonly kind: 'AuctionResumed'; readonly endsAt: Instant | null; readonly lostMicros: number; readonly settledTo: Instant }
  | { readonly kind: 'AuctionEnded'; readonly outcome: Outcome }
  | { readonly kind: 'ReserveCompared'; readonly isReached: boolean };
