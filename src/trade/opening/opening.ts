import { present } from '#kernel/assert.ts';
import type { Aggregate, EventMeta, WakeCommand } from '#kernel/decider.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { OpeningEvent, PublicOutcome } from './opening.events.ts';
import type { AcceptedBid, BidOutcome, GivenKeys, Opening, OpeningLot } from './opening.types.ts';

const noKeys: GivenKeys = { shares: [], bidderKeys: [], escrowShares: [], contributions: [] };

/**
 * 开标. Everything in the hall is public as it happens but keys, unit prices and who objects. The keys of a bid are for
 * the panel and the department; a platform that showed them would show the technical part with the price.
 */
export const opening: Aggregate<Opening, OpeningEvent> = {
  type: 'opening',
  gate: true,
  disclosure: {
    OpeningClosed: { default: 'public', fields: { manifests: 'parties' } },
    LotFailed: 'public',
    HostCame: 'public',
    SealChecked: 'public',
    DrawSourceAdded: 'public',
    SharesReleased: { default: 'public', fields: { shares: 'panel', escrowShares: 'panel', contribution: 'panel', act: 'panel' } },
    KeyGivenByBidder: { default: 'public', fields: { key: 'panel' } },
    DecryptWindowMoved: 'public',
    DecryptionPaused: 'public',
    DecryptionEnded: 'public',
    CoefficientDrawn: 'public',
    PricesAnnounced: { default: 'public', fields: { lines: 'panel', stageKeys: 'panel' } },
    SpotObjectionRaised: { default: 'objector', fields: { objectionId: 'public', lotId: 'public', text: 'public' } },
    SpotObjectionAnswered: 'public',
    OpeningRecorded: 'public',
  },
  evolve: (state, event, meta) => (event.kind === 'OpeningClosed' ? closed(event, meta) : next(present(state, 'opening'), event, meta)),
  nextWake(state) {
    if (isRunning(state)) return state.decryptEndedAt === null && state.decryptPausedAt === null ? state.decryptUntil : null;
    if (state.status === 'announced') return hasOpenObjection(state) ? null : recordsItselfAt(state);
    return null;
  },
  onWake(state, _now, tenderId): readonly WakeCommand[] {
    return [{ name: state.status === 'announced' ? 'opening.recordByItself' : 'opening.endDecryption', body: { tenderId } }];
  },
};

/** When the record stands confirmed though nobody has confirmed it; null before prices are out. */
export function recordsItselfAt({ objectUntil, recordAt }: Pick<Opening, 'objectUntil' | 'recordAt'>): Instant | null {
  return recordAt ?? objectUntil;
}

export function isRunning({ status }: Pick<Opening, 'status'>): boolean {
  return status === 'closed' || status === 'decrypting';
}

export function hasOpenObjection({ objections }: Pick<Opening, 'objections'>): boolean {
  return objections.some(({ reply }) => reply === null);
}

export function acceptedOf({ lots }: Pick<Opening, 'lots'>): AcceptedBid[] {
  return lots.flatMap(({ accepted }) => accepted);
}

export function findAccepted(state: Pick<Opening, 'lots'>, lotId: string, bidderId: string): AcceptedBid | null {
  return state.lots.find((lot) => lot.lotId === lotId)?.accepted.find((bid) => bid.bidderId === bidderId) ?? null;
}

export function isWindowOpen(state: Opening, now: Instant): boolean {
  return isRunning(state) && state.decryptEndedAt === null && state.decryptPausedAt === null && now < state.decryptUntil;
}

function closed(event: Extract<OpeningEvent, { kind: 'OpeningClosed' }>, { at }: EventMeta): Opening {
  const { tenderId, deadlineAt, decryptUntil, k, holders, host, draw } = event;
  const fresh = { sealCheck: null, released: [], wrong: [], stuck: [], byBidder: false, outcome: { kind: 'sealed' } } as const;
  const open = event.open.map(({ lotId, accepted }): OpeningLot => ({ lotId, status: 'open', coefficient: null, accepted: accepted.map((bid) => ({ ...bid, ...fresh })) }));
  const failed = event.failed.map((lotId): OpeningLot => ({ lotId, status: 'failed', coefficient: null, accepted: [] }));
  return {
    tenderId, status: open.length > 0 ? 'closed' : 'failed', deadlineAt, closedAt: at, host, decryptUntil, decryptEndedAt: null, decryptPausedAt: null, announcedAt: null, objectUntil: null,
    k, holders, lots: [...open, ...failed].sort((a, b) => (a.lotId < b.lotId ? -1 : 1)), keys: noKeys, draw, objections: [], record: null,
  };
}

