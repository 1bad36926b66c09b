import type { Instant } from '#kernel/time/instant.ts';
import { elapse, fold, isEnveloped } from './engine/engine.ts';
import { isOwnLadder, mayTake, nextPrice, standingFor, stepAt } from './engine/price.ts';
import { rulesOf } from './engine/stages/index.ts';
import type { Auction, Stage } from './engine/engine.types.ts';
import type { HallEvent } from './auction.events.ts';
import { seated } from './auction.ts';
import type { LotAuction, Roll } from './auction.types.ts';
import type { HallPaper, HallRow, HallView, Mine } from './hall-view.types.ts';

export type Looker = {
  /** Its number, where it has one. */
  readonly paddle: number | null;
  readonly isSeller: boolean;
  readonly isDepartment: boolean;
  readonly isPreferred: boolean;
  /** The auctioneer of this lot. */
  readonly isAuctioneer?: boolean;
};
export const anyone: Looker = { paddle: null, isSeller: false, isDepartment: false, isPreferred: false };

export type HallFacts = { readonly found: LotAuction; readonly entered: Roll | null; readonly holders: NonNullable<HallView['seal']>['holders']; readonly offeredAt: Instant | null; readonly version: number; readonly events: readonly HallEvent[]; readonly gaps: readonly { readonly from: Instant; readonly to: Instant }[]; readonly now: Instant };

/** The hall as it is now, by the clock and not by the last worker that came by. */
export function presentHall({ found, entered, holders, offeredAt, version, events, gaps, now }: HallFacts, looker: Looker): HallView {
  const whole = seated(found, entered);
  const auction = fold(whole, elapse(whole, { now, gaps }), now);
  const [stage] = auction.stages;
  const course = courseOf(auction);
  const standing = standingFor(auction, looker.paddle) ?? BigInt(auction.terms.startFen);
  return {
    lotId: found.lotId, title: found.title, category: found.category, seller: found.seller.name,
    status: auction.status, pausedFor: found.pausedFor, startAt: auction.startAt,
    stage: stage && auction.stageBegunAt !== null ? { kind: stage.kind, title: rulesOf(stage).title, begunAt: auction.stageBegunAt, endsAt: auction.endsAt, cycleMs: stage.kind === 'countdown' ? stage.cycleMs : null } : null,
    stages: course.map((each) => ({ kind: each.kind, title: rulesOf(each).title })),
    stagesDone: Math.max(0, course.length - auction.stages.length),
    seal: stage && isEnveloped(stage) && auction.status === 'running' && auction.endsAt !== null ? { holders, notBefore: auction.endsAt } : null,
    direction: auction.terms.direction, startFen: auction.terms.startFen,
    stepFen: String(stepAt(auction, standing)), ladder: isOwnLadder(auction) ? 'own' : 'shared', priceWeight: auction.terms.weights?.price ?? null, turn: turnOf(auction), inDraw: auction.stages[0]?.kind === 'lottery' ? auction.participants.map(({ paddle }) => paddle).filter((paddle) => isInDraw(auction, paddle)) : [],
    capFen: auction.terms.capFen, hasReserve: auction.terms.hasReserve, askFen: auction.askFen,
    nextFen: auction.askFen ?? String(nextPrice(auction, looker.paddle)),
    best: auction.best && { paddle: auction.best.paddle, priceFen: auction.best.priceFen, at: auction.best.at },
    accepted: auction.accepted, goingOn: auction.goingOn.length, outcome: auction.outcome,
    rows: events.flatMap((each) => rowOf(each, looker)).reverse().slice(0, rowsShown),
    curve: events.flatMap(({ at, event }) => (event.kind === 'BidAccepted' ? [{ at, priceFen: event.priceFen, paddle: event.paddle }] : [])),
    mine: mineOf(found, auction, looker, offeredAt),
    ...(found.auctioneer ? { auctioneer: { name: found.auctioneer.name, licenceNumber: found.auctioneer.licenceNumber, house: found.auctioneer.orgName } } : {}),
    ...(stage?.kind === 'hammer' && auction.hammer ? { calls: { made: auction.hammer.calls, of: stage.calls } } : {}),
    can: allowed(auction, stage, looker),
    mayRead: papersFor(auction, looker),
    version,
  };
}

const rowsShown = 100;

/** Accepted bids are everyone's to see; refused ones the bidder's own, and the department's. */
export function rowOf({ version, at, logIndex, event }: HallEvent, { paddle, isDepartment }: Looker): HallRow[] {
  if (event.kind === 'BidAccepted') return [{ id: rowId('accepted', event.paddle, version), version, at, paddle: event.paddle, priceFen: event.priceFen, result: 'accepted', refusal: null, logIndex }];
  if (event.kind === 'BidRefused' && (isDepartment || event.paddle === paddle)) return [{ id: rowId('refused', event.paddle, version), version, at, paddle: event.paddle, priceFen: event.priceFen, result: 'refused', refusal: event.refusal, logIndex }];
  return [];
}

