import { z } from 'zod';
import { fromUtf8 } from '#kernel/bytes.ts';
import { parseFen } from '#kernel/money.ts';
import { depositForms, type PriceSheet } from '#trade/bid/bid.types.ts';

/** Name of the object that holds the price in every sealed bid. */
export const priceObject = 'price';

const fen = z.string().refine((text) => /^(0|[1-9]\d{0,17})$/.test(text) && parseFen(text).ok);
const text = (most: number) => z.string().min(1).max(most);

const sheetSchema = z.strictObject({
  v: z.literal(1),
  lotId: text(40), bidderId: text(40), bidderName: text(200),
  priceFen: fen, priceCapital: text(200),
  durationDays: z.number().int().min(1).max(36_500), quality: text(500),
  projectManager: z.strictObject({ name: text(100), certificate: text(200) }),
  depositForm: z.enum(depositForms),
  lines: z.array(z.strictObject({ code: text(100), unitPriceFen: fen, totalFen: fen })).max(2000),
});

/**
 * A price sheet from its plaintext, or what is wrong with it. Read strictly: what could be read in two ways is not read.
 * Whether figures, capitals and lines agree is for the panel to judge, not for the hall.
 */
export function parsePriceSheet(plain: Uint8Array, whose: { readonly lotId: string; readonly bidderId: string }): PriceSheet | { readonly fault: string } {
  let value: unknown;
  try {
    value = JSON.parse(fromUtf8(plain));
  } catch {
    return { fault: '报价文件不是规定的格式' };
  }
  const parsed = sheetSchema.safeParse(value);
  if (!parsed.success) return { fault: `报价文件的“${parsed.error.issues[0]?.path.join('.') || '内容'}”无法读取` };
  const { lotId, bidderId } = parsed.data;
  return lotId === whose.lotId && bidderId === whose.bidderId ? parsed.data : { fault: '报价文件写的是另一个标段或者另一家投标人' };
}
