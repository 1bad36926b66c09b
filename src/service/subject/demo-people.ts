import type { Role } from '#kernel/roles.ts';
import { roles } from '#kernel/roles.ts';
import type { Choice } from './identity.ts';

export type DemoPerson = { readonly personId: string; readonly name: string; readonly orgId: string; readonly orgName: string; readonly role: Role };
export type DemoGroup = { readonly role: Role; readonly roleName: string; readonly people: readonly DemoPerson[] };

/** Everyone who can be played, by role in the order of the role table. */
export function groupPeople(people: readonly { readonly personId: string; readonly name: string; readonly choices: readonly Choice[] }[]): DemoGroup[] {
  return (Object.keys(roles) as Role[]).flatMap((role) => {
    const players = people.flatMap(({ personId, name, choices }) =>
      choices.filter((choice) => choice.role === role).map(({ orgId, orgName }) => ({ personId, name, orgId, orgName, role })));
    return players.length > 0 ? [{ role, roleName: roles[role].name, people: players }] : [];
  });
}
