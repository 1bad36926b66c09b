import { z } from 'zod';

/** What an objection says, whatever it is to. */
export const raiseFields = {
  objectionId: z.string().regex(/^[0-9a-z]{8,32}$/, '编号为 8–32 位小写字母或数字'),
  title: z.string().trim().min(2, '请写出事项').max(200),
  text: z.string().trim().min(10, '请写清楚事实和理由').max(20_000),
  /** Whoever has taken the file, or has bid, leaves it out. */
  interest: z.string().trim().max(2000).nullable().default(null),
};
