import { z } from 'zod';
import { err, ok } from '#kernel/result.ts';
import { tellsOf } from '#trade/objection/objection.ts';
import { inPhase } from '#trade/tender/tender.decide.ts';
import { tenderRefusals } from '#trade/tender/tender.refusals.ts';
import { idSchema } from '#trade/tender/tender.schema.ts';
import { tender } from '#trade/tender/tender.ts';
import { taking, takingId } from '#trade/taking/taking.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands } from '#platform/module.ts';
import { inquiryRefusals as refusals } from './inquiry.refusals.ts';
import { inquiry } from './inquiry.ts';

export const askBody = z.strictObject({
  tenderId: idSchema,
  inquiryId: z.string().regex(/^[0-9a-z]{8,32}$/, '编号为 8–32 位小写字母或数字'),
  about: z.string().trim().max(200),
  question: z.string().trim().min(4, '请写清楚问题').max(4000),
});

const ask = command({
  name: 'inquiry.ask', title: '就招标文件提问', roles: ['respond.operator'], body: askBody,
  reads: ({ tenderId, inquiryId }, { orgId }) => ({ streams: streams([tender, tenderId], [inquiry, `${tenderId}:${inquiryId}`]), peek: streams([taking, takingId(tenderId, orgId ?? '')]) }),
  decide({ body, actor, now, world }) {
    const { tenderId, inquiryId, about, question } = body;
    const found = world.find(tender, tenderId);
    if (!found) return err(tenderRefusals.absent({}));
    const open = inPhase(found, 'inquiry.ask', now);
    if (!open.ok) return open;
    const own = world.find(taking, takingId(tenderId, actor.orgId ?? ''));
    if (!own) return err(refusals.notTaker({}));
    if (tellsOf({ orgId: own.bidderId, name: own.bidderName }, about + question)) return err(refusals.namesAsker({}));
    if (world.find(inquiry, `${tenderId}:${inquiryId}`)) return ok({ events: [], result: { inquiryId } });
    return ok({ events: [emit(inquiry, `${tenderId}:${inquiryId}`, { kind: 'InquiryAsked', askerId: own.bidderId, about, question, askedAt: now })], result: { inquiryId } });
  },
});

export const inquiryCommands = anyCommands(ask);