export function rowId(result: HallRow['result'], paddle: number, version: number): string {
  return `${result}-${paddle}-${version}`;
}

function papersFor({ status }: Auction, { paddle, isSeller, isDepartment }: Looker): HallPaper[] {
  return [
    ...(isDepartment || paddle !== null ? ['lines' as const] : []),
    ...(isDepartment || isSeller ? ['anomalies' as const] : []),
    ...(status === 'ended' && (isDepartment || isSeller || paddle !== null) ? ['bundle' as const] : []),
  ];
}

function mineOf({ depositFen }: LotAuction, auction: Auction, { paddle, isPreferred }: Looker, offeredAt: Instant | null): Mine | null {
  return paddle === null ? null : { paddle, isPreferred, depositFen, isGoingOn: auction.goingOn.includes(paddle), isInDraw: auction.stages[0]?.kind === 'lottery' && isInDraw(auction, paddle), offeredAt };
}

/** The stages as announced; once the cap was bid, what was played first and then what follows a cap. */
function courseOf({ terms: { stages, afterCap }, stages: left }: Auction): readonly Stage[] {
  const [now] = left;
  const isAfterCap = now !== undefined && !stages.some(({ kind }) => kind === now.kind) && afterCap.some(({ kind }) => kind === now.kind);
  return isAfterCap ? [...stages.slice(0, 1), ...afterCap] : stages;
}

function turnOf({ turn, stages: [stage] }: Auction): HallView['turn'] {
  return turn === null || stage?.kind !== 'turns' ? null : { round: turn.round, rounds: stage.rounds, paddle: turn.order[turn.index] ?? null };
}

/** Whether a stage in which not everyone may speak lets this number speak now. */
function mayBid(auction: Auction, stage: Stage, paddle: number): boolean {
  switch (stage.kind) {
    case 'turns': return turnOf(auction)?.paddle === paddle;
    case 'best': return auction.holder === paddle;
    case 'match': return auction.best !== null && mayTake(auction, paddle, BigInt(auction.best.priceFen));
    case 'countdown': return auction.goingOn.length === 0 || auction.goingOn.includes(paddle);
    default: return true;
  }
}

/** Whoever has bid the cap is in the draw without saying so. */
function isInDraw({ offers, best, terms }: Auction, paddle: number): boolean {
  return offers.some((each) => each.paddle === paddle) || (best?.paddle === paddle && best.priceFen === terms.capFen);
}

function allowed(auction: Auction, stage: Stage | undefined, { paddle, isSeller, isDepartment, isAuctioneer }: Looker): string[] {
  const { status, outcome, terms } = auction;
  const rules = status === 'running' && stage ? rulesOf(stage) : null;
  return [
    ...(paddle !== null && stage && rules?.bid && mayBid(auction, stage, paddle) && isFloorOpen(auction, stage) ? ['auction.bid'] : []),
    ...(paddle !== null && stage?.kind === 'lottery' && status === 'running' && auction.endsAt !== null && !isInDraw(auction, paddle) ? ['auction.joinLottery'] : []),
    ...(paddle !== null && stage && isEnveloped(stage) && status === 'running' && auction.endsAt !== null ? ['auction.offer'] : []),
    ...(isSeller && status === 'running' && stage?.kind === 'open' && terms.mayChangeStep === true ? ['auction.changeStep'] : []),
    ...(paddle !== null && rules?.goOn ? ['auction.goOn'] : []),
    ...(isDepartment && (status === 'running' || status === 'waiting') ? ['auction.pause'] : []),
    ...(isDepartment && status === 'paused' ? ['auction.resume'] : []),
    ...(isAuctioneer && status === 'running' ? saidByAuctioneer(auction, stage) : []),
    ...(isSeller && outcome?.kind === 'reserve-pending' ? ['auction.openReserve'] : []),
  ];
}

/** Under a hammer nobody bids before the auctioneer has opened. */
function isFloorOpen({ hammer }: Auction, stage: Stage | undefined): boolean {
  return stage?.kind !== 'hammer' || hammer !== undefined;
}

function saidByAuctioneer({ hammer }: Auction, stage: Stage | undefined): string[] {
  if (stage?.kind !== 'hammer') return [];
  if (!hammer) return ['auction.openFloor'];
  return [hammer.calls < stage.calls ? 'auction.callPrice' : 'auction.knockDown'];
}
