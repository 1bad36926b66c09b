import type { PoolClient } from '#platform/db/pool.ts';
import { idOfStream } from '#kernel/decider.ts';
import type { FeedEvent } from '#evidence/journal/feed.store.ts';
import { hallSummaries, saleSummary } from './portal.sale-summary.ts';
import type { SaleStates } from './portal.types.ts';

/** A sale in the lists, and its halls in the calendar. `moved`: what has just happened to it. */
export async function writeSale(db: PoolClient, states: SaleStates, category: string, moved: readonly FeedEvent[]): Promise<void> {
  const s = saleSummary(states, category);
  await db.query({
    name: 'portal_write_sale',
    text: `INSERT INTO portal_tender (tender_id, name, code, category, area_code, league_code, stage, published_at, apply_until, initiator)
      VALUES ($1, $2, '', $3, $4, $5, $6, $7, $8, $9) ON CONFLICT (tender_id) DO UPDATE SET stage = excluded.stage`,
    values: [s.saleId, s.name, s.category, s.areaCode, s.leagueCode, s.stage, s.publishedAt, s.applyUntil, s.initiator],
  });
  const endedAt = new Map(moved.filter(({ kind }) => kind === 'AuctionEnded').map(({ stream, at }) => [idOfStream(stream), at]));
  const halls = hallSummaries(states, endedAt);
  await db.query({
    name: 'portal_write_halls',
    text: `INSERT INTO portal_hall (lot_id, sale_id, title, mode, area_code, league_code, start_at, closes_at, status, start_fen, sold_fen, ended_at)
      SELECT lot_id, $1, title, mode, $2, $3, start_at, closes_at, status, start_fen, sold_fen, ended_at
      FROM unnest($4::text[], $5::text[], $6::text[], $7::bigint[], $8::bigint[], $9::text[], $10::numeric[], $11::numeric[], $12::bigint[]) AS h(lot_id, title, mode, start_at, closes_at, status, start_fen, sold_fen, ended_at)
      ON CONFLICT (lot_id) DO UPDATE SET status = excluded.status, sold_fen = excluded.sold_fen, ended_at = coalesce(excluded.ended_at, portal_hall.ended_at)`,
    values: [
      s.saleId, s.areaCode, s.leagueCode, halls.map((hall) => hall.lotId), halls.map((hall) => hall.title), halls.map((hall) => hall.mode), halls.map((hall) => hall.startAt), halls.map((hall) => hall.closesAt),
      halls.map((hall) => hall.status), halls.map((hall) => hall.startFen), halls.map((hall) => hall.soldFen), halls.map((hall) => hall.endedAt),
    ],
  });
}
