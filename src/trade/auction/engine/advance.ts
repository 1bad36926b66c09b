import { addMicros, type Instant } from '#kernel/time/instant.ts';
import type { Auction, AuctionEvent, Outcome, Stage } from './engine.types.ts';
import { rulesOf } from './stages/index.ts';

const microsPerMs = 1_000;

export function after(at: Instant, spanMs: number): Instant {
  return addMicros(at, spanMs * microsPerMs);
}

/** Goes on with `stages` at `at`; with none left the auction is over. */
export function goTo(auction: Auction, stages: readonly Stage[], at: Instant): AuctionEvent {
  const [stage] = stages;
  if (!stage) return { kind: 'AuctionEnded', outcome: conclusion(auction) };
  const { endsAt, askFen = null, turn = null } = rulesOf(stage).begin({ ...auction, stages }, stage, at);
  return { kind: 'StageBegun', stages, begunAt: at, endsAt, askFen, turn };
}

/** To the stage after this one, or past `skip` more. */
export function advance(auction: Auction, at: Instant, skip = 0): AuctionEvent {
  return goTo(auction, auction.stages.slice(1 + skip), at);
}

function conclusion({ terms, best }: Auction): Outcome {
  if (best === null) return { kind: 'unsold', reason: 'no-bid' };
  return { kind: terms.hasReserve ? 'reserve-pending' : 'sold', paddle: best.paddle, priceFen: best.priceFen };
}
