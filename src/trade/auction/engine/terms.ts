import { err, ok, type Result } from '#kernel/result.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { isBetter } from './price.ts';
import { hallRefusals as refusals } from './refusals.ts';
import type { AuctionTerms, StageKind } from './engine.types.ts';

/** Terms under which no hall can be played as announced are refused before anyone could apply. */
export function checkTerms(terms: AuctionTerms): Result<null, Refusal> {
  const wrong = whatIsWrong(terms);
  return wrong === null ? ok(null) : err(refusals.badTerms({ wrong }));
}

function whatIsWrong(terms: AuctionTerms): string | null {
  const { direction, startFen, capFen, stages, afterCap, hasReserve, weights } = terms;
  const has = (kind: StageKind): boolean => [...stages, ...afterCap].some((stage) => stage.kind === kind);
  if (stages.length === 0) return '没有写明怎样报价';
  if (direction === 'down' && has('descending')) return '反向竞价不能降价应价：价格本来就向下走';
  if (capFen !== null && !isBetter(terms, BigInt(capFen), BigInt(startFen))) return '限价应优于起始价';
  if (capFen === null && (has('lottery') || has('nearest'))) return '没有最高限价，就没有达到限价后的做法';
  if (has('call') && hasReserve) return '集合竞价按起始价为底，不另设保密底价';
  if (has('call') && (stages.length > 1 || weights !== null)) return '集合竞价一次撮合，不与其他阶段、权重一起用';
  if (weights !== null && afterCap.length > 0) return '权重报价中限价只是上限，没有达到限价后的做法';
  return null;
}
