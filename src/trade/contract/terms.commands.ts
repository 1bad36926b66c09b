import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import { award } from '#trade/award/award.ts';
import { fenSchema } from '#trade/award/lot-schemas.ts';
import { tenders } from '#trade/award/neighbours.ts';
import { streams } from '#platform/command/command.ts';
import { contract } from './contract.ts';

export const termsSchema = z.strictObject({
  priceFen: fenSchema, durationDays: z.int().min(1, '工期至少一日').max(10_000), quality: z.string().trim().min(1).max(200), scope: z.string().trim().min(1).max(4000),
  projectManager: z.string().trim().min(1).max(50), performanceBondFen: fenSchema, otherTerms: z.string().trim().max(20_000).default(''),
});
export const hashSchema = z.string().regex(/^[\w-]{43}$/, '合同摘要应为 43 位');

/** Guarded with award and tender: a new decision, an objection or a directive in between makes it decide again. */
export function reads(lotId: string): string[] {
  return streams([contract, lotId], [award, lotId], [tenders, tenderIdOf(lotId)]);
}
