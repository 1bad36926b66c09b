import * as ratio from '#kernel/ratio.ts';
import { ok } from '#kernel/result.ts';
import { advance, after } from '../advance.ts';
import { evolve } from '../evolve.ts';
import { checkRange } from '../price.ts';
import type { StageRules } from '../stage.ts';
import type { Auction, AuctionEvent, Offer, Standing } from '../engine.types.ts';

/** One price each between start and cap; whoever comes closest to the average of all has it, at the same distance whoever was first. */
export const nearest: StageRules<'nearest'> = {
  title: '一次报价（最接近平均价）',
  begin: (_, { windowMs }, at) => ({ endsAt: after(at, windowMs) }),
  expire(auction, _, at) {
    const opened: AuctionEvent = { kind: 'OffersOpened', offers: auction.offers, best: nearestOf(auction) };
    return [opened, advance(evolve(auction, opened, at), at)];
  },
  offer({ terms }, _, { paddle, priceFen }) {
    const checked = checkRange(terms, priceFen);
    return checked.ok ? ok([{ kind: 'OfferSealed', paddle, priceFen: String(priceFen), quantity: null }]) : checked;
  },
};

function nearestOf({ offers, best }: Auction): Standing | null {
  if (offers.length === 0) return best;
  const average = ratio.mean(offers.map(({ priceFen }) => ratio.of(BigInt(priceFen))));
  const [closest] = [...offers].sort((a, b) => ratio.compare(distance(a, average), distance(b, average)) || a.at - b.at || a.paddle - b.paddle);
  return closest ? { paddle: closest.paddle, priceFen: closest.priceFen, at: closest.at } : best;
}

function distance({ priceFen }: Offer, average: ratio.Ratio): ratio.Ratio {
  const difference = ratio.sub(ratio.of(BigInt(priceFen)), average);
  return difference.numerator < 0n ? ratio.sub(ratio.zero, difference) : difference;
}
