import { buyerRoles, type Role } from '#kernel/roles.ts';
import { formatBeijing, type Instant } from '#kernel/time/instant.ts';
import type { DemoGroup, DemoPerson } from '#service/subject/demo-people.types.ts';

/** What an organisation is in one hall. */
export type HallPart = { readonly lotId: string; readonly title: string; readonly isRunning: boolean; readonly startAt: Instant; readonly orgId: string; readonly as: string };

const acting: ReadonlySet<Role> = new Set([...buyerRoles, 'initiate.operator', 'supervise.officer']);

/** The halls that can be entered now, each with the people who play in it, before everyone else: a newcomer finds a live one at once. */
export function withHalls(groups: readonly DemoGroup[], parts: readonly HallPart[]): DemoGroup[] {
  const people = groups.flatMap((group) => group.people).filter(({ role }) => acting.has(role));
  const halls = [...Map.groupBy(parts, ({ lotId }) => lotId).values()].flatMap((found): DemoGroup[] => {
    const [first] = found;
    const playing = found.flatMap(({ orgId, as }): DemoPerson[] => people.filter((person) => person.orgId === orgId).slice(0, 1).map((person) => ({ ...person, duty: as })));
    return first && playing.length > 0 ? [{ role: 'respond.operator', roleName: `竞价大厅 · ${first.title} · ${first.isRunning ? '竞价中' : `${formatBeijing(first.startAt).slice(5, 16)} 开始`}`, people: playing }] : [];
  });
  return [...halls, ...groups];
}
