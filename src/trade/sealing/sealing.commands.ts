import { z } from 'zod';
import { canonical, type Json, type JsonObject } from '#kernel/json.ts';
import { err, ok } from '#kernel/result.ts';
import { buyerRoles } from '#kernel/roles.ts';
import { isOfferShare, offerEnvelopeSchema } from '#evidence/seal/offer.ts';
import { verifySignedStatement } from '#platform/ca/trust.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { signatureSchema } from '#platform/command/signed.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { outage, platformOutageId } from '#platform/wake/outage.ts';
import { application, applicationId } from '#trade/application/application.ts';
import { auction, nameOf, roll, seated } from '#trade/auction/auction.ts';
import type { AuctionEvent } from '#trade/auction/auction.events.ts';
import { auctionRefusals } from '#trade/auction/auction.refusals.ts';
import { decideOpening, elapse, fold, isAwaitingOffers, isEnveloped } from '#trade/auction/engine/engine.ts';
import type { Offer } from '#trade/auction/engine/engine.types.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { envelopeOf, offer, sealing } from './sealing.ts';
import { sealingRefusals as refusals } from './sealing.refusals.ts';
import type { GivenShare, ListedOffer } from './sealing.types.ts';

const holderId = z.string().max(64);
const paddle = z.number().int().min(1).max(999_999_999);
const hex = (length: number) => z.string().regex(new RegExp(`^[0-9a-f]{${length}}$`));
const offerBody = z.strictObject({ lotId: lotIdSchema, envelope: offerEnvelopeSchema });
const lotBody = z.strictObject({ lotId: lotIdSchema });
const releaseBody = z.strictObject({ lotId: lotIdSchema, holderId, shares: z.array(z.strictObject({ paddle, share: hex(66) })).max(2000), signature: signatureSchema });
const openBody = z.strictObject({
  lotId: lotIdSchema, keys: z.array(z.strictObject({ paddle, key: hex(64) })), failed: z.array(paddle), offers: z.custom<readonly Offer[]>((value) => Array.isArray(value)),
});

/**
 * A price that nobody here can read. It is taken while its stage runs, by the clock of the database, and for the instant
 * at which the stage ends: an envelope for another one could be opened too early. The hall is guarded and not written.
 */
const place = command({
  name: 'auction.offer', title: '密封报价', roles: buyerRoles, body: offerBody,
  reads: ({ lotId }, { orgId }) => ({
    streams: streams([offer, applicationId(lotId, orgId ?? '')], [auction, lotId], [sealing, lotId]),
    peek: streams([application, applicationId(lotId, orgId ?? '')], [roll, lotId], [outage, platformOutageId]),
  }),
  decide({ body: { lotId, envelope }, actor, now, world }) {
    const found = world.find(auction, lotId);
    const state = world.find(sealing, lotId);
    const own = world.find(application, applicationId(lotId, actor.orgId ?? ''))?.paddle ?? null;
    if (!found || !state) return err(refusals.absent({}));
    if (own === null) return err(auctionRefusals.notAdmitted({}));
    const whole = seated(found, world.find(roll, lotId));
    const hall = fold(whole, elapse(whole, { now, gaps: world.find(outage, platformOutageId)?.gaps ?? [] }), now);
    const [stage] = hall.stages;
    if (hall.status !== 'running' || !stage || !isEnveloped(stage) || hall.endsAt === null) return err(refusals.notOpen({}));
    const isTheirs = envelope.shares.map((each) => each.holderId).join(' ') === state.holders.map((each) => each.holderId).join(' ');
    if (envelope.lotId !== lotId || envelope.paddle !== own || envelope.notBefore !== hall.endsAt || !isTheirs) return err(refusals.otherEnvelope({}));
    return ok({ events: [emit(offer, applicationId(lotId, actor.orgId ?? ''), { kind: 'OfferPlaced', paddle: own, envelope: canonical(envelope) })], as: nameOf(lotId, own), result: { paddle: own } });
  },
});

