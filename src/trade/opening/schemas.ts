import { z } from 'zod';

export const tenderIdSchema = z.string().regex(/^[0-9a-z]{16}$/, '项目编号的格式不对');
export const lotIdSchema = z.string().regex(/^[0-9a-z]{16}-\d{1,3}$/, '标段编号的格式不对');
export const hashSchema = z.string().regex(/^[0-9a-f]{64}$/, '摘要应为 64 位十六进制');
export const sentenceSchema = z.string().trim().min(5, '请至少写五个字').max(2000, '不超过两千字');
