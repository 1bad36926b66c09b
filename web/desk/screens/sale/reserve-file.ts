import { z } from 'zod';
import { reserveHashOf } from '#trade/auction/reserve.ts';

/** What the seller keeps: whoever has it can open the reserve price of its lot, and nobody else. */
const fileSchema = z.strictObject({
  kind: z.literal('ovoo-reserve'), v: z.literal(1), lotName: z.string(), reserveFen: z.string().regex(/^[1-9]\d{0,17}$/), salt: z.string().regex(/^[0-9a-f]{64}$/), reserveHash: z.string(),
});
export type ReserveFile = Omit<z.infer<typeof fileSchema>, 'kind' | 'v'>;

export function reserveFileText(file: ReserveFile): string {
  return `${JSON.stringify({ kind: 'ovoo-reserve', v: 1, ...file }, null, 2)}\n`;
}

export function reserveFileName(lotName: string): string {
  return `底价-${lotName.trim().replaceAll(/[\\/:*?"<>|\s]+/g, '-') || '标的'}.json`;
}

/** The figure and its salt, where they are those that were announced; else what is wrong. */
export function openReserveFile(text: string, announcedHash: string): ReserveFile | string {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return '这不是底价文件。';
  }
  const parsed = fileSchema.safeParse(read);
  if (!parsed.success) return '这不是底价文件。';
  const { kind: _, v: __, ...file } = parsed.data;
  return reserveHashOf(file.reserveFen, file.salt) === announcedHash ? file : '这是另一个底价的文件，与公告里的指纹不符。';
}

/** Under this name the seller's own browser keeps the figure and salt of a lot, until it logs out. */
export function reserveForm(lotId: string): string {
  return `sale.reserve:${lotId}`;
}

export const keptReserveSchema = z.strictObject({ reserveFen: fileSchema.shape.reserveFen, salt: fileSchema.shape.salt });
