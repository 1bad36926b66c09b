import { z } from 'zod';
import { parseFen } from '#kernel/money.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { buyerRoles, type Actor } from '#kernel/roles.ts';
import { command, emit, streams, type Decision, type Emitted, type World } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { outage, platformOutageId } from '#platform/wake/outage.ts';
import { application, applicationId } from '#trade/application/application.ts';
import type { AuctionEvent } from './auction.events.ts';
import { attempt, auction, isUnseated, nameOf, roll, seated } from './auction.ts';
import { auctionRefusals as refusals } from './auction.refusals.ts';
import type { LotAuction } from './auction.types.ts';
import { decideBid, decideGoOn, decideOffer, decidePause, decideReserve, decideResume, decideStep, elapse, fold, type Moment } from './engine/engine.ts';
import type { AuctionEvent as EngineEvent, Participant } from './engine/engine.types.ts';
import { recordLines } from './line.commands.ts';
import { reserveHashOf } from './reserve.ts';

const lotId = z.string().regex(/^[0-9a-z]{16}-\d{1,3}$/, '标的编号的格式不对');
const priceFen = z.string().refine((text) => { const fen = parseFen(text); return fen.ok && fen.value > 0n; }, '报价应为大于零的金额，以分为单位');
export const bidBody = z.strictObject({ lotId, priceFen });
const lotBody = z.strictObject({ lotId });
const reserveBody = z.strictObject({ lotId, reserveFen: priceFen, salt: z.string().regex(/^[0-9a-f]{64}$/, '盐值为 64 位十六进制'), signature: signatureSchema });
const stepBody = z.strictObject({ lotId, stepFen: priceFen, signature: signatureSchema });
const pauseBody = z.strictObject({ lotId, reason: z.string().trim().min(2, '请写明暂停的原因').max(500) });

/** What a command finds in one hall. */
type Seen = { readonly found: LotAuction; readonly moment: Moment };

/**
 * The roll is guarded: nobody is admitted between what the hall begins with and its beginning. So is an outage, not glanced
 * at: nothing that was decided without it stands in the journal after it.
 */
export const watched = (id: string) => ({ streams: streams([auction, id], [roll, id], [outage, platformOutageId]) });
const entering = (id: string, { orgId }: Actor) => ({ ...watched(id), peek: streams([application, applicationId(id, orgId ?? '')]) });

/**
 * 报价. What the engine refuses is recorded with its reason and a receipt, as what it takes is; the journal shows the
 * number, not the person. Judged at the instant of the database, in the order in which bids were received.
 */
const bid = command({
  name: 'auction.bid', title: '报价', roles: buyerRoles, body: bidBody,
  reads: (body, actor) => ({ ...entering(body.lotId, actor), streams: [...watched(body.lotId).streams, ...streams([attempt, applicationId(body.lotId, actor.orgId ?? '')])] }),
  decide({ body, actor, now, world }) {
    const entered = enter(world, body.lotId, actor, now);
    if (!entered.ok) return entered;
    const { seen: { found, moment }, paddle } = entered.value;
    const decided = decideBid(found.auction, moment, { paddle, priceFen: BigInt(body.priceFen) });
    if (decided.ok) return ok(done(found, decided.value, moment, paddle, { isAccepted: true, paddle }));
    const refusal = decided.error;
    return ok({ events: [emit(attempt, applicationId(body.lotId, actor.orgId ?? ''), { kind: 'BidRefused', paddle, priceFen: body.priceFen, refusal })], as: nameOf(body.lotId, paddle), result: { isAccepted: false, paddle, refusal } });
  },
});

const goOn = command({
  name: 'auction.goOn', title: '表示继续竞价', roles: buyerRoles, body: lotBody,
  reads: (body, actor) => entering(body.lotId, actor),
  decide({ body, actor, now, world }) {
    const entered = enter(world, body.lotId, actor, now);
    if (!entered.ok) return entered;
    const { seen: { found, moment }, paddle } = entered.value;
    const decided = decideGoOn(found.auction, moment, paddle);
    return decided.ok ? ok(done(found, decided.value, moment, paddle, { paddle })) : decided;
  },
});

/** 参加摇号. */
const join = command({
  name: 'auction.joinLottery', title: '参加摇号', roles: buyerRoles, body: lotBody,
  reads: (body, actor) => entering(body.lotId, actor),
  decide({ body, actor, now, world }) {
    const entered = enter(world, body.lotId, actor, now);
    if (!entered.ok) return entered;
    const { seen: { found, moment }, paddle } = entered.value;
    const { stages: [stage], terms, offers } = fold(found.auction, elapse(found.auction, moment), now);
    if (stage?.kind !== 'lottery') return err(refusals.noLottery({}));
    if (offers.some((each) => each.paddle === paddle)) return err(refusals.joined({}));
    const decided = decideOffer(found.auction, moment, { paddle, priceFen: BigInt(terms.capFen ?? terms.startFen), quantity: null });
    return decided.ok ? ok(done(found, decided.value, moment, paddle, { paddle })) : decided;
  },
});

const tick = command({
  name: 'auction.tick', title: '竞价按时推进', roles: ['system.clock'], body: lotBody,
  reads: (body) => watched(body.lotId),
  decide({ body, now, world }) {
    const seen = see(world, body.lotId, now);
    return seen.ok ? ok(done(seen.value.found, elapse(seen.value.found.auction, seen.value.moment), seen.value.moment, null, {})) : seen;
  },
});

