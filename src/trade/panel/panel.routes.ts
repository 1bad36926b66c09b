import { z } from 'zod';
import { roles, type Actor } from '#kernel/roles.ts';
import type { Opening } from '#trade/opening/opening.types.ts';
import type { Instant } from '#kernel/time/instant.ts';
import { verifyDraws } from '#evidence/draw/verify.ts';
import { tender } from '#trade/tender/tender.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { commandRefusals } from '#platform/command/command.refusals.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import { sessionOf } from '#platform/http/session-cookie.ts';
import type { Pool } from '#platform/db/pool.ts';
import type { Running } from '#platform/module.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { call, callKey, checkAnswer, type Call } from './call.ts';
import { isBriefed } from './declaration.ts';
import { drawRecord, drawsMade } from './draw-record.ts';
import { panel } from './panel.ts';
import { departmentView, initiatorView, memberView, panelActs, publicView, viewerOf, witnessView, type Moment, type PanelViewer } from './panel.present.ts';
import { evaluationStream, openingStream } from './neighbours.ts';
import { panelRefusals as refusals } from './panel.refusals.ts';
import { panelsContributing, roundEvidence } from './panel.store.ts';
import type { Panel } from './panel.types.ts';
import { holderIdOf } from './round.commands.ts';
import { hasActed } from './round.ts';
import { isDepartment } from './sides.ts';

const params = z.object({ tenderId: z.string() });

