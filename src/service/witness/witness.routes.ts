import { tender } from '#trade/tender/tender.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { recordFor } from './record.ts';
import { witnessRefusals as refusals } from './witness.refusals.ts';
import { eventsOfTender, openedUnder, tendersWitnessedBy } from './witness.store.ts';

export function registerWitnessRoutes(app: HttpApp, { pool, sessions, legalNow }: Running): void {
  app.get('/api/witness', { schema: { tags: ['witness'], summary: '本中心见证、本部门监督的项目' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    return reply.send({ items: session.actor.orgId ? await tendersWitnessedBy(pool, session.actor.orgId) : [], serverNow: await legalNow() });
  });

  app.get<{ Params: { tenderId: string } }>('/api/tenders/:tenderId/witness', { schema: { tags: ['witness'], summary: '一个项目的见证记录' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { tenderId } = request.params;
    const found = await readHead(pool, tender, tenderId);
    const { orgId, role } = session.actor;
    const relation = found && orgId === found.state.centre.orgId ? 'centre' : found && orgId === found.state.department.orgId ? 'department' : null;
    if (!found || !relation) return sendRefusal(reply, refusals.absent({}));
    const scopes = [tenderId, ...found.state.lots.map(({ lotId }) => lotId)];
    const [events, opened, serverNow] = await Promise.all([eventsOfTender(pool, tenderId), openedUnder(pool, scopes), legalNow()]);
    const lines = recordFor(events, opened, { tenderId, relations: ['public', relation] });
    const can = role === 'serve.witness' && relation === 'centre' ? ['witness.note', 'witness.reportIncident'] : [];
    const { name, lots, department, published } = found.state;
    return reply.send({ tenderId, name, lots: lots.map(({ lotId, name: lotName }) => ({ lotId, name: lotName })), department, bidDeadlineAt: published?.document.bidDeadlineAt ?? null, lines: lines.reverse(), can, serverNow });
  });
}
