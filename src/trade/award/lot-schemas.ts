import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';

/* What commands about a lot have in their bodies. */

export const lotIdSchema = z.string().regex(/^[0-9a-z]{1,40}-\d{1,3}$/, '标段编号不对');
export const bidderIdSchema = z.string().min(2).max(40);
export const fenSchema = z.string().regex(/^(0|[1-9]\d{0,17})$/, '金额以分为单位，为不带小数的数字');
export const fileSchema = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/, '文件摘要应为 64 位十六进制'), name: z.string().min(1).max(200), sizeBytes: z.int().min(0), mediaType: z.string().max(100) });

/** The subject of a statement about a lot. */
export function subjectOf(lotId: string): { tenderId: string; lotId: string } {
  return { tenderId: tenderIdOf(lotId), lotId };
}
