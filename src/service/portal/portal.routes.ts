import type { FastifyReply, FastifyRequest } from 'fastify';
import { mergeBodies, readEvents } from '#evidence/journal/feed.store.ts';
import { findCheckpoint } from '#evidence/log/log.store.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { outage, platformOutageId } from '#platform/wake/outage.ts';
import type { HttpApp } from '#platform/http/app.ts';
import type { Running } from '#platform/module.ts';
import { createDisplayClock } from '#platform/clock/display-clock.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import { microsPerDay, type Instant } from '#kernel/time/instant.ts';
import { ofInstant, parsePlainDate, plainDate, startOf, yearOf } from '#kernel/time/plain-date.ts';
import { homePage } from '../../../web/portal/pages/home.ts';
import { listPage } from '../../../web/portal/pages/list.ts';
import { logPage } from '../../../web/portal/pages/log.ts';
import { noticePage } from '../../../web/portal/pages/notice.ts';
import { openingsPage } from '../../../web/portal/pages/openings.ts';
import { problemPage } from '../../../web/portal/pages/problem.ts';
import { projectPage } from '../../../web/portal/pages/project.ts';
import { rulesPage } from '../../../web/portal/pages/rules.ts';
import { statusPage } from '../../../web/portal/pages/status.ts';
import { verifyPage } from '../../../web/portal/pages/verify.ts';
import { assets, links } from '../../../web/portal/links.ts';
import type { Chrome } from '../../../web/portal/props.ts';
import { chromeOf } from './chrome.routes.ts';
import { csvOf } from './pages/csv.ts';
import { homeProps } from './pages/home.view.ts';
import { listProps } from './pages/lists.view.ts';
import { noticeProps } from './pages/notice.view.ts';
import { openingsProps, rulesProps, statusProps } from './pages/places.view.ts';
import { projectProps } from './pages/project.view.ts';
import { createPageCache } from './page-cache.ts';
import { findNotice, findNotices, homeFigures, noticesOfTender, openingsBetween, pageSize } from './portal.lists.view.ts';
import { logProps, logSummary } from './portal.log.view.ts';
import { readStates } from './portal.view.ts';
import { listQuerySchema, type ListQuery } from './portal.query.ts';
import { streamOfNotice } from './portal.address.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';

const cachedPagesMax = 500;

