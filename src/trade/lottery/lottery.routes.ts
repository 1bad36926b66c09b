import { z } from 'zod';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { lottery } from './lottery.ts';
import { lotteryRefusals as refusals } from './lottery.refusals.ts';
import { readFixing, readOpenLotteries } from './lottery.store.ts';
import type { Lottery, LotteryNeed, LotteryPendingView, LotteryView } from './lottery.types.ts';

const holdersQuery = z.object({ holder: z.string().regex(/^[\w.:-]{1,64}(,[\w.:-]{1,64}){0,199}$/, '请给出密钥保管方编号') });
const params = z.object({ lotId: lotIdSchema });

/** What key agents owe a draw, and everything by which anyone draws again. */
export function registerLotteryRoutes(app: HttpApp, { pool, legalNow }: Running): void {
  app.get('/api/lotteries/pending', { schema: { tags: ['auction'], summary: '密钥代理的摇号待办', querystring: holdersQuery } }, async (asked, reply) => {
    const query = holdersQuery.safeParse(asked.query);
    if (!query.success) return sendRefusal(reply, commandRefusals.bodyInvalid({ path: 'holder', problem: query.error.issues[0]?.message ?? '' }));
    const holders = query.data.holder.split(',');
    const open = await readOpenLotteries(pool, holders);
    const view: LotteryPendingView = { serverNow: await legalNow(), items: open.flatMap(({ state }) => holders.flatMap((holderId) => needOf(state, holderId) ?? [])) };
    return reply.header('cache-control', 'no-store').send(view);
  });

  app.get('/api/lotteries/:lotId', { schema: { tags: ['auction'], summary: '一个标的的摇号', params } }, async (asked, reply) => {
    const { lotId } = params.parse(asked.params);
    const found = await readHead(pool, lottery, lotId);
    if (!found) return sendRefusal(reply, refusals.absent({}));
    const view: LotteryView = { lottery: found.state, listing: await readFixing(pool, lotId) };
    return reply.header('cache-control', 'no-store').send(view);
  });
}

function needOf({ lotId, drawId, holders, sources, fixed, given }: Lottery, holderId: string): LotteryNeed | null {
  if (!holders.some((each) => each.holderId === holderId)) return null;
  const needs = fixed ? (given.includes(holderId) ? null : 'release') : sources.some((each) => each.holderId === holderId) ? null : 'contribute';
  return needs && { lotId, holderId, needs, drawId, holders };
}
