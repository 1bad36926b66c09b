import { leagues } from '#kernel/divisions.ts';
import { branchesOf } from '#rules/catalogue/centres.ts';
import { directory } from '#service/subject/directory.ts';
import { tender } from '#trade/tender/tender.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { Pool } from '#platform/db/pool.ts';
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
    const { orgId } = session.actor;
    const [items, guided] = orgId === null ? [[], []] : await Promise.all([tendersWitnessedBy(pool, orgId), guidedBy(pool, orgId)]);
    return reply.send({ items, guided, serverNow: await legalNow() });
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
    return reply.send({ tenderId, name, lots: lots.map(({ lotId, name: lotName }) => ({ lotId, lotName })), department, bidDeadlineAt: published?.document.bidDeadlineAt ?? null, lines: lines.reverse(), can, serverNow });
  });
}

type Guided = { readonly branch: string; readonly tenderId: string; readonly name: string; readonly status: string; readonly bidDeadlineAt: number | null };

/**
 * 业务指导 (阿署办发〔2025〕16号第五条): the centre of a league sees what its branches have in hand, as the public sees it. The
 * branch alone runs them: its rooms, its record, its archive.
 */
async function guidedBy(pool: Pool, orgId: string): Promise<Guided[]> {
  const found: Guided[] = [];
  for (const { code } of leagues()) {
    const branches = branchesOf(code);
    const holder = branches.length === 0 ? null : await readHead(pool, directory, code);
    if (holder?.state.holders.centre?.orgId !== orgId) continue;
    for (const { areaCode, name: branch } of branches) {
      const held = (await readHead(pool, directory, areaCode))?.state.holders.centre;
      const tenders = held ? await tendersWitnessedBy(pool, held.orgId) : [];
      found.push(...tenders.map(({ tenderId, name, status, bidDeadlineAt }) => ({ branch, tenderId, name, status, bidDeadlineAt })));
    }
  }
  return found;
}
