import { err, ok } from '#kernel/result.ts';
import { advance, after } from '../advance.ts';
import { evolve } from '../evolve.ts';
import { checkBetter, checkSteps } from '../price.ts';
import { bestOf } from '../ranking.ts';
import { hallRefusals as refusals } from '../refusals.ts';
import type { StageRules } from '../stage.ts';
import type { Auction, AuctionEvent } from '../engine.types.ts';

/** One price each, all opened at once. Better than what already stands, where something does; at the same price whoever was first. */
export const sealed: StageRules<'sealed'> = {
  title: '一次报价',
  begin: (_, { windowMs }, at) => ({ endsAt: after(at, windowMs) }),
  expire(auction, _, at) {
    const opened = openedBest(auction);
    return [opened, advance(evolve(auction, opened, at), at)];
  },
  offer(auction, { who }, { paddle, priceFen }) {
    const { best, terms } = auction;
    if (who === 'others' && auction.holder === paddle) return err(refusals.holderWaits({}));
    const checked = best === null ? checkSteps(auction, null, priceFen) : checkBetter(terms, BigInt(best.priceFen), priceFen);
    return checked.ok ? ok([{ kind: 'OfferSealed', paddle, priceFen: String(priceFen), quantity: null }]) : checked;
  },
};

function openedBest({ terms, participants, offers, best }: Auction): Extract<AuctionEvent, { kind: 'OffersOpened' }> {
  return { kind: 'OffersOpened', offers, best: bestOf(terms, participants, best === null ? offers : [best, ...offers]) };
}
