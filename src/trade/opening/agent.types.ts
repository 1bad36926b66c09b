import type { Instant } from '#kernel/time/instant.ts';
import type { KeyHolderRef } from '#trade/tender/tender.types.ts';
import type { CoefficientDraw } from './opening.types.ts';

/** What a key holder's agent owes one tender: a contribution in escrow, shares of the bids, shares for the draw, or to note that it was terminated. */
export type AgentNeed = 'contribute' | 'release' | 'draw' | 'stop';

/** `GET /api/opening/pending?holder=a,b`: of all these holders, without a session. Says nothing about bids. */
export type PendingView = { readonly serverNow: Instant; readonly items: readonly PendingItem[] };
export type PendingItem = { readonly tenderId: string; readonly holderId: string; readonly needs: readonly AgentNeed[]; readonly holders: readonly KeyHolderRef[] };

/** `GET /api/openings/:tenderId/release`: for the agents of this tender's key holders. `close` is evidence of the close event. */
export type ReleaseView = {
  readonly close: unknown;
  readonly bids: readonly { readonly lotId: string; readonly bidderId: string; readonly manifestHash: string; readonly manifest: string }[];
  readonly draw: CoefficientDraw | null;
  /** What stands against opening now: `suspension`, `objection`, `outage`. */
  readonly blockedBy: readonly string[];
};
