import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import { addFileReader } from '#platform/files/files.routes.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { saleRefusals as refusals } from '#trade/sale/sale.refusals.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { sale } from '#trade/sale/sale.ts';
import { findApplicationFile } from './application.files.routes.ts';
import { readApplicationsOf } from './application.store.ts';
import { application, ownPart } from './application.ts';
import type { ApplicationRow } from './application.types.ts';

const lotParams = z.object({ lotId: lotIdSchema });

/** Who applied is the seller's and the department's to read, and each bidder's for itself. */
export function registerApplicationRoutes(app: HttpApp, { pool, sessions, legalNow }: Running): void {
  addFileReader(app, (viewer, sha256) => findApplicationFile(pool, viewer, sha256));

  app.get('/api/sale-lots/:lotId/applications', { schema: { tags: ['sale'], summary: '竞买申请', params: lotParams, security: [{ session: [] }] } }, async (asked, reply) => {
    const session = await sessionOf(asked, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { lotId } = lotParams.parse(asked.params);
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
    return reply.header('cache-control', 'no-store').send({ items: own.map(ownPart), serverNow: await legalNow() });
  });
}
