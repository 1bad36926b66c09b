import type { Refusal } from '#kernel/refusal.ts';
import { ok, type Result } from '#kernel/result.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { goTo } from '../advance.ts';
import { checkPrice } from '../price.ts';
import { evolve } from '../evolve.ts';
import type { Bid } from '../stage.ts';
import type { Auction, AuctionEvent } from '../engine.types.ts';

/** A bid that outbids: the stage then runs until `endsAt`. Whoever reaches the cap ends the climbing. */
export function raise(auction: Auction, { paddle, priceFen }: Bid, endsAt: Instant, now: Instant): Result<AuctionEvent[], Refusal> {
  const checked = checkPrice(auction, paddle, priceFen);
  if (!checked.ok) return checked;
  const accepted: AuctionEvent = { kind: 'BidAccepted', paddle, priceFen: String(priceFen), endsAt };
  const { capFen, weights, afterCap } = auction.terms;
  if (String(priceFen) !== capFen || weights !== null) return ok([accepted]);
  return ok([accepted, goTo(evolve(auction, accepted, now), afterCap, now)]);
}
