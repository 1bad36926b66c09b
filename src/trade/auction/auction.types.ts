import type { Auctioneer } from '#service/subject/auctioneer.types.ts';
import type { Auction, Outcome, Participant } from './engine/engine.types.ts';

/** 竞价 of one lot: stream `auction:<lotId>`. What is sold and by whom stands beside how it runs. */
export type LotAuction = {
  readonly lotId: string;
  readonly saleId: string;
  readonly title: string;
  readonly category: string;
  readonly seller: { readonly orgId: string; readonly name: string };
  readonly department: { readonly orgId: string; readonly name: string };
  readonly depositFen: string;
  /** SHA-256 of the sealed reserve price with its salt, lower-case hex; null where there is none. */
  readonly reserveHash: string | null;
  /** How it ended, where whoever looks for ended lots finds it; null while it goes on. */
  readonly status: Outcome['kind'] | null;
  readonly auction: Auction;
  readonly pausedFor: string | null;
  /** Who presides, where the announcement says 拍卖. */
  readonly auctioneer?: Auctioneer;
};

/** Those with a number in one hall: stream `roll:<lotId>`. */
export type Roll = { readonly participants: readonly Participant[] };

/** Bids of one bidder in one hall that were not taken: stream `attempt:<lotId>:<orgId>`. */
export type Attempts = { readonly refused: number };
