import { once } from 'node:events';
import type { Auctions } from './auction.bench.ts';
import type { BareRequest } from './auction.bare.ts';
import type { Heard, WatchRequest } from './auction.watch.ts';
import { ask } from './bench-stage.ts';
import { rounded, type Print } from './figures.ts';

const crowds = [{ watchers: 5_000, perSecond: 10 }, { watchers: 10_000, perSecond: 5 }] as const;
const seconds = 6;
const mostRatio = 1.5;

/**
 * A price from the instant at which it was decided to its arrival at each of thousands of watchers, durable before it is
 * told; beside it, from the same process to as many lines, a bare broadcast of the same bytes from its sending on.
 */
export async function benchFanout({ port, start, hammer, lotIds, tokens }: Auctions, print: Print): Promise<boolean> {
  // The bidder of the second hall is in nobody's way there.
  const [lots, bidder] = [lotIds.slice(1, 2), tokens.slice(1, 2)];
  const watch = await start('./auction.watch.ts');
  const bare = await start('./auction.bare.ts');
  bare.send({ text: '', perSecond: 0, seconds: 0 } satisfies BareRequest);
  const [{ port: barePort }] = (await once(bare, 'message')) as [{ port: number }];
  let isKept = true;
  for (const { watchers, perSecond } of crowds) {
    await ask(watch, { kind: 'open', port, path: `/api/auctions/${lots[0]}/live`, watchers } satisfies WatchRequest);
    const [hall, { accepted }] = await Promise.all([ask<Heard>(watch, { kind: 'hear', seconds } satisfies WatchRequest), hammer(lots, seconds, perSecond, bidder)]);
    await ask(watch, { kind: 'open', port: barePort, path: '/', watchers } satisfies WatchRequest);
    const [raw] = await Promise.all([ask<Heard>(watch, { kind: 'hear', seconds } satisfies WatchRequest), ask(bare, { text: hall.sample, perSecond, seconds } satisfies BareRequest)]);
    const ratio = rounded(hall.p99Ms / raw.p99Ms);
    print({ bench: 'auction', figure: `fanout_${watchers}_p99_ms`, value: rounded(hall.p99Ms), unit: 'ms', limit: rounded(raw.p99Ms), ratio });
    print({ bench: 'auction', figure: `fanout_${watchers}_heard`, value: rounded(hall.perWatcher / accepted), unit: 'of the prices', limit: 1 });
    isKept = isKept && ratio <= mostRatio && hall.perWatcher >= accepted;
  }
  return isKept;
}
