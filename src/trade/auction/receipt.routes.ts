import { z } from 'zod';
import { findReceipt } from '#evidence/bundle/receipt.store.ts';
import { isBuyer } from '#kernel/roles.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { application, applicationId } from '#trade/application/application.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { auctionRefusals as refusals } from './auction.refusals.ts';

/** What is no bid's name is answered like a bid that is not there. */
const params = z.object({ lotId: lotIdSchema, result: z.string().max(20), version: z.string().max(20) });
const named = z.object({ result: z.enum(['accepted', 'refused']), version: z.coerce.number().int().min(1).max(10_000_000) });

/** The receipt of each own bid, taken or refused, for whoever acts for the bidder; nobody else learns that there is one. */
export function registerBidReceiptRoutes(app: HttpApp, { pool, sessions }: Running): void {
  app.get('/api/auctions/:lotId/receipts/:result/:version', { schema: { tags: ['auction'], summary: '自己一次报价的回执', params, security: [{ session: [] }] } }, async (asked, reply) => {
    const session = await sessionOf(asked, sessions);
    if (!session) return sendRefusal(reply, refusals.loginFirst({}));
    const { lotId, ...name } = params.parse(asked.params);
    const { role, orgId } = session.actor;
    const own = role && isBuyer(role) && orgId ? await readHead(pool, application, applicationId(lotId, orgId)) : null;
    const paddle = own?.state.paddle ?? null;
    const wanted = named.safeParse(name);
    if (paddle === null || !wanted.success) return sendRefusal(reply, refusals.noReceipt({}));
    const { result, version } = wanted.data;
    const found = await findReceipt(pool, result === 'accepted' ? `auction:${lotId}` : `attempt:${lotId}:${orgId ?? ''}`, version);
    const isOwn = found !== null && isBidOf(found.event, paddle);
    return isOwn ? reply.header('cache-control', 'no-store').send({ kind: 'ovoo-bid-receipt', v: 1, lotId, version, ...found }) : sendRefusal(reply, refusals.noReceipt({}));
  });
}

const opened = z.object({ header: z.object({ body: z.string() }), parts: z.array(z.object({ body: z.string() })) });

/** The hall's stream is everyone's: of its events only the own bids have a receipt for this bidder. */
function isBidOf(event: unknown, paddle: number): boolean {
  const { header, parts } = opened.parse(event);
  const { kind } = z.object({ kind: z.string() }).parse(JSON.parse(header.body));
  const body = z.object({ paddle: z.number().optional() }).parse(Object.assign({}, ...parts.map((part) => JSON.parse(part.body) as object)));
  return (kind === 'BidAccepted' || kind === 'BidRefused') && body.paddle === paddle;
}
