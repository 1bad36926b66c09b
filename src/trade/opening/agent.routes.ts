import { z } from 'zod';
import { addMicros, microsPerDay } from '#kernel/time/instant.ts';
import { closeGate } from '#trade/tender/tender.gate.ts';
import { tender } from '#trade/tender/tender.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { outage, platformOutageId } from '#platform/wake/outage.ts';
import type { PendingView, ReleaseView } from './agent.types.ts';
import { openingRefusals } from './opening.refusals.ts';
import { readAwaiting, readClose, readClosed, readTerminated, readTermination } from './opening.store.ts';
import { pendingFor, stopsFor } from './pending.ts';

const holdersQuery = z.object({ holder: z.string().regex(/^[\w.:-]{1,64}(,[\w.:-]{1,64}){0,199}$/, '请给出密钥保管方编号') });
const tags = ['opening'];
/** An agent that was away as long would not have learnt of it; then only the platform's own refusal stands. */
const noteWindowMicros = 365 * microsPerDay;

/** For key agents: what to do, and the evidence on which to do it. */
export function registerAgentRoutes(app: HttpApp, { pool, sessions, legalNow }: Running): void {
  app.get('/api/opening/pending', { schema: { tags, summary: '密钥代理待办（可同时查多个保管方，用逗号分隔）', querystring: holdersQuery } }, async (request, reply) => {
    const query = holdersQuery.safeParse(request.query);
    if (!query.success) return sendRefusal(reply, commandRefusals.bodyInvalid({ path: 'holder', problem: query.error.issues[0]?.message ?? '' }));
    const holders = query.data.holder.split(',');
    const now = await legalNow();
    const items = (await readAwaiting(pool, holders)).flatMap((each) => holders.flatMap((holderId) => pendingFor(each, holderId, now) ?? []));
    const terminated = await readTerminated(pool, holders, addMicros(now, -noteWindowMicros));
    const view: PendingView = { serverNow: now, items: [...items, ...terminated.flatMap((each) => stopsFor(each, holders))] };
    return reply.header('cache-control', 'no-store').send(view);
  });

  app.get<{ Params: { tenderId: string } }>('/api/openings/:tenderId/release', { schema: { tags, summary: '截止名单的证据和待放份额的投标清单（本项目密钥代理）' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { tenderId } = request.params;
    const [closed, stored, found, outages] = await Promise.all([readClosed(pool, tenderId), readClose(pool, tenderId), readHead(pool, tender, tenderId), readHead(pool, outage, platformOutageId)]);
    if (!closed || !stored || !found) return sendRefusal(reply, openingRefusals.absent({}));
    const isHolder = session.actor.role === 'hold-key.agent' && closed.state.holders.some(({ holderId, orgId }) => orgId === session.actor.orgId && session.actor.id === `agent:${holderId}`);
    if (!isHolder) return sendRefusal(reply, openingRefusals.notHolder({}));
    const gate = closeGate(found.state, outages?.state ?? null);
    const view: ReleaseView = {
      close: stored,
      bids: closed.state.lots.flatMap((lot) => lot.accepted.flatMap(({ bidderId, manifestHash }) => {
        const manifest = closed.manifests.get(manifestHash);
        return manifest === undefined ? [] : [{ lotId: lot.lotId, bidderId, manifestHash, manifest }];
      })),
      draw: closed.state.draw,
      blockedBy: gate === 'clear' ? [] : gate.blockedBy.map(({ kind }) => kind),
    };
    return reply.header('cache-control', 'no-store').send(view);
  });

  app.get<{ Params: { tenderId: string } }>('/api/openings/:tenderId/termination', { schema: { tags, summary: '终止招标在日志中的证据（公开部分）' } }, async (request, reply) => {
    const stored = await readTermination(pool, request.params.tenderId);
    return stored ? reply.send(stored) : sendRefusal(reply, openingRefusals.absent({}));
  });

  app.get<{ Params: { tenderId: string } }>('/api/openings/:tenderId/close', { schema: { tags, summary: '截止名单在日志中的证据（公开部分）' } }, async (request, reply) => {
    const stored = await readClose(pool, request.params.tenderId);
    return stored ? reply.send(stored) : sendRefusal(reply, openingRefusals.absent({}));
  });
}
