import { idOfStream, typeOfStream } from '#kernel/decider.ts';
import type { Actor } from '#kernel/roles.ts';

/**
 * Whose own a stream is. Of an organisation's stream the organisation reads its own parts, whoever of it acted, and
 * nobody who has left it; of a person's stream the person alone; of any other, who acted.
 */
export type Owner = 'organisation' | 'person' | 'actor';

/** By kind of stream. A kind that is missing belongs to who acted, which opens the least. */
export const owners: Readonly<Record<string, Owner>> = {
  organisation: 'organisation', taking: 'organisation', taker: 'organisation', bid: 'organisation', deposit: 'organisation', notice: 'organisation', application: 'organisation', attempt: 'organisation',
  identity: 'actor', person: 'person', expert: 'person', call: 'person',
};

export function isOwn(stream: string, actorId: string, viewer: Actor): boolean {
  const segments = idOfStream(stream).split(':');
  switch (owners[typeOfStream(stream)] ?? 'actor') {
    case 'organisation': return viewer.orgId !== null && segments.at(-1) === viewer.orgId && isOfBusiness(viewer);
    case 'person': return viewer.personId !== null && segments[0] === viewer.personId;
    case 'actor': return actorId === viewer.id;
  }
}

/** A key agent works for an organisation and reads nothing of it. */
function isOfBusiness({ personId }: Actor): boolean {
  return personId !== null;
}
