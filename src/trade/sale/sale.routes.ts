import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import { addFileReader } from '#platform/files/files.routes.ts';
import type { HttpApp } from '#platform/http/app.ts';
import type { Running } from '#platform/module.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { findApplicationFile } from '#trade/application/application.files.ts';
import { readApplicationsOf } from '#trade/application/application.store.ts';
import { application, applicationId } from '#trade/application/application.ts';
import { auction } from '#trade/auction/auction.ts';
import type { LotAuction } from '#trade/auction/auction.types.ts';
import type { Application } from '#trade/application/application.types.ts';
import { lotIdSchema } from './sale.schema.ts';
import { sale } from './sale.ts';
import { saleRefusals as refusals } from './sale.refusals.ts';
import { findAnnouncedFile } from './sale.store.ts';
import type { ApplicationRow, HallFigures, OwnApplication, SaleRow, SaleView } from './sale.views.ts';

const idParams = z.object({ saleId: z.string().regex(/^[0-9a-z]{16}$/, '公告编号的格式不对') });
const lotParams = z.object({ lotId: lotIdSchema });

/** Announcements are anyone's to read; who applied is the seller's and the department's. */
export function registerSaleRoutes(app: HttpApp, { pool, sessions, legalNow }: Running): void {
  addFileReader(app, async (viewer, sha256) => (await findAnnouncedFile(pool, sha256)) ?? (await findApplicationFile(pool, viewer, sha256)));

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
    const orgId = session?.actor.role === 'respond.operator' ? (session.actor.orgId ?? '') : '';
    const own = orgId ? await Promise.all(found.state.lots.map(({ lotId }) => readHead(pool, application, applicationId(lotId, orgId)))) : [];
    const halls = await Promise.all(found.state.lots.map(async ({ lotId }) => ({ lotId, ...figuresOf((await readHead(pool, auction, lotId))?.state) })));
    const view: SaleView = {
      sale: found.state, halls, own: own.flatMap((head) => (head ? [ownOf(head.state)] : [])),
      isSeller: session?.actor.role === 'initiate.operator' && session.actor.orgId === found.state.seller.orgId,
      serverNow: await legalNow(),
    };
    return reply.header('cache-control', 'no-store').send(view);
  });

  app.get('/api/sale-lots/:lotId/applications', { schema: { tags: ['sale'], summary: '竞买申请', params: lotParams, security: [{ session: [] }] } }, async (asked, reply) => {
    const { lotId } = lotParams.parse(asked.params);
    const session = await sessionOf(asked, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const found = await readHead(pool, sale, tenderIdOf(lotId));
    if (!found) return sendRefusal(reply, refusals.absent({}));
    const { role, orgId } = session.actor;
    const isSeller = role === 'initiate.operator' && orgId === found.state.seller.orgId;
    const isDepartment = role === 'supervise.officer' && orgId === found.state.department.orgId;
    if (!isSeller && !isDepartment) return sendRefusal(reply, refusals.notYours({}));
    const items: ApplicationRow[] = (await readHeads(pool, application, `${lotId}:`)).map(({ state: { bidderId, bidderName, appliedAt, isPreferred, files, qualification, deposit, paddle } }) => ({
      bidderId, bidderName, appliedAt, isPreferred, files, qualification, hasDeposit: deposit !== null, paddle: isDepartment ? paddle : null,
    }));
    return reply.header('cache-control', 'no-store').send({ items, serverNow: await legalNow() });
  });

  app.get('/api/applications', { schema: { tags: ['sale'], summary: '我的竞买申请', security: [{ session: [] }] } }, async (asked, reply) => {
    const session = await sessionOf(asked, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const own = session.actor.role === 'respond.operator' ? await readApplicationsOf(pool, session.actor.orgId ?? '') : [];
    return reply.header('cache-control', 'no-store').send({ items: own.map(ownOf), serverNow: await legalNow() });
  });
}

function figuresOf(hall: LotAuction | undefined): HallFigures {
  const found = hall?.auction;
  return { status: found?.status ?? 'waiting', bestFen: found?.best?.priceFen ?? null, outcome: found?.outcome?.kind ?? null };
}

/** A bidder's own application, without what it handed in. */
function ownOf({ files: _files, bidderId: _bidderId, bidderName: _bidderName, ...own }: Application): OwnApplication {
  return own;
}
