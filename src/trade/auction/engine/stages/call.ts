import * as ratio from '#kernel/ratio.ts';
import { err, ok } from '#kernel/result.ts';
import { after } from '../advance.ts';
import { checkSteps } from '../price.ts';
import { ranked } from '../ranking.ts';
import { hallRefusals as refusals } from '../refusals.ts';
import type { StageRules } from '../stage.ts';
import type { Auction, Outcome } from '../engine.types.ts';

/** 集合竞价: the best prices are filled first, at the same price whoever was first; all pay the last price that was filled. */
export const call: StageRules<'call'> = {
  title: '集合竞价',
  begin: (_, { windowMs }, at) => ({ endsAt: after(at, windowMs) }),
  expire: (auction, { quantity }) => [{ kind: 'OffersOpened', offers: auction.offers, best: null }, { kind: 'AuctionEnded', outcome: allot(auction, quantity) }],
  offer(auction, { quantity: most }, { paddle, priceFen, quantity }) {
    if (quantity === null || !isWithin(quantity, most)) return err(refusals.quantity({ most }));
    const checked = checkSteps(auction, null, priceFen);
    return checked.ok ? ok([{ kind: 'OfferSealed', paddle, priceFen: String(priceFen), quantity }]) : checked;
  },
};

function isWithin(text: string, most: string): boolean {
  const parsed = ratio.parse(text);
  return parsed.ok && ratio.compare(parsed.value, ratio.zero) > 0 && ratio.compare(parsed.value, amount(most)) <= 0;
}

function allot({ terms, participants, offers }: Auction, quantity: string): Outcome {
  let left = amount(quantity);
  let priceFen: string | null = null;
  const fills: { paddle: number; quantity: string }[] = [];
  for (const offer of ranked(terms, participants, offers)) {
    if (ratio.compare(left, ratio.zero) <= 0) break;
    const filled = ratio.min([left, amount(offer.quantity ?? '0')]);
    fills.push({ paddle: offer.paddle, quantity: decimalText(filled) });
    left = ratio.sub(left, filled);
    priceFen = offer.priceFen;
  }
  return priceFen === null ? { kind: 'unsold', reason: 'no-bid' } : { kind: 'allotted', priceFen, fills };
}

function amount(text: string): ratio.Ratio {
  const parsed = ratio.parse(text);
  return parsed.ok ? parsed.value : ratio.zero;
}

/** Sums of decimals are decimals: what `parse` takes has at most thirty places. */
function decimalText(value: ratio.Ratio): string {
  return ratio.round(value, 30).replace(/\.?0+$/, '');
}
