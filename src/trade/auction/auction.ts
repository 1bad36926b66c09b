import { present } from '#kernel/assert.ts';
import type { Aggregate } from '#kernel/decider.ts';
import { evolve, scheduled } from './engine/evolve.ts';
import { wakeAt } from './engine/engine.ts';
import type { AuctionEvent } from './auction.events.ts';
import type { LotAuction } from './auction.types.ts';

/**
 * The hall is public in everything but who the numbers are. The adversary is whoever would learn how many have come before
 * they bid, or what a rival tried and failed: admissions and refused bids are the department's alone until the end.
 */
export const auction: Aggregate<LotAuction, AuctionEvent> = {
  type: 'auction',
  disclosure: {
    AuctionScheduled: 'public', ParticipantAdmitted: 'department', StageBegun: 'public', BidAccepted: 'public', BidRefused: 'department', WentOn: 'public',
    OfferSealed: 'sealed', OfferWithdrawn: 'sealed', OffersOpened: 'public', LotteryDrawn: 'public', PriceDropped: 'public', TurnBegun: 'public', StepChanged: 'public',
    AuctionPaused: 'public', AuctionResumed: 'public', AuctionEnded: 'public', ParticipantsAnnounced: 'public', ReserveCompared: 'public',
    ReserveOpened: { default: 'department' },
  },
  evolve(state, event, { id, at }) {
    if (event.kind === 'AuctionScheduled') {
      const { saleId, title, category, seller, department, depositFen, reserveHash } = event;
      return { lotId: id, saleId, title, category, seller, department, depositFen, reserveHash, auction: scheduled(event), pausedFor: null, refused: 0 };
    }
    const before = present(state, 'auction');
    switch (event.kind) {
      case 'BidRefused': return { ...before, refused: before.refused + 1 };
      case 'ParticipantsAnnounced':
      case 'ReserveOpened': return before;
      default: return { ...before, auction: evolve(before.auction, event, at), pausedFor: event.kind === 'AuctionPaused' ? event.reason : event.kind === 'AuctionResumed' ? null : before.pausedFor };
    }
  },
  nextWake: ({ auction: state }) => wakeAt(state),
  onWake: (_, __, lotId) => [{ name: 'auction.tick', body: { lotId } }],
};
