import type { Instant } from '#kernel/time/instant.ts';
import { elapse, fold } from './engine/engine.ts';
import { nextPrice, stepAt } from './engine/price.ts';
import { rulesOf } from './engine/stages/index.ts';
import type { Auction, Stage } from './engine/engine.types.ts';
import type { HallEvent } from './auction.events.ts';
import type { LotAuction } from './auction.types.ts';
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

export type HallFacts = { readonly found: LotAuction; readonly version: number; readonly events: readonly HallEvent[]; readonly gaps: readonly { readonly from: Instant; readonly to: Instant }[]; readonly now: Instant };

/** The hall as it is now, by the clock and not by the last worker that came by. */
export function presentHall({ found, version, events, gaps, now }: HallFacts, looker: Looker): HallView {
  const auction = fold(found.auction, elapse(found.auction, { now, gaps }), now);
  const [stage] = auction.stages;
  const announced = auction.terms.stages;
  return {
    lotId: found.lotId, title: found.title, category: found.category, seller: found.seller.name,
    status: auction.status, pausedFor: found.pausedFor, startAt: auction.startAt,
    stage: stage && auction.stageBegunAt !== null ? { kind: stage.kind, title: rulesOf(stage).title, begunAt: auction.stageBegunAt, endsAt: auction.endsAt, cycleMs: stage.kind === 'countdown' ? stage.cycleMs : null } : null,
    stages: announced.map((each) => ({ kind: each.kind, title: rulesOf(each).title })),
    stagesDone: Math.max(0, announced.length - auction.stages.length),
    direction: auction.terms.direction, startFen: auction.terms.startFen,
    stepFen: String(stepAt(auction, BigInt(auction.best?.priceFen ?? auction.terms.startFen))),
    capFen: auction.terms.capFen, hasReserve: auction.terms.hasReserve, askFen: auction.askFen,
    nextFen: auction.askFen ?? String(nextPrice(auction)),
    best: auction.best && { paddle: auction.best.paddle, priceFen: auction.best.priceFen, at: auction.best.at },
    accepted: auction.accepted, goingOn: auction.goingOn.length, outcome: auction.outcome,
    rows: events.flatMap((each) => rowOf(each, looker)).reverse().slice(0, rowsShown),
    curve: events.flatMap(({ at, event }) => (event.kind === 'BidAccepted' ? [{ at, priceFen: event.priceFen, paddle: event.paddle }] : [])),
    mine: mineOf(found, auction, looker),
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

function mineOf({ depositFen }: LotAuction, { goingOn }: Auction, { paddle, isPreferred }: Looker): Mine | null {
  return paddle === null ? null : { paddle, isPreferred, depositFen, isGoingOn: goingOn.includes(paddle) };
}

function allowed(auction: Auction, stage: Stage | undefined, { paddle, isSeller, isDepartment, isAuctioneer }: Looker): string[] {
  const { status, outcome } = auction;
  const rules = status === 'running' && stage ? rulesOf(stage) : null;
  return [
    ...(paddle !== null && rules?.bid && isFloorOpen(auction, stage) ? ['auction.bid'] : []),
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
