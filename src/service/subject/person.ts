import type { Aggregate } from '#kernel/decider.ts';
import { roles, type Duty, type Role } from '#kernel/roles.ts';

/** 人员: one digital identity, whatever organisations it acts for. Streams and logs show the id, never the name. */
export type Person = { readonly personId: string; readonly name: string; readonly memberships: readonly Membership[] };

export type Membership = { readonly orgId: string; readonly roles: readonly Role[] };

/** The roles of a person in one organisation, replacing those held there before. */
export type PersonEvent = { readonly kind: 'PersonEnrolled'; readonly name: string; readonly orgId: string; readonly roles: readonly Role[] };

export const person: Aggregate<Person, PersonEvent> = {
  type: 'person',
  disclosure: { PersonEnrolled: { default: 'public', fields: { name: 'self' } } },
  evolve(state, { name, orgId, roles: held }, { id }) {
    const others = (state?.memberships ?? []).filter((membership) => membership.orgId !== orgId);
    return { personId: id, name, memberships: [...others, { orgId, roles: held }] };
  },
};

/** Who serves, supervises, certifies or operates does nothing else anywhere (管办分离), nor does whoever holds the sales of others (拍卖法 第二十二条). */
export const exclusiveDuties: readonly Duty[] = ['serve', 'supervise', 'certify', 'operate', 'exchange', 'conduct'];

/** The first two duties that one person may not hold together, or null. */
export function incompatibleDuties(held: readonly Role[]): readonly [Duty, Duty] | null {
  const duties = [...new Set(held.map((role) => roles[role].duty))];
  const exclusive = duties.find((duty) => exclusiveDuties.includes(duty));
  const other = duties.find((duty) => duty !== exclusive);
  return exclusive && other ? [exclusive, other] : null;
}
