import type { Instant } from '#kernel/time/instant.ts';
import type { SaleKindCode } from '#rules/sale/kinds.ts';
import type { Tier } from '#trade/auction/engine/engine.types.ts';

export type Party = { readonly orgId: string; readonly name: string };
export type SaleFile = { readonly name: string; readonly sha256: string; readonly sizeBytes: number; readonly mediaType: string };

/** 出让、转让: stream `sale:<saleId>`. One announcement, one or more lots, each with an auction of its own. */
export type Sale = {
  readonly saleId: string;
  readonly kind: SaleKindCode;
  readonly title: string;
  readonly areaCode: string;
  /** Whose right or asset it is: who grants, transfers or leases. */
  readonly seller: Party;
  /** The centre, or the exchange that announces it for the seller. */
  readonly centre: Party;
  readonly department: Party;
  readonly publishedAt: Instant;
  readonly registeredOn: string;
  readonly text: string;
  readonly files: readonly SaleFile[];
  /** 委托: on which an exchange announces what is another's; absent where the seller announces itself. */
  readonly entrustment?: SaleFile;
  readonly lots: readonly SaleLot[];
};

export type SaleLot = SaleLotPlan & { readonly lotId: string; readonly number: number };

/** What is sold, and how. Money is 分 as text. */
export type SaleLotPlan = {
  readonly name: string;
  /** 宗地位置、面积、用途、年限 …: what a bidder has to know, line by line. */
  readonly facts: readonly { readonly label: string; readonly value: string }[];
  readonly qualification: string;
  readonly startFen: string;
  readonly tiers: readonly Tier[];
  readonly capFen: string | null;
  readonly reserveHash: string | null;
  readonly valuationFen: string | null;
  readonly depositFen: string;
  /** Applications until here; deposits count that arrived by then. */
  readonly applyUntil: Instant;
  readonly biddingFrom: Instant;
  readonly mode: AuctionMode;
  /** 组合出让: what is sold together, at one price, to one bidder; absent where the lot is one thing. */
  readonly parts?: readonly LotPart[];
};

/** One thing of a package. */
export type LotPart = Pick<SaleLotPlan, 'name' | 'facts' | 'valuationFen'>;

/** A term beside the price, with its full marks: of all of them together 100. Decimal text. */
export type Criterion = { readonly title: string; readonly most: string };

/** How it is bid for, in the words of the announcement; `stagesOf` says what the engine plays. */
export type AuctionMode =
  /** 挂牌: listed until `until`, then the host asks, then a countdown. */
  | { readonly kind: 'listing'; readonly until: Instant; readonly askMinutes: number; readonly cycleMinutes: number }
  /** 挂牌，达到最高限价后摇号: as listed; once the cap is bid, whoever would pay it has so long to say so, and one of them is drawn. */
  | { readonly kind: 'lotteryAfterCap'; readonly until: Instant; readonly askMinutes: number; readonly cycleMinutes: number; readonly joinMinutes: number }
  /** 挂牌，达到最高限价后一次报价、最接近平均价者得: each who would pay about the cap seals one price, opened together. */
  | { readonly kind: 'nearestAfterCap'; readonly until: Instant; readonly askMinutes: number; readonly cycleMinutes: number; readonly offerMinutes: number }
  /** 一次报价: each seals one price, opened together; the highest has it. */
  | { readonly kind: 'sealedOnce'; readonly offerMinutes: number }
  /** 网络竞价（多次报价）: free bidding until `until`, then a countdown. */
  | { readonly kind: 'onlineBidding'; readonly until: Instant; readonly cycleSeconds: number }
  /** 多轮报价: in each round everyone has a turn, the worst price first. */
  | { readonly kind: 'multiRound'; readonly rounds: number; readonly firstPauseSeconds: number; readonly pauseSeconds: number; readonly turnSeconds: number }
  /** 权重报价: bid for as online, ranked by the price and by terms that the seller scores with the qualification. */
  | { readonly kind: 'weighted'; readonly until: Instant; readonly cycleSeconds: number; readonly priceWeight: string; readonly criteria: readonly Criterion[] }
  /** 反向竞价: bid for as online, downwards; the lowest has it. */
  | { readonly kind: 'reverse'; readonly until: Instant; readonly cycleSeconds: number }
  /** 拍卖: by the hammer of a licensed auctioneer, in the hall. `displayDays`: on which the thing may be seen before. */
  | { readonly kind: 'auction'; readonly auctioneerId: string; readonly displayDays: number }
  /** 降价竞价. */
  | { readonly kind: 'descending'; readonly dropFen: string; readonly everySeconds: number; readonly floorFen: string };
