import { present } from '#kernel/assert.ts';
import type { Aggregate } from '#kernel/decider.ts';
import { instant, type Instant } from '#kernel/time/instant.ts';
import type { Auction } from '#trade/auction/engine/engine.types.ts';
import type { DrawSource } from '#trade/opening/opening.types.ts';
import type { LotteryEvent } from './lottery.events.ts';
import type { Lottery } from './lottery.types.ts';

/** Everything is public: contributions are ciphertext until the list of those in the draw is fixed, and mean nothing before it. */
export const lottery: Aggregate<Lottery, LotteryEvent> = {
  type: 'lottery',
  disclosure: { LotteryPrepared: 'public', LotterySourceAdded: 'public', LotteryListed: 'public', LotterySharesGiven: 'public', LotteryLapsed: 'public', LotteryConcluded: 'public' },
  evolve(state, event, { id }) {
    if (event.kind === 'LotteryPrepared') return { lotId: id, drawId: event.drawId, holders: event.holders, sources: [], candidates: null, fixed: false, given: [], shares: [], value: null, hasLapsed: false };
    const before = present(state, 'lottery');
    switch (event.kind) {
      case 'LotterySourceAdded': return { ...before, sources: [...before.sources, event.source], fixed: event.fixed };
      case 'LotteryListed': return { ...before, candidates: event.candidates, fixed: event.fixed };
      case 'LotterySharesGiven': return { ...before, given: [...before.given, event.holderId], shares: [...before.shares, ...event.shares] };
      case 'LotteryLapsed': return { ...before, hasLapsed: true };
      case 'LotteryConcluded': return { ...before, value: event.value };
    }
  },
};

export function lotteryDrawId(lotId: string, notBefore: Instant): string {
  return `lottery:${lotId}:${notBefore}`;
}

/** The instant that a draw id names; null where it names none. */
export function notBeforeOf(drawId: string): Instant | null {
  const text = /^lottery:[0-9a-z]{16}-\d{1,3}:(\d{10,17})$/.exec(drawId)?.[1];
  return text === undefined ? null : instant(Number(text));
}

/** Three parts of opposed interest: whoever withholds his own gains nothing, and one honest part makes it unpredictable. */
export const leastParts = 3;

export function isFixed(sources: readonly DrawSource[]): boolean {
  return new Set(sources.map(({ part }) => part)).size >= leastParts;
}

/** The hall waits for a draw: its numbers are named, and its clock stands. */
export function isDrawing({ status, stages, endsAt }: Pick<Auction, 'status' | 'stages' | 'endsAt'>): boolean {
  return status === 'running' && stages[0]?.kind === 'lottery' && endsAt === null;
}
