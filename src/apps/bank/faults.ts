import { z } from 'zod';

/** What may go wrong with a bank, at will: for tests, which ask it to. */
export const faultsSchema = z.strictObject({
  /** Every answer comes so much later. */
  slowMs: z.int().min(0).max(60_000).default(0),
  /** Connections break, and nothing is done. */
  isDown: z.boolean().default(false),
  /** What is asked for is done, and the answer is lost. */
  losesAnswers: z.boolean().default(false),
  /** Each line of the statement comes twice. */
  isDuplicating: z.boolean().default(false),
  /** The last line comes first. */
  isReordering: z.boolean().default(false),
  /** The last line's amount is one 分 more than what was paid. */
  isAmountWrong: z.boolean().default(false),
  /** Answers end in the middle. */
  isTruncating: z.boolean().default(false),
  /** How payouts end; those that are pending end so as soon as it is no longer `pending`. */
  payouts: z.enum(['accepted', 'pending', 'failed']).default('accepted'),
});
export type Faults = z.infer<typeof faultsSchema>;

export const noFaults: Faults = faultsSchema.parse({});
