import type { Aggregate } from '#kernel/decider.ts';
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
export const relationKinds = ['employment', 'office', 'shares', 'kin', 'interest'] as const;
export type RelationKind = (typeof relationKinds)[number];
export const relationNames: Readonly<Record<RelationKind, string>> = {
  employment: '劳动、聘用关系', office: '任董事、监事或高管', shares: '持股或控股', kin: '近亲属任职', interest: '其他利益关系',
};

export type ExpertRecord = Pick<Expert, 'name' | 'specialtyCodes' | 'leagueCode' | 'employerOrgId' | 'jobTitle' | 'years'>;

export type ExpertEvent =
  | ({ readonly kind: 'ExpertEnrolled' } & ExpertRecord)
  | { readonly kind: 'ExpertSuspended'; readonly reason: string }
  | { readonly kind: 'ExpertRestored'; readonly reason: string }
  | { readonly kind: 'RelationsDeclared'; readonly relations: readonly Relation[] };

export const expert: Aggregate<Expert, ExpertEvent> = {
  type: 'expert',
  disclosure: { ExpertEnrolled: 'names', ExpertSuspended: 'names', ExpertRestored: 'names', RelationsDeclared: 'names' },
  evolve(state, event, { id, at }) {
    if (event.kind === 'ExpertEnrolled') {
      const { kind: _, ...record } = event;
      return { personId: id, ...record, status: 'active', reason: null, relations: state?.relations ?? [], enrolledAt: state?.enrolledAt ?? at };
    }
    const before = state as Expert;
    switch (event.kind) {
      case 'ExpertSuspended': return { ...before, status: 'suspended', reason: event.reason };
      case 'ExpertRestored': return { ...before, status: 'active', reason: event.reason };
      case 'RelationsDeclared': return { ...before, relations: event.relations };
    }
  },
};

/** Whether this expert may not judge any of `orgIds`: employed there, or related by its own word. */
export function isRelatedTo({ employerOrgId, relations }: Pick<Expert, 'employerOrgId' | 'relations'>, orgIds: readonly string[]): boolean {
  return (employerOrgId !== null && orgIds.includes(employerOrgId)) || relations.some(({ orgId }) => orgIds.includes(orgId));
}
