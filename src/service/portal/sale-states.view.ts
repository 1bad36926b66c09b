import type { Pool, PoolClient } from '#platform/db/pool.ts';
import { typeOfStream } from '#kernel/decider.ts';
import type { LotAuction } from '#trade/auction/auction.types.ts';
import type { Sale } from '#trade/sale/sale.types.ts';
import { publicHall } from './portal.sale-summary.ts';
import type { SaleStates } from './portal.types.ts';

/** A sale and what of its halls is everyone's, as the heads stand. */
export async function readSaleStates(db: Pool | PoolClient, saleId: string): Promise<SaleStates | null> {
  const { rows } = await db.query<{ stream: string; state: unknown }>({
    name: 'portal_sale_states',
    text: `SELECT stream, state FROM stream_head WHERE stream = 'sale:' || $1
           UNION ALL SELECT stream, state FROM stream_head WHERE stream >= 'auction:' || $1 || '-' AND stream < 'auction:' || $1 || '-' || U&'\\FFFF' ORDER BY stream`,
    values: [saleId],
  });
  const of = <S>(type: string): S[] => rows.filter((row) => typeOfStream(row.stream) === type).map((row) => row.state as S);
  const sale = of<Sale>('sale')[0];
  return sale ? { sale, halls: of<LotAuction>('auction').map(publicHall) } : null;
}
