import { err, ok } from '#kernel/result.ts';
import { checkPrice } from '../price.ts';
import { hallRefusals as refusals } from '../refusals.ts';
import type { StageRules } from '../stage.ts';

/** 拍卖法第十四条、第五十一条: an auctioneer presides, and a bid is the last one when the hammer has fallen on it, not before. */
export const hammer: StageRules<'hammer'> = {
  title: '拍卖师主持',
  isOpenEnded: true,
  begin: () => ({ endsAt: null }),
  expire: () => [],
  bid(auction, _, { paddle, priceFen }) {
    if (!auction.hammer) return err(refusals.floorClosed({}));
    const checked = checkPrice(auction, paddle, priceFen);
    return checked.ok ? ok([{ kind: 'BidAccepted', paddle, priceFen: String(priceFen), endsAt: null }]) : checked;
  },
};
