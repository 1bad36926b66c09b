import type { Instant } from '#kernel/time/instant.ts';
import type { HallAct } from './opening.acts.ts';
import type { PublicOutcome } from './opening.events.ts';
import type { BidProgress } from './opening.types.ts';

/** Where the hall stands, as a function of what happened and of the time. `closing` until the close list is in the log's journal. */
export type HallPhase = 'before' | 'paused' | 'closing' | 'closed' | 'decrypting' | 'announced' | 'confirmed' | 'failed' | 'terminated';

/** `GET /api/openings/:tenderId`. Before the close list stands, nothing in it depends on any bid. */
export type OpeningView = {
  readonly serverNow: Instant;
  readonly tenderId: string;
  readonly name: string;
  readonly initiator: string;
  readonly agency: string | null;
  readonly centre: string;
  readonly department: string;
  readonly place: string;
  readonly transactionCode: string;
  readonly phase: HallPhase;
  readonly deadlineAt: Instant;
  readonly closedAt: Instant | null;
  readonly closedLateMicros: number;
  readonly decryptUntil: Instant | null;
  readonly objectUntil: Instant | null;
  readonly hostFrom: Instant;
  readonly host: { readonly orgName: string; readonly at: Instant } | null;
  readonly k: number;
  readonly holders: readonly { readonly holderId: string; readonly name: string; readonly part: string }[];
  readonly lots: readonly LotView[];
  /** Decimal candidates; holders whose contribution is in escrow. */
  readonly draw: { readonly candidates: readonly string[]; readonly sources: readonly string[]; readonly value: string | null } | null;
  readonly objections: readonly { readonly objectionId: string; readonly lotId: string; readonly text: string; readonly raisedAt: Instant; readonly reply: string | null; readonly repliedAt: Instant | null; readonly isOwn: boolean }[];
  readonly record: { readonly hash: string; readonly by: string | null; readonly at: Instant } | null;
  /** What the host would sign now. */
  readonly recordHash: string | null;
  /** The organisation of this viewer, when it is in a close list. */
  readonly ownBidderId: string | null;
  readonly can: readonly HallAct[];
};

export type LotView = {
  readonly lotId: string;
  readonly name: string;
  readonly status: 'waiting' | 'open' | 'failed';
  readonly priceCapFen: string | null;
  readonly failure: { readonly text: string; readonly article: string } | null;
  readonly bids: readonly BidView[];
};

export type BidView = BidProgress & { readonly outcome: PublicOutcome | null };

/** `GET /api/openings?day=2026-12-11`: the day's openings. No counts, before or after: each hall tells its own. */
export type OpeningsOfDay = { readonly serverNow: Instant; readonly day: string; readonly items: readonly OpeningRowView[] };
export type OpeningRowView = { readonly tenderId: string; readonly name: string; readonly areaCode: string; readonly place: string; readonly at: Instant; readonly phase: HallPhase };
