import { err } from '#kernel/result.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { ok } from '#kernel/result.ts';
import { advance, after } from '../advance.ts';
import { checkSteps } from '../price.ts';
import { ranked, standings } from '../ranking.ts';
import { hallRefusals as refusals } from '../refusals.ts';
import type { StageOf, StageRules } from '../stage.ts';
import type { Auction, AuctionEvent, Paddle } from '../engine.types.ts';

type Turn = NonNullable<Auction['turn']>;

/** Rounds of turns: in each, the worst price speaks first and sees what stands. `index` −1 is the pause before a round. */
export const turns: StageRules<'turns'> = {
  title: '多轮报价',
  begin: (auction, { firstPauseMs }, at) => ({ endsAt: after(at, firstPauseMs), turn: pauseBefore(auction, 1) }),
  expire(auction, stage, at) {
    const next = turnAfter(auction, stage);
    return [next === null ? advance(auction, at) : begun(next, stage, at)];
  },
  bid(auction, _, { paddle, priceFen }, now) {
    const { turn, own, endsAt } = auction;
    if (turn?.order[turn.index] !== paddle) return err(refusals.notYourTurn({}));
    const standing = own[String(paddle)];
    const checked = checkSteps(auction, standing ? BigInt(standing.priceFen) : null, priceFen);
    return checked.ok ? ok([{ kind: 'BidAccepted', paddle, priceFen: String(priceFen), endsAt: endsAt ?? now }]) : checked;
  },
};

function turnAfter(auction: Auction, { rounds }: StageOf<'turns'>): Turn | null {
  const { round, order, index } = auction.turn ?? pauseBefore(auction, 1);
  if (index + 1 < order.length) return { round, order, index: index + 1 };
  return round < rounds ? pauseBefore(auction, round + 1) : null;
}

function begun(turn: Turn, { pauseMs, turnMs }: StageOf<'turns'>, at: Instant): AuctionEvent {
  return { kind: 'TurnBegun', turn, endsAt: after(at, turn.index < 0 ? pauseMs : turnMs) };
}

function pauseBefore(auction: Auction, round: number): Turn {
  return { round, order: orderOf(auction), index: -1 };
}

/** Those without a price by paddle, then from the worst price to the best. */
function orderOf({ terms, participants, own }: Auction): Paddle[] {
  const priced = ranked(terms, participants, standings({ own })).map(({ paddle }) => paddle).reverse();
  const silent = participants.map(({ paddle }) => paddle).filter((paddle) => !priced.includes(paddle));
  return [...silent.sort((a, b) => a - b), ...priced];
}
