import { toBase64url } from '#kernel/bytes.ts';
import { canonical, type JsonObject } from '#kernel/json.ts';
import { sha256 } from '#kernel/sha256.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import type { PublicOutcome } from './opening.events.ts';
import type { BidOutcome, Opening } from './opening.types.ts';

/** 开标记录: what happened in the hall, as everyone may read it. A function of the state, so anyone who followed can make it again. */
export function recordOf(opening: Opening, tender: Pick<Tender, 'name' | 'initiator' | 'agency' | 'lots' | 'venue'>): JsonObject {
  const { tenderId, deadlineAt, closedAt, host, announcedAt, holders, objections } = opening;
  return {
    v: 1, tenderId, tenderName: tender.name, initiator: tender.initiator.name, agency: tender.agency?.name ?? null, place: tender.venue?.roomName ?? '网上开标厅',
    deadlineAt, closedAt, announcedAt, host: host?.orgName ?? null,
    holders: holders.map(({ holderId, name, part }) => ({ holderId, name, part })),
    lots: opening.lots.map((lot) => ({
      lotId: lot.lotId, name: tender.lots.find(({ lotId }) => lotId === lot.lotId)?.name ?? lot.lotId, status: lot.status, coefficient: lot.coefficient?.value ?? null,
      bids: lot.accepted.map((bid) => ({
        bidderId: bid.bidderId, bidderName: bid.bidderName, manifestHash: bid.manifestHash, receivedAt: bid.receivedAt, sealCheck: bid.sealCheck,
        wrong: bid.wrong, outcome: publicOutcome(bid.outcome) as unknown as JsonObject | null,
      })),
    })),
    objections: objections.map(({ objectionId, lotId, text, reply }) => ({ objectionId, lotId, text, reply })),
  };
}

/** SHA-256 of the canonical record, base64url: what the host signs. */
export function recordHashOf(record: JsonObject): string {
  return toBase64url(sha256(canonical(record)));
}

/** Without the keys and unit prices; null while sealed. */
export function publicOutcome(outcome: BidOutcome): PublicOutcome | null {
  if (outcome.kind === 'sealed') return null;
  if (outcome.kind !== 'opened') return outcome;
  const { lines: _lines, ...price } = outcome.priceSheet;
  return { kind: 'opened', path: outcome.path, price };
}
