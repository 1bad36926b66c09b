import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { addMicros, type Instant } from '#kernel/time/instant.ts';
import { valueOf } from '#rules/pack.ts';
import { award } from '#trade/award/award.ts';
import { bid } from '#trade/bid/bid.ts';
import { contract } from '#trade/contract/contract.ts';
import { deposit } from '#trade/deposit/deposit.ts';
import { evaluation } from '#trade/evaluation/evaluation.ts';
import { doorOpensMicros } from '#trade/evaluation/gathering.ts';
import { hall } from '#trade/opening/hall.ts';
import { hostFrom } from '#trade/opening/opening.acts.ts';
import { opening } from '#trade/opening/opening.ts';
import { briefingAt } from '#trade/panel/declaration.ts';
import { panel } from '#trade/panel/panel.ts';
import { taking } from '#trade/taking/taking.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import { tender } from '#trade/tender/tender.ts';
import { phaseTitles, tenderPhase } from '#trade/tender/tender.phase.ts';
import type { Tender } from '#trade/tender/tender.types.ts';
import { archive } from '#service/archive/archive.ts';
import type { HttpApp } from '#platform/http/app.ts';
import { sendRefusal } from '#platform/http/problem.ts';
import type { Running } from '#platform/module.ts';
import { readHead, readHeads } from '#platform/state/heads.store.ts';
import { readHeadSet } from '#platform/state/head-set.store.ts';
import { demoRefusals } from './demo.refusals.ts';
import { findPlayers, firstRegisteredSince, tendersUnderWay } from './tour.store.ts';
import { tourSteps, type TourCast, type TourFacts } from './tour.ts';
import type { TourChoices, TourTender, TourView } from './tour.types.ts';

const query = z.object({ tender: z.string().max(40).optional(), org: z.string().max(40).optional(), since: z.coerce.number().int().optional() });
const castFile = z.object({ tourTenderId: z.string().optional() });
/** Of each status: registered, published, closed. */
const choicesPerStatus = 3;
/** Enough for a lot to open, and one that may stay away. */
const biddersOffered = 4;

/**
 * How far one tender is, for the guided tour. In a demonstration anyone may become anyone, so these routes keep nothing
 * back: they tell who bids and who evaluates. They are registered in no production.
 */
export function registerTour(app: HttpApp, { pool, legalNow, dataDir }: Running): void {
  app.get('/api/demo/tour/choices', { schema: { hide: true } }, async (): Promise<TourChoices> => {
    const now = await legalNow();
    const rows = await tendersUnderWay(pool, choicesPerStatus);
    const states = await readHeadSet(pool, tender, rows.map(({ tenderId }) => tenderId));
    const items = rows.map(({ tenderId, name }) => {
      const state = states.get(tenderId);
      return { tenderId, name, stage: state ? phaseTitles[tenderPhase(state, now)] : '' };
    });
    return { prepared: await prepared(), items };
  });

  app.get('/api/demo/tour', { schema: { hide: true } }, async (request, reply) => {
    const { tender: asked, org, since } = query.parse(request.query);
    const tenderId = asked ?? (org !== undefined && since !== undefined ? await firstRegisteredSince(pool, org, since) : null);
    const state = tenderId ? ((await readHead(pool, tender, tenderId))?.state ?? null) : null;
    if (asked && !state) return sendRefusal(reply, demoRefusals.noTender({}));
    const serverNow = await legalNow();
    const facts = await factsOf(state, serverNow);
    const steps = tourSteps(facts, await castOf(facts, org));
    const view: TourView = { tender: state && { tenderId: state.tenderId, name: state.name }, steps, serverNow };
    return reply.header('cache-control', 'no-store').send(view);
  });

  /** The tender that the seed made ready for a tour. */
  async function prepared(): Promise<TourTender | null> {
    const text = await readFile(join(dataDir, 'demo-cast.json'), 'utf8').catch(() => '{}');
    const found = castFile.safeParse(JSON.parse(text));
    const state = found.success && found.data.tourTenderId ? (await readHead(pool, tender, found.data.tourTenderId))?.state : null;
    return state ? { tenderId: state.tenderId, name: state.name } : null;
  }

  async function factsOf(state: Tender | null, now: Instant): Promise<TourFacts> {
    const id = state?.tenderId ?? '';
    const lotIds = state?.lots.map(({ lotId }) => lotId) ?? [];
    const [drawn, entered, opened, takings, deposits, evaluations, awards, contracts, archives, bids] = await Promise.all([
      readHead(pool, panel, id), readHead(pool, hall, id), readHead(pool, opening, id), state ? readHeads(pool, taking, `${id}:`) : [], Promise.all(lotIds.map((lotId) => readHeads(pool, deposit, `${lotId}:`))),
      readHeadSet(pool, evaluation, lotIds), readHeadSet(pool, award, lotIds), readHeadSet(pool, contract, lotIds), readHeadSet(pool, archive, lotIds),
      Promise.all(lotIds.map(async (lotId) => [lotId, (await readHeads(pool, bid, `${lotId}:`)).filter((head) => head.state.status === 'submitted').map((head) => head.state.bidderId)] as const)),
    ]);
    return {
      now, tender: state, panel: drawn?.state ?? null, briefingAt: drawn ? briefingAt(drawn.state) : null, doorAt: drawn ? addMicros(drawn.state.reportAt, -doorOpensMicros) : null,
      leastBidders: state ? valueOf(packOf(state), 'eng.minBidders', 'count') : Infinity, isHosted: entered?.state.host != null, hostFrom: state?.published ? hostFrom(state, state.published.document.bidDeadlineAt) : null, opening: opened?.state ?? null, takers: takings.map((head) => head.state.bidderId), bidders: new Map(bids),
      evaluations, awards, contracts, archives, deposits: deposits.flat().map((head) => head.state),
    };
  }

  async function castOf({ tender: state, panel: drawn, takers, awards }: TourFacts, org: string | undefined): Promise<TourCast> {
    const host = state ? (state.agency ?? state.initiator).orgId : org;
    const memberIds = (drawn?.members ?? []).filter(({ status }) => status !== 'declined' && status !== 'replaced').map(({ personId }) => personId);
    const winners = [...awards.values()].flatMap(({ winner }) => (winner ? [winner.bidderId] : []));
    const [initiator, owner, took, others, experts, representatives, won, archivists] = await Promise.all([
      findPlayers(pool, { role: 'initiate.operator', limit: 1, ...(host ? { orgIds: [host] } : { kinds: ['initiator'] }) }),
      state ? findPlayers(pool, { role: 'initiate.operator', orgIds: [state.initiator.orgId], limit: 1 }) : [],
      findPlayers(pool, { role: 'respond.operator', orgIds: takers, limit: biddersOffered }),
      findPlayers(pool, { role: 'respond.operator', kinds: ['enterprise'], limit: biddersOffered }),
      findPlayers(pool, { role: 'evaluate.expert', personIds: memberIds, limit: memberIds.length }),
      findPlayers(pool, { role: 'initiate.representative', personIds: memberIds, limit: memberIds.length }),
      findPlayers(pool, { role: 'respond.operator', orgIds: winners, limit: winners.length }),
      state ? findPlayers(pool, { role: 'serve.archive', orgIds: [state.centre.orgId], limit: 1 }) : [],
    ]);
    const strangers = others.filter(({ orgId }) => !took.some((each) => each.orgId === orgId));
    return { initiator, owner, bidders: [...took, ...strangers].slice(0, biddersOffered), members: [...experts, ...representatives], winners: won, archivists };
  }
}
