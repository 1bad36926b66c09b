import { formatFen } from '#kernel/money.ts';
import { err, ok } from '#kernel/result.ts';
import { advance, after } from '../advance.ts';
import { evolve } from '../evolve.ts';
import { hallRefusals as refusals } from '../refusals.ts';
import type { StageRules } from '../stage.ts';
import type { AuctionEvent } from '../engine.types.ts';

/** The price falls until it is taken, or to its floor and no further. */
export const descending: StageRules<'descending'> = {
  title: '降价竞价',
  begin: ({ terms }, { everyMs }, at) => ({ endsAt: after(at, everyMs), askFen: terms.startFen }),
  expire(auction, { dropFen, everyMs, floorFen }, at) {
    const next = BigInt(auction.askFen ?? '0') - BigInt(dropFen);
    return [next < BigInt(floorFen) ? advance(auction, at) : { kind: 'PriceDropped', askFen: String(next), endsAt: after(at, everyMs) }];
  },
  bid(auction, _, { paddle, priceFen }, now) {
    const { askFen } = auction;
    if (String(priceFen) !== askFen) return err(refusals.notAsked({ got: formatFen(priceFen), want: formatFen(BigInt(askFen ?? '0')) }));
    const taken: AuctionEvent = { kind: 'BidAccepted', paddle, priceFen: askFen, endsAt: now };
    return ok([taken, advance(evolve(auction, taken, now), now)]);
  },
};
