import { z } from 'zod';
import { isDivisionCode } from '#kernel/divisions.ts';
import { parseUscc } from '#kernel/uscc.ts';

export const tenderIdSchema = z.string().regex(/^[0-9a-z-]{4,40}$/, '项目编号的格式不对');
export const personIdSchema = z.string().regex(/^[0-9a-zA-Z-]{4,64}$/, '人员编号为 4–64 位字母、数字或“-”');
export const usccSchema = z.string().refine((text) => parseUscc(text).ok && text === text.trim().toUpperCase(), '统一社会信用代码的校验位对不上，请逐位核对');
/** Members and calls: ids that the platform made. */
export const idSchema = z.string().regex(/^[0-9a-z]{16}$/, '编号的格式不对');
export const tenderOnly = z.strictObject({ tenderId: tenderIdSchema });

export const rowsSchema = z.array(z.strictObject({
  specialtyCode: z.string().min(3, '请选择到专业').max(7),
  regionCodes: z.array(z.string().refine(isDivisionCode, '没有这个行政区划代码')).max(20),
  count: z.number().int().min(1, '每行至少 1 人').max(15),
  alternates: z.number().int().min(0).max(30),
})).min(1, '至少一行').max(12);

const fileRef = z.strictObject({ sha256: z.string().regex(/^[0-9a-f]{64}$/), name: z.string().min(1).max(200), sizeBytes: z.number().int().min(1), mediaType: z.string().min(3).max(100) });

export const representativeSchema = z.strictObject({
  personId: personIdSchema, name: z.string().trim().min(2).max(60), post: z.string().trim().min(2, '请填写职务').max(60),
  experience: z.string().trim().min(10, '请说明其熟悉有关法规和本项目的情况').max(500), authorisation: fileRef,
});

export const reasonSchema = z.string().trim().min(4, '请写明理由').max(500);
