import { z } from 'zod';

/** Shapes that several commands share; messages are for the person who filled the form. */
export const lotId = z.string().regex(/^[0-9A-Za-z-]{1,60}-\d{1,3}$/, '标段编号不对');
export const bidderId = z.string().regex(/^[0-9A-Z]{18}$/, '投标人统一社会信用代码不对');
export const shortId = z.string().min(1, '缺少编号').max(64, '编号过长');
export const points = z.string().regex(/^\d{1,3}(\.\d{1,2})?$/, '分数应为数字，至多两位小数');
export const text = (most: number) => z.string().trim().min(1, '请填写').max(most, `至多 ${most} 字`);
export const optionalText = (most: number) => z.string().trim().max(most, `至多 ${most} 字`);
