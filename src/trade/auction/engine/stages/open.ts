import { ok } from '#kernel/result.ts';
import type { StageRules } from '../stage.ts';
import { advance, goTo } from '../advance.ts';
import { checkPrice } from '../price.ts';
import type { Auction } from '../engine.types.ts';

/**
 * Runs to its announced end whatever is bid: the law gives a listing its days (39号令第十八条), and whoever would pay the cap
 * too may still come until then.
 */
export const open: StageRules<'open'> = {
  title: '自由报价期',
  begin: (_, { untilAt }, at) => ({ endsAt: untilAt > at ? untilAt : at }),
  expire: (auction, _, at) => [isCapBid(auction) ? goTo(auction, auction.terms.afterCap, at) : advance(auction, at)],
  bid(auction, { untilAt }, { paddle, priceFen }) {
    const checked = checkPrice(auction, paddle, priceFen);
    return checked.ok ? ok([{ kind: 'BidAccepted', paddle, priceFen: String(priceFen), endsAt: auction.endsAt ?? untilAt }]) : checked;
  },
};

function isCapBid({ terms: { capFen, weights }, best }: Auction): boolean {
  return weights === null && best !== null && best.priceFen === capFen;
}
