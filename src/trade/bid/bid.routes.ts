import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time/instant.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead } from '#platform/state/heads.store.ts';
import { taker, taking, takingId } from '#trade/taking/taking.ts';
import { tender } from '#trade/tender/tender.ts';
import { tenderPhase } from '#trade/tender/tender.phase.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { bid, bidIdOf, nextVersion, obstacleToSubmit, obstacleToWithdraw, sealedShortOf, type Standing } from './bid.ts';
import { bidRefusals } from './bid.refusals.ts';
import { findReceipt } from './bid.store.ts';
import type { Bid } from './bid.types.ts';
import type { BidLotView, BidProgressView, BidReceiptView } from './bid.views.ts';

const lotParams = z.object({ lotId: z.string().max(40) });

/** A bidder's own side: what it took, what it handed in. Nobody else gets more than a refusal, whatever there is. */
export function registerBidRoutes(app: HttpApp, running: Running): void {
  const { pool } = running;

  app.get('/api/bids', { schema: { summary: '本单位的投标进度' } }, async (request, reply): Promise<BidProgressView | FastifyReply> => {
    const orgId = await bidderOf(request, reply);
    if (orgId === null) return reply;
    const serverNow = await running.legalNow();
    const list = await readHead(pool, taker, orgId);
    const lots = (await Promise.all((list?.state.taken ?? []).map(({ tenderId }) => rowsOf(tenderId, orgId, serverNow)))).flat();
    return { serverNow, lots: lots.sort((a, b) => b.deadlineAt - a.deadlineAt) };
  });

  app.get('/api/bids/:lotId', { schema: { summary: '一个标段：招标文件要求与本单位的投标', params: lotParams } }, async (request, reply): Promise<BidLotView | FastifyReply> => {
    const orgId = await bidderOf(request, reply);
    if (orgId === null) return reply;
    const { lotId } = lotParams.parse(request.params);
    const standing = await standingOf(lotId, orgId);
    const view = viewOf(standing);
    return view ?? sendRefusal(reply, bidRefusals.notAwaited({}));
  });

  app.get('/api/bids/:lotId/receipt', { schema: { summary: '本单位现行投标文件的回执', params: lotParams } }, async (request, reply): Promise<BidReceiptView | FastifyReply> => {
    const orgId = await bidderOf(request, reply);
    if (orgId === null) return reply;
    const id = bidIdOf(lotParams.parse(request.params).lotId, orgId);
    const own = await readHead(pool, bid, id);
    const receipt = own ? await findReceipt(pool, id, own.state.manifestHash) : null;
    return own && receipt ? { manifestHash: own.state.manifestHash, version: own.state.version, receipt } : sendRefusal(reply, bidRefusals.noReceipt({}));
  });

  async function rowsOf(tenderId: string, orgId: string, now: Instant): Promise<BidProgressView['lots'][number][]> {
    const found = await readHead(pool, tender, tenderId);
    const published = found?.state.published;
    if (!found || !published) return [];
    return await Promise.all(published.document.lots.map(async ({ lotId }) => ({
      lotId, tenderId, tenderName: found.state.name, lotName: lotNameOf(found.state, lotId), phase: tenderPhase(found.state, now),
      deadlineAt: published.document.bidDeadlineAt, bid: summaryOf((await readHead(pool, bid, bidIdOf(lotId, orgId)))?.state ?? null, published.document.bidDeadlineAt),
    })));
  }

  async function standingOf(lotId: string, orgId: string): Promise<Standing> {
    const tenderId = tenderIdOf(lotId);
    const [found, taken, own, now] = await Promise.all([
      readHead(pool, tender, tenderId), readHead(pool, taking, takingId(tenderId, orgId)), readHead(pool, bid, bidIdOf(lotId, orgId)), running.legalNow(),
    ]);
    return { tender: found?.state ?? null, lotId, orgId, hasTaken: taken !== null, current: own?.state ?? null, now };
  }

  async function bidderOf(request: FastifyRequest, reply: FastifyReply): Promise<string | null> {
    const session = await sessionOf(request, running.sessions);
    if (session?.actor.role === 'respond.operator' && session.actor.orgId !== null) return session.actor.orgId;
    sendRefusal(reply, session ? bidRefusals.respondersOnly({}) : commandRefusals.loginFirst({}));
    return null;
  }
}

function viewOf(standing: Standing): BidLotView | null {
  const { tender: state, lotId, current, now } = standing;
  const published = state?.published;
  const terms = published?.document.lots.find((lot) => lot.lotId === lotId);
  if (!state || !published || !terms) return null;
  const { document, documentHash, version, keyHolders, k } = published;
  const obstacle = obstacleToSubmit(standing);
  return {
    serverNow: now, tenderId: state.tenderId, tenderName: state.name, lotId, lotName: lotNameOf(state, lotId), phase: tenderPhase(state, now),
    document: { version, documentHash, bidDeadlineAt: document.bidDeadlineAt, qualification: document.qualification, scoring: document.scoring, bidValidityDays: document.bidValidityDays, decryptWindowMinutes: document.decryptWindowMinutes },
    terms, keyHolders, k, hasTaken: standing.hasTaken, nextVersion: nextVersion(current), bid: summaryOf(current, document.bidDeadlineAt),
    can: [...(obstacle ? [] : ['bid.submit' as const]), ...(obstacleToWithdraw(standing) ? [] : ['bid.withdraw' as const])],
    obstacle: obstacle ? { code: obstacle.code, title: obstacle.message, ...(obstacle.remedy ? { remedy: obstacle.remedy } : {}), ...(obstacle.article ? { article: obstacle.article } : {}) } : null,
  };
}

function summaryOf(own: Bid | null, deadlineAt: Instant): BidLotView['bid'] {
  if (!own) return null;
  const { status, version, manifestHash, objects, depositForm, receivedAt } = own;
  return { status, version, manifestHash, objects, depositForm, receivedAt, sealedShort: sealedShortOf(own, deadlineAt) };
}

function lotNameOf(state: Tender, lotId: string): string {
  return state.lots.find((lot) => lot.lotId === lotId)?.name ?? lotId;
}