/** The portal: every page readable by anyone, without login and without script. */
export function registerPortalRoutes(app: HttpApp, running: Running, feed: { position(): number }, trust: LogTrust): void {
  const { pool } = running;
  const clock = createDisplayClock(pool);
  const cache = createPageCache({ position: feed.position, entriesMax: cachedPagesMax });

  /** A page that is the same for everyone who is not logged in. */
  async function shared(request: FastifyRequest, reply: FastifyReply, make: (chrome: Chrome) => Promise<string>) {
    const chrome = await chromeOf(request, running, clock);
    reply.type('text/html; charset=utf-8').header('cache-control', 'private, no-cache');
    if (chrome.user) return reply.send(await make(chrome));
    return reply.send(await cache.page(request.url, Math.floor(chrome.now / 1_000_000), () => make(chrome)));
  }

  async function problem(request: FastifyRequest, reply: FastifyReply, title: string, remedy: string, status = 404) {
    const chrome = await chromeOf(request, running, clock);
    return reply.code(status).type('text/html; charset=utf-8').send(problemPage(chrome, { status, title, remedy, traceId: request.id, actions: [{ label: '回到首页', href: links.home }, { label: '全部交易信息', href: links.notices }] }));
  }

  function queryOf(request: FastifyRequest): ListQuery | null {
    const parsed = listQuerySchema.safeParse(request.query);
    return parsed.success ? parsed.data : null;
  }
  const badQuery = (request: FastifyRequest, reply: FastifyReply) => problem(request, reply, '地址里的筛选条件不认识。', '平台不会悄悄忽略筛选条件，请从列表页重新选择。', 400);

  app.get(links.home, async (request, reply) => {
    const query = queryOf(request);
    if (!query) return badQuery(request, reply);
    return await shared(request, reply, async (chrome) => {
      const day = startOf(ofInstant(chrome.now));
      const [figures, found, openings, outages, log] = await Promise.all([
        homeFigures(pool, startOf(plainDate(`${yearOf(ofInstant(chrome.now))}-01-01`))),
        findNotices(pool, query), openingsBetween(pool, day, day + microsPerDay), readHead(pool, outage, platformOutageId), logSummary(pool, running.origin),
      ]);
      return homePage(chrome, homeProps({ query, figures, found, openings, outages: outages?.state.gaps.length ?? 0, log }, chrome.now));
    });
  });

  app.get(links.notices, async (request, reply) => {
    const query = queryOf(request);
    if (!query) return badQuery(request, reply);
    return await shared(request, reply, async (chrome) => listPage(chrome, listProps(query, await findNotices(pool, query), pageSize, chrome.now)));
  });

  app.get('/notices.csv', async (request, reply) => {
    const query = queryOf(request);
    if (!query) return badQuery(request, reply);
    const { rows } = await findNotices(pool, query, null);
    return reply.type('text/csv; charset=utf-8').header('content-disposition', 'attachment; filename="notices.csv"').send(csvOf(rows));
  });

  app.get<{ Params: { id: string } }>('/notices/:id', async (request, reply) => {
    const notice = await findNotice(pool, request.params.id);
    const address = streamOfNotice(request.params.id);
    const states = notice ? await readStates(pool, notice.tenderId) : null;
    if (!notice || !address || !states) return await problem(request, reply, '没有这条公告。', '它可能还没有到公开的时间，或者地址抄错了。');
    return await shared(request, reply, async (chrome) => {
      const [events, siblings] = await Promise.all([readEvents(pool, [address.stream]), noticesOfTender(pool, notice.tenderId)]);
      const event = events.find((each) => each.stream === address.stream && each.version === address.version);
      if (!event) throw new Error(`notice ${notice.id} has no event`);
      const visible = event.parts.filter((part) => part.class === 'public').map((part) => part.body);
      return noticePage(chrome, noticeProps({ notice, tender: states.tender, event, body: mergeBodies(event.kind, visible) as unknown as Record<string, unknown>, siblings }));
    });
  });

  app.get<{ Params: { id: string } }>('/projects/:id', async (request, reply) => {
    const states = await readStates(pool, request.params.id);
    if (!states) return await problem(request, reply, '没有这个项目。', '请核对统一交易标识码，或在交易信息里搜索。');
    return await shared(request, reply, async (chrome) => projectPage(chrome, projectProps(states, await noticesOfTender(pool, states.tender.tenderId), chrome.now, running.mode)));
  });

  app.get<{ Querystring: { day?: string; league?: string } }>(links.openings, async (request, reply) => await shared(request, reply, async (chrome) => {
    const asked = request.query.day ? parsePlainDate(request.query.day) : null;
    const day = asked?.ok ? asked.value : ofInstant(chrome.now);
    const from = startOf(day);
    return openingsPage(chrome, openingsProps(day, request.query.league ?? '', await openingsBetween(pool, from, from + microsPerDay), chrome.now));
  }));

  app.get(links.rules, async (request, reply) => await shared(request, reply, (chrome) => Promise.resolve(rulesPage(chrome, rulesProps(chrome.now)))));

  app.get<{ Querystring: { index?: string } }>(links.log, async (request, reply) => await shared(request, reply, async (chrome) => logPage(chrome, await logProps(pool, running.origin, trust, request.query.index ?? ''))));

  app.get<{ Querystring: { bundle?: string } }>(links.verify, async (request, reply) => await shared(request, reply, (chrome) => Promise.resolve(verifyPage(chrome, {
    trustHref: '/trust.json', cliHref: assets.verifier, ...(request.query.bundle ? { bundleHref: request.query.bundle } : {}),
  }))));

  app.get(links.status, async (request, reply) => await shared(request, reply, async (chrome) => {
    const began = performance.now();
    const [due, outages, checkpoint] = await Promise.all([overdue(chrome.now), readHead(pool, outage, platformOutageId), findCheckpoint(pool, 'latest')]);
    return statusPage(chrome, statusProps({
      databaseMs: Math.round(performance.now() - began), due, outages: outages?.state ?? null,
      logLagMs: checkpoint ? Math.round((machineNow() - checkpoint.machineAt) / 1000) : null,
    }));
  }));

  app.setNotFoundHandler(async (request, reply) => {
    if (request.url.startsWith('/api/')) return reply.code(404).type('application/problem+json').send(JSON.stringify({ type: 'urn:ovoo:problem:http', title: '没有这个地址。', status: 404, code: 'http.404', traceId: request.id }));
    return await problem(request, reply, '没有这个页面。', '地址可能抄错了，或者页面已经搬走。');
  });

  /** Streams due for more than two seconds: less is the ordinary rhythm. */
  async function overdue(now: Instant): Promise<number> {
    const { rows } = await pool.query<{ n: number }>('SELECT count(*) AS n FROM stream_head WHERE next_wake_at < $1', [now - 2_000_000]);
    return rows[0]?.n ?? 0;
  }
}
