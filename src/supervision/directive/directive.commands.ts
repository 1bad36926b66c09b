import { z } from 'zod';
import { err, ok } from '#kernel/result.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { expert } from '#service/expert/expert.ts';
import { isEvaluated } from '#trade/panel/departure.ts';
import { drawRecord } from '#trade/panel/draw-record.ts';
import { evaluationsOf, evaluationStream } from '#trade/panel/neighbours.ts';
import { panelRefusals } from '#trade/panel/panel.refusals.ts';
import { panel, standingMembers } from '#trade/panel/panel.ts';
import { replaceMembers } from '#trade/panel/replacement.ts';
import { inPhase } from '#trade/tender/tender.decide.ts';
import { eventsAfterSuspension } from '#trade/tender/tender.gate.ts';
import { tenderRefusals } from '#trade/tender/tender.refusals.ts';
import { idSchema } from '#trade/tender/tender.schema.ts';
import { tender } from '#trade/tender/tender.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { checkDepartment, resume, suspend } from './directive.ts';
import { directiveRefusals as refusals } from './directive.refusals.ts';

const reason = z.string().trim().min(4, '请写明理由').max(4000);
export const suspendBody = z.strictObject({ tenderId: idSchema, reason, article: z.string().trim().min(4, '请写明依据的条款').max(200) });
export const replaceBody = z.strictObject({ tenderId: idSchema, memberId: z.string().regex(/^[0-9a-z]{16}$/, '编号的格式不对'), reason, article: z.string().trim().min(4, '请写明依据的条款').max(200) });
export const resumeBody = z.strictObject({ tenderId: idSchema, reason });

/** The department orders a member off the panel (条例 第四十六条、第四十八条): the next in rank follows, the department names nobody. */
const replaceMember = command({
  name: 'directive.replaceMember', title: '责令更换评标委员会成员', roles: ['supervise.officer'], body: replaceBody,
  reads: ({ tenderId }) => ({ streams: streams([tender, tenderId], [panel, tenderId], [drawRecord, tenderId]), prefixes: ['expert:', evaluationsOf(tenderId)] }),
  decide({ body: { tenderId, memberId, reason, article }, actor, world, newId }) {
    const found = world.find(tender, tenderId);
    if (!found) return err(tenderRefusals.absent({}));
    const mine = checkDepartment(found, actor.orgId);
    if (!mine.ok) return mine;
    const state = world.find(panel, tenderId);
    const record = world.find(drawRecord, tenderId);
    const member = state && standingMembers(state).find((each) => each.memberId === memberId);
    if (!state || !record || !member || state.status === 'stood-down') return err(refusals.noSuchMember({}));
    if (isEvaluated(world.list(evaluationStream, `${tenderId}-`).map((each) => each.state))) return err(panelRefusals.evaluated({}));
    const experts = new Map(world.list(expert, '').map((each) => [each.id, each.state]));
    const changed = replaceMembers({ panel: state, record, leaving: [{ member, cause: 'dismissed', reason: `${reason}（${article}）` }], experts, newId });
    if (!changed.ok) return changed;
    return ok({ events: [...changed.value.draw.map((event) => emit(drawRecord, tenderId, event)), ...changed.value.panel.map((event) => emit(panel, tenderId, event))] });
  },
});

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

  return anyCommands(suspending, resuming, replaceMember);
}
