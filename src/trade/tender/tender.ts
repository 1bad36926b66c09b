import { assert, present } from '#kernel/assert.ts';
import type { Aggregate, EventMeta, WakeCommand } from '#kernel/decider.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { TenderEvent } from './tender.events.ts';
import type { PublishedDocument, Tender } from './tender.types.ts';

/**
 * 招标项目. The gate of all that has a deadline here: who wants to be in time stands guard on it, who closes holds it
 * alone. Public but for the draft; the note of an objection carries the header with the objector's hand in it, so that
 * header is theirs while its facts are public.
 */
export const tender: Aggregate<Tender, TenderEvent> = {
  type: 'tender',
  gate: true,
  disclosure: {
    TenderRegistered: 'public',
    VenueAssigned: 'public',
    DraftComposed: 'initiator',
    NoticePublished: 'public',
    DocumentAmended: 'public',
    ObjectionNoted: { default: 'objector', fields: { objectionId: 'public', target: 'public', lotId: 'public', raisedAt: 'public', replyBy: 'public' } },
    ObjectionSettled: 'public',
    TenderSuspended: 'public',
    TenderResumed: 'public',
    ClosingPostponed: 'public',
    DeadlineMoved: 'public',
    TenderClosed: 'public',
    TenderTerminated: 'public',
    TenderEnded: 'public',
  },
  evolve: (state, event, meta) => unpaused(event.kind === 'TenderRegistered' ? registered(event) : next(present(state, 'tender'), event, meta)),
  nextWake: (state) => (state.status === 'published' && state.postponed === null ? deadlineOf(state) : null),
  onWake: (_state, _now, id): readonly WakeCommand[] => [{ name: 'opening.close', body: { tenderId: id } }],
};

/** The one instant at which bids close and opening begins; of a published tender only. */
export function deadlineOf(state: Tender): Instant {
  return getPublished(state).document.bidDeadlineAt;
}

export function getPublished(state: Tender): PublishedDocument {
  return present(state.published, `published document of ${state.tenderId}`);
}

/** What stops the procedure by law: an unanswered objection to the document, or a directive. */
export function isPaused(state: Tender): boolean {
  return state.suspension !== null || state.openObjections.some((open) => open.target === 'document');
}

function registered({ tender: registration }: Extract<TenderEvent, { kind: 'TenderRegistered' }>): Tender {
  return {
    ...registration, venue: null, status: 'registered', draft: null, published: null, amendments: [],
    openObjections: [], suspension: null, pausedSince: null, postponed: null, noticePublishedAt: null, settledObjections: [],
  };
}

function next(state: Tender, event: Exclude<TenderEvent, { kind: 'TenderRegistered' }>, { at }: EventMeta): Tender {
  switch (event.kind) {
    case 'VenueAssigned':
      return { ...state, venue: event.venue };
    case 'DraftComposed':
      return { ...state, draft: event.document };
    case 'NoticePublished':
      return { ...state, status: 'published', draft: null, published: event.published, noticePublishedAt: event.published.publishedAt };
    case 'DocumentAmended':
      return { ...moved(state, event.published), amendments: [...state.amendments, event.amendment] };
    case 'ObjectionNoted': {
      const { objectionId, target, lotId, raisedAt, replyBy } = event;
      const since = target === 'document' ? (state.pausedSince ?? raisedAt) : state.pausedSince;
      return { ...state, openObjections: [...state.openObjections, { objectionId, target, lotId, raisedAt, replyBy }], pausedSince: since };
    }
    case 'ObjectionSettled':
      return {
        ...state,
        openObjections: state.openObjections.filter((open) => open.objectionId !== event.settled.objectionId),
        settledObjections: [...state.settledObjections, event.settled],
      };
    case 'TenderSuspended':
      return { ...state, suspension: { reason: event.reason, article: event.article, by: event.by, since: at }, pausedSince: state.pausedSince ?? at };
    case 'TenderResumed':
      return { ...state, suspension: null };
    case 'ClosingPostponed':
      return { ...state, postponed: { since: at, blockedBy: event.blockedBy } };
    case 'DeadlineMoved': {
      const { document, ...published } = getPublished(state);
      return moved(state, { ...published, version: event.version, documentHash: event.documentHash, document: { ...document, bidDeadlineAt: event.to } });
    }
    case 'TenderClosed':
      return { ...state, status: 'closed' };
    case 'TenderTerminated': {
      const { ground, explanation, article } = event;
      return { ...state, status: 'ended', venue: null, suspension: null, postponed: null, termination: { at, ground, explanation, article } };
    }
    case 'TenderEnded':
      return { ...state, status: 'ended' };
  }
}

/** A later deadline ends a postponement: there is an instant to wait for again. */
function moved(state: Tender, published: PublishedDocument): Tender {
  assert(published.document.bidDeadlineAt >= deadlineOf(state), 'a bid deadline never moves to an earlier instant');
  const later = published.document.bidDeadlineAt > deadlineOf(state);
  return { ...state, published, postponed: later ? null : state.postponed };
}

function unpaused(state: Tender): Tender {
  return state.pausedSince !== null && !isPaused(state) ? { ...state, pausedSince: null } : state;
}
