import type { StageRules } from '../stage.ts';
import { advance } from '../advance.ts';
import { raise } from './raise.ts';

export const open: StageRules<'open'> = {
  title: '自由报价期',
  begin: (_, { untilAt }, at) => ({ endsAt: untilAt > at ? untilAt : at }),
  expire: (auction, _, at) => [advance(auction, at)],
  bid: (auction, { untilAt }, bid, now) => raise(auction, bid, auction.endsAt ?? untilAt, now),
};
