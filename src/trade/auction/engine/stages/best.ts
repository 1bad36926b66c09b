import { err, ok } from '#kernel/result.ts';
import { advance, after } from '../advance.ts';
import { checkBetter } from '../price.ts';
import { hallRefusals as refusals } from '../refusals.ts';
import type { StageRules } from '../stage.ts';

/** Whoever took the descending price has the last word. */
export const best: StageRules<'best'> = {
  title: '应价人最后报价',
  begin: (_, { windowMs }, at) => ({ endsAt: after(at, windowMs) }),
  expire: (auction, _, at) => [advance(auction, at)],
  bid({ terms, holder, best: standing, endsAt }, _, { paddle, priceFen }, now) {
    if (holder !== paddle) return err(refusals.onlyHolder({}));
    const checked = checkBetter(terms, BigInt(standing?.priceFen ?? '0'), priceFen);
    return checked.ok ? ok([{ kind: 'BidAccepted', paddle, priceFen: String(priceFen), endsAt: endsAt ?? now }]) : checked;
  },
};
