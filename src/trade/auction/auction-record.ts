import type { Aggregate } from '#kernel/decider.ts';
import type { JsonObject } from '#kernel/json.ts';
import { formatFen } from '#kernel/money.ts';
import type { Actor } from '#kernel/roles.ts';
import { isBuyer } from '#kernel/roles.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import type { AuctionRecord, RecordPart } from './auction-record.types.ts';
import type { LotAuction } from './auction.types.ts';

export type RecordEvent = { readonly kind: 'RecordSigned'; readonly part: RecordPart; readonly text: string; readonly statement: JsonObject; readonly signature: JsonObject };

/** Whose number the winner is does not become public by its signature. */
export const auctionRecord: Aggregate<AuctionRecord, RecordEvent> = {
  type: 'auctionRecord',
  disclosure: { RecordSigned: { default: 'public', fields: { statement: 'initiator', signature: 'initiator' } } },
  evolve: (state, { part, text }, { at }) => ({ text, signed: [...(state?.signed ?? []), { part, at }] }),
};

/** 拍卖笔录, the same for all who sign it; null while there is none to sign: not held by an auctioneer, or without an outcome. */
export function recordText({ lotId, title, category, seller, auctioneer, auction }: LotAuction): string | null {
  const { outcome, terms, startAt, accepted } = auction;
  if (!auctioneer || outcome === null || outcome.kind === 'reserve-pending') return null;
  const result = outcome.kind === 'sold' ? `落槌成交：${outcome.paddle} 号，成交价 ${formatFen(BigInt(outcome.priceFen))}` : outcome.kind === 'unsold' && outcome.reason === 'below-reserve' ? '最高应价未达到保留价，应价不发生效力，停止拍卖' : '没有应价，停止拍卖';
  return [
    '拍卖笔录', `标的：${title}（${lotId}，${category}）`, `委托人：${seller.name}`, `拍卖企业：${auctioneer.orgName}`, `拍卖师：${auctioneer.name}，执业证号 ${auctioneer.licenceNumber}`,
    `时间：${formatBeijing(startAt).slice(0, 16)} 起`, `起拍价：${formatFen(BigInt(terms.startFen))}`, `保留价：${terms.hasReserve ? '有' : '无，拍卖前已说明'}`, `有效应价：${accepted} 次，逐次记入公开日志`, result,
  ].join('\n');
}

/** All who have to sign. */
export function signersOf({ auction: { outcome } }: LotAuction): readonly RecordPart[] {
  return outcome?.kind === 'sold' ? ['auctioneer', 'recorder', 'winner'] : ['auctioneer', 'recorder'];
}

/** As what this actor signs; null where it has no part. `paddle`: its number in this hall. */
export function partOf({ auctioneer, auction: { outcome } }: LotAuction, actor: Pick<Actor, 'role' | 'personId' | 'orgId'>, paddle: number | null): RecordPart | null {
  if (!auctioneer) return null;
  if (actor.role === 'conduct.auctioneer') return actor.personId === auctioneer.personId && actor.orgId === auctioneer.orgId ? 'auctioneer' : null;
  if (actor.role === 'conduct.recorder') return actor.orgId === auctioneer.orgId ? 'recorder' : null;
  return isBuyer(actor.role) && outcome?.kind === 'sold' && outcome.paddle === paddle ? 'winner' : null;
}
