import { Readable } from 'node:stream';
import type { FastifyRequest } from 'fastify';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { Documents } from '#platform/documents/documents.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { compositeMethodOf } from '#trade/tender/tender.method.ts';
import { openBidObject, type SealedObjects } from './bid-object.ts';
import { evaluationRefusals as refusals } from './evaluation.refusals.ts';
import { findReportIndex } from './evaluation.store.ts';
import { hallOf, type LotRequest } from './evaluation.routes.ts';
import { bids } from './neighbours.ts';
import { reportDocument } from './report-document.ts';
import { openingLotOf } from './result.ts';
import { findViewing, type Viewing } from './viewer.routes.ts';

/** A PDF shown in our own frame: no script, no plug-in of another site, no other site's frame. */
const framePolicy = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'; frame-ancestors 'self'";

export type FileSources = { readonly sealed: Promise<SealedObjects>; readonly documents: Documents };

/** Opened bid files for those in the hall, decrypted on the way out and stored nowhere; the report for those it is for. */
export function registerFileRoutes(app: HttpApp, running: Running, { sealed, documents }: FileSources): void {
  app.addHook('onClose', () => documents.close());

  app.get('/api/evaluation/:lotId/bids/:bidderId/objects/:name', { schema: { tags: ['evaluation'], summary: '开标后的投标文件（PDF）' } }, async (request: FastifyRequest<{ Params: { lotId: string; bidderId: string; name: string } }>, reply) => {
    const found = await hallOf(running, request as LotRequest, reply);
    if (!found) return reply;
    const { lotId, bidderId, name } = request.params;
    const accepted = found.evaluation.begunAt === null ? undefined : openingLotOf(found.viewing.opening, lotId).accepted.find((each) => each.bidderId === bidderId);
    const bid = await readHead(running.pool, bids, `${lotId}:${bidderId}`);
    const object = accepted && bid ? await openBidObject(bid.state, accepted, name, await sealed) : null;
    if (!object) return sendRefusal(reply, refusals.objectUnreadable({}));
    return reply.type('application/pdf').headers({
      'content-length': object.sizeBytes, 'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(name)}`,
      'content-security-policy': framePolicy, 'cache-control': 'private, no-store',
    }).send(Readable.from(object.content));
  });

  app.get('/api/evaluation/:lotId/report', { schema: { tags: ['evaluation'], summary: '评标报告' } }, async (request: LotRequest, reply) => {
    const session = await sessionOf(request, running.sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const viewing = await findViewing(running.pool, request.params.lotId, session.actor);
    const shown = viewing && reportFor(viewing);
    if (!shown) return sendRefusal(reply, refusals.absent({}));
    const { report, reportHash, reportedAt, reportSignatures, status, round, members } = shown;
    const signatures = reportSignatures.map(({ memberId, ...signature }) => ({ label: `成员 ${members.findIndex((member) => member.memberId === memberId) + 1}`, ...signature }));
    return reply.send({ report, reportHash, reportedAt, status, round, signatures, logIndex: await findReportIndex(running.pool, request.params.lotId), can: [], serverNow: await running.legalNow() });
  });

  app.get('/api/evaluation/:lotId/report.pdf', { schema: { tags: ['evaluation'], summary: '评标报告（PDF）' } }, async (request: LotRequest, reply) => {
    const session = await sessionOf(request, running.sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { lotId } = request.params;
    const viewing = await findViewing(running.pool, lotId, session.actor);
    const shown = viewing && reportFor(viewing);
    if (!viewing || !shown?.report) return sendRefusal(reply, refusals.absent({}));
    const document = await documents.pdf(reportDocument(viewing.tender, shown, await findReportIndex(running.pool, lotId), compositeMethodOf));
    return reply.type('application/pdf').headers({ 'content-length': document.sizeBytes, 'content-disposition': `inline; filename*=UTF-8''${encodeURIComponent(`评标报告-${lotId}.pdf`)}`, 'cache-control': 'private, no-store' }).send(document.read());
  });
}

/** Members and department from the draft on; the initiator once it has been handed over; nobody else here. */
function reportFor({ relation, me, evaluation }: Viewing): NonNullable<Viewing['evaluation']> | null {
  if (!evaluation?.report) return null;
  if ((relation === 'member' && me) || relation === 'department') return evaluation;
  return relation === 'initiator' && evaluation.status === 'reported' ? evaluation : null;
}
