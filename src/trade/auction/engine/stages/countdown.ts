import { err } from '#kernel/result.ts';
import { advance, after } from '../advance.ts';
import { hallRefusals as refusals } from '../refusals.ts';
import type { StageRules } from '../stage.ts';
import { raise } from './raise.ts';

/** Where it was asked who goes on, those bid, and whoever stood best then. */
export const countdown: StageRules<'countdown'> = {
  title: '限时竞价',
  begin: (_, { cycleMs }, at) => ({ endsAt: after(at, cycleMs) }),
  expire: (auction, _, at) => [advance(auction, at)],
  bid(auction, { cycleMs }, bid, now) {
    const { goingOn } = auction;
    if (goingOn.length > 0 && !goingOn.includes(bid.paddle)) return err(refusals.notGoingOn({}));
    return raise(auction, bid, after(now, cycleMs), now);
  },
};
