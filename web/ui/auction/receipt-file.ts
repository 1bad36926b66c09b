import { z } from 'zod';
import { fromBase64url } from '#kernel/bytes.ts';
import { formatLogProof } from '#evidence/log/tlog-proof.ts';
import type { HallRow } from '#trade/auction/hall-view.types.ts';

const receiptSchema = z.looseObject({ receipt: z.looseObject({ root: z.string() }) });
const inclusionSchema = z.object({ index: z.number(), path: z.array(z.string()), checkpoint: z.string() });

/** One file to keep: the signed receipt with the bid laid open, and the log proof beside it when there is one. */
export async function receiptFile(lotId: string, result: HallRow['result'], version: number): Promise<string> {
  const own = receiptSchema.parse(await read(`/api/auctions/${encodeURIComponent(lotId)}/receipts/${result}/${version}`));
  const found = await findPlace(own.receipt.root);
  const place = found === null ? null : inclusionSchema.parse(found);
  const proof = place ? formatLogProof({ extra: null, index: place.index, path: place.path.map(fromBase64url), checkpoint: place.checkpoint }) : null;
  return `${JSON.stringify({ ...own, logIndex: place?.index ?? null, logProof: proof }, null, 2)}\n`;
}

/** Under the newest checkpoint that enough co-signers stand under, where that holds it already; else under any. */
async function findPlace(root: string): Promise<unknown> {
  const cosigned = await fetch('/log/checkpoint?cosigned=1', { credentials: 'same-origin' });
  const size = cosigned.ok ? (await cosigned.text()).split('\n')[1] : undefined;
  const found = size === undefined ? null : await read(`/api/log/inclusion?root=${root}&size=${size}`);
  return found ?? (await read(`/api/log/inclusion?root=${root}`));
}

/** Null where there is nothing yet: of what no checkpoint holds the log says nothing. */
async function read(path: string): Promise<unknown> {
  const answer = await fetch(path, { credentials: 'same-origin', headers: { accept: 'application/json' } });
  if (answer.status === 404) return null;
  if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
  return await answer.json();
}
