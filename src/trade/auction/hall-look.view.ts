import type { Instant } from '#kernel/time/instant.ts';
import type { Pool } from '#platform/db/pool.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { outage, platformOutageId } from '#platform/wake/outage.ts';
import { sealing } from '#trade/sealing/sealing.ts';
import { readHallEvents } from './auction.store.ts';
import { auction, roll } from './auction.ts';
import { anyone, presentHall } from './hall-view.ts';
import type { HallView } from './hall-view.types.ts';

/** As many events of a hall as a page shows. */
export const eventsShown = 500;

/** A hall as everyone may see it at `now`, for a page; null where there is none. */
export async function readPublicHall(pool: Pool, lotId: string, now: Instant): Promise<{ readonly view: HallView; readonly saleId: string } | null> {
  const [head, entered, sealed, away, events] = await Promise.all([
    readHead(pool, auction, lotId), readHead(pool, roll, lotId), readHead(pool, sealing, lotId), readHead(pool, outage, platformOutageId), readHallEvents(pool, lotId, { limit: eventsShown }),
  ]);
  return head && { view: presentHall({ found: head.state, entered: entered?.state ?? null, holders: sealed?.state.holders ?? [], offeredAt: null, version: head.version, events, gaps: away?.state.gaps ?? [], now }, anyone), saleId: head.state.saleId };
}