function next(state: Opening, event: Exclude<OpeningEvent, { kind: 'OpeningClosed' }>, { at }: EventMeta): Opening {
  switch (event.kind) {
    case 'LotFailed':
      return state;
    case 'HostCame':
      return { ...state, host: event.host };
    case 'SealChecked':
      return withBids(state, (bid, lotId) => (lotId === event.lotId && bid.bidderId === event.bidderId ? { ...bid, sealCheck: event.result } : bid));
    case 'DrawSourceAdded':
      return { ...state, draw: state.draw && { ...state.draw, sources: [...state.draw.sources, event.source], fixed: event.fixed } };
    case 'SharesReleased':
      return released(state, event);
    case 'KeyGivenByBidder': {
      const { manifestHash, key } = event;
      const keys = { ...state.keys, bidderKeys: [...state.keys.bidderKeys, { manifestHash, key }] };
      return withBids({ ...state, status: 'decrypting', keys }, (bid) => (bid.manifestHash === manifestHash ? { ...bid, byBidder: true } : bid));
    }
    case 'DecryptWindowMoved':
      return { ...state, decryptUntil: event.until, decryptPausedAt: null };
    case 'DecryptionPaused':
      return { ...state, decryptPausedAt: at };
    case 'DecryptionEnded':
      return { ...state, decryptEndedAt: at };
    case 'CoefficientDrawn':
      return { ...state, lots: state.lots.map((lot) => (lot.status === 'open' ? { ...lot, coefficient: { value: event.value, transcript: event.transcript } } : lot)) };
    case 'PricesAnnounced':
      return announced(state, event, at);
    case 'SpotObjectionRaised': {
      const { objectionId, lotId, bidderId, text } = event;
      return { ...state, objections: [...state.objections, { objectionId, lotId, bidderId, text, raisedAt: at, reply: null, repliedAt: null }] };
    }
    case 'SpotObjectionAnswered':
      return { ...state, objections: state.objections.map((each) => (each.objectionId === event.objectionId ? { ...each, reply: event.reply, repliedAt: at } : each)) };
    case 'OpeningRecorded':
      return { ...state, status: 'confirmed', record: { hash: event.recordHash, by: event.by, at } };
  }
}

function released(state: Opening, event: Extract<OpeningEvent, { kind: 'SharesReleased' }>): Opening {
  const { holderId, contribution } = event;
  const { keys } = state;
  const added = (list: readonly string[], named: readonly string[], hash: string) => (named.includes(hash) && !list.includes(holderId) ? [...list, holderId] : list);
  const merged: GivenKeys = {
    ...keys,
    shares: [...keys.shares, ...event.shares.map((share) => ({ holderId, ...share }))],
    escrowShares: [...keys.escrowShares, ...event.escrowShares.map((share) => ({ holderId, ...share }))],
    contributions: contribution === null ? keys.contributions : [...keys.contributions, { holderId, value: contribution }],
  };
  return withBids({ ...state, status: isRunning(state) ? 'decrypting' : state.status, keys: merged }, (bid) => ({
    ...bid,
    released: added(bid.released, event.released, bid.manifestHash),
    wrong: added(bid.wrong, event.wrong, bid.manifestHash),
    stuck: added(bid.stuck, event.stuck, bid.manifestHash),
  }));
}

function announced(state: Opening, event: Extract<OpeningEvent, { kind: 'PricesAnnounced' }>, at: Instant): Opening {
  const keys = { ...noKeys, escrowShares: state.keys.escrowShares, contributions: state.keys.contributions };
  return withBids({ ...state, status: 'announced', announcedAt: at, objectUntil: event.objectUntil, ...(event.recordAt === undefined ? {} : { recordAt: event.recordAt }), keys }, (bid) => {
    const found = event.outcomes.find(({ manifestHash }) => manifestHash === bid.manifestHash);
    return found ? { ...bid, outcome: whole(found.outcome, bid.manifestHash, event) } : bid;
  });
}

function whole(outcome: PublicOutcome, hash: string, { lines, stageKeys }: Extract<OpeningEvent, { kind: 'PricesAnnounced' }>): BidOutcome {
  if (outcome.kind !== 'opened') return outcome;
  const own = <T extends { readonly manifestHash: string }>(list: readonly T[]): T => present(list.find(({ manifestHash }) => manifestHash === hash), `what opened ${hash}`);
  return { kind: 'opened', path: outcome.path, priceSheet: { ...outcome.price, lines: own(lines).lines }, stageKey: own(stageKeys).key };
}

function withBids(state: Opening, change: (bid: AcceptedBid, lotId: string) => AcceptedBid): Opening {
  return { ...state, lots: state.lots.map((lot) => ({ ...lot, accepted: lot.accepted.map((bid) => change(bid, lot.lotId)) })) };
}
