import { err, ok } from '#kernel/result.ts';
import { formatFen } from '#kernel/money.ts';
import { advance, after } from '../advance.ts';
import { evolve } from '../evolve.ts';
import { mayTake } from '../price.ts';
import { hallRefusals as refusals } from '../refusals.ts';
import type { StageRules } from '../stage.ts';
import type { Auction, AuctionEvent } from '../engine.types.ts';

/** 同等条件下优先 where prices were named unseen, or the cap ended the climbing: the price that stands is offered once to those who have that right. */
export const match: StageRules<'match'> = {
  title: '询问优先购买权人',
  begin: (auction, { windowMs }, at) => ({ endsAt: isAsked(auction) ? after(at, windowMs) : at }),
  expire: (auction, _, at) => [advance(auction, at)],
  bid(auction, _, { paddle, priceFen }, now) {
    const { best } = auction;
    if (best === null || !auction.participants.some((each) => each.paddle === paddle && each.isPreferred)) return err(refusals.onlyPreferred({}));
    if (!mayTake(auction, paddle, priceFen)) return err(refusals.notAsked({ got: formatFen(priceFen), want: formatFen(BigInt(best.priceFen)) }));
    const taken: AuctionEvent = { kind: 'BidAccepted', paddle, priceFen: best.priceFen, endsAt: now };
    return ok([taken, advance(evolve(auction, taken, now), now)]);
  },
};

/** Somebody has the right, and whoever stands best has it not. */
function isAsked({ best, participants }: Auction): boolean {
  const preferred = participants.filter(({ isPreferred }) => isPreferred);
  return best !== null && preferred.length > 0 && !preferred.some(({ paddle }) => paddle === best.paddle);
}