const pause = command({
  name: 'auction.pause', title: '暂停竞价', roles: ['supervise.officer'], body: pauseBody,
  reads: (body) => watched(body.lotId),
  decide({ body, actor, now, world }) {
    const seen = see(world, body.lotId, now);
    if (!seen.ok) return seen;
    if (seen.value.found.department.orgId !== actor.orgId) return err(refusals.notYours({}));
    const decided = decidePause(seen.value.found.auction, seen.value.moment, body.reason);
    return decided.ok ? ok(done(seen.value.found, decided.value, seen.value.moment, null, {})) : decided;
  },
});

const resume = command({
  name: 'auction.resume', title: '恢复竞价', roles: ['supervise.officer'], body: lotBody,
  reads: (body) => watched(body.lotId),
  decide({ body, actor, now, world }) {
    const seen = see(world, body.lotId, now);
    if (!seen.ok) return seen;
    if (seen.value.found.department.orgId !== actor.orgId) return err(refusals.notYours({}));
    const decided = decideResume(seen.value.found.auction, seen.value.moment);
    return decided.ok ? ok(done(seen.value.found, decided.value, seen.value.moment, null, {})) : decided;
  },
});

/** The seller committed to its reserve price before anyone bid, so the figure it opens is the one it had. */
function openReserve({ trust }: Services) {
  return command({
    name: 'auction.openReserve', title: '开启底价', roles: ['initiate.operator'], body: reserveBody,
    prepare: async ({ body, actor, now }) => verifyAct(trust, { act: 'auction.openReserve', subject: { lotId: body.lotId }, content: { reserveFen: body.reserveFen, salt: body.salt }, actor, now }, body.signature),
    reads: (body) => watched(body.lotId),
    decide({ body, actor, now, world, prepared }) {
      const seen = see(world, body.lotId, now);
      if (!seen.ok) return seen;
      const { found } = seen.value;
      if (found.seller.orgId !== actor.orgId) return err(refusals.notYours({}));
      if (found.reserveHash !== reserveHashOf(body.reserveFen, body.salt)) return err(refusals.otherReserve({}));
      const decided = decideReserve(found.auction, BigInt(body.reserveFen));
      if (!decided.ok) return decided;
      return ok({ events: [emit(auction, body.lotId, { kind: 'ReserveOpened', reserveFen: body.reserveFen, salt: body.salt, ...prepared }), ...decided.value.map((event) => emit(auction, body.lotId, event))] });
    },
  });
}

/** Who sells hosts the listing: the change is signed, and everyone in the hall sees it at once. */
function changeStep({ trust }: Services) {
  return command({
    name: 'auction.changeStep', title: '调整加价幅度', roles: ['initiate.operator'], body: stepBody,
    prepare: async ({ body, actor, now }) => verifyAct(trust, { act: 'auction.changeStep', subject: { lotId: body.lotId }, content: { stepFen: body.stepFen }, actor, now }, body.signature),
    reads: (body) => watched(body.lotId),
    decide({ body, actor, now, world, prepared }) {
      const seen = see(world, body.lotId, now);
      if (!seen.ok) return seen;
      const { found, moment } = seen.value;
      if (found.seller.orgId !== actor.orgId) return err(refusals.notYours({}));
      const decided = decideStep(found.auction, moment, BigInt(body.stepFen));
      if (!decided.ok) return decided;
      return ok(done(found, decided.value.map((event) => (event.kind === 'StepChanged' ? { ...event, ...prepared } : event)), moment, null, {}));
    },
  });
}

export function auctionCommands(services: Services) {
  return anyCommands(bid, goOn, join, tick, pause, resume, recordLines, openReserve(services), changeStep(services));
}

export function see(world: World, id: string, now: Moment['now']): Result<Seen, Refusal> {
  const found = world.find(auction, id);
  return found ? ok({ found: { ...found, auction: seated(found, world.find(roll, id)) }, moment: { now, gaps: world.find(outage, platformOutageId)?.gaps ?? [] } }) : err(refusals.absent({}));
}

function enter(world: World, id: string, { orgId }: Actor, now: Moment['now']): Result<{ seen: Seen; paddle: number }, Refusal> {
  const seen = see(world, id, now);
  if (!seen.ok) return seen;
  const paddle = world.find(application, applicationId(id, orgId ?? ''))?.paddle ?? null;
  return paddle === null ? err(refusals.notAdmitted({})) : ok({ seen: seen.value, paddle });
}

export function done(found: LotAuction, events: readonly EngineEvent[], { now }: Moment, paddle: number | null, result: NonNullable<Decision['result']>): Decision {
  const after = fold(found.auction, events, now);
  const begins: readonly AuctionEvent[] = isUnseated(found.auction) && !isUnseated(after) ? [{ kind: 'ParticipantsSeated', participants: byNumber(found.auction.participants) }] : [];
  const ends: readonly AuctionEvent[] = after.status === 'ended' && found.auction.status !== 'ended' ? [{ kind: 'ParticipantsAnnounced', participants: byNumber(after.participants) }] : [];
  const all = [...begins, ...events, ...ends];
  const emitted: Emitted[] = all.map((event) => emit(auction, found.lotId, event));
  return { events: emitted, result, ...(paddle === null ? {} : { as: nameOf(found.lotId, paddle) }) };
}

/** In no order of admission: whoever knows when each applicant was found qualified would read off who has which number. */
function byNumber(participants: readonly Participant[]): Participant[] {
  return [...participants].sort((a, b) => a.paddle - b.paddle);
}
