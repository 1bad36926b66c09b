import { z } from 'zod';
import type { JsonObject } from '#kernel/json.ts';
import { err, ok } from '#kernel/result.ts';
import { command, emit, streams, type Emitted } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { answerBy, call, callKey, checkAnswer, reportFor } from './call.ts';
import { avoidanceStatement, checkSigning } from './declaration.ts';
import { isEvaluated } from './departure.ts';
import { biddersOf, evaluationStream, openingStream } from './neighbours.ts';
import { panel, standingMembers } from './panel.ts';
import { panelRefusals as refusals } from './panel.refusals.ts';
import { replaceIn, replacing } from './replacing.commands.ts';
import { idSchema, personIdSchema, reasonSchema, tenderIdSchema, tenderOnly } from './schemas.ts';

const callBody = z.strictObject({ tenderId: tenderIdSchema, memberId: idSchema, personId: personIdSchema, callId: idSchema });

const callExpert = command({
  name: 'panel.call', title: '通知专家', roles: ['system.clock'], body: callBody,
  reads: ({ tenderId, personId, callId }) => ({ streams: streams([panel, tenderId], [call, callKey(personId, callId)]) }),
  decide({ body: { tenderId, memberId, personId, callId }, now, world }) {
    const state = world.find(panel, tenderId);
    const member = state?.members.find((each) => each.memberId === memberId);
    if (!state || member?.call?.status !== 'due' || member.status !== 'called') return err(refusals.noCall({}));
    const { place } = state;
    const reportAt = reportFor(now, state.reportAt);
    return ok({ events: [
      emit(call, callKey(personId, callId), { kind: 'ExpertCalled', tenderId, memberId, reportAt, place, answerBy: answerBy(now, state.reportAt) }),
      emit(panel, tenderId, { kind: 'MemberCalled', memberId, reportAt }),
    ] });
  },
});

/** Who can come at one hour may not be able to at another: the call is open again, its answer begins anew. */
const moveCall = command({
  name: 'panel.moveCall', title: '通知专家报到时间已改', roles: ['system.clock'], body: callBody,
  reads: ({ tenderId, personId, callId }) => ({ streams: streams([panel, tenderId], [call, callKey(personId, callId)]) }),
  decide({ body: { tenderId, memberId, personId, callId }, now, world }) {
    const [state, asked] = [world.find(panel, tenderId), world.find(call, callKey(personId, callId))];
    const member = standingMembers(state ?? { members: [] }).find((each) => each.memberId === memberId);
    if (!state || !member || (asked?.status !== 'open' && asked?.status !== 'accepted')) return err(refusals.noCall({}));
    const reportAt = reportFor(now, state.reportAt);
    if (asked.reportAt >= reportAt) return err(refusals.noCall({}));
    return ok({ events: [
      emit(call, callKey(personId, callId), { kind: 'CallMoved', reportAt, answerBy: answerBy(now, state.reportAt) }),
      emit(panel, tenderId, { kind: 'MemberCallMoved', memberId, reportAt }),
    ] });
  },
});

const closeCall = command({
  name: 'panel.closeCall', title: '收回通知', roles: ['system.clock'], body: callBody,
  reads: ({ tenderId, personId, callId }) => ({ streams: streams([panel, tenderId], [call, callKey(personId, callId)]) }),
  decide({ body: { tenderId, memberId, personId, callId }, world }) {
    const asked = world.find(call, callKey(personId, callId));
    if (!asked) return err(refusals.noCall({}));
    const isLive = asked.status === 'open' || asked.status === 'accepted';
    const withdrawn = isLive ? [emit(call, callKey(personId, callId), { kind: 'CallWithdrawn', reason: '本次评标任务已取消，不必到场' })] : [];
    return ok({ events: [...withdrawn, emit(panel, tenderId, { kind: 'CallClosed', memberId })] });
  },
});

const accept = command({
  name: 'panel.accept', title: '接受评标任务', roles: ['evaluate.expert'], body: z.strictObject({ callId: idSchema }),
  reads: ({ callId }, actor) => ({ streams: streams([call, callKey(actor.personId ?? '', callId)]) }),
  decide({ body, actor, now, world }) {
    const id = callKey(actor.personId ?? '', body.callId);
    const checked = checkAnswer(world.find(call, id), 'accept', now);
    return checked.ok ? ok({ events: [emit(call, id, { kind: 'CallAccepted' })] }) : checked;
  },
});

