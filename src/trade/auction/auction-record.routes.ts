import { z } from 'zod';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { application, applicationId } from '#trade/application/application.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { auctionRecord, partOf, recordText, signersOf } from './auction-record.ts';
import type { RecordView } from './auction-record.types.ts';
import { auctionRefusals as refusals } from './auction.refusals.ts';
import { auction } from './auction.ts';

const params = z.object({ lotId: lotIdSchema });

/** 拍卖笔录: anyone reads it, once there is an outcome. */
export function registerRecordRoutes(app: HttpApp, { pool, sessions, legalNow }: Running): void {
  app.get('/api/auctions/:lotId/record', { schema: { tags: ['auction'], summary: '拍卖笔录和签署情况', params } }, async (asked, reply) => {
    const { lotId } = params.parse(asked.params);
    const [session, head, record] = await Promise.all([sessionOf(asked, sessions), readHead(pool, auction, lotId), readHead(pool, auctionRecord, lotId)]);
    const text = head && recordText(head.state);
    if (!head || text === null) return sendRefusal(reply, head ? refusals.recordEarly({}) : refusals.absent({}));
    const own = session ? await readHead(pool, application, applicationId(lotId, session.actor.orgId ?? '')) : null;
    const part = session ? partOf(head.state, session.actor, own?.state.paddle ?? null) : null;
    const signed = record?.state.signed ?? [];
    const view: RecordView = { text, signed, parts: signersOf(head.state), canSign: part !== null && !signed.some((each) => each.part === part) ? part : null, serverNow: await legalNow() };
    return reply.header('cache-control', 'no-store').send(view);
  });
}
