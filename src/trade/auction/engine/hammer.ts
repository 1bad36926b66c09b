import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { advance } from './advance.ts';
import { elapse, fold, type Moment } from './engine.ts';
import { hallRefusals as refusals } from './refusals.ts';
import type { Stage, Auction, AuctionEvent } from './engine.types.ts';

type Hammer = Extract<Stage, { kind: 'hammer' }>;

/** What the auctioneer says. Bids meanwhile go through `decideBid`; each begins the calling anew. */
export function decideOpenFloor(auction: Auction, moment: Moment): Result<AuctionEvent[], Refusal> {
  return presiding(auction, moment, (state) => (state.hammer ? err(refusals.floorOpen({})) : ok([{ kind: 'FloorOpened' }])));
}

/** Calls the price that stands once more, or asks once more whether anyone bids at all. */
export function decideCall(auction: Auction, moment: Moment): Result<AuctionEvent[], Refusal> {
  return presiding(auction, moment, ({ hammer, best }, { calls }) => {
    if (!hammer) return err(refusals.floorClosed({}));
    if (hammer.calls >= calls) return err(refusals.calledOut({ calls: String(calls) }));
    return ok([{ kind: 'PriceCalled', call: hammer.calls + 1, priceFen: best?.priceFen ?? null }]);
  });
}

/** 落槌: once the price has been called as often as was announced and nobody topped it. */
export function decideKnockDown(auction: Auction, moment: Moment): Result<AuctionEvent[], Refusal> {
  return presiding(auction, moment, (state, { calls }) => {
    if (!state.hammer) return err(refusals.floorClosed({}));
    if (state.hammer.calls < calls) return err(refusals.notCalled({ got: String(state.hammer.calls), want: String(calls) }));
    return ok([{ kind: 'HammerFell', paddle: state.best?.paddle ?? null, priceFen: state.best?.priceFen ?? null }, advance(state, moment.now)]);
  });
}

function presiding(auction: Auction, moment: Moment, act: (state: Auction, stage: Hammer) => Result<AuctionEvent[], Refusal>): Result<AuctionEvent[], Refusal> {
  const elapsed = elapse(auction, moment);
  const state = fold(auction, elapsed, moment.now);
  const [stage] = state.stages;
  if (state.status === 'waiting') return err(refusals.waiting({ startAt: formatBeijing(state.startAt) }));
  if (state.status === 'paused') return err(refusals.paused({}));
  if (state.status === 'ended') return err(refusals.ended({}));
  if (stage?.kind !== 'hammer') return err(refusals.noHammer({}));
  const done = act(state, stage);
  return done.ok ? ok([...elapsed, ...done.value]) : done;
}
