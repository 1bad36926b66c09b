import type { Instant } from '#kernel/time/instant.ts';
import { rowId } from '#trade/auction/hall-view.ts';
import type { HallMessage, HallRow } from '#trade/auction/hall-view.types.ts';

type PriceMessage = Extract<HallMessage, { t: 'price' }>;

export function rowOf(row: Omit<HallRow, 'id'>): HallRow {
  return { id: rowId(row.result, row.paddle, row.version), ...row };
}

/** What the hall tells of one bid that was taken. */
export function told(price: Omit<PriceMessage, 't' | 'rows'>): PriceMessage {
  const { version, at, paddle, priceFen } = price;
  return { t: 'price', ...price, rows: [rowOf({ version, at: at as Instant, paddle, priceFen, result: 'accepted', refusal: null, logIndex: null })] };
}
