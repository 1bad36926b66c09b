import { z } from 'zod';
import { err, ok } from '#kernel/result.ts';
import { organisation } from '#service/subject/organisation.ts';
import { inPhase } from '#trade/tender/tender.decide.ts';
import { tenderRefusals } from '#trade/tender/tender.refusals.ts';
import { idSchema } from '#trade/tender/tender.schema.ts';
import { noticesOf } from '#trade/tender/tender.termination.ts';
import { getPublished, tender } from '#trade/tender/tender.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands } from '#platform/module.ts';
import { take, taker, taking, takingId } from './taking.ts';
import { takingRefusals as refusals } from './taking.refusals.ts';

export const takeBody = z.strictObject({ tenderId: idSchema });
export const seeBody = z.strictObject({ tenderId: idSchema, number: z.number().int().min(1) });

const taken = command({
  name: 'taking.take', title: '获取招标文件', roles: ['respond.operator'], body: takeBody,
  reads: ({ tenderId }, { orgId }) => ({ streams: streams([tender, tenderId], [taking, takingId(tenderId, orgId ?? '')], [taker, orgId ?? '']), peek: streams([organisation, orgId ?? '']) }),
  decide({ body: { tenderId }, actor, now, world }) {
    const found = world.find(tender, tenderId);
    if (!found) return err(tenderRefusals.absent({}));
    const self = world.find(organisation, actor.orgId ?? '');
    if (!self) return err(refusals.notRegistered({}));
    const existing = world.find(taking, takingId(tenderId, self.orgId));
    const open = inPhase(found, 'taking.take', now);
    if (!open.ok && !existing) return open;
    const decided = take({ tenderId, bidderName: self.name, document: getPublished(found).document, existing, now });
    if (!decided.ok) return decided;
    const { taking: own, taker: list, takenAt } = decided.value;
    return ok({ events: [...own.map((event) => emit(taking, takingId(tenderId, self.orgId), event)), ...list.map((event) => emit(taker, self.orgId, event))], result: { takenAt } });
  },
});

const seen = command({
  name: 'taking.see', title: '确认收到澄清、修改、终止', roles: ['respond.operator'], body: seeBody,
  reads: ({ tenderId }, { orgId }) => ({ streams: streams([taker, orgId ?? '']), peek: streams([tender, tenderId]) }),
  decide({ body: { tenderId, number }, actor, world }) {
    const row = world.find(taker, actor.orgId ?? '')?.taken.find((each) => each.tenderId === tenderId);
    if (!row) return err(refusals.notTaken({}));
    const found = world.find(tender, tenderId);
    if (!found || number > noticesOf(found)) return err(refusals.noSuchAmendment({ number }));
    return ok({ events: number > row.seenNumber ? [emit(taker, actor.orgId ?? '', { kind: 'AmendmentSeen', tenderId, number })] : [] });
  },
});

export const takingCommands = anyCommands(taken, seen);
