import type { BidPlan, BidProgress, SealedBid } from '#trade/bid/bid-agent.ts';
import type { Problem } from '../problem.ts';

/** To the worker: one plan, then nothing. */
export type SealingRequest = { readonly plan: BidPlan; readonly endpoint: string };

/** From the worker. `line` tells that the network went away or came back; sealing waits for it. */
export type SealingNews =
  | { readonly kind: 'progress'; readonly progress: BidProgress }
  | { readonly kind: 'line'; readonly state: 'up' | 'down' }
  | { readonly kind: 'sealed'; readonly sealed: SealedBid }
  | { readonly kind: 'failed'; readonly problem: Problem };
