import type { HttpApp } from '#platform/http/app.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { outage, platformOutageId } from '#platform/wake/outage.ts';
import { present } from '#kernel/assert.ts';
import { league as leagueByCode } from '#kernel/divisions.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { endOf, ofInstant, plainDate, startOf, yearOf } from '#kernel/time/plain-date.ts';
import { homePage } from '../../../web/portal/pages/home.ts';
import { leaguePage } from '../../../web/portal/pages/league.ts';
import { listPage } from '../../../web/portal/pages/list.ts';
import { links } from '../../../web/portal/links.ts';
import { csvOf } from './pages/csv.ts';
import { homeProps } from './pages/home.view.ts';
import { leagueProps } from './pages/league.view.ts';
import { listProps } from './pages/lists.view.ts';
import { agenda } from './pages/rows.ts';
import { figuresOf, hallsBetween, openingsBetween } from './portal.figures.view.ts';
import { findNotices, pageSize } from './portal.lists.view.ts';
import { logSummary } from './portal.log.view.ts';
import { homeQuerySchema, leagueParamsSchema, leagueQuerySchema, listQuerySchema, wholeList } from './portal.query.ts';
import { absentPage, type Serving } from './serving.routes.ts';

/** Front page, list of notices, the same as CSV, and the portal of each league. */
export function registerListRoutes(app: HttpApp, { pool, origin }: Running, serving: Serving): void {
  app.get(links.home, { schema: { hide: true } }, async (request, reply) => {
    const query = serving.query(request, reply, homeQuerySchema);
    if (!query) return reply;
    return await serving.page(request, reply, async (chrome) => {
      const yearStart = startOfYear(chrome.now);
      const list = { ...wholeList, kind: query.kind };
      const [figures, found, openings, outages, log] = await Promise.all([figuresOf(pool, yearStart), findNotices(pool, list), today(chrome.now), readHead(pool, outage, platformOutageId), logSummary(pool, origin)]);
      const outagesThisYear = outages?.state.gaps.filter((gap) => gap.to >= yearStart).length ?? 0;
      return homePage(chrome, homeProps({ query: list, figures, found, openings, outages: outagesThisYear, log }, chrome.now));
    });
  });

  app.get(links.notices, { schema: { hide: true } }, async (request, reply) => {
    const query = serving.query(request, reply, listQuerySchema);
    if (!query) return reply;
    return await serving.page(request, reply, async (chrome) => listPage(chrome, listProps(query, await findNotices(pool, query), pageSize, chrome.now)));
  });

  app.get('/notices.csv', { schema: { tags: ['portal'], summary: '交易信息导出（CSV）', querystring: listQuerySchema } }, async (request, reply) => {
    const query = serving.query(request, reply, listQuerySchema);
    if (!query) return reply;
    const { rows } = await findNotices(pool, query, null);
    return reply.type('text/csv; charset=utf-8').header('cache-control', 'no-cache').header('content-disposition', 'attachment; filename="notices.csv"').send(csvOf(rows));
  });

  app.get('/leagues/:code', { schema: { hide: true } }, async (request, reply) => {
    const query = serving.query(request, reply, leagueQuerySchema);
    if (!query) return reply;
    const params = leagueParamsSchema.safeParse(request.params);
    if (!params.success) return await serving.problem(request, reply, absentPage);
    const league = present(leagueByCode(params.data.code), 'league');
    return await serving.page(request, reply, async (chrome) => {
      const list = { ...wholeList, ...query, league: league.code };
      const [figures, found, openings] = await Promise.all([figuresOf(pool, startOfYear(chrome.now), league.code), findNotices(pool, list), today(chrome.now, league.code)]);
      return leaguePage(chrome, leagueProps({ league, query: list, figures, found, openings }, chrome.now));
    });
  });

  /** Of the whole region, or of one league. */
  async function today(now: Instant, leagueCode = '') {
    const day = ofInstant(now);
    const [from, to] = [startOf(day), endOf(day)];
    const isHere = (each: { readonly leagueCode: string }): boolean => leagueCode === '' || each.leagueCode === leagueCode;
    const [openings, halls] = await Promise.all([openingsBetween(pool, from, to), hallsBetween(pool, from, to)]);
    return agenda(openings.filter(isHere), halls.filter(isHere), (at) => at >= from && at < to, now);
  }
}

function startOfYear(now: Instant): Instant {
  return startOf(plainDate(`${yearOf(ofInstant(now))}-01-01`));
}
