import { nameOf } from '#kernel/divisions.ts';
import type { Actor } from '#kernel/roles.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import { addFileReader } from '#platform/files/files.routes.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { projectRefusals } from './project.refusals.ts';
import { findAgreement, findProject, projectsOf, type ProjectRow } from './project.store.ts';
import type { Project } from './project.ts';
import { placesOf } from './registration.ts';

export function registerProjectRoutes(app: HttpApp, { pool, sessions, legalNow }: Running): void {
  app.get('/api/projects', { schema: { tags: ['project'], summary: '我的项目：发起、代理、服务或监督的' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const rows = session.actor.orgId ? await projectsOf(pool, session.actor.orgId) : [];
    return reply.send({ items: rows.map(summary), can: canDo(session.actor), serverNow: await legalNow() });
  });

  app.get<{ Params: { projectId: string } }>('/api/projects/:projectId', { schema: { tags: ['project'], summary: '项目登记的全部内容' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const row = await findProject(pool, session.actor.orgId ?? '', request.params.projectId);
    if (!row) return sendRefusal(reply, projectRefusals.absent({}));
    const { project, status, bidDeadlineAt, venue } = row;
    return reply.send({ ...project, areaName: namesOf(project), status, bidDeadlineAt, venue, can: canDo(session.actor), serverNow: await legalNow() });
  });

  addFileReader(app, async (viewer, sha256) => {
    const found = viewer?.actor.orgId ? await findAgreement(pool, viewer.actor.orgId, sha256) : null;
    return found?.agency?.agreement ?? null;
  });
}

function summary({ project, status, bidDeadlineAt, venue }: ProjectRow) {
  const { projectId, tenderId, name, areaCode, otherAreaCodes, initiator, agency, centre, department, method, estimateFen, transactionCode, lots, registeredAt } = project;
  return { projectId, tenderId, name, areaCode, areaName: namesOf({ areaCode, otherAreaCodes }), initiator, agencyName: agency?.name ?? null, centre, department, method, estimateFen, transactionCode, lotCount: lots.length, registeredAt, status, bidDeadlineAt, venue };
}

function canDo(actor: Actor): string[] {
  return actor.role === 'initiate.operator' ? ['project.register'] : [];
}

/** All its places by name, the one that leads to the centre first. */
function namesOf(project: Pick<Project, 'areaCode' | 'otherAreaCodes'>): string {
  return placesOf(project).map(nameOf).join('、');
}
