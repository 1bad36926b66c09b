import { findCheckpoint } from '#evidence/log/log.store.ts';
import type { LogTrust } from '#evidence/log/checkpoint.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { outage, platformOutageId } from '#platform/wake/outage.ts';
import type { HttpApp } from '#platform/http/app.ts';
import type { Running } from '#platform/module.ts';
import { machineNow } from '#platform/clock/machine-clock.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { endOf, ofInstant, plainDate, startOf } from '#kernel/time/plain-date.ts';
import { institutionsPage } from '../../../web/portal/pages/institutions.ts';
import { logPage } from '../../../web/portal/pages/log.ts';
import { openingsPage } from '../../../web/portal/pages/openings.ts';
import { rulesPage } from '../../../web/portal/pages/rules.ts';
import { statusPage } from '../../../web/portal/pages/status.ts';
import { verifyPage } from '../../../web/portal/pages/verify.ts';
import { assets, links } from '../../../web/portal/links.ts';
import { institutionsProps } from './pages/institutions.view.ts';
import { openingsProps, rulesProps, statusProps } from './pages/places.view.ts';
import { hallsBetween, openCentres, openingsBetween } from './portal.figures.view.ts';
import { logProps } from './portal.log.view.ts';
import { logQuerySchema, noQuerySchema, openingsQuerySchema, rulesQuerySchema, verifyQuerySchema } from './portal.query.ts';
import { absentPage, type Serving } from './serving.routes.ts';

/** A due act is noticed within this; more is worth saying. */
const ordinaryRhythmMicros = 2_000_000;

/** Calendar of openings, rules, log, verification, state of the platform, and whatever is not there. */
export function registerPlaceRoutes(app: HttpApp, { pool, origin }: Running, serving: Serving, trust: LogTrust): void {
  app.get(links.openings, { schema: { hide: true } }, async (request, reply) => {
    const query = serving.query(request, reply, openingsQuerySchema);
    if (!query) return reply;
    return await serving.page(request, reply, async (chrome) => {
      const day = query.day === '' ? ofInstant(chrome.now) : plainDate(query.day);
      const [openings, halls] = await Promise.all([openingsBetween(pool, startOf(day), endOf(day)), hallsBetween(pool, startOf(day), endOf(day))]);
      return openingsPage(chrome, openingsProps({ day, leagueCode: query.league, openings, halls, now: chrome.now }));
    });
  });

  app.get(links.rules, { schema: { hide: true } }, async (request, reply) => {
    const query = serving.query(request, reply, rulesQuerySchema);
    if (!query) return reply;
    return await serving.page(request, reply, (chrome) => rulesPage(chrome, rulesProps(query.pack, chrome.now)));
  });

  app.get(links.institutions, { schema: { hide: true } }, async (request, reply) => {
    if (!serving.query(request, reply, noQuerySchema)) return reply;
    return await serving.page(request, reply, async (chrome) => institutionsPage(chrome, institutionsProps(await openCentres(pool))));
  });

  app.get(links.log, { schema: { hide: true } }, async (request, reply) => {
    const query = serving.query(request, reply, logQuerySchema);
    if (!query) return reply;
    return await serving.page(request, reply, async (chrome) => logPage(chrome, await logProps(pool, origin, trust, query.index)));
  });

  app.get(links.verify, { schema: { hide: true } }, async (request, reply) => {
    const query = serving.query(request, reply, verifyQuerySchema);
    if (!query) return reply;
    return await serving.page(request, reply, (chrome) => verifyPage(chrome, { trustHref: '/trust.json', cliHref: assets.verifier, ...(query.bundle ? { bundleHref: query.bundle } : {}) }));
  });

  app.get(links.status, { schema: { hide: true } }, async (request, reply) => {
    if (!serving.query(request, reply, noQuerySchema)) return reply;
    return await serving.page(request, reply, async (chrome) => {
      const began = machineNow();
      const [due, outages, checkpoint] = await Promise.all([overdue(chrome.now), readHead(pool, outage, platformOutageId), findCheckpoint(pool, 'latest')]);
      return statusPage(chrome, statusProps({
        databaseMs: Math.round((machineNow() - began) / 1000), due, outages: outages?.state ?? null,
        logLagMs: checkpoint ? Math.round((machineNow() - checkpoint.machineAt) / 1000) : null,
      }));
    });
  });

  app.setNotFoundHandler(async (request, reply) => {
    if (request.url.startsWith('/api/')) return reply.code(404).type('application/problem+json').send(JSON.stringify({ type: 'urn:ovoo:problem:http', title: '没有这个地址。', status: 404, code: 'http.404', traceId: request.id }));
    return await serving.problem(request, reply, absentPage);
  });

  async function overdue(now: Instant): Promise<number> {
    const { rows } = await pool.query<{ n: number }>('SELECT count(*) AS n FROM stream_head WHERE next_wake_at < $1', [now - ordinaryRhythmMicros]);
    return rows[0]?.n ?? 0;
  }
}
