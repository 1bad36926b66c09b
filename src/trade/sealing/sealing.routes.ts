import { z } from 'zod';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { sealing } from './sealing.ts';
import { sealingRefusals as refusals } from './sealing.refusals.ts';
import { readListing, readOpenSealings } from './sealing.store.ts';
import type { SealingPendingView, SealingView } from './sealing.types.ts';

const holdersQuery = z.object({ holder: z.string().regex(/^[\w.:-]{1,64}(,[\w.:-]{1,64}){0,199}$/, '请给出密钥保管方编号') });
const params = z.object({ lotId: lotIdSchema });

/** Which halls wait for key agents, to whose keys prices are sealed, and everything by which anyone opens them again. */
export function registerSealingRoutes(app: HttpApp, { pool, legalNow }: Running): void {
  app.get('/api/sealings/pending', { schema: { tags: ['auction'], summary: '密钥代理的密封报价待办', querystring: holdersQuery } }, async (asked, reply) => {
    const query = holdersQuery.safeParse(asked.query);
    if (!query.success) return sendRefusal(reply, commandRefusals.bodyInvalid({ path: 'holder', problem: query.error.issues[0]?.message ?? '' }));
    const holders = query.data.holder.split(',');
    const open = await readOpenSealings(pool, holders);
    const items = open.filter(({ state }) => state.listed !== null).flatMap(({ state: { lotId, given, ...state } }) => holders.filter((id) => state.holders.some(({ holderId }) => holderId === id) && !given.includes(id)).map((holderId) => ({ lotId, holderId })));
    const view: SealingPendingView = { serverNow: await legalNow(), items };
    return reply.header('cache-control', 'no-store').send(view);
  });

  app.get('/api/sealings/:lotId', { schema: { tags: ['auction'], summary: '一个标的的密封报价：密钥保管方、名单和份额', params } }, async (asked, reply) => {
    const { lotId } = params.parse(asked.params);
    const found = await readHead(pool, sealing, lotId);
    if (!found) return sendRefusal(reply, refusals.absent({}));
    const view: SealingView = { sealing: found.state, listing: await readListing(pool, lotId) };
    return reply.header('cache-control', 'no-store').send(view);
  });
}
