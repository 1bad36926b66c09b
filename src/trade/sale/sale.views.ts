import type { Instant } from '#kernel/time/instant.ts';
import type { Outcome } from '#trade/auction/engine/engine.types.ts';
import type { OwnApplication } from '#trade/application/application.types.ts';
import type { Sale } from './sale.types.ts';

/** One lot in the list of announcements. */
export type SaleRow = {
  readonly saleId: string;
  readonly lotId: string;
  readonly title: string;
  readonly lotName: string;
  readonly kind: string;
  readonly areaCode: string;
  readonly seller: string;
  readonly publishedAt: Instant;
  readonly startFen: string;
  readonly applyUntil: Instant;
  readonly biddingFrom: Instant;
} & HallFigures;

/** How the hall of a lot stands, for those who have not entered it. */
export type HallFigures = {
  readonly status: 'waiting' | 'running' | 'paused' | 'ended';
  readonly bestFen: string | null;
  readonly outcome: Outcome['kind'] | null;
};

export type SaleView = {
  readonly sale: Sale;
  /** By the number of the lot. */
  readonly halls: readonly ({ readonly lotId: string } & HallFigures)[];
  readonly own: readonly OwnApplication[];
  readonly isSeller: boolean;
  readonly serverNow: Instant;
};
