import type { Instant } from '#kernel/time/instant.ts';
import type { Json } from '#kernel/json.ts';

/** 评标委员会 of one tender: stream `panel:<tenderId>`. Names are secret until the award is decided. */
export type Panel = {
  readonly tenderId: string;
  readonly status: 'requested' | 'contributing' | 'drawn' | 'seated' | 'stood-down';
  readonly request: Json;
  readonly requestedAt: Instant;
  readonly reportAt: Instant;
  readonly place: string;
  readonly representative: { readonly personId: string; readonly name: string } | null;
  readonly members: readonly PanelMember[];
};

export type PanelMember = {
  /** Random per panel: what scores, votes and the public bundle speak of. */
  readonly memberId: string;
  readonly personId: string;
  readonly name: string;
  readonly kind: 'expert' | 'representative';
  readonly specialtyCode: string | null;
  readonly employerOrgId: string | null;
  readonly status: 'called' | 'accepted' | 'declined' | 'replaced' | 'seated';
  readonly reason: string | null;
  readonly avoidanceSignedAt: Instant | null;
};
