import type { Instant } from '#kernel/time/instant.ts';
import type { CommittedContribution, Contributor } from '#evidence/draw/contributions.ts';
import type { DrawRequest } from '#evidence/draw/draw.ts';
import type { RowRequest } from '#evidence/draw/select.ts';
import type { FileRef } from '#trade/tender/tender.types.ts';
import type { Escrow } from './escrow.ts';

/**
 * 评标委员会 of one tender: stream `panel:<tenderId>`. Names are secret until the award is decided. It is so many seats; a seat has
 * one occupant after another: drawn, then by rank, then by a supplementary draw; the representative's by appointment.
 */
export type Panel = {
  readonly tenderId: string;
  /**
   * `drawn`: members are called, sign, or a seat was given up again; those already `seated` go on meanwhile. `failed`: too few could
   * be drawn, or too few contributed; whoever stands stays, and the initiator asks for the empty seats in another way.
   */
  readonly status: 'requested' | 'contributing' | 'drawn' | 'seated' | 'stood-down' | 'failed';
  /** Of the latest draw: 1 the first, later ones fill what is empty. */
  readonly number: number;
  /** All seats of experts, by row. */
  readonly rows: readonly RowRequest[];
  /** What the latest draw was asked for. */
  readonly wanted: readonly RowRequest[];
  readonly draws: readonly DrawSummary[];
  /** Public: what the latest draw was drawn by; null until its pool is taken. */
  readonly request: DrawRequest | null;
  readonly requestedAt: Instant;
  readonly reportAt: Instant;
  /** The bid deadline that `reportAt` was set by. */
  readonly opensAt: Instant;
  readonly place: string;
  readonly avoidance: readonly DeclaredAvoidance[];
  readonly representative: Representative | null;
  readonly holders: readonly DrawHolder[];
  readonly round: Round | null;
  /** Rounds of contributions that came to nothing, and by whom. */
  readonly failures: readonly RoundFailure[];
  readonly failure: string | null;
  readonly transcriptHash: string | null;
  readonly members: readonly PanelMember[];
  /** Known after opening: whom the members were matched with. */
  readonly bidders: readonly string[] | null;
  readonly matchHits: number;
  readonly matchedAt: Instant | null;
  readonly drawnAt: Instant | null;
  readonly seatedAt: Instant | null;
  readonly namedAt: Instant | null;
};

export type DrawSummary = { readonly number: number; readonly drawId: string; readonly outcome: 'drawn' | 'infeasible'; readonly transcriptHash: string; readonly at: Instant };

export type PanelMember = {
  /** Random per panel: what scores, votes and the public bundle speak of. */
  readonly memberId: string;
  readonly personId: string;
  readonly name: string;
  readonly kind: 'expert' | 'representative';
  /** Row of the request; null for the representative. */
  readonly row: string | null;
  readonly specialtyCode: string | null;
  readonly employerOrgId: string | null;
  readonly status: 'called' | 'accepted' | 'declined' | 'replaced' | 'seated';
  readonly reason: string | null;
  readonly avoidanceSignedAt: Instant | null;
  /** The hour that its call named; null for the representative and until it is called. */
  readonly reportAt: Instant | null;
  /** Null for the representative. */
  readonly call: { readonly callId: string; readonly status: 'due' | 'made' | 'closed' } | null;
};

/** 招标人代表, registered with what makes it fit. */
export type Representative = { readonly personId: string; readonly name: string; readonly post: string; readonly experience: string; readonly authorisation: FileRef };

export type DeclaredAvoidance = { readonly kind: 'person' | 'employer'; readonly id: string; readonly reason: string };

export type DrawHolder = Contributor & { readonly name: string; readonly orgId: string; /** Raw P-256 point, base64url. */ readonly publicKey: string };

/**
 * One attempt to make the random value. `commit`: hashes only. `checkpoint`: all stand, waiting for the log. `escrow`: the sealed
 * shares are laid open to their holders. `release`: holders give their shares; only this opening counts.
 */
export type Round = {
  readonly round: number;
  readonly drawId: string;
  readonly requestHash: string;
  readonly contributors: readonly Contributor[];
  readonly step: 'commit' | 'checkpoint' | 'escrow' | 'release';
  readonly openedAt: Instant;
  readonly until: Instant | null;
  readonly commitments: readonly CommittedContribution[];
  readonly checkpoint: { readonly root: string; readonly size: number } | null;
  readonly escrows: readonly Escrow[];
  readonly released: readonly { readonly partyId: string; readonly shares: readonly ReleasedShare[] }[];
};

/** `share` null: the envelope did not open, or held another share than the one promised. */
export type ReleasedShare = { readonly dealerId: string; readonly share: string | null };

export type RoundFailure = { readonly drawId: string; readonly step: Round['step']; readonly absent: readonly string[]; readonly rubbish: readonly string[]; readonly at: Instant };
