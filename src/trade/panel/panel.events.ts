import type { JsonObject } from '#kernel/json.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { Contributor } from '#evidence/draw/contributions.ts';
import type { DrawRequest, Shortage } from '#evidence/draw/draw.ts';
import type { DepartureCause } from '#evidence/draw/replace.ts';
import type { RowRequest } from '#evidence/draw/select.ts';
import type { Escrow } from './escrow.ts';
import type { DeclaredAvoidance, DrawHolder, PanelMember, ReleasedShare, Representative, Round } from './panel.types.ts';

export type Departed = { readonly memberId: string; readonly cause: DepartureCause; readonly reason: string };

/** Everything that happens on stream `panel:<tenderId>`. */
export type PanelEvent =
  | {
    readonly kind: 'PanelRequested'; readonly number: number; readonly rows: readonly RowRequest[]; readonly reportAt: Instant; readonly opensAt: Instant; readonly place: string;
    readonly avoidance: readonly DeclaredAvoidance[]; readonly representative: Representative | null; readonly holders: readonly DrawHolder[];
  }
  /** Seats that no ranking can fill any more are drawn for again (补抽): by the platform on the same terms, or by the initiator on wider ones. */
  | { readonly kind: 'SupplementRequested'; readonly number: number; readonly rows: readonly RowRequest[] }
  | { readonly kind: 'RoundOpened'; readonly round: number; readonly request: DrawRequest; readonly requestHash: string; readonly contributors: readonly Contributor[]; readonly until: Instant }
  | { readonly kind: 'ValueCommitted'; readonly drawId: string; readonly partyId: string; readonly commitment: string; readonly escrowHash: string }
  | { readonly kind: 'CommitmentsLogged'; readonly drawId: string; readonly root: string; readonly size: number; readonly until: Instant }
  | { readonly kind: 'EscrowDeposited'; readonly drawId: string; readonly partyId: string; readonly escrow: Escrow; readonly until: Instant }
  | { readonly kind: 'SharesReleased'; readonly drawId: string; readonly partyId: string; readonly shares: readonly ReleasedShare[] }
  | { readonly kind: 'RoundFailed'; readonly drawId: string; readonly step: Round['step']; readonly absent: readonly string[]; readonly rubbish: readonly string[] }
  | { readonly kind: 'Drawn'; readonly drawId: string; readonly transcriptHash: string; readonly size: number; readonly members: readonly PanelMember[] }
  | { readonly kind: 'DrawInfeasible'; readonly drawId: string; readonly transcriptHash: string; readonly shortOfMembers: readonly Shortage[] }
  | { readonly kind: 'PanelFailed'; readonly reason: string }
  | { readonly kind: 'MemberCalled'; readonly memberId: string; readonly reportAt: Instant }
  | { readonly kind: 'CallClosed'; readonly memberId: string }
  /** The bid deadline was moved after the hour was set: the hour keeps its distance from it. */
  | { readonly kind: 'ReportMoved'; readonly opensAt: Instant; readonly reportAt: Instant }
  /** Who had been called for the earlier hour is asked again, whatever it had answered. */
  | { readonly kind: 'MemberCallMoved'; readonly memberId: string; readonly reportAt: Instant }
  | { readonly kind: 'MemberAccepted'; readonly memberId: string }
  | { readonly kind: 'MembersReplaced'; readonly departed: readonly Departed[]; readonly joined: readonly PanelMember[] }
  /** `joined` null while nobody has been drawn: the new representative then sits down with the others. */
  | { readonly kind: 'RepresentativeReplaced'; readonly departed: Departed | null; readonly joined: PanelMember | null; readonly representative: Representative; readonly reason: string }
  | { readonly kind: 'BiddersMatched'; readonly bidders: readonly string[]; readonly hits: number }
  | { readonly kind: 'AvoidanceSigned'; readonly memberId: string; readonly act: JsonObject }
  | { readonly kind: 'PanelSeated' }
  | { readonly kind: 'PanelStoodDown'; readonly reason: string }
  | { readonly kind: 'MembersNamed'; readonly members: readonly { readonly memberId: string; readonly name: string; readonly specialtyCode: string | null; readonly kind: PanelMember['kind'] }[] };
