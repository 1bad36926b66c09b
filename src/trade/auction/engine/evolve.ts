import type { Instant } from '#kernel/time/instant.ts';
import { instant } from '#kernel/time/instant.ts';
import { bestOf, standings } from './ranking.ts';
import type { Auction, AuctionEvent, Standing } from './engine.types.ts';

export type Happened<K extends AuctionEvent['kind']> = Extract<AuctionEvent, { kind: K }>;

/** A hall that waits for its start. */
export function scheduled({ terms, startAt }: Pick<Auction, 'terms' | 'startAt'>): Auction {
  return {
    terms, startAt, participants: [], status: 'waiting', stages: terms.stages, stageBegunAt: null, endsAt: null, stepFen: null, askFen: null,
    best: null, own: {}, holder: null, goingOn: [], offers: [], turn: null, accepted: 0, pausedFrom: null, settledTo: instant(0), outcome: null,
  };
}

/** The hall after `event`, which happened at `at`. */
export function evolve(auction: Auction, event: AuctionEvent, at: Instant): Auction {
  switch (event.kind) {
    case 'ParticipantsSeated': return { ...auction, participants: event.participants };
    case 'ParticipantAdmitted': return { ...auction, participants: [...auction.participants, { paddle: event.paddle, isPreferred: event.isPreferred, points: event.points }] };
    case 'StageBegun': return { ...auction, status: 'running', stages: event.stages, stageBegunAt: event.begunAt, endsAt: event.endsAt, askFen: event.askFen, turn: event.turn, offers: [] };
    case 'BidAccepted': return bidTaken(auction, event, at);
    case 'WentOn': return { ...auction, goingOn: [...auction.goingOn, event.paddle] };
    case 'OfferSealed': return { ...auction, offers: [...withoutOffer(auction, event.paddle), { paddle: event.paddle, priceFen: event.priceFen, quantity: event.quantity, at }] };
    case 'LotteryJoined': return { ...auction, offers: [...withoutOffer(auction, event.paddle), { paddle: event.paddle, priceFen: event.priceFen, quantity: null, at }] };
    case 'OfferWithdrawn': return { ...auction, offers: withoutOffer(auction, event.paddle) };
    case 'OffersClosed': return { ...auction, endsAt: null };
    case 'OffersOpened': return { ...auction, offers: event.offers, best: event.best ?? auction.best, endsAt: null, own: ownOf(auction, event) };
    case 'LotteryDrawn': return { ...auction, best: auction.offers.find(({ paddle }) => paddle === event.paddle) ?? auction.best };
    case 'PriceDropped': return { ...auction, askFen: event.askFen, endsAt: event.endsAt };
    case 'TurnBegun': return { ...auction, turn: event.turn, endsAt: event.endsAt };
    case 'FloorOpened': return { ...auction, hammer: { calls: 0 } };
    case 'PriceCalled': return { ...auction, hammer: { calls: event.call } };
    case 'HammerFell': return { ...auction, hammer: { calls: auction.hammer?.calls ?? 0, hasFallen: true } };
    case 'StepChanged': return { ...auction, stepFen: event.stepFen };
    case 'AuctionPaused': return { ...auction, status: 'paused', pausedFrom: event.from };
    case 'AuctionResumed': return { ...auction, status: auction.stageBegunAt === null ? 'waiting' : 'running', pausedFrom: null, endsAt: event.endsAt, settledTo: event.settledTo, ...uncalled(auction) };
    case 'AuctionEnded': return { ...auction, status: 'ended', stages: [], endsAt: null, askFen: null, turn: null, outcome: event.outcome };
    case 'ReserveCompared': return { ...auction, outcome: compared(auction, event.isReached) };
  }
}

function bidTaken(auction: Auction, { paddle, priceFen, endsAt }: Happened<'BidAccepted'>, at: Instant): Auction {
  const standing: Standing = { paddle, priceFen, at };
  const kind = auction.stages[0]?.kind;
  const own = { ...auction.own, [String(paddle)]: standing };
  const isRanked = auction.terms.weights !== null || kind === 'turns';
  return {
    ...auction, ...uncalled(auction), endsAt, own, accepted: auction.accepted + 1,
    best: isRanked ? bestOf(auction.terms, auction.participants, standings({ own })) : standing,
    holder: kind === 'descending' ? paddle : auction.holder,
  };
}

/** Another price, or a pause, and it is called from the first time again. */
function uncalled({ hammer }: Auction): Pick<Auction, 'hammer'> {
  return hammer ? { hammer: { calls: 0 } } : {};
}

/** Prices named before rounds of turns are what each begins from, whether they were named openly or sealed. */
function ownOf({ own, stages }: Auction, { offers }: Happened<'OffersOpened'>): Auction['own'] {
  if (stages[0]?.kind !== 'sealed') return own;
  return { ...own, ...Object.fromEntries(offers.map(({ paddle, priceFen, at }) => [String(paddle), { paddle, priceFen, at }])) };
}

function withoutOffer({ offers }: Auction, paddle: number): Auction['offers'] {
  return offers.filter((offer) => offer.paddle !== paddle);
}

function compared({ outcome }: Auction, isReached: boolean): Auction['outcome'] {
  if (outcome?.kind !== 'reserve-pending') return outcome;
  return isReached ? { kind: 'sold', paddle: outcome.paddle, priceFen: outcome.priceFen } : { kind: 'unsold', reason: 'below-reserve' };
}
