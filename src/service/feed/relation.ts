import { roles, type Actor } from '#kernel/roles.ts';
import type { Relation } from '#evidence/journal/disclosure.ts';

/** Who has to do with one tender or lot. Of a lot, `participants` are those whose bids the close took; before it there are none. */
export type Scene = {
  readonly initiatorSide: readonly string[];
  readonly departmentId: string | null;
  readonly centreId: string | null;
  readonly participantIds: readonly string[];
  /** Person ids of the members who sit. */
  readonly memberIds: readonly string[];
};

/** Where scenes come from; null when a scope is no tender and no lot of one. */
export interface Scenes {
  find(scope: string): Promise<Scene | null>;
}

/**
 * What a viewer is to one scope, `self` apart, which is a question of the single event. An organisation alone opens
 * nothing: the role must have the duty, so that a key agent of the initiator or an archivist of a department that does
 * not supervise this trade reads what everyone reads.
 */
export async function relationsOf(viewer: Actor | null, scope: string, scenes: Scenes): Promise<Relation[]> {
  const scene = viewer ? await scenes.find(scope) : null;
  return ['public', ...(viewer && scene ? relationsIn(scene, viewer) : [])];
}

export function relationsIn(scene: Scene, { orgId, personId, role }: Actor): Relation[] {
  const { duty } = roles[role];
  const found: Relation[] = [];
  if (orgId !== null && duty === 'initiate' && scene.initiatorSide.includes(orgId)) found.push('initiator');
  if (orgId !== null && duty === 'supervise' && scene.departmentId === orgId) found.push('department');
  if (orgId !== null && duty === 'serve' && scene.centreId === orgId) found.push('centre');
  if (orgId !== null && duty === 'respond' && scene.participantIds.includes(orgId)) found.push('participant');
  if (personId !== null && (duty === 'evaluate' || role === 'initiate.representative') && scene.memberIds.includes(personId)) found.push('panel');
  return found;
}
