import type { Aggregate } from '#kernel/decider.ts';
import type { Expert, Relation, RelationKind } from './expert.types.ts';

export const relationKinds = ['employment', 'office', 'shares', 'kin', 'interest'] as const satisfies readonly RelationKind[];

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
