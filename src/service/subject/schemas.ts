import { z } from 'zod';
import { isDivisionCode } from '#kernel/divisions.ts';
import type { JsonObject } from '#kernel/json.ts';
import { parsePersonCode } from '#kernel/person-code.ts';
import { parseUscc } from '#kernel/uscc.ts';

/** Schemas that bodies of several modules share. */
export const usccSchema = z.string().refine((text) => parseUscc(text).ok && text === text.trim().toUpperCase(), '统一社会信用代码的校验位对不上，请逐位核对');
export const personCodeSchema = z.string().refine((text) => parsePersonCode(text) !== null, '个人的编码由数字证书给出，以 P 开头');
export const areaSchema = z.string().refine(isDivisionCode, '请从列表中选择内蒙古自治区的盟市或旗县区');
export const personIdSchema = z.string().regex(/^[0-9a-zA-Z-]{4,64}$/, '人员编号为 4–64 位字母、数字或“-”');
/** Ids that the form makes before anything is signed under them. */
export const idSchema = z.string().regex(/^[0-9a-z]{8,32}$/, '编号为 8–32 位小写字母或数字');

/** What is signed: the body without its signature. */
export function contentOf(body: { readonly signature: unknown }): JsonObject {
  const { signature: _signature, ...content } = body;
  return content as unknown as JsonObject;
}
