import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import { err, ok } from '#kernel/result.ts';
import { plainDate } from '#kernel/time/plain-date.ts';
import { valueOf } from '#rules/pack.ts';
import { packFor } from '#rules/registry.ts';
import { person } from '#service/subject/person.ts';
import { tender } from '#trade/tender/tender.ts';
import { command, emit, streams, type World } from '#platform/command/command.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { absentMembers, checkRecusal, mayNameRepresentative } from './departure.ts';
import { drawRecord } from './draw-record.ts';
import { evaluationStream } from './neighbours.ts';
import { isReadyToSit, panel, standingMembers } from './panel.ts';
import { panelRefusals as refusals } from './panel.refusals.ts';
import type { PanelEvent } from './panel.events.ts';
import { memberOfRepresentative } from './replacement.ts';
import { replaceIn, replacing } from './replacing.commands.ts';
import { reasonSchema, representativeSchema, tenderIdSchema, tenderOnly } from './schemas.ts';
import { isBarredAsRepresentative, isInitiatorSide } from './sides.ts';

/** How a seat changes hands after the draw: by the member itself, by the clock, by the initiator for its own representative. */
export function seatCommands({ files }: Services) {
  const replaceRepresentative = command({
    name: 'panel.replaceRepresentative', title: '更换招标人代表', roles: ['initiate.operator', 'initiate.representative'],
    body: z.strictObject({ tenderId: tenderIdSchema, representative: representativeSchema, reason: reasonSchema }),
    prepare: async ({ body }) => ((await files.find(body.representative.authorisation.sha256)) ? ok(null) : err(refusals.noAuthorisation({}))),
    reads({ tenderId, representative }) {
      const reads = replacing(tenderId);
      return { ...reads, streams: [...reads.streams, ...streams([tender, tenderId])], peek: streams([person, representative.personId]) };
    },
    decide({ body: { tenderId, representative, reason }, actor, world, newId }) {
      const of = world.find(tender, tenderId);
      if (!of) return err(refusals.noTender({}));
      if (!isInitiatorSide(of, actor.orgId)) return err(refusals.notInitiator({}));
      const allowed = mayNameRepresentative(world.find(panel, tenderId), evaluationsIn(world, tenderId));
      if (!allowed.ok) return allowed;
      const state = allowed.value;
      if (isBarredAsRepresentative(of, world.find(person, representative.personId)?.memberships ?? [])) return err(refusals.representativeBarred({}));
      const hasBeen = state.representative?.personId === representative.personId || state.members.some(({ kind, personId }) => kind === 'representative' && personId === representative.personId);
      if (hasBeen) return err(refusals.sameRepresentative({}));
      const sitting = standingMembers(state).find(({ kind }) => kind === 'representative');
      const joined = state.drawnAt === null ? null : memberOfRepresentative(representative, newId);
      const named: PanelEvent = { kind: 'RepresentativeReplaced', departed: sitting ? { memberId: sitting.memberId, cause: 'conflict', reason } : null, joined, representative, reason };
      // Should the new one have been drawn, it leaves the expert's seat for the next in rank: whoever names it does not learn of it.
      const barred = state.drawnAt === null ? null : replaceIn({ ...state, representative, members: state.members.filter(({ kind }) => kind === 'expert') }, world, { leaving: [], newId });
      if (barred && !barred.ok) return barred;
      return ok({ events: [emit(panel, tenderId, named), ...(barred?.value.events ?? [])] });
    },
  });

  return anyCommands(recuse, recordAbsence, replaceRepresentative, seat);
}

const recuse = command({
  name: 'panel.recuse', title: '退出评标', roles: ['evaluate.expert', 'initiate.representative'],
  body: z.strictObject({ tenderId: tenderIdSchema, cause: z.enum(['conflict', 'unfit'], '请选择退出的原因').default('conflict'), reason: reasonSchema }),
  reads: ({ tenderId }) => replacing(tenderId),
  decide({ body: { tenderId, cause, reason }, actor, now, world, newId }) {
    const allowed = checkRecusal(world.find(panel, tenderId), actor, { now, evaluations: evaluationsIn(world, tenderId) });
    if (!allowed.ok) return allowed;
    const { panel: state, member } = allowed.value;
    const replaced = replaceIn(state, world, { leaving: [{ member, cause, reason }], newId });
    return replaced.ok ? ok({ events: replaced.value.events }) : replaced;
  },
});

/** The rule and the clock say who is absent; whoever asks for it learns only how many. */
const recordAbsence = command({
  name: 'panel.recordAbsence', title: '登记缺席并更换', roles: ['initiate.operator', 'initiate.representative'], body: tenderOnly,
  reads({ tenderId }) {
    const reads = replacing(tenderId);
    return { ...reads, streams: [...reads.streams, ...streams([tender, tenderId])] };
  },
  decide({ body: { tenderId }, actor, now, world, newId }) {
    const of = world.find(tender, tenderId);
    const state = world.find(panel, tenderId);
    if (!of || !state) return err(refusals.noPanel({}));
    if (!isInitiatorSide(of, actor.orgId)) return err(refusals.notInitiator({}));
    const pack = packFor({ category: of.category, regionCode: of.areaCode, on: plainDate(of.registeredOn) });
    const absent = absentMembers(state, { evaluations: evaluationsIn(world, tenderId), isSuspended: of.suspension !== null, pack, now });
    const minutes = valueOf(pack, 'eng.panel.absence', 'minute');
    if (absent.length === 0) return err(refusals.nobodyAbsent({ minutes }));
    const replaced = replaceIn(state, world, { leaving: absent.map((member) => ({ member, cause: 'absent', reason: `超过报到时间 ${minutes} 分钟仍未到场` })), newId });
    return replaced.ok ? ok({ events: replaced.value.events, result: { tenderId, absent: absent.length } }) : replaced;
  },
});

/** By the system, so that the public event has no member for its author. */
const seat = command({
  name: 'panel.seat', title: '评标委员会组成', roles: ['system.clock'], body: tenderOnly,
  reads: ({ tenderId }) => ({ streams: streams([panel, tenderId], [drawRecord, tenderId]) }),
  decide({ body: { tenderId }, world }) {
    const state = present(world.find(panel, tenderId), 'panel');
    return isReadyToSit(state) ? ok({ events: [emit(panel, tenderId, { kind: 'PanelSeated' })] }) : err(refusals.notDrawn({}));
  },
});

function evaluationsIn(world: World, tenderId: string) {
  return world.list(evaluationStream, `${tenderId}-`).map((each) => each.state);
}
