import { addMicros } from '#kernel/time/instant.ts';
import type { Auctions } from './auction.bench.ts';
import { sampleTerms } from './auction.halls.ts';
import { stageHalls } from './auction.stage.ts';
import type { Closes, WatchRequest } from './auction.watch.ts';
import { ask, withPool } from './bench-stage.ts';
import { quantile, rounded, type Print } from './figures.ts';

const lots = 40;
const apartMs = 200;
/** From staging them to the first end: enough for a watcher to be there. */
const leadMs = 4_000;
const mostErrorMs = 50;

/**
 * Forty lots come to their ends, five a second, while on another one bids at half of what the machine gives: how long after its
 * instant each end stands in the journal, and when a watcher hears of it. None before its instant.
 */
export async function benchCloses({ prepare, dataDir, ownerUrl, port, start, hammer, lotIds }: Auctions, perSecond: number, print: Print): Promise<boolean> {
  const watch = await start('./auction.watch.ts');
  const endOf = (lot: number): number => leadMs + lot * apartMs;
  const staged = await prepare((pool) => stageHalls(pool, dataDir, {
    bidders: 0, lots, name: 'close', termsOf: (lot, startAt) => ({ ...sampleTerms, stages: [{ kind: 'open', untilAt: addMicros(startAt, endOf(lot) * 1_000) }] }),
  }));
  const ends = staged.lotIds.map((lotId, lot) => ({ lotId, endsAt: addMicros(staged.startAt, endOf(lot) * 1_000) }));
  const [{ lateMs }] = await Promise.all([
    ask<Closes>(watch, { kind: 'closes', port, lots: ends } satisfies WatchRequest),
    hammer(lotIds.slice(0, 1), endOf(lots) / 1_000, perSecond),
  ]);
  const { rows } = await withPool(ownerUrl, (pool) => pool.query<{ stream: string; at: number }>(`SELECT stream, at FROM event WHERE kind = 'AuctionEnded' AND stream = ANY ($1)`, [staged.lotIds.map((lotId) => `auction:${lotId}`)]));
  const decidedMs = ends.map(({ lotId, endsAt }) => ((rows.find(({ stream }) => stream === `auction:${lotId}`)?.at ?? NaN) - endsAt) / 1_000);
  const worst = Math.max(...lateMs);
  print({ bench: 'auction', figure: 'close_decided_ms', value: rounded(Math.max(...decidedMs)), unit: 'ms', limit: mostErrorMs });
  print({ bench: 'auction', figure: 'close_announced_median_ms', value: rounded(quantile(lateMs, 0.5)), unit: 'ms' });
  print({ bench: 'auction', figure: 'close_error_ms', value: rounded(worst), unit: 'ms', limit: mostErrorMs });
  print({ bench: 'auction', figure: 'closes_early', value: decidedMs.filter((ms) => !(ms >= 0)).length, unit: 'lots', limit: 0 });
  return worst <= mostErrorMs && rows.length === lots && decidedMs.every((ms) => ms >= 0);
}
