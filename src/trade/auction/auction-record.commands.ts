import { z } from 'zod';
import { err, ok } from '#kernel/result.ts';
import { buyerRoles } from '#kernel/roles.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import type { Services } from '#platform/module.ts';
import { application, applicationId } from '#trade/application/application.ts';
import { lotIdSchema } from '#trade/sale/sale.schema.ts';
import { auctionRecord, partOf, recordText } from './auction-record.ts';
import { auctionRefusals as refusals } from './auction.refusals.ts';
import { auction, nameOf } from './auction.ts';

const body = z.strictObject({ lotId: lotIdSchema, text: z.string().max(4_000), signature: signatureSchema });

/** 拍卖法第五十三条: the auctioneer, the recorder, and whoever bought sign the same record; the winner under its number. */
export function signRecord({ trust }: Services) {
  return command({
    name: 'auction.signRecord', title: '签署拍卖笔录', roles: ['conduct.auctioneer', 'conduct.recorder', ...buyerRoles], body,
    prepare: async ({ body: { lotId, text, signature }, actor, now }) => verifyAct(trust, { act: 'auction.signRecord', subject: { lotId }, content: { lotId, text }, actor, now }, signature),
    reads: ({ lotId }, { orgId }) => ({ streams: streams([auctionRecord, lotId]), peek: streams([auction, lotId], [application, applicationId(lotId, orgId ?? '')]) }),
    decide({ body: { lotId, text }, actor, world, prepared }) {
      const found = world.find(auction, lotId);
      if (!found) return err(refusals.absent({}));
      const paddle = world.find(application, applicationId(lotId, actor.orgId ?? ''))?.paddle ?? null;
      const part = partOf(found, actor, paddle);
      if (part === null) return err(refusals.notSigner({}));
      const wanted = recordText(found);
      if (wanted === null) return err(refusals.recordEarly({}));
      if (wanted !== text) return err(refusals.recordOther({}));
      if (world.find(auctionRecord, lotId)?.signed.some((each) => each.part === part)) return err(refusals.recordSigned({}));
      return ok({ events: [emit(auctionRecord, lotId, { kind: 'RecordSigned', part, text, ...prepared })], ...(part === 'winner' && paddle !== null ? { as: nameOf(lotId, paddle) } : {}) });
    },
  });
}
