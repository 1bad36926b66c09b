import { z } from 'zod';
import { fromBase64url } from '#kernel/bytes.ts';
import { formatLogProof } from '#evidence/log/tlog-proof.ts';
import type { BidReceiptView } from '#trade/bid/bid.views.ts';
import { get } from '../../api.ts';
import { ProblemError } from '../../../ui/problem.ts';

const receiptSchema = z.object({
  at: z.number(), root: z.string(), signature: z.string(),
  events: z.array(z.object({ stream: z.string(), version: z.number(), commitment: z.string(), place: z.number(), path: z.array(z.string()) })),
});
const inclusionSchema = z.object({ index: z.number(), path: z.array(z.string()), checkpoint: z.string() });

/** The first step of a receipt: signed at once. */
export type Receipt = z.infer<typeof receiptSchema>;
/** The second step: where it stands in the public log, as a C2SP `.tlog-proof`. */
export type LogPlace = { readonly index: number; readonly proof: string };

/** The receipt of the bid that stands, for whoever acts for the organisation. */
export async function findReceipt(lotId: string): Promise<Receipt> {
  return receiptSchema.parse((await get<BidReceiptView>(`/api/bids/${lotId}/receipt`)).receipt);
}

/** Where the receipt's commit stands in the log; null for the few seconds until it does. */
export async function findLogPlace(root: string, signal: AbortSignal): Promise<LogPlace | null> {
  try {
    const { index, path, checkpoint } = inclusionSchema.parse(await get(`/api/log/inclusion?root=${root}`, signal));
    return { index, proof: formatLogProof({ extra: null, index, path: path.map(fromBase64url), checkpoint }) };
  } catch (error) {
    if (error instanceof ProblemError && error.problem.status === 404) return null;
    throw error;
  }
}

/** One file to keep: the signed receipt, and the log proof beside it when there is one. */
export function receiptFile(bid: { readonly lotId: string; readonly version: number; readonly manifestHash: string }, receipt: Receipt, place: LogPlace | null): string {
  return `${JSON.stringify({ kind: 'ovoo-bid-receipt', v: 1, ...bid, receipt, logIndex: place?.index ?? null, logProof: place?.proof ?? null }, null, 2)}\n`;
}