const decline = command({
  name: 'panel.decline', title: '不能参加评标', roles: ['evaluate.expert'], body: z.strictObject({ callId: idSchema, reason: reasonSchema }),
  reads: ({ callId }, actor) => ({ streams: streams([call, callKey(actor.personId ?? '', callId)]) }),
  decide({ body, actor, now, world }) {
    const id = callKey(actor.personId ?? '', body.callId);
    const checked = checkAnswer(world.find(call, id), 'decline', now);
    return checked.ok ? ok({ events: [emit(call, id, { kind: 'CallDeclined', reason: body.reason })] }) : checked;
  },
});

/** What an expert answered, or did not, reaches the panel; who leaves is followed at once by the next in rank. */
const hearAnswer = command({
  name: 'panel.hearAnswer', title: '登记专家答复', roles: ['system.clock'], body: callBody,
  reads({ tenderId, personId, callId }) {
    const reads = replacing(tenderId);
    return { ...reads, streams: [...reads.streams, ...streams([call, callKey(personId, callId)])] };
  },
  decide({ body: { tenderId, memberId, personId, callId }, now, world, newId }) {
    const state = world.find(panel, tenderId);
    const id = callKey(personId, callId);
    const answered = world.find(call, id);
    if (!state || !answered || (answered.status === 'open' && now < answered.answerBy)) return err(refusals.noCall({}));
    const heard: Emitted = emit(call, id, answered.status === 'open' ? { kind: 'CallLapsed' } : { kind: 'CallHeard' });
    const member = standingMembers(state).find((each) => each.memberId === memberId);
    const isOver = state.status === 'stood-down' || isEvaluated(world.list(evaluationStream, `${tenderId}-`).map((each) => each.state));
    if (isOver || !member) return ok({ events: [heard] });
    if (answered.status === 'accepted') return ok({ events: [heard, ...(member.status === 'called' ? [emit(panel, tenderId, { kind: 'MemberAccepted', memberId })] : [])] });
    const leaving = [answered.status === 'declined'
      ? { member, cause: 'declined' as const, reason: answered.reason ?? '' }
      : { member, cause: 'unreachable' as const, reason: '期限内没有答复' }];
    const replaced = replaceIn(state, world, { leaving, newId });
    return replaced.ok ? ok({ events: [heard, ...replaced.value.events] }) : replaced;
  },
});

/** After opening: members and alternates are compared with those who responded, by employer and by declared relation. */
const matchBidders = command({
  name: 'panel.matchBidders', title: '与投标人名单比对', roles: ['system.clock'], body: tenderOnly,
  reads({ tenderId }) {
    return { ...replacing(tenderId), peek: streams([openingStream, tenderId]) };
  },
  decide({ body: { tenderId }, world, newId }) {
    const state = world.find(panel, tenderId);
    const opening = world.find(openingStream, tenderId);
    if (state?.status !== 'drawn' || state.bidders !== null || !opening || opening.status === 'failed') return err(refusals.notDrawn({}));
    const bidders = biddersOf(opening);
    const replaced = replaceIn({ ...state, bidders }, world, { leaving: [], newId });
    if (!replaced.ok) return replaced;
    const { events, departed } = replaced.value;
    return ok({ events: [emit(panel, tenderId, { kind: 'BiddersMatched', bidders, hits: departed }), ...events] });
  },
});

export const avoidanceBody = z.strictObject({
  tenderId: tenderIdSchema, memberId: idSchema, bidders: z.array(z.string().max(40)).max(500), text: z.literal(avoidanceStatement), signature: signatureSchema,
});

export function memberCommands({ trust }: Services) {
  const signAvoidance = command({
    name: 'panel.signAvoidance', title: '签署回避声明', roles: ['evaluate.expert', 'initiate.representative'], body: avoidanceBody,
    async prepare({ body: { tenderId, memberId, bidders, text, signature }, actor, now }) {
      return await Promise.resolve(verifyAct(trust, { act: 'panel.signAvoidance', subject: { tenderId }, content: { memberId, bidders, text }, actor, now }, signature));
    },
    reads: ({ tenderId }) => ({ streams: streams([panel, tenderId]) }),
    decide({ body: { tenderId, memberId, bidders }, actor, now, world, prepared }) {
      const allowed = checkSigning(world.find(panel, tenderId), actor, now);
      if (!allowed.ok) return allowed;
      const { panel: drawn, member } = allowed.value;
      if (member.memberId !== memberId) return err(refusals.notMember({}));
      if (bidders.join() !== drawn.bidders?.join()) return err(refusals.biddersDiffer({}));
      return ok({ events: [emit(panel, tenderId, { kind: 'AvoidanceSigned', memberId, act: prepared as unknown as JsonObject })] });
    },
  });
  return anyCommands(callExpert, moveCall, closeCall, accept, decline, hearAnswer, matchBidders, signAvoidance);
}
