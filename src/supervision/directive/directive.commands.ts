import { z } from 'zod';
import { err, ok } from '#kernel/result.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { inPhase } from '#trade/tender/tender.decide.ts';
import { eventsAfterSuspension } from '#trade/tender/tender.gate.ts';
import { tenderRefusals } from '#trade/tender/tender.refusals.ts';
import { idSchema } from '#trade/tender/tender.schema.ts';
import { tender } from '#trade/tender/tender.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { resume, suspend } from './directive.ts';

const reason = z.string().trim().min(4, '请写明理由').max(4000);
export const suspendBody = z.strictObject({ tenderId: idSchema, reason, article: z.string().trim().min(4, '请写明依据的条款').max(200) });
export const resumeBody = z.strictObject({ tenderId: idSchema, reason });

export function directiveCommands({ mode }: Services) {
  const calendar = calendarFor(mode);

  const suspending = command({
    name: 'directive.suspend', title: '责令暂停', roles: ['supervise.officer'], body: suspendBody,
    reads: ({ tenderId }) => ({ streams: streams([tender, tenderId]) }),
    decide({ body, actor, now, world }) {
      const found = world.find(tender, body.tenderId);
      if (!found) return err(tenderRefusals.absent({}));
      const event = suspend(found, { ...body, orgId: actor.orgId });
      if (!event.ok) return event;
      const open = inPhase(found, 'directive.suspend', now);
      return open.ok ? ok({ events: [emit(tender, body.tenderId, event.value)] }) : open;
    },
  });

  const resuming = command({
    name: 'directive.resume', title: '恢复交易', roles: ['supervise.officer'], body: resumeBody,
    reads: ({ tenderId }) => ({ streams: streams([tender, tenderId]) }),
    decide({ body, actor, now, world }) {
      const found = world.find(tender, body.tenderId);
      if (!found) return err(tenderRefusals.absent({}));
      const event = resume(found, { ...body, orgId: actor.orgId });
      return event.ok ? ok({ events: [event.value, ...eventsAfterSuspension(found, now, calendar)].map((each) => emit(tender, body.tenderId, each)) }) : event;
    },
  });

  return anyCommands(suspending, resuming);
}
