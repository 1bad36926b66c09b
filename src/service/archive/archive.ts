import { present } from '#kernel/assert.ts';
import type { Aggregate } from '#kernel/decider.ts';
import type { ArchiveEvent } from './archive.events.ts';
import type { Archive } from './archive.types.ts';

/** That an archive stands, and its fingerprint, is public; what is in it the two archive subjects and the department read. */
export const archive: Aggregate<Archive, ArchiveEvent> = {
  type: 'archive',
  disclosure: { ArchiveCompiled: 'public', ArchiveAccepted: { default: 'public', fields: { statement: 'parties', signature: 'parties' } } },
  evolve(state, event, { at, id }) {
    if (event.kind === 'ArchiveCompiled') {
      const { kind: _kind, ...compiled } = event;
      return { ...compiled, lotId: id, compiledAt: at, accepted: [] };
    }
    const before = present(state, 'archive');
    return { ...before, accepted: [...before.accepted, { side: event.side, orgId: event.orgId, at }] };
  },
};
