import type { Actor } from '#kernel/roles.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { award } from '#trade/award/award.ts';
import { bid, bidIdOf } from '#trade/bid/bid.ts';
import { contract } from '#trade/contract/contract.ts';
import { returnClock, type Ending } from '#trade/deposit/deposit.clock.ts';
import { evaluation } from '#trade/evaluation/evaluation.ts';
import { hall } from '#trade/opening/hall.ts';
import { opening } from '#trade/opening/opening.ts';
import { call, callKey } from '#trade/panel/call.ts';
import { panel } from '#trade/panel/panel.ts';
import { taker } from '#trade/taking/taking.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { tender } from '#trade/tender/tender.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { archive } from '#service/archive/archive.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Mode, Running } from '#platform/module.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { readHeadSet } from '#platform/state/head-set.store.ts';
import { bidderTasks } from './bidder-tasks.view.ts';
import { initiatorTasks } from './initiator-tasks.view.ts';
import type { Involvement, Viewer } from './involvement.view.ts';
import { callTasks, memberTasks } from './member-tasks.view.ts';
import { officeTasks } from './office-tasks.view.ts';
import { tasksOfSales } from './sale-parts.routes.ts';
import { depositsDeclared, depositsDue, streamsOverdue, tendersInvolving, tendersJudgedBy } from './tasks.store.ts';
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
    return orgId === null ? [] : await involvements(await tendersInvolving(pool, orgId, tendersMax));
  }

  async function tasksOfMember(viewer: Viewer): Promise<Task[]> {
    const parts = viewer.personId === null ? [] : await involvements(await tendersJudgedBy(pool, viewer.personId));
    return parts.flatMap((part) => memberTasks(part, viewer));
  }

  async function tasksOfBidder(viewer: Viewer, orgId: string): Promise<Task[]> {
    const taken = (await readHead(pool, taker, orgId))?.state.taken ?? [];
    const parts = await involvements(taken.map(({ tenderId }) => tenderId));
    const lots = parts.flatMap((part) => part.tender.lots.map(({ lotId }) => lotId));
    const own = await readHeadSet(pool, bid, lots.map((lotId) => bidIdOf(lotId, orgId)));
    const bids = new Map([...own.values()].map((each) => [each.lotId, each]));
    return parts.flatMap((part) => bidderTasks(part, { seenNumber: taken.find(({ tenderId }) => tenderId === part.tender.tenderId)?.seenNumber ?? 0, bids }, viewer));
  }

  async function tasksOfEngineer({ now }: Viewer): Promise<Task[]> {
    const overdue = await streamsOverdue(pool, now);
    return overdue === 0 ? [] : [{ id: 'overdue', title: `有 ${overdue} 个到期的事还没有办`, about: '平台', why: '正常情况下两秒之内办完。', due: null, href: '/status' }];
  }

  async function involvements(tenderIds: readonly string[]): Promise<Involvement[]> {
    const tenders = [...(await readHeadSet(pool, tender, tenderIds)).values()];
    const lots = tenders.flatMap((each) => each.lots.map(({ lotId }) => lotId));
    const [now, halls, openings, panels, evaluations, awards, contracts, archives, deposits, declared] = await Promise.all([
      legalNow(), readHeadSet(pool, hall, tenderIds), readHeadSet(pool, opening, tenderIds), readHeadSet(pool, panel, tenderIds), readHeadSet(pool, evaluation, lots),
      readHeadSet(pool, award, lots), readHeadSet(pool, contract, lots), readHeadSet(pool, archive, lots), depositsDue(pool, tenderIds), depositsDeclared(pool, tenderIds),
    ]);
    return tenders.map((each) => {
      const own = each.lots.map(({ lotId }) => lotId);
      const of = <S>(states: ReadonlyMap<string, S>): S[] => own.flatMap((lotId) => states.get(lotId) ?? []);
      return {
        tender: each, hall: halls.get(each.tenderId) ?? null, opening: openings.get(each.tenderId) ?? null, panel: panels.get(each.tenderId) ?? null,
        evaluations: of(evaluations), awards: of(awards), contracts: new Map(of(contracts).map((standing) => [standing.lotId, standing])), archives: of(archives),
        declaredDeposits: declared.filter(({ tenderId }) => tenderId === each.tenderId).map(({ lotId, bidderId }) => ({
          returnBy: returnByOf(each, { tender: each, contract: contracts.get(lotId) ?? null, award: awards.get(lotId) ?? null, opening: openings.get(each.tenderId) ?? null }, { lotId, bidderId, now, mode }),
        })),
        dueDeposits: deposits.filter(({ tenderId }) => tenderId === each.tenderId),
      };
    });
  }
}

/** By when the deposit of this bidder would have to be back; null while nothing makes it due. */
function returnByOf(state: Tender, ending: Ending, { now, mode, ...whose }: { readonly lotId: string; readonly bidderId: string; readonly now: Instant; readonly mode: Mode }): Instant | null {
  const clock = returnClock(ending, whose, { pack: packOf(state), calendar: calendarFor(mode), now });
  return clock.ok ? (clock.value?.dueBy ?? null) : null;
}
