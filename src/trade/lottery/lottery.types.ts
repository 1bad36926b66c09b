import type { Instant } from '#kernel/time/instant.ts';
import type { KeyHolderRef } from '#trade/tender/tender.types.ts';
import type { DrawSource } from '#trade/opening/opening.types.ts';

/** 摇号 after a cap: stream `lottery:<lotId>`, from the announcement on. */
export type Lottery = {
  readonly lotId: string;
  /** `lottery:<lotId>:<instant>`: bound into every envelope, so that no agent opens one before that instant. */
  readonly drawId: string;
  readonly holders: readonly KeyHolderRef[];
  /** In the order in which they came; once `fixed`, what the draw is made of. */
  readonly sources: readonly DrawSource[];
  /** Numbers of those who would pay the cap, as text, ascending; null until the hall has named them. */
  readonly candidates: readonly string[] | null;
  readonly fixed: boolean;
  /** Holders that have given their shares, and the shares. */
  readonly given: readonly string[];
  readonly shares: readonly GivenShare[];
  readonly value: string | null;
  /** The hall ended without a draw: nobody bid the cap, or one alone would pay it. */
  readonly hasLapsed: boolean;
};

export type GivenShare = { readonly holderId: string; readonly dealerId: string; readonly share: string };

/** `GET /api/lotteries/pending?holder=a,b`: what these holders owe. Says nothing about who bids. */
export type LotteryNeed = { readonly lotId: string; readonly holderId: string; readonly needs: 'contribute' | 'release'; readonly drawId: string; readonly holders: readonly KeyHolderRef[] };
export type LotteryPendingView = { readonly serverNow: Instant; readonly items: readonly LotteryNeed[] };

/** `GET /api/lotteries/:lotId`: anyone may follow and compute the draw again. `listing` is evidence of the event that fixed it. */
export type LotteryView = { readonly lottery: Lottery; readonly listing: unknown };
