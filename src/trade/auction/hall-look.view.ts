import type { Instant } from '#kernel/time/instant.ts';
import type { Pool } from '#platform/db/pool.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { outage, platformOutageId } from '#platform/wake/outage.ts';
import { readHallEvents } from './auction.store.ts';
import { auction } from './auction.ts';
import { anyone, presentHall } from './hall-view.ts';
import type { HallView } from './hall-view.types.ts';

/** As many events of a hall as a page shows. */
export const eventsShown = 500;

/** A hall as everyone may see it at `now`, for a page; null where there is none. */
export async function readPublicHall(pool: Pool, lotId: string, now: Instant): Promise<{ readonly view: HallView; readonly saleId: string } | null> {
  const [head, away, events] = await Promise.all([readHead(pool, auction, lotId), readHead(pool, outage, platformOutageId), readHallEvents(pool, lotId, { limit: eventsShown })]);
  return head && { view: presentHall({ found: head.state, version: head.version, events, gaps: away?.state.gaps ?? [], now }, anyone), saleId: head.state.saleId };
}
