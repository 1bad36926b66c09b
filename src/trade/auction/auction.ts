import { present } from '#kernel/assert.ts';
import type { Aggregate } from '#kernel/decider.ts';
import { evolve, scheduled } from './engine/evolve.ts';
import { wakeAt } from './engine/engine.ts';
import type { AttemptEvent, AuctionEvent, RollEvent } from './auction.events.ts';
import type { Attempts, LotAuction, Roll } from './auction.types.ts';
import type { Auction } from './engine/engine.types.ts';

/**
 * The hall is public in everything but who the numbers are. The adversary is whoever would learn how many have come before
 * they bid: admissions are the department's alone until the end.
 */
export const auction: Aggregate<LotAuction, AuctionEvent> = {
  type: 'auction',
  // A refusal stands beside the hall, not in it: it waits for whatever is on its way there, so that the journal has both in the order in which they were decided.
  gate: true,
  disclosure: {
    AuctionScheduled: 'public', ParticipantsSeated: 'department', ParticipantAdmitted: 'department', StageBegun: 'public', BidAccepted: 'public', WentOn: 'public',
    OfferSealed: 'sealed', OfferWithdrawn: 'sealed', OffersClosed: 'public', OffersOpened: 'public', LotteryJoined: 'public', LotteryDrawn: 'public', PriceDropped: 'public', TurnBegun: 'public', StepChanged: 'public',
    AuctionPaused: 'public', AuctionResumed: 'public', AuctionEnded: 'public', ParticipantsAnnounced: 'public', ReserveCompared: 'public',
    FloorOpened: 'public', PriceCalled: 'public', HammerFell: 'public',
    ReserveOpened: 'department',
  },
  evolve(state, event, { id, at }) {
    if (event.kind === 'AuctionScheduled') {
      const { saleId, title, category, seller, department, depositFen, reserveHash, auctioneer } = event;
      return { lotId: id, saleId, title, category, seller, department, depositFen, reserveHash, status: null, auction: scheduled(event), pausedFor: null, ...(auctioneer ? { auctioneer } : {}) };
    }
    const before = present(state, 'auction');
    switch (event.kind) {
      case 'ParticipantsAnnounced':
      case 'ReserveOpened': return before;
      default: {
        const played = evolve(before.auction, event, at);
        return { ...before, auction: played, status: played.outcome?.kind ?? null, pausedFor: event.kind === 'AuctionPaused' ? event.reason : event.kind === 'AuctionResumed' ? null : before.pausedFor };
      }
    }
  },
  nextWake: ({ auction: state }) => wakeAt(state),
  onWake: (_, __, lotId) => [{ name: 'auction.tick', body: { lotId } }],
};

/**
 * Admissions stand apart from the hall until it begins: whoever compares its public version from day to day learns nothing
 * of how many have come.
 */
export const roll: Aggregate<Roll, RollEvent> = {
  type: 'roll',
  disclosure: { NumberEntered: 'department' },
  evolve: (state, { paddle, isPreferred, points }) => ({ participants: [...(state?.participants ?? []), { paddle, isPreferred, points }] }),
};

/** The hall with everyone who has a number: until it begins they are on the roll, from then on in the hall itself. */
export function seated({ auction }: LotAuction, entered: Roll | null): Auction {
  if (!isUnseated(auction)) return auction;
  const known = auction.participants.map(({ paddle }) => paddle);
  return { ...auction, participants: [...auction.participants, ...(entered?.participants ?? []).filter(({ paddle }) => !known.includes(paddle))] };
}

/** Who acts in the hall, as the journal tells it: a number of this lot. */
export function nameOf(lotId: string, paddle: number): string {
  return `paddle:${lotId}:${paddle}`;
}

/** Before its first stage has begun. */
export function isUnseated({ stageBegunAt, outcome }: Auction): boolean {
  return stageBegunAt === null && outcome === null;
}

/**
 * What a bidder tried and was refused, on a stream of its own: a rival who counts the versions of the hall finds no gap in
 * them, and what changed nothing stands in nobody's way.
 */
export const attempt: Aggregate<Attempts, AttemptEvent> = {
  type: 'attempt',
  disclosure: { BidRefused: 'department' },
  evolve: (state) => ({ refused: (state?.refused ?? 0) + 1 }),
};
