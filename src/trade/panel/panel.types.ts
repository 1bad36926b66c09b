import type { Instant } from '#kernel/time/instant.ts';
import type { CommittedContribution, Contributor } from '#evidence/draw/contributions.ts';
import type { DrawRequest } from '#evidence/draw/draw.ts';
import type { RowRequest } from '#evidence/draw/select.ts';
import type { FileRef } from '#trade/tender/tender.types.ts';
import type { Escrow } from './escrow.ts';

/** 评标委员会 of one tender: stream `panel:<tenderId>`. Names are secret until the award is decided. */
export type Panel = {
  readonly tenderId: string;
  /** `failed`: nobody or too few could be drawn, or a seat could not be filled again; the initiator requests anew. */
  readonly status: 'requested' | 'contributing' | 'drawn' | 'seated' | 'stood-down' | 'failed';
  /** 1 for the first request of this tender. */
  readonly number: number;
  readonly rows: readonly RowRequest[];
  /** Public: what was drawn by; null until the pool is taken. */
  readonly request: DrawRequest | null;
  readonly requestedAt: Instant;
  readonly reportAt: Instant;
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
  readonly drawnAt: Instant | null;
  readonly seatedAt: Instant | null;
  readonly namedAt: Instant | null;
};

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
