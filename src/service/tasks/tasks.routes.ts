import type { Actor } from '#kernel/roles.ts';
import { bid, bidIdOf } from '#trade/bid/bid.ts';
import { call, callKey } from '#trade/panel/call.ts';
import { taker } from '#trade/taking/taking.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { readHeadSet } from '#platform/state/head-set.store.ts';
import { bidderTasks } from './bidder-tasks.view.ts';
import { involvements } from './involvements.routes.ts';
import { initiatorTasks } from './initiator-tasks.view.ts';
import type { Involvement, Viewer } from './involvement.view.ts';
import { callTasks, memberTasks } from './member-tasks.view.ts';
import { officeTasks } from './office-tasks.view.ts';
import { tasksOfSales } from './sale-parts.routes.ts';
import { streamsOverdue, tendersInvolving, tendersJudgedBy } from './tasks.store.ts';
import type { Task, TasksView } from './tasks.types.ts';

const tendersMax = 300;

/** 我的待办: what waits for this person in this role, across the modules, soonest first. Each sees only what its own screens show. */
export function registerTaskRoutes(app: HttpApp, { pool, sessions, legalNow, mode }: Running): void {
  app.get('/api/my/tasks', { schema: { tags: ['session'], summary: '我的待办：当前身份现在要办的事' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { role, orgId, personId } = session.actor;
    const serverNow = await legalNow();
    const viewer = { role, orgId, personId, now: serverNow };
    const items = (await Promise.all([tasksOf(viewer), tasksOfSales({ pool, mode }, viewer)])).flat();
    const view: TasksView = { items: items.toSorted((a, b) => (a.due?.at ?? Infinity) - (b.due?.at ?? Infinity)), serverNow };
    return reply.header('cache-control', 'no-store').send(view);
  });

  async function tasksOf(viewer: Viewer): Promise<Task[]> {
    const { role, orgId, personId, now } = viewer;
    switch (role) {
      case 'respond.operator': return orgId === null ? [] : await tasksOfBidder(viewer, orgId);
      case 'evaluate.expert': {
        const calls = await readHeads(pool, call, callKey(personId ?? '', ''));
        return [...callTasks(calls.map(({ state }) => state), now), ...(await tasksOfMember(viewer))];
      }
      case 'initiate.operator': return (await ofOrganisation(orgId)).flatMap((part) => initiatorTasks(part, viewer));
      case 'initiate.representative': return [...(await tasksOfMember(viewer)), ...(await ofOrganisation(orgId)).flatMap((part) => initiatorTasks(part, viewer))];
      case 'operate.engineer': return await tasksOfEngineer(viewer);
      default: return (await ofOrganisation(orgId)).flatMap((part) => officeTasks(part, viewer));
    }
  }

  async function ofOrganisation(orgId: Actor['orgId']): Promise<Involvement[]> {
    return orgId === null ? [] : await involvements({ pool, legalNow, mode }, await tendersInvolving(pool, orgId, tendersMax));
  }

  async function tasksOfMember(viewer: Viewer): Promise<Task[]> {
    const parts = viewer.personId === null ? [] : await involvements({ pool, legalNow, mode }, await tendersJudgedBy(pool, viewer.personId));
    return parts.flatMap((part) => memberTasks(part, viewer));
  }

  async function tasksOfBidder(viewer: Viewer, orgId: string): Promise<Task[]> {
    const taken = (await readHead(pool, taker, orgId))?.state.taken ?? [];
    const parts = await involvements({ pool, legalNow, mode }, taken.map(({ tenderId }) => tenderId));
    const lots = parts.flatMap((part) => part.tender.lots.map(({ lotId }) => lotId));
    const own = await readHeadSet(pool, bid, lots.map((lotId) => bidIdOf(lotId, orgId)));
    const bids = new Map([...own.values()].map((each) => [each.lotId, each]));
    return parts.flatMap((part) => bidderTasks(part, { seenNumber: taken.find(({ tenderId }) => tenderId === part.tender.tenderId)?.seenNumber ?? 0, bids }, viewer));
  }

  async function tasksOfEngineer({ now }: Viewer): Promise<Task[]> {
    const overdue = await streamsOverdue(pool, now);
    return overdue === 0 ? [] : [{ id: 'overdue', title: `有 ${overdue} 个到期的事还没有办`, about: '平台', why: '正常情况下两秒之内办完。', due: null, href: '/status' }];
  }
}
