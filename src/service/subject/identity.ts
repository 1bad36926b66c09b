import type { OrganisationKind, Role } from '#kernel/roles.ts';
import { roles } from '#kernel/roles.ts';

/** One way in which a person can act: a role in an organisation. */
export type Choice = { readonly orgId: string; readonly orgName: string; readonly kind: OrganisationKind; readonly areaCode: string; readonly role: Role; readonly roleName: string };

type Membership = { readonly orgId: string; readonly roles: readonly Role[] };
type Known = { readonly orgId: string; readonly name: string; readonly kind: OrganisationKind; readonly areaCode: string };

/** All that a person can be, in the order of enrolment. An organisation that is not known gives nothing. */
export function choicesOf(memberships: readonly Membership[], organisations: readonly Known[]): Choice[] {
  return memberships.flatMap(({ orgId, roles: held }) => {
    const found = organisations.find((each) => each.orgId === orgId);
    return found ? held.map((role) => ({ orgId, orgName: found.name, kind: found.kind, areaCode: found.areaCode, role, roleName: roles[role].name })) : [];
  });
}

/** The choice that was asked for; without a wish the first. */
export function pick(choices: readonly Choice[], wish: { readonly orgId?: string | undefined; readonly role?: string | undefined }): Choice | null {
  return choices.find((choice) => (wish.orgId ?? choice.orgId) === choice.orgId && (wish.role ?? choice.role) === choice.role) ?? null;
}
