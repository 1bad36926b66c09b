import type { HallRow } from '#trade/auction/hall-view.types.ts';
import { formatExact, formatSpan } from './figures.ts';

/** What went by while the line was down. */
export type Missed = { readonly lostMs: number; readonly rows: readonly HallRow[] };

/** `断线 12 秒，错过 3 次报价，现在最高 2,870 万`; null when it was not felt. */
export function missedWords({ lostMs, rows }: Missed): string | null {
  const bids = rows.filter(({ result }) => result === 'accepted');
  if (bids.length === 0) return lostMs < 1500 ? null : `断线 ${seconds(lostMs)}，没有错过报价`;
  const newest = bids.reduce((a, b) => (a.version > b.version ? a : b));
  return `断线 ${seconds(lostMs)}，错过 ${bids.length} 次报价，最后一次 ${newest.paddle} 号报 ${formatExact(BigInt(newest.priceFen))}`;
}

function seconds(ms: number): string {
  return formatSpan(Math.max(1000, Math.round(ms / 1000) * 1000));
}
