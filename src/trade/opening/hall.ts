import type { Aggregate } from '#kernel/decider.ts';
import type { DrawSource, OpeningHost } from './opening.types.ts';

/**
 * What is done before the instant: stream `hall:<tenderId>`. Apart from the opening, which begins with the close list, and
 * silent about bids: it says who hosts, and which key holders have put a contribution to the draw into escrow.
 */
export type Hall = { readonly host: OpeningHost | null; readonly sources: readonly DrawSource[] };

export type HallEvent =
  | { kind: 'HostSignedIn'; personId: string; orgName: string }
  | { kind: 'ContributionEscrowed'; source: DrawSource };

export const hall: Aggregate<Hall, HallEvent> = {
  type: 'hall',
  gate: true,
  disclosure: { HostSignedIn: 'public', ContributionEscrowed: 'public' },
  evolve(state, event, { at }) {
    const { host, sources } = state ?? { host: null, sources: [] };
    if (event.kind === 'HostSignedIn') return { host: { personId: event.personId, orgName: event.orgName, at }, sources };
    return { host, sources: [...sources, event.source] };
  },
};
