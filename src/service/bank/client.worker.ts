import { z } from 'zod';
import { instant } from '#kernel/time/instant.ts';
import type { Bank } from './bank.types.ts';

const fen = z.string().regex(/^(0|[1-9]\d{0,17})$/);

/** Only what is named here comes in: the payer's name and account, which the bank also tells, end at this schema. */
const line = z.object({
  number: z.int().min(1), reference: z.string().min(1).max(80), bookedAt: z.int().transform(instant), direction: z.enum(['in', 'out']),
  amountFen: fen, balanceFen: fen, remark: z.string().max(2000), payoutKey: z.string().max(80).nullable(),
});
const page = z.object({ lines: z.array(line).max(1000) });
const answer = z.object({ status: z.enum(['accepted', 'pending', 'failed']), reason: z.string().max(2000).nullable().transform((text) => text?.slice(0, 200) ?? null) });

const patienceMs = 5_000;

/** A bank over HTTP, as `src/apps/bank.ts` plays one. A late answer, a broken one and one of another shape are all thrown. */
export function bankClient(url: string): Bank {
  async function ask(path: string, body?: unknown): Promise<Response> {
    const post = body === undefined ? {} : { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) };
    return await fetch(new URL(path, url), { ...post, signal: AbortSignal.timeout(patienceMs) });
  }
  async function read(response: Response): Promise<unknown> {
    if (!response.ok) throw new Error(`the bank answered ${response.status}`);
    return await response.json();
  }
  return {
    statements: async (after, limit) => page.parse(await read(await ask(`/statements?after=${after}&limit=${limit}`))).lines,
    pay: async (payout) => answer.parse(await read(await ask('/payouts', payout))),
    async outcomeOf(key) {
      const response = await ask(`/payouts/${encodeURIComponent(key)}`);
      return response.status === 404 ? null : answer.parse(await read(response));
    },
  };
}
