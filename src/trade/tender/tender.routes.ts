import type { FastifyRequest } from 'fastify';
import { roles, type Actor } from '#kernel/roles.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { bid, bidIdOf } from '#trade/bid/bid.ts';
import { bidsToSealAgain } from '#trade/bid/resealing.ts';
import { inquiry, withoutAsker } from '#trade/inquiry/inquiry.ts';
import { objection } from '#trade/objection/objection.ts';
import type { Objection } from '#trade/objection/objection.types.ts';
import { taker, taking, takingId } from '#trade/taking/taking.ts';
import type { Taking } from '#trade/taking/taking.types.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import { addFileReader } from '#platform/files/files.routes.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHeadSet } from '#platform/state/head-set.store.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { actsOpenTo, isDepartment, isInitiatorSide } from './tender.phase.ts';
import { publicTender, reviewOf, rowOf } from './tender.present.ts';
import { tenderRefusals } from './tender.refusals.ts';
import { findObjectionFile, findPublishedFile, openTenders, tendersById, tendersOf } from './tender.store.ts';
import { noticesOf } from './tender.termination.ts';
import { tender } from './tender.ts';
import type { Tender } from './tender.types.ts';

type Params = { Params: { tenderId: string } };
const schema = (summary: string): object => ({ schema: { tags: ['tender'], summary } });
const openListMax = 200;

export function registerTenderRoutes(app: HttpApp, running: Running): void {
  registerTender(app, running, lookups(running));
  registerMine(app, running, lookups(running));
  registerFiles(app, running, lookups(running));
}

type Lookups = ReturnType<typeof lookups>;

function lookups({ pool, sessions }: Running) {
  return {
    actorOf: async (request: FastifyRequest): Promise<Actor | null> => (await sessionOf(request, sessions))?.actor ?? null,
    found: async (tenderId: string): Promise<Tender | null> => (await readHead(pool, tender, tenderId))?.state ?? null,
    ownTaking: async (tenderId: string, actor: Actor | null): Promise<Taking | null> =>
      (actor?.role === 'respond.operator' && actor.orgId ? await readHead(pool, taking, takingId(tenderId, actor.orgId)) : null)?.state ?? null,
  };
}

/** One tender, its objections and its questions. */
function registerTender(app: HttpApp, { pool, legalNow, mode }: Running, { actorOf, found, ownTaking }: Lookups): void {
  app.get<Params>('/api/tenders/:tenderId', schema('招标项目：公开内容；招标人一方另有草稿与核对结果，投标人另有自己的获取记录'), async (request, reply) => {
    const [actor, state, now] = [await actorOf(request), await found(request.params.tenderId), await legalNow()];
    if (!state) return sendRefusal(reply, tenderRefusals.absent({}));
    const own = await ownTaking(state.tenderId, actor);
    const mine = actor !== null && isInitiatorSide(state, actor.orgId) && actor.role === 'initiate.operator';
    return reply.send({
      ...publicTender(state, now),
      ...(mine && state.draft ? { draft: reviewOf(state, state.draft, { now, calendar: calendarFor(mode) }) } : {}),
      ...(own ? { taking: { takenAt: own.takenAt } } : {}),
      can: actor ? actsOpenTo(state, { role: actor.role, orgId: actor.orgId, isTaker: own !== null }, now) : [],
      serverNow: now,
    });
  });

  app.get<Params>('/api/tenders/:tenderId/objections', schema('异议：公众看到不含提出人的答复，提出人看到自己的，招标人一方与监督部门看到全部'), async (request, reply) => {
    const [actor, state] = [await actorOf(request), await found(request.params.tenderId)];
    if (!state) return sendRefusal(reply, tenderRefusals.absent({}));
    const all = actor ? (await readHeads(pool, objection, `${state.tenderId}:`)).map((head) => head.state) : [];
    const items = all.filter((each) => mayRead(state, actor, each));
    return reply.send({ items, settled: state.settledObjections, open: state.openObjections, serverNow: await legalNow() });
  });

  app.get<Params>('/api/tenders/:tenderId/inquiries', schema('提问：招标人一方看到问题而看不到提问人，投标人看到自己提的'), async (request, reply) => {
    const [actor, state] = [await actorOf(request), await found(request.params.tenderId)];
    if (!actor) return sendRefusal(reply, commandRefusals.loginFirst({}));
    if (!state) return sendRefusal(reply, tenderRefusals.absent({}));
    const all = (await readHeads(pool, inquiry, `${state.tenderId}:`)).map((head) => head.state);
    const isAsked = roles[actor.role].duty === 'initiate' && isInitiatorSide(state, actor.orgId);
    const mine = isAsked ? all : actor.role === 'respond.operator' ? all.filter((each) => each.askerId === actor.orgId) : [];
    return reply.send({ items: mine.toSorted((a, b) => a.askedAt - b.askedAt).map(withoutAsker), serverNow: await legalNow() });
  });
}

