import { z } from 'zod';
import { roles } from '#kernel/roles.ts';
import { searchSpecialties, specialtyPath } from '#rules/specialties/specialties.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import type { Pool } from '#platform/db/pool.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { organisation } from '#service/subject/organisation.ts';
import { expert } from './expert.ts';
import { expertRefusals } from './expert.refusals.ts';

const search = z.object({ q: z.string().trim().max(60).default('') });

export function registerExpertRoutes(app: HttpApp, { pool, sessions, legalNow }: Running): void {
  app.get('/api/specialties', { schema: { tags: ['expert'], summary: '评标专家专业分类', querystring: search } }, async (request, reply) => {
    const query = search.safeParse(request.query);
    if (!query.success) return sendRefusal(reply, commandRefusals.bodyInvalid({ path: 'q', problem: query.error.issues[0]?.message ?? '' }));
    const found = searchSpecialties(query.data.q, 40);
    return reply.send({ items: found.map(({ code, name }) => ({ code, name, path: specialtyPath(code) })) });
  });

  app.get('/api/experts/mine', { schema: { tags: ['expert'], summary: '本人在专家库中的记录' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { role, personId } = session.actor;
    if (role !== 'evaluate.expert' || personId === null) return sendRefusal(reply, commandRefusals.roleNotAllowed({ title: '查看专家记录', role: roles[role].name }));
    const own = await readHead(pool, expert, personId);
    if (!own) return sendRefusal(reply, expertRefusals.notEnrolled({}));
    const { relations, employerOrgId } = own.state;
    const named = await Promise.all(relations.map(async (relation) => ({ ...relation, orgName: await nameOf(pool, relation.orgId) })));
    return reply.send({ expert: own.state, employerName: employerOrgId === null ? null : await nameOf(pool, employerOrgId), relations: named, can: ['expert.declareRelations'], serverNow: await legalNow() });
  });

  /** The pool is the regulator's: centre staff who could read it could tell a bidder whom to visit. */
  app.get('/api/experts', { schema: { tags: ['expert'], summary: '专家库（行业监督部门）' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { role } = session.actor;
    if (role !== 'supervise.officer') return sendRefusal(reply, commandRefusals.roleNotAllowed({ title: '查看专家库', role: roles[role].name }));
    // What experts declare of their kin and holdings is theirs alone: draws compare it, nobody reads it.
    const items = (await readHeads(pool, expert, '')).map(({ state: { relations: _, ...shown } }) => shown);
    return reply.send({ items, can: ['expert.enrol', 'expert.suspend', 'expert.restore'], serverNow: await legalNow() });
  });
}

/** A unit that is not registered is called by its code. */
async function nameOf(pool: Pool, orgId: string): Promise<string> {
  return (await readHead(pool, organisation, orgId))?.state.name ?? orgId;
}
