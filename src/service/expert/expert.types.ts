import type { Instant } from '#kernel/time/instant.ts';

/** 评标专家: stream `expert:<personId>`. Who is in the pool is secret; draws speak of its root. */
export type Expert = {
  readonly personId: string;
  readonly name: string;
  readonly specialtyCodes: readonly string[];
  /** Division of the league or city, six digits. */
  readonly leagueCode: string;
  readonly employerOrgId: string | null;
  readonly jobTitle: string;
  readonly years: number;
  readonly status: 'active' | 'suspended';
  readonly reason: string | null;
  readonly relations: readonly Relation[];
  readonly enrolledAt: Instant;
};

/** What the expert declares of itself: an organisation it may not judge. */
export type Relation = { readonly orgId: string; readonly kind: RelationKind; readonly note: string };
/** Employed there, director or officer, holding shares, near kin, other interest. */
export type RelationKind = 'employment' | 'office' | 'shares' | 'kin' | 'interest';
