import { Readable } from 'node:stream';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { archive } from './archive.ts';
import { archiveRefusals as refusals } from './archive.refusals.ts';
import { archivesOf } from './archive.store.ts';
import type { Archive } from './archive.types.ts';
import { checkArchive, packageEntries, readManifest } from './package.worker.ts';
import { archiveSides } from './owner.ts';
import { heldFor, readOwner, type Archiving } from './plan.worker.ts';
import { zip } from './zip.ts';

type LotRequest = FastifyRequest<{ Params: { lotId: string } }>;
type Found = { readonly state: Archive; readonly side: 'centre' | 'initiator' | 'department'; readonly role: string };

/** The package is read by its two subjects and the department; its fingerprint stands in the public log. */
export function registerArchiveRoutes(app: HttpApp, running: Archiving): void {
  const { pool, sessions, legalNow, documents } = running;
  app.addHook('onClose', () => documents.close());

  async function find(request: LotRequest, reply: FastifyReply): Promise<Found | null> {
    const session = await sessionOf(request, sessions);
    if (!session) return refused(reply, commandRefusals.loginFirst({}));
    const { lotId } = request.params;
    const [found, owner] = await Promise.all([readHead(pool, archive, lotId), readOwner(pool, lotId)]);
    const { orgId, role } = session.actor;
    const side = archiveSides.find((each) => orgId !== null && owner?.[each].orgId === orgId);
    if (!side) return refused(reply, refusals.notSubject({}));
    return found ? { state: found.state, side, role } : refused(reply, refusals.absent({}));
  }

  app.get('/api/archives', { schema: { tags: ['archive'], summary: '本单位的交易档案' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { orgId } = session.actor;
    const [items, held] = orgId === null ? [[], []] : await Promise.all([archivesOf(pool, orgId), heldFor(running, orgId)]);
    return reply.send({ items, held, serverNow: await legalNow() });
  });

  app.get<{ Params: { lotId: string } }>('/api/lots/:lotId/archive', { schema: { tags: ['archive'], summary: '一个标段的档案清单' } }, async (request, reply) => {
    const found = await find(request, reply);
    if (!found) return reply;
    const { state, side, role } = found;
    const isOpen = !state.accepted.some((each) => each.side === side);
    const can = isOpen && side === 'centre' && role === 'serve.archive' ? ['archive.accept'] : isOpen && side === 'initiator' && role === 'initiate.operator' ? ['archive.acceptByInitiator'] : [];
    return reply.send({ archive: state, manifest: await readManifest(running, state), can, serverNow: await legalNow() });
  });

  app.get<{ Params: { lotId: string } }>('/api/lots/:lotId/archive/package.zip', { schema: { tags: ['archive'], summary: '下载档案包' } }, async (request, reply) => {
    const found = await find(request, reply);
    if (!found) return reply;
    const name = `archive-${found.state.lotId}.zip`;
    return reply.type('application/zip').header('content-disposition', `attachment; filename="${name}"`).send(Readable.from(zip(packageEntries(running, found.state))));
  });

  app.get<{ Params: { lotId: string } }>('/api/lots/:lotId/archive/check', { schema: { tags: ['archive'], summary: '重新校验档案完整性' } }, async (request, reply) => {
    const found = await find(request, reply);
    return found ? reply.send({ ...(await checkArchive(running, found.state)), serverNow: await legalNow() }) : reply;
  });
}

function refused(reply: FastifyReply, refusal: Parameters<typeof sendRefusal>[1]): null {
  sendRefusal(reply, refusal);
  return null;
}
