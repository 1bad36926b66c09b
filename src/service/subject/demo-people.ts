import { league } from '#kernel/divisions.ts';
import type { Role } from '#kernel/roles.ts';
import { roles } from '#kernel/roles.ts';
import { specialtyPath } from '#rules/specialties/specialties.ts';
import type { Expert } from '#service/expert/expert.types.ts';
import type { DemoGroup, DemoPerson } from './demo-people.types.ts';
import { choicesOf, type Choice } from './identity.ts';
import type { Organisation } from './organisation.ts';
import type { Person } from './person.ts';

export type { DemoGroup, DemoPerson } from './demo-people.types.ts';

/** A person with the organisations it acts for, and its entry in the pool of experts. */
export type Playable = { readonly person: Person; readonly organisations: readonly Organisation[]; readonly expert: Pick<Expert, 'specialtyCodes' | 'leagueCode'> | null };

/** Everyone who can be played, by role in the order of the role table. */
export function groupPeople(people: readonly Playable[]): DemoGroup[] {
  const players = people.map(({ person: { personId, name, memberships }, organisations, expert }) => ({ personId, name, choices: choicesOf(memberships, organisations), expert }));
  return (Object.keys(roles) as Role[]).flatMap((role) => {
    const playing = players.flatMap(({ personId, name, choices, expert }) => choices.filter((choice) => choice.role === role).map(({ orgId, orgName }: Choice): DemoPerson =>
      ({ personId, name, orgId, orgName, detail: detailOf(role, expert), role })));
    return playing.length > 0 ? [{ role, roleName: roles[role].name, people: playing }] : [];
  });
}

/** In place of the organisation, where its name tells nobody from another. */
function detailOf(role: Role, expert: Playable['expert']): string | null {
  if (role === 'buy.person') return '为自己竞买，不代表单位';
  return role === 'evaluate.expert' && expert ? specialtiesOf(expert) : null;
}

/** All experts belong to the one pool: what and where they are is what tells them apart. */
function specialtiesOf({ specialtyCodes, leagueCode }: NonNullable<Playable['expert']>): string {
  const names = specialtyCodes.map((code) => specialtyPath(code).split(' / ').at(-1) ?? code);
  return `${league(leagueCode)?.name ?? leagueCode} · ${names.join('、')}`;
}
