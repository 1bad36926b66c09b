import { z } from 'zod';
import { isDivisionCode } from '#kernel/divisions.ts';
import { dutyOfKind } from '#kernel/roles.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import { identityLockbox } from '#platform/keys/lockbox.ts';
import type { Running } from '#platform/module.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { groupPeople } from './demo-people.ts';
import { auctioneer } from './auctioneer.ts';
import { directory } from './directory.ts';
import { maskedNumber, maskedPhone, readPersonal } from './natural-person.ts';
import { organisation, publicPart } from './organisation.ts';
import { isSelfRegistering } from './enrolment.ts';
import { subjectRefusals } from './subject.refusals.ts';
import { everyone, findOrganisations, peopleOf } from './subject.store.ts';

const answersMax = 20;
const searchSchema = z.object({ q: z.string().trim().min(2, '请至少输入两个字').max(60), kind: z.enum(Object.keys(dutyOfKind) as [string, ...string[]]).optional() });

export function registerSubjectRoutes(app: HttpApp, running: Running): void {
  const { pool, sessions, legalNow, mode } = running;
  const box = identityLockbox(running.dataDir);
  app.get('/api/organisations/mine', { schema: { tags: ['subject'], summary: '本单位的登记信息和人员' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const own = session.actor.orgId ? await readHead(pool, organisation, session.actor.orgId) : null;
    if (!own) return sendRefusal(reply, subjectRefusals.notRegistered({}));
    const { orgId, kind } = own.state;
    const people = (await peopleOf(pool, orgId)).map((each) => ({ personId: each.personId, name: each.name, roles: each.memberships.find((membership) => membership.orgId === orgId)?.roles ?? [] }));
    const personal = own.state.sealedPersonal === undefined ? null : readPersonal(box.open(orgId, own.state.sealedPersonal));
    const can = isSelfRegistering(kind) ? ['organisation.change', 'person.enrol'] : [];
    return reply.header('cache-control', 'no-store').send({ organisation: { ...publicPart(own.state), basicAccount: own.state.basicAccount, registeredAt: own.state.registeredAt, history: own.state.history }, personal: personal && { number: maskedNumber(personal.number), phone: maskedPhone(personal.phone) }, people, can, serverNow: await legalNow() });
  });

  app.get('/api/organisations', { schema: { tags: ['subject'], summary: '按名称或统一社会信用代码查单位（公开部分）', querystring: searchSchema } }, async (request, reply) => {
    const query = searchSchema.safeParse(request.query);
    if (!query.success) return sendRefusal(reply, commandRefusals.bodyInvalid({ path: 'q', problem: query.error.issues[0]?.message ?? '' }));
    const found = await findOrganisations(pool, { text: query.data.q, kind: query.data.kind ?? null, limit: answersMax });
    return reply.send({ items: found.map(publicPart), serverNow: await legalNow() });
  });

  app.get<{ Params: { areaCode: string } }>('/api/directory/:areaCode', { schema: { tags: ['subject'], summary: '一地的交易中心与监督部门' } }, async (request, reply) => {
    const { areaCode } = request.params;
    if (!isDivisionCode(areaCode)) return sendRefusal(reply, commandRefusals.bodyInvalid({ path: 'areaCode', problem: '没有这个行政区划代码' }));
    const found = await readHead(pool, directory, areaCode);
    return reply.send({ areaCode, holders: found?.state.holders ?? {}, serverNow: await legalNow() });
  });

  app.get('/api/auctioneers', { schema: { tags: ['subject'], summary: '登记的拍卖师和执业证号' } }, async (_request, reply) => reply.send({ items: (await readHeads(pool, auctioneer, '')).map(({ state }) => state), serverNow: await legalNow() }));

  app.get('/api/demo/people', { schema: { tags: ['session'], summary: '演示人物，按职责分组，只在演示环境' } }, async (_request, reply) => {
    if (mode !== 'demo') return sendRefusal(reply, subjectRefusals.noDemo({}));
    return reply.send({ groups: groupPeople(await everyone(pool)), serverNow: await legalNow() });
  });
}
