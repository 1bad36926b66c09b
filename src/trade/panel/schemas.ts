import { z } from 'zod';
import { parseUscc } from '#kernel/uscc.ts';

export const tenderIdSchema = z.string().regex(/^[0-9a-z-]{4,40}$/, '项目编号的格式不对');
export const personIdSchema = z.string().regex(/^[0-9a-zA-Z-]{4,64}$/, '人员编号为 4–64 位字母、数字或“-”');
export const usccSchema = z.string().refine((text) => parseUscc(text).ok && text === text.trim().toUpperCase(), '统一社会信用代码的校验位对不上，请逐位核对');
/** Members and calls: ids that the platform made. */
export const idSchema = z.string().regex(/^[0-9a-z]{16}$/, '编号的格式不对');
export const tenderOnly = z.strictObject({ tenderId: tenderIdSchema });
