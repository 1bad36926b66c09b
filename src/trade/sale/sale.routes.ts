import { z } from 'zod';
import { isBuyer } from '#kernel/roles.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import { addFileReader } from '#platform/files/files.routes.ts';
import type { HttpApp } from '#platform/http/app.ts';
import type { Running } from '#platform/module.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { application, applicationId, ownPart } from '#trade/application/application.ts';
import { auction } from '#trade/auction/auction.ts';
import type { LotAuction } from '#trade/auction/auction.types.ts';
import { sale } from './sale.ts';
import { saleRefusals as refusals } from './sale.refusals.ts';
import { findAnnouncedFile } from './sale.store.ts';
import type { HallFigures, SaleRow, SaleView } from './sale.views.ts';

const idParams = z.object({ saleId: z.string().regex(/^[0-9a-z]{16}$/, '公告编号的格式不对') });

/** Announcements are anyone's to read; whoever is logged in finds the own application beside them. */
export function registerSaleRoutes(app: HttpApp, { pool, sessions, legalNow }: Running): void {
  addFileReader(app, (_viewer, sha256) => findAnnouncedFile(pool, sha256));

  app.get('/api/sales', { schema: { tags: ['sale'], summary: '出让、转让公告' } }, async (_asked, reply) => {
    const [sales, halls] = await Promise.all([readHeads(pool, sale, ''), readHeads(pool, auction, '')]);
    const items: SaleRow[] = sales.flatMap(({ state }) => state.lots.map((lot) => {
      return {
        saleId: state.saleId, lotId: lot.lotId, title: state.title, lotName: lot.name, kind: state.kind, areaCode: state.areaCode, seller: state.seller.name, publishedAt: state.publishedAt,
        startFen: lot.startFen, applyUntil: lot.applyUntil, biddingFrom: lot.biddingFrom, ...figuresOf(halls.find(({ id }) => id === lot.lotId)?.state),
      };
    }));
    return reply.send({ items: items.sort((a, b) => b.publishedAt - a.publishedAt), serverNow: await legalNow() });
  });

  app.get('/api/sales/:saleId', { schema: { tags: ['sale'], summary: '一份出让、转让公告', params: idParams } }, async (asked, reply) => {
    const { saleId } = idParams.parse(asked.params);
    const session = await sessionOf(asked, sessions);
    const found = await readHead(pool, sale, saleId);
    if (!found) return sendRefusal(reply, refusals.absent({}));
    const orgId = session && isBuyer(session.actor.role) ? (session.actor.orgId ?? '') : '';
    const own = orgId ? await Promise.all(found.state.lots.map(({ lotId }) => readHead(pool, application, applicationId(lotId, orgId)))) : [];
    const halls = await Promise.all(found.state.lots.map(async ({ lotId }) => ({ lotId, ...figuresOf((await readHead(pool, auction, lotId))?.state) })));
    const view: SaleView = {
      sale: found.state, halls, own: own.flatMap((head) => (head ? [ownPart(head.state)] : [])),
      isSeller: session?.actor.role === 'initiate.operator' && session.actor.orgId === found.state.seller.orgId,
      serverNow: await legalNow(),
    };
    return reply.header('cache-control', 'no-store').send(view);
  });
}

function figuresOf(hall: LotAuction | undefined): HallFigures {
  const found = hall?.auction;
  return { status: found?.status ?? 'waiting', bestFen: found?.best?.priceFen ?? null, outcome: found?.outcome?.kind ?? null };
}
