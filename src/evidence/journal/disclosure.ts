import type { DisclosureClass } from '#kernel/decider.ts';

/** What a viewer is to one scope (a tender or a lot). Everyone is at least `public`. */
export type Relation = 'public' | 'initiator' | 'department' | 'centre' | 'participant' | 'panel' | 'self';

export const relations: readonly Relation[] = ['public', 'initiator', 'department', 'centre', 'participant', 'panel', 'self'];

const readersOf: Record<DisclosureClass, readonly Relation[]> = {
  public: relations,
  parties: ['initiator', 'department', 'centre', 'participant', 'panel', 'self'],
  initiator: ['initiator', 'department', 'self'],
  panel: ['panel', 'department', 'self'],
  department: ['department', 'self'],
  centre: ['centre', 'department', 'self'],
  objector: ['initiator', 'department', 'self'],
  self: ['self'],
  sealed: ['self'],
  names: ['self'],
};

export type Opened = { readonly class: DisclosureClass; readonly toClass: DisclosureClass };

/** The one place that decides who sees a part: its class, what has been opened since, and what the viewer is here. */
export function isVisible(partClass: DisclosureClass, opened: readonly Opened[], viewer: readonly Relation[]): boolean {
  return classesNow(partClass, opened).some((now) => readersOf[now].some((reader) => viewer.includes(reader)));
}

/** A class opens to others, which may have been opened further. */
function classesNow(partClass: DisclosureClass, opened: readonly Opened[]): DisclosureClass[] {
  const reached = new Set<DisclosureClass>([partClass]);
  for (const from of reached) for (const { class: source, toClass } of opened) if (source === from) reached.add(toClass);
  return [...reached];
}
