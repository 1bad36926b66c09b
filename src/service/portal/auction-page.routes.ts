import type { Instant } from '#kernel/time/instant.ts';
import type { HttpApp } from '#platform/http/app.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { Running } from '#platform/module.ts';
import type { HallView } from '#trade/auction/hall-view.types.ts';
import { auctionPage } from '../../../web/portal/pages/auction.ts';
import { noQuerySchema } from './portal.query.ts';
import type { Serving } from './serving.routes.ts';

/** A hall as everyone may see it; the auction says how. */
export type ReadHall = (pool: Pool, lotId: string, now: Instant) => Promise<{ readonly view: HallView; readonly saleId: string } | null>;

/** `/auctions/:lotId`: anyone may watch. Made once a second for however many come; what is bid meanwhile their sockets bring. */
export function registerAuctionPage(app: HttpApp, { pool }: Running, serving: Serving, readHall: ReadHall): void {
  app.get<{ Params: { lotId: string } }>('/auctions/:lotId', { schema: { hide: true } }, async (request, reply) => {
    if (!serving.query(request, reply, noQuerySchema)) return reply;
    return await serving.page(request, reply, async (chrome) => {
      const found = await readHall(pool, request.params.lotId, chrome.now);
      return found && auctionPage(chrome, found);
    });
  });
}
