import { z } from 'zod';
import { endOf, ofInstant, plainDate, parsePlainDate, startOf, type PlainDate } from '#kernel/time/plain-date.ts';
import { tender } from '#trade/tender/tender.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { hall } from './hall.ts';
import type { OpeningsOfDay } from './hall-view.types.ts';
import { acceptedOf, opening } from './opening.ts';
import { openingRefusals } from './opening.refusals.ts';
import { readClosed, readDay } from './opening.store.ts';
import { hallPhase, placeOf, presentHall, type HallFacts } from './present.ts';
import { tenderIdSchema } from './schemas.ts';

const tags = ['opening'];
const params = z.object({ tenderId: tenderIdSchema });
const dayQuery = z.object({ day: z.string().regex(/^\d{4}-\d{2}-\d{2}$/, '日期应形如 2026-12-11').optional() });

/** Facts of one hall, for its page and its routes; null where there is nothing public yet. */
export async function readHall({ pool, legalNow }: Running, tenderId: string): Promise<HallFacts | null> {
  const [found, before, standing, now] = await Promise.all([readHead(pool, tender, tenderId), readHead(pool, hall, tenderId), readHead(pool, opening, tenderId), legalNow()]);
  return found?.state.published ? { tender: found.state, hall: before?.state ?? null, opening: standing?.state ?? null, now } : null;
}

export async function openingsOf(running: Running, day: PlainDate): Promise<OpeningsOfDay> {
  const now = await running.legalNow();
  const rows = await readDay(running.pool, startOf(day), endOf(day));
  const items = rows.map(({ tender: found, opening: standing }) => ({
    tenderId: found.tenderId, name: found.name, areaCode: found.areaCode, place: placeOf(found),
    at: standing?.deadlineAt ?? found.published?.document.bidDeadlineAt ?? now, phase: hallPhase({ tender: found, opening: standing, now }),
  }));
  return { serverNow: now, day, items: items.sort((a, b) => a.at - b.at) };
}

export function registerOpeningRoutes(app: HttpApp, running: Running): void {
  app.get('/api/openings', { schema: { tags, summary: '一天的开标', querystring: dayQuery } }, async (request, reply) => {
    const query = dayQuery.safeParse(request.query);
    const day = query.success && query.data.day !== undefined ? parsePlainDate(query.data.day) : null;
    if (!query.success || day?.ok === false) return sendRefusal(reply, commandRefusals.bodyInvalid({ path: 'day', problem: '没有这一天' }));
    return reply.header('cache-control', 'no-store').send(await openingsOf(running, day?.value ?? plainDate(ofInstant(await running.legalNow()))));
  });

  app.get('/api/openings/:tenderId', { schema: { tags, summary: '开标厅', params } }, async (request, reply) => {
    const path = params.safeParse(request.params);
    const facts = path.success ? await readHall(running, path.data.tenderId) : null;
    if (!facts) return sendRefusal(reply, openingRefusals.absent({}));
    const session = await sessionOf(request, running.sessions);
    return reply.header('cache-control', 'no-store').send(presentHall(facts, session?.actor ?? null));
  });

  app.get('/api/openings/:tenderId/mine', { schema: { tags, summary: '本单位在截止名单中的投标清单，供本机核对密封和解密', params } }, async (request, reply) => {
    const session = await sessionOf(request, running.sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const path = params.safeParse(request.params);
    const closed = path.success ? await readClosed(running.pool, path.data.tenderId) : null;
    const own = closed && session.actor.role === 'respond.operator' ? acceptedOf(closed.state).filter(({ bidderId }) => bidderId === session.actor.orgId) : [];
    if (!closed || own.length === 0) return sendRefusal(reply, openingRefusals.notAccepted({}));
    const lotOf = (hash: string) => closed.state.lots.find((lot) => lot.accepted.some(({ manifestHash }) => manifestHash === hash))?.lotId;
    return reply.header('cache-control', 'no-store').send({ bids: own.map(({ manifestHash, version }) => ({ lotId: lotOf(manifestHash), manifestHash, version, manifest: closed.manifests.get(manifestHash) })) });
  });

  app.get('/api/openings/:tenderId/transcript', { schema: { tags, summary: '系数抽取的全部材料，任何人可以重算', params } }, async (request, reply) => {
    const path = params.safeParse(request.params);
    const found = path.success ? await readHead(running.pool, opening, path.data.tenderId) : null;
    const coefficient = found?.state.lots.find((lot) => lot.coefficient !== null)?.coefficient;
    if (!found?.state.draw || !coefficient) return sendRefusal(reply, openingRefusals.absent({}));
    return reply.send({ draw: found.state.draw, transcript: coefficient.transcript });
  });
}