export function registerPanelRoutes(app: HttpApp, { pool, sessions, legalNow }: Running): void {
  app.get('/api/panels/:tenderId', { schema: { tags: ['panel'], summary: '评标委员会的组建进度（按身份）', params } }, async (request, reply) => {
    const { tenderId } = params.parse(request.params);
    const of = (await readHead(pool, tender, tenderId))?.state;
    if (!of) return sendRefusal(reply, refusals.noTender({}));
    const actor = (await sessionOf(request, sessions))?.actor ?? null;
    const state = (await readHead(pool, panel, tenderId))?.state ?? null;
    const serverNow = await legalNow();
    const moment = { now: serverNow, evaluations: (await readHeads(pool, evaluationStream, `${tenderId}-`)).map((head) => head.state) };
    const can = actor ? panelActs(of, state, actor, moment) : [];
    const viewer = viewerOf(of, state, actor, serverNow);
    const opened = viewer === 'member' ? (await readHead(pool, openingStream, tenderId))?.state : null;
    return reply.send({ panel: state && viewFor(viewer, state, { tender: of, actor, opened: opened ?? null, moment }), viewer, tender: briefOf(of), can, serverNow });
  });

  /** Everything the draw was made from, and what recomputing it says: for the department that supervises this tender. */
  app.get('/api/panels/:tenderId/transcript', { schema: { tags: ['panel'], summary: '抽取记录及复算（监督部门）', params } }, async (request, reply) => {
    const { tenderId } = params.parse(request.params);
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const of = (await readHead(pool, tender, tenderId))?.state;
    const { role, orgId } = session.actor;
    if (!of || role !== 'supervise.officer' || !isDepartment(of, orgId)) return sendRefusal(reply, commandRefusals.roleNotAllowed({ title: '查看抽取记录', role: roles[role].name }));
    const record = (await readHead(pool, drawRecord, tenderId))?.state;
    const made = record ? drawsMade(record) : [];
    if (!record || made.length === 0) return sendRefusal(reply, refusals.noPanel({}));
    const draws = made.map(({ transcript, ...fixed }) => ({ material: { ...fixed, checkpointRoot: transcript.checkpointRoot, commitments: transcript.commitments, contributions: transcript.contributions }, transcript }));
    const verified = verifyDraws(draws, record.steps);
    return reply.send({ draws, steps: record.steps, verified: verified.ok, problem: verified.ok ? null : verified.error.message, serverNow: await legalNow() });
  });

  app.get('/api/calls', { schema: { tags: ['panel'], summary: '本人的评标任务' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { role, personId } = session.actor;
    if (role !== 'evaluate.expert' || personId === null) return sendRefusal(reply, commandRefusals.roleNotAllowed({ title: '查看评标任务', role: roles[role].name }));
    const serverNow = await legalNow();
    const items = await Promise.all((await readHeads(pool, call, callKey(personId, ''))).map(async ({ state }) => {
      const of = state.status === 'accepted' ? (await readHead(pool, panel, state.tenderId))?.state : null;
      return callView(state, of && isBriefed(of, serverNow) ? state.tenderId : null, serverNow);
    }));
    return reply.send({ items: items.sort((a, b) => b.reportAt - a.reportAt), serverNow });
  });

  /** What a key holder's agent has to do. */
  app.get('/api/draws', { schema: { tags: ['panel'], summary: '密钥代理待办的抽取' } }, async (request, reply) => {
    const session = await sessionOf(request, sessions);
    if (!session) return sendRefusal(reply, commandRefusals.loginFirst({}));
    const { actor } = session;
    if (actor.role !== 'hold-key.agent') return sendRefusal(reply, commandRefusals.roleNotAllowed({ title: '参与抽取', role: roles[actor.role].name }));
    const holderId = holderIdOf(actor);
    const found = (await panelsContributing(pool, holderId)).filter((state) => state.holders.some((holder) => holder.partyId === holderId && holder.orgId === actor.orgId));
    return reply.send({ draws: (await Promise.all(found.map((state) => taskOf(pool, state, holderId)))).flat(), serverNow: await legalNow() });
  });
}

type Viewing = { readonly tender: Tender; readonly actor: Actor | null; readonly opened: Opening | null; readonly moment: Moment };

function viewFor(viewer: PanelViewer, state: Panel, { tender: of, actor, opened, moment }: Viewing) {
  if (viewer === 'department') return departmentView(state);
  if (viewer === 'initiator') return initiatorView(state, of, moment);
  if (viewer === 'witness') return witnessView(state);
  const names = new Map(opened?.lots.flatMap(({ accepted }) => accepted.map((bid) => [bid.bidderId, bid.bidderName] as const)));
  return viewer === 'member' && actor ? memberView(state, actor, (bidderId) => names.get(bidderId) ?? bidderId) : publicView(state);
}

function briefOf(of: Tender) {
  const { areaCode, registeredOn, category } = of;
  return { tenderId: of.tenderId, name: of.name, areaCode, registeredOn, category, bidDeadlineAt: of.published?.document.bidDeadlineAt ?? null, initiator: of.initiator, agency: of.agency && { orgId: of.agency.orgId, name: of.agency.name } };
}

/** Hour and place only; the tender is told when the member is to be briefed. */
function callView(state: Call, tenderId: string | null, now: Instant) {
  const { callId, reportAt, movedFrom, place, calledAt, answerBy, status, reason } = state;
  const can = [...(checkAnswer(state, 'accept', now).ok ? ['panel.accept'] : []), ...(checkAnswer(state, 'decline', now).ok ? ['panel.decline'] : [])];
  return { callId, reportAt, movedFrom, place, calledAt, answerBy, status, reason, tenderId, can };
}

async function taskOf(pool: Pool, state: Panel, holderId: string) {
  const { tenderId, round, request, holders } = state;
  if (!round || !request) return [];
  const { drawId, step, requestHash, commitments, checkpoint, escrows } = round;
  return [{
    tenderId, drawId, step, requestHash, request, commitments, checkpoint,
    acted: step !== 'checkpoint' && hasActed(round, holderId, step),
    holders: holders.map(({ partyId, publicKey }) => ({ partyId, publicKey })),
    escrows: step === 'release' ? escrows.filter(({ dealerId }) => dealerId !== holderId) : [],
    evidence: step === 'escrow' ? await roundEvidence(pool, tenderId, drawId) : [],
  }];
}
