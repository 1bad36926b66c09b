import { err, ok } from '#kernel/result.ts';
import { formatFen } from '#kernel/money.ts';
import { advance, after } from '../advance.ts';
import { hallRefusals as refusals } from '../refusals.ts';
import type { StageRules } from '../stage.ts';
import type { Auction, Offer } from '../engine.types.ts';

/** Whoever would pay the cap says so; among several a draw that nobody can steer decides, for which the hall waits. */
export const lottery: StageRules<'lottery'> = {
  title: '限价后摇号',
  begin: (_, { windowMs }, at) => ({ endsAt: after(at, windowMs) }),
  expire(auction, _, at) {
    const offers = inDraw(auction);
    const [only, second] = offers;
    if (second) return [{ kind: 'OffersOpened', offers, best: null }];
    if (!only) return [advance(auction, at)];
    const best = { paddle: only.paddle, priceFen: only.priceFen, at: only.at };
    return [{ kind: 'OffersOpened', offers, best }, advance({ ...auction, best }, at)];
  },
  offer({ terms }, _, { paddle, priceFen }) {
    const cap = terms.capFen ?? terms.startFen;
    if (String(priceFen) !== cap) return err(refusals.notAsked({ got: formatFen(priceFen), want: formatFen(BigInt(cap)) }));
    return ok([{ kind: 'LotteryJoined', paddle, priceFen: cap }]);
  },
};

/** Of equals those with the right of first refusal come first (同等条件下优先): where one of them would pay the cap, nobody else is drawn. */
function inDraw(auction: Auction): readonly Offer[] {
  const willing = willingOf(auction);
  const preferred = willing.filter(({ paddle }) => auction.participants.some((each) => each.paddle === paddle && each.isPreferred));
  return preferred.length > 0 ? preferred : willing;
}

/** Whoever has bid the cap is bound by it, and is among them without saying so again. */
function willingOf({ best, offers, terms }: Auction): readonly Offer[] {
  if (best === null || best.priceFen !== terms.capFen || offers.some(({ paddle }) => paddle === best.paddle)) return offers;
  return [{ ...best, quantity: null }, ...offers];
}