/** After the hall has closed no offer can come to stand beside it, for each guards the hall: what is here is all. */
const list = command({
  name: 'sealing.list', title: '列出密封的报价', roles: ['system.clock'], body: lotBody,
  reads: ({ lotId }) => ({ streams: streams([sealing, lotId], [auction, lotId]), prefixes: [`offer:${lotId}:`] }),
  decide({ body: { lotId }, world }) {
    const state = world.find(sealing, lotId);
    const hall = world.find(auction, lotId)?.auction;
    if (!state) return err(refusals.absent({}));
    if (!hall || !isAwaitingOffers(hall) || state.listed !== null) return err(refusals.notWaiting({}));
    const offers = world.list(offer, `${lotId}:`).map(({ state: { paddle: own, at, envelope } }) => ({ paddle: own, at, envelope })).sort((a, b) => a.paddle - b.paddle);
    return ok({ events: [emit(sealing, lotId, { kind: 'OffersListed', offers })] });
  },
});

const open = command({
  name: 'sealing.open', title: '打开全部密封报价', roles: ['system.clock'], body: openBody,
  reads: ({ lotId }) => ({ streams: streams([sealing, lotId], [auction, lotId]), peek: streams([outage, platformOutageId]) }),
  decide({ body: { lotId, keys, failed, offers }, world, now }) {
    const state = world.find(sealing, lotId);
    const found = world.find(auction, lotId);
    if (!state || !found) return err(refusals.absent({}));
    if (state.listed === null || state.isOver) return err(refusals.notWaiting({}));
    const decided = decideOpening(found.auction, { now, gaps: world.find(outage, platformOutageId)?.gaps ?? [] }, offers);
    if (!decided.ok) return decided;
    const after = fold(found.auction, decided.value, now);
    const events: readonly AuctionEvent[] = after.status === 'ended' ? [...decided.value, { kind: 'ParticipantsAnnounced', participants: after.participants }] : decided.value;
    return ok({ events: [emit(sealing, lotId, { kind: 'SealingOpened', keys, failed }), ...events.map((event) => emit(auction, lotId, event))] });
  },
});

const lapse = command({
  name: 'sealing.lapse', title: '没有密封报价即结束', roles: ['system.clock'], body: lotBody,
  reads: ({ lotId }) => ({ streams: streams([sealing, lotId], [auction, lotId]) }),
  decide({ body: { lotId }, world }) {
    const state = world.find(sealing, lotId);
    if (!state) return err(refusals.absent({}));
    if (world.find(auction, lotId)?.auction.status !== 'ended' || state.isOver) return err(refusals.notWaiting({}));
    return ok({ events: [emit(sealing, lotId, { kind: 'SealingLapsed' })] });
  },
});

export type SealingPorts = Pick<Services, 'trust'> & { readonly readListed: (lotId: string) => Promise<readonly ListedOffer[]> };

export function sealingCommands({ trust, readListed }: SealingPorts) {
  const release = command({
    name: 'sealing.release', title: '交出报价的份额', roles: ['hold-key.agent'], body: releaseBody,
    async prepare({ body: { lotId, signature, ...content }, actor, now }) {
      const statement = { v: 1 as const, act: 'sealing.release', subject: { lotId }, content: content as unknown as Json, signerOrg: actor.orgId ?? '', signerPerson: content.holderId };
      const signer = verifySignedStatement(statement, signature, now, trust);
      if (!signer.ok) return signer;
      if (signer.value.personId !== content.holderId) return err(refusals.notHolder({}));
      const listed = await readListed(lotId);
      const good: GivenShare[] = [];
      for (const { paddle: number, share } of content.shares) {
        const each = listed.find((one) => one.paddle === number);
        if (each && (await isOfferShare(envelopeOf(each), { holderId: content.holderId, share }))) good.push({ holderId: content.holderId, paddle: number, share });
      }
      return ok({ good, statement: statement as unknown as JsonObject, signature: signature as unknown as JsonObject });
    },
    reads: ({ lotId }) => ({ streams: streams([sealing, lotId]) }),
    decide({ body, actor, world, prepared: { good, ...signed } }) {
      const state = world.find(sealing, body.lotId);
      if (!state) return err(refusals.absent({}));
      if (!state.holders.some((each) => each.holderId === body.holderId && each.orgId === actor.orgId)) return err(refusals.notHolder({}));
      if (state.listed === null) return err(refusals.notListed({}));
      if (state.isOver || state.given.includes(body.holderId)) return err(refusals.given({}));
      return ok({ events: [emit(sealing, body.lotId, { kind: 'OfferSharesGiven', holderId: body.holderId, shares: good, ...signed })] });
    },
  });

  return anyCommands(place, list, release, open, lapse);
}
