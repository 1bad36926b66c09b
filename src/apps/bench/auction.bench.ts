import type { ChildProcess } from 'node:child_process';
import { benchCloses } from './auction.closes.ts';
import { benchFanout } from './auction.fanout.ts';
import type { AuctionLoadRequest, HammerRequest, HammerResult } from './auction.load.ts';
import { stageHalls } from './auction.stage.ts';
import { ask, onBenchStage, type BenchStage } from './bench-stage.ts';
import { median, rounded, type Print } from './figures.ts';

const bidders = 500;
const connections = 32;
const secondsEach = 4;
const rounds = 5;
const lotsBeside = 200;
const leastRatio = 0.8;
const mostP99Ms = 100;
const mostWorstLot = 1.5;

/** A server with its halls, and the bidders as a process beside it. */
export type Auctions = BenchStage & {
  readonly lotIds: readonly string[];
  readonly tokens: readonly string[];
  /** Bids of these people over these halls, as fast as they are answered or at a pace. */
  hammer(lotIds: readonly string[], seconds: number, perSecond?: number | null, who?: readonly string[]): Promise<HammerResult>;
};

/**
 * Five hundred bidders on one lot, each on a socket of its own, bidding again as soon as answered: decided durably and
 * signed, refused ones counted. Beside it in turn single-row commits on the same PostgreSQL. Then at half that pace, on
 * one lot and spread over two hundred, and while other lots come to their ends; then thousands who look on. All share the
 * machine. True when the limits are kept.
 */
export async function benchAuction(print: Print): Promise<boolean> {
  return await onBenchStage('auction', async (stage) => {
    const { lotIds, tokens } = await stage.prepare(async (pool) => {
      const staged = await stageHalls(pool, stage.dataDir, { bidders, lots: lotsBeside });
      return { lotIds: staged.lotIds, tokens: await stage.logIn(pool, staged.actors) };
    });
    await stage.startServer();
    const load = await stage.start('./auction.load.ts');
    const auctions: Auctions = {
      ...stage, lotIds, tokens,
      hammer: (lots, seconds, perSecond = null, who = tokens) => ask<HammerResult>(load, { kind: 'hammer', port: stage.port, lotIds: lots, tokens: who, seconds, perSecond } satisfies HammerRequest),
    };
    const { perSecond, isKept } = await benchBids(auctions, load, print);
    const areClosesKept = await benchCloses(auctions, perSecond / 2, print);
    return (await benchFanout(auctions, print)) && areClosesKept && isKept;
  });
}

async function benchBids({ hammer, lotIds, ownerUrl }: Auctions, load: ChildProcess, print: Print): Promise<{ perSecond: number; isKept: boolean }> {
  const inserts = async (seconds: number) => (await ask<{ perSecond: number }>(load, { kind: 'inserts', url: ownerUrl, connections, seconds } satisfies AuctionLoadRequest)).perSecond;
  const one = lotIds.slice(0, 1);
  await hammer(one, 2 * secondsEach);
  await inserts(1);
  const taken: { bids: number; inserts: number }[] = [];
  for (let round = 0; round < rounds; round++) taken.push({ inserts: await inserts(secondsEach), bids: (await hammer(one, secondsEach)).perSecond });
  const perSecond = median(taken.map((round) => round.bids));
  const half = await hammer(one, 2 * secondsEach, perSecond / 2);
  const spread = await hammer(lotIds, 2 * secondsEach, perSecond / 2);
  const raw = Math.round(median(taken.map((round) => round.inserts)));
  const ratio = rounded(median(taken.map((round) => round.bids / round.inserts)));
  const beside = rounded(spread.worstLotP99Ms / half.p99Ms);
  print({ bench: 'auction', figure: 'raw_commits_per_s', value: raw, unit: 'commits/s' });
  print({ bench: 'auction', figure: 'bids_per_s', value: Math.round(perSecond), unit: 'bids/s', limit: raw, ratio });
  print({ bench: 'auction', figure: 'bid_p99_ms', value: rounded(half.p99Ms), unit: 'ms', limit: mostP99Ms });
  print({ bench: 'auction', figure: 'worst_lot_p99_ms', value: rounded(spread.worstLotP99Ms), unit: 'ms', limit: rounded(half.p99Ms), ratio: beside });
  return { perSecond, isKept: ratio >= leastRatio && half.p99Ms <= mostP99Ms && beside <= mostWorstLot };
}
