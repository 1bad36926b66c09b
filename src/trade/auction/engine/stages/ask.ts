import { err, ok } from '#kernel/result.ts';
import { advance, after, goTo } from '../advance.ts';
import { hallRefusals as refusals } from '../refusals.ts';
import type { StageRules } from '../stage.ts';
import type { Auction, AuctionEvent } from '../engine.types.ts';

/** 39号令第十九条: at the end of the listing the host asks who goes on; with nobody, the best price that stands is the last, and a listing without one has failed. */
export const ask: StageRules<'ask'> = {
  title: '询问是否继续竞价',
  begin: (_, { windowMs }, at) => ({ endsAt: after(at, windowMs) }),
  expire(auction, _, at) {
    if (auction.best === null) return [goTo(auction, [], at)];
    return auction.goingOn.length === 0 ? [advance(auction, at, 1)] : [...bestGoesOn(auction), advance(auction, at)];
  },
  goOn: ({ goingOn }, _, paddle) => (goingOn.includes(paddle) ? err(refusals.alreadyGoingOn({})) : ok([{ kind: 'WentOn', paddle }])),
};

/** Whoever stood best had no reason to say so: outbid later, it answers like everyone who went on. */
function bestGoesOn({ best, goingOn }: Auction): AuctionEvent[] {
  return best === null || goingOn.includes(best.paddle) ? [] : [{ kind: 'WentOn', paddle: best.paddle }];
}
