import { z } from 'zod';
import { canonical, type Json, type JsonObject } from '#kernel/json.ts';
import { err, ok } from '#kernel/result.ts';
import { verifySignedStatement } from '#platform/ca/trust.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { signatureSchema } from '#platform/command/signed.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { outage, platformOutageId } from '#platform/wake/outage.ts';
import { auction } from '#trade/auction/auction.ts';
import type { AuctionEvent } from '#trade/auction/auction.events.ts';
import { decideLottery, fold } from '#trade/auction/engine/engine.ts';
import type { DrawSource } from '#trade/opening/opening.types.ts';
import { isPromised, type Escrow } from '#trade/panel/escrow.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { isDrawing, isFixed, lottery } from './lottery.ts';
import { lotteryRefusals as refusals } from './lottery.refusals.ts';

const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`));
const holderId = z.string().max(64);
const escrowSchema = z.strictObject({
  v: z.literal(1), drawId: z.string().max(64), dealerId: holderId,
  shares: z.array(z.strictObject({ holderId, commit: hex(64), enc: hex(130), ciphertext: hex(98) })).min(2).max(15),
});
const contributeBody = z.strictObject({ lotId: lotIdSchema, holderId, commitment: hex(64), escrow: escrowSchema, signature: signatureSchema });
const releaseBody = z.strictObject({ lotId: lotIdSchema, holderId, shares: z.array(z.strictObject({ dealerId: holderId, share: hex(66) })).max(15), signature: signatureSchema });
const lotBody = z.strictObject({ lotId: lotIdSchema });
const concludeBody = z.strictObject({ lotId: lotIdSchema, value: z.string().regex(/^\d{1,9}$/), transcript: z.custom<JsonObject>((value) => typeof value === 'object' && value !== null) });

const list = command({
  name: 'lottery.list', title: '定下参加摇号的竞买号', roles: ['system.clock'], body: lotBody,
  reads: ({ lotId }) => ({ streams: streams([lottery, lotId], [auction, lotId]) }),
  decide({ body: { lotId }, world }) {
    const state = world.find(lottery, lotId);
    const hall = world.find(auction, lotId)?.auction;
    if (!state) return err(refusals.absent({}));
    if (!hall || !isDrawing(hall) || state.candidates !== null) return err(refusals.notWaiting({}));
    const candidates = hall.offers.map(({ paddle }) => paddle).sort((a, b) => a - b).map(String);
    const fixed = isFixed(state.sources);
    return ok({ events: [emit(lottery, lotId, { kind: 'LotteryListed', drawId: state.drawId, candidates, fixed, sources: state.sources })] });
  },
});

const lapse = command({
  name: 'lottery.lapse', title: '没有摇号即结束', roles: ['system.clock'], body: lotBody,
  reads: ({ lotId }) => ({ streams: streams([lottery, lotId], [auction, lotId]) }),
  decide({ body: { lotId }, world }) {
    const state = world.find(lottery, lotId);
    if (!state) return err(refusals.absent({}));
    if (world.find(auction, lotId)?.auction.status !== 'ended' || state.candidates !== null || state.hasLapsed) return err(refusals.notWaiting({}));
    return ok({ events: [emit(lottery, lotId, { kind: 'LotteryLapsed' })] });
  },
});

const conclude = command({
  name: 'lottery.conclude', title: '摇号', roles: ['system.clock'], body: concludeBody,
  reads: ({ lotId }) => ({ streams: streams([lottery, lotId], [auction, lotId]), peek: streams([outage, platformOutageId]) }),
  decide({ body: { lotId, value, transcript }, world, now }) {
    const state = world.find(lottery, lotId);
    const found = world.find(auction, lotId);
    if (!state || !found) return err(refusals.absent({}));
    if (!state.fixed || state.value !== null || !state.candidates?.includes(value)) return err(refusals.notWaiting({}));
    const moment = { now, gaps: world.find(outage, platformOutageId)?.gaps ?? [] };
    const decided = decideLottery(found.auction, moment, Number(value));
    if (!decided.ok) return decided;
    const after = fold(found.auction, decided.value, now);
    const events: readonly AuctionEvent[] = after.status === 'ended' ? [...decided.value, { kind: 'ParticipantsAnnounced', participants: after.participants }] : decided.value;
    return ok({ events: [emit(lottery, lotId, { kind: 'LotteryConcluded', value, transcript }), ...events.map((event) => emit(auction, lotId, event))] });
  },
});

export function lotteryCommands({ trust }: Services) {
  /** An agent signs with its own certificate, for the holder that it is. */
  function signedBy(act: string, body: { readonly lotId: string; readonly holderId: string; readonly signature: z.infer<typeof signatureSchema> }, { orgId, now }: { readonly orgId: string | null; readonly now: Parameters<typeof verifySignedStatement>[2] }) {
    const { lotId, signature, ...content } = body;
    const statement = { v: 1 as const, act, subject: { lotId }, content: content as unknown as Json, signerOrg: orgId ?? '', signerPerson: body.holderId };
    const signer = verifySignedStatement(statement, signature, now, trust);
    if (!signer.ok) return signer;
    return signer.value.personId === body.holderId ? ok({ statement: statement as unknown as JsonObject, signature: signature as unknown as JsonObject }) : err(refusals.notHolder({}));
  }

  const contribute = command({
    name: 'lottery.contribute', title: '托管摇号的随机来源', roles: ['hold-key.agent'], body: contributeBody,
    prepare: ({ body, actor, now }) => Promise.resolve(signedBy('lottery.contribute', body, { orgId: actor.orgId, now })),
    reads: ({ lotId }) => ({ streams: streams([lottery, lotId]) }),
    decide({ body: { lotId, holderId: own, commitment, escrow }, actor, world }) {
      const state = world.find(lottery, lotId);
      if (!state) return err(refusals.absent({}));
      const holder = state.holders.find((each) => each.holderId === own && each.orgId === actor.orgId);
      if (!holder) return err(refusals.notHolder({}));
      if (state.fixed || state.hasLapsed || state.sources.some((each) => each.holderId === own)) return err(refusals.given({}));
      const others = state.holders.filter((each) => each !== holder).map((each) => each.holderId).sort().join(' ');
      if (escrow.drawId !== state.drawId || escrow.dealerId !== own || escrow.shares.map((each) => each.holderId).sort().join(' ') !== others) return err(refusals.badEscrow({}));
      const source: DrawSource = { holderId: own, part: holder.part, commitment, escrow: canonical(escrow) };
      const sources = [...state.sources, source];
      // Too few had come when the list was made: the one that makes them enough fixes it.
      const fixed = state.candidates !== null && isFixed(sources);
      return ok({ events: [emit(lottery, lotId, { kind: 'LotterySourceAdded', source, candidates: fixed ? state.candidates : null, fixed, sources: fixed ? sources : null })] });
    },
  });

  const release = command({
    name: 'lottery.release', title: '交出摇号的份额', roles: ['hold-key.agent'], body: releaseBody,
    prepare: ({ body, actor, now }) => Promise.resolve(signedBy('lottery.release', body, { orgId: actor.orgId, now })),
    reads: ({ lotId }) => ({ streams: streams([lottery, lotId]) }),
    decide({ body, actor, world, prepared }) {
      const state = world.find(lottery, body.lotId);
      if (!state) return err(refusals.absent({}));
      if (!state.holders.some((each) => each.holderId === body.holderId && each.orgId === actor.orgId)) return err(refusals.notHolder({}));
      if (!state.fixed) return err(refusals.notListed({}));
      if (state.value !== null || state.given.includes(body.holderId)) return err(refusals.given({}));
      const shares = body.shares.flatMap(({ dealerId, share }) => {
        const source = state.sources.find((each) => each.holderId === dealerId && dealerId !== body.holderId);
        return source && isPromised(JSON.parse(source.escrow) as Escrow, { holderId: body.holderId, share }) ? [{ holderId: body.holderId, dealerId, share }] : [];
      });
      return ok({ events: [emit(lottery, body.lotId, { kind: 'LotterySharesGiven', holderId: body.holderId, shares, ...prepared })] });
    },
  });

  return anyCommands(contribute, release, list, lapse, conclude);
}