/** What concerns the viewer's own organisation. */
function registerMine(app: HttpApp, { pool, legalNow }: Running, { actorOf }: Lookups): void {
  app.get('/api/my/tenders', schema('我的招标项目：发起、代理、服务、监督的，或者已获取招标文件的'), async (request, reply) => {
    const actor = await actorOf(request);
    if (!actor?.orgId) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const now = await legalNow();
    const isBidder = actor.role === 'respond.operator';
    const taken = isBidder ? ((await readHead(pool, taker, actor.orgId))?.state.taken ?? []).map((row) => row.tenderId) : [];
    const mine = isBidder ? await tendersById(pool, taken) : await tendersOf(pool, actor.orgId);
    const others = isBidder ? (await openTenders(pool, now, openListMax)).filter((each) => !taken.includes(each.tenderId)) : [];
    const row = (isTaker: boolean) => (each: Tender) => rowOf(each, actsOpenTo(each, { role: actor.role, orgId: actor.orgId, isTaker }, now), now);
    return reply.send({ items: mine.map(row(true)), open: others.map(row(false)), serverNow: now });
  });

  app.get('/api/my/notices', schema('发给我的通知：已获取招标文件的各项目的澄清、修改、终止'), async (request, reply) => {
    const actor = await actorOf(request);
    if (!actor?.orgId || actor.role !== 'respond.operator') return sendRefusal(reply, commandRefusals.loginFirst({}));
    const rows = (await readHead(pool, taker, actor.orgId))?.state.taken ?? [];
    const tenders = await tendersById(pool, rows.map((row) => row.tenderId));
    const items = tenders.flatMap((each) => {
      const seenNumber = rows.find((row) => row.tenderId === each.tenderId)?.seenNumber ?? 0;
      return each.amendments.map((amendment) => ({ tenderId: each.tenderId, tenderName: each.name, amendment, unread: amendment.number > seenNumber }));
    });
    const terminated = tenders.flatMap((each) => {
      const number = noticesOf(each);
      const seenNumber = rows.find((row) => row.tenderId === each.tenderId)?.seenNumber ?? 0;
      return each.termination ? [{ tenderId: each.tenderId, tenderName: each.name, number, termination: each.termination, unread: number > seenNumber }] : [];
    });
    const now = await legalNow();
    const own = await readHeadSet(pool, bid, tenders.flatMap((each) => each.lots.map(({ lotId }) => bidIdOf(lotId, actor.orgId ?? ''))));
    const resealing = tenders.flatMap((each) => bidsToSealAgain(each, [...own.values()], now).map((bidOf) => ({ tenderId: each.tenderId, tenderName: each.name, ...bidOf })));
    return reply.send({
      items: items.sort((a, b) => b.amendment.at - a.amendment.at), terminated: terminated.sort((a, b) => b.termination.at - a.termination.at), resealing,
      unread: [...items, ...terminated].filter((item) => item.unread).length + resealing.length, serverNow: now,
    });
  });
}

function registerFiles(app: HttpApp, { pool }: Running, { found }: Lookups): void {
  addFileReader(app, async (viewer, sha256) => {
    const open = await findPublishedFile(pool, sha256);
    if (open) return open;
    const held = viewer?.actor.orgId ? await findObjectionFile(pool, sha256) : null;
    const state = held ? await found(held.tenderId) : null;
    const orgId = viewer?.actor.orgId ?? null;
    const duty = viewer ? roles[viewer.actor.role].duty : null;
    const mayOpen = held && state && (held.objectorId === orgId || (duty === 'initiate' && isInitiatorSide(state, orgId)) || (duty === 'supervise' && isDepartment(state, orgId)));
    return mayOpen ? held.file : null;
  });
}

function mayRead(state: Tender, actor: Actor | null, each: Objection): boolean {
  if (!actor) return false;
  if (actor.role === 'respond.operator') return each.objector.orgId === actor.orgId;
  const { duty } = roles[actor.role];
  return (duty === 'initiate' && isInitiatorSide(state, actor.orgId)) || (duty === 'supervise' && isDepartment(state, actor.orgId));
}
