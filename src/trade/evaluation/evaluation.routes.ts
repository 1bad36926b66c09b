import type { FastifyReply, FastifyRequest } from 'fastify';
import { lotIdOf } from '#kernel/ids.ts';
import type { Refusal } from '#kernel/refusal.ts';
import type { Session } from '#platform/auth/session.store.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Running } from '#platform/module.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { compositeMethodOf } from '#trade/tender/tender.method.ts';
import { depositFacts } from '#trade/deposit/arrival.ts';
import { evaluationRefusals as refusals } from './evaluation.refusals.ts';
import { evaluation } from './evaluation.ts';
import { tendersOfDepartment, tendersOfMember } from './evaluation.store.ts';
import { termsOf } from './hall.ts';
import { hallView } from './hall-view.ts';
import { listView } from './list-view.ts';
import { bids, deposits, openings, panels, tenders } from './neighbours.ts';
import { openingLotOf } from './result.ts';
import { findViewing, type Viewing } from './viewer.routes.ts';

export type LotRequest = FastifyRequest<{ Params: { lotId: string } }>;

/** Queries of the hall. Whoever is neither seated, nor the department, nor asked, learns not even that there is an evaluation. */
export function registerHallRoutes(app: HttpApp, running: Running): void {
  const { pool, sessions, legalNow } = running;

  app.get('/api/evaluations', { schema: { tags: ['evaluation'], summary: '我的评标：作为成员或监督部门' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { role, personId, orgId } = session.actor;
    const ids = role === 'supervise.officer' ? await tendersOfDepartment(pool, orgId ?? '') : await tendersOfMember(pool, personId ?? '');
    const now = await legalNow();
    const items = await Promise.all(ids.map(async (tenderId) => {
      const [tender, panel, opening] = await Promise.all([readHead(pool, tenders, tenderId), readHead(pool, panels, tenderId), readHead(pool, openings, tenderId)]);
      if (!tender) return [];
      const states = await Promise.all(tender.state.lots.map(({ number }) => readHead(pool, evaluation, lotIdOf(tenderId, number))));
      return [listView({ tender: tender.state, panel: panel?.state ?? null, opening: opening?.state ?? null, evaluations: states.map((head) => head?.state ?? null), personId, now })];
    }));
    return reply.send({ items: items.flat(), serverNow: now });
  });

  app.get('/api/evaluation/:lotId', { schema: { tags: ['evaluation'], summary: '评标厅：成员和监督部门' } }, async (request: LotRequest, reply) => {
    const found = await hallOf(running, request, reply);
    if (!found) return reply;
    const { viewing, lotId } = found;
    const [heads, held] = await Promise.all([readHeads(pool, bids, `${lotId}:`), readHeads(pool, deposits, `${lotId}:`)]);
    return reply.send(hallView({
      evaluation: found.evaluation, tender: viewing.tender, terms: termsOf(viewing.tender, lotId, compositeMethodOf), lot: openingLotOf(viewing.opening, lotId), bids: heads.map(({ state }) => state),
      deposits: held.map(({ state }) => ({ bidderId: state.bidderId, facts: depositFacts(state) })),
      place: viewing.panel?.place ?? '', me: viewing.me, now: await legalNow(),
    }));
  });

  app.get('/api/evaluation/:lotId/clarifications', { schema: { tags: ['evaluation'], summary: '要求我单位澄清的事项' } }, async (request: LotRequest, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const viewing = await findViewing(pool, request.params.lotId, session.actor);
    const { orgId, role } = session.actor;
    const mine = viewing?.evaluation?.clarifications.filter(({ bidderId }) => bidderId === orgId) ?? [];
    if (!viewing || role !== 'respond.operator' || mine.length === 0) return sendRefusal(reply, refusals.absent({}));
    const now = await legalNow();
    const items = mine.map(({ memberId: _, bidderId: __, ...each }) => ({ ...each, can: each.answer === null && !each.lapsed && now < each.answerBy ? ['evaluation.answerClarification'] : [] }));
    return reply.send({ lotId: request.params.lotId, tenderId: viewing.tender.tenderId, tenderName: viewing.tender.name, items, serverNow: now });
  });
}

type Found = { readonly session: Session; readonly viewing: Viewing; readonly lotId: string; readonly evaluation: NonNullable<Viewing['evaluation']> };

/** The hall's own door: members who have signed in, and the department. Answers the request itself when it stays shut. */
export async function hallOf({ pool, sessions }: Running, request: LotRequest, reply: FastifyReply): Promise<Found | null> {
  const session = await sessionOf(request, sessions);
  const viewing = session && await findViewing(pool, request.params.lotId, session.actor);
  const refusal = refusalFor(session, viewing);
  if (refusal) sendRefusal(reply, refusal);
  return session && viewing?.evaluation && !refusal ? { session, viewing, lotId: request.params.lotId, evaluation: viewing.evaluation } : null;
}

function refusalFor(session: Session | null, viewing: Viewing | null): Refusal | null {
  if (!session) return commandRefusals.loginFirst({});
  if (viewing?.relation === 'member') return viewing.evaluation && viewing.me ? null : refusals.signInFirst({});
  return viewing?.relation === 'department' && viewing.evaluation ? null : refusals.absent({});
}
