import { z } from 'zod';
import { present } from '#kernel/assert.ts';
import type { JsonObject } from '#kernel/json.ts';
import type { Refusal } from '#kernel/refusal.ts';
import { err, ok, type Result } from '#kernel/result.ts';
import { expert } from '#service/expert/expert.ts';
import { command, emit, streams, type Emitted, type World } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { answerBy, call, callKey, checkAnswer } from './call.ts';
import { avoidanceStatement, checkSigning } from './declaration.ts';
import { drawRecord } from './draw-record.ts';
import { biddersOf, openingStream } from './neighbours.ts';
import { panel, standingMembers } from './panel.ts';
import { panelRefusals as refusals } from './panel.refusals.ts';
import type { Panel } from './panel.types.ts';
import { replaceMembers, type ReplacementInput } from './replacement.ts';
import { idSchema, personIdSchema, tenderIdSchema, tenderOnly } from './schemas.ts';
import { isRelatedTo } from './sides.ts';

const callBody = z.strictObject({ tenderId: tenderIdSchema, memberId: idSchema, personId: personIdSchema, callId: idSchema });
const reason = z.string().trim().min(4, '请写明理由').max(500);
const replacing = (tenderId: string) => ({ streams: streams([panel, tenderId], [drawRecord, tenderId]), prefixes: ['expert:'] });

const callExpert = command({
  name: 'panel.call', title: '通知专家', roles: ['system.clock'], body: callBody,
  reads: ({ tenderId, personId, callId }) => ({ streams: streams([panel, tenderId], [call, callKey(personId, callId)]) }),
  decide({ body: { tenderId, memberId, personId, callId }, now, world }) {
    const state = world.find(panel, tenderId);
    const member = state?.members.find((each) => each.memberId === memberId);
    if (!state || member?.call?.status !== 'due' || member.status !== 'called') return err(refusals.noCall({}));
    const { reportAt, place } = state;
    return ok({ events: [
      emit(call, callKey(personId, callId), { kind: 'ExpertCalled', tenderId, memberId, reportAt, place, answerBy: answerBy(now, reportAt) }),
      emit(panel, tenderId, { kind: 'MemberCalled', memberId }),
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
  name: 'panel.decline', title: '不能参加评标', roles: ['evaluate.expert'], body: z.strictObject({ callId: idSchema, reason }),
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
    if (state.status !== 'drawn' || !member) return ok({ events: [heard] });
    if (answered.status === 'accepted') return ok({ events: [heard, emit(panel, tenderId, { kind: 'MemberAccepted', memberId })] });
    const leaving = [answered.status === 'declined'
      ? { member, cause: 'declined' as const, reason: answered.reason ?? '' }
      : { member, cause: 'unreachable' as const, reason: '期限内没有答复' }];
    const replaced = replaceIn(state, world, { leaving, newId });
    return replaced.ok ? ok({ events: [heard, ...replaced.value] }) : replaced;
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
    const hits = replaced.value.flatMap(({ event }) => ('departed' in event ? (event.departed as readonly unknown[]) : [])).length;
    return ok({ events: [emit(panel, tenderId, { kind: 'BiddersMatched', bidders, hits }), ...replaced.value] });
  },
});

const recuse = command({
  name: 'panel.recuse', title: '主动回避', roles: ['evaluate.expert', 'initiate.representative'], body: z.strictObject({ tenderId: tenderIdSchema, reason }),
  reads: ({ tenderId }) => replacing(tenderId),
  decide({ body, actor, now, world, newId }) {
    const state = world.find(panel, body.tenderId);
    const allowed = checkSigning(state, actor, now);
    if (!allowed.ok) return allowed;
    const { panel: drawn, member } = allowed.value;
    if (member.kind === 'representative') return err(refusals.representativeStays({}));
    const replaced = replaceIn(drawn, world, { leaving: [{ member, cause: 'conflict', reason: body.reason }], newId });
    return replaced.ok ? ok({ events: replaced.value }) : replaced;
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
      const others = standingMembers(drawn).filter((each) => each.memberId !== memberId);
      const seats = others.every((each) => each.avoidanceSignedAt !== null) ? [emit(panel, tenderId, { kind: 'PanelSeated' })] : [];
      return ok({ events: [emit(panel, tenderId, { kind: 'AvoidanceSigned', memberId, act: prepared as unknown as JsonObject }), ...seats] });
    },
  });
  return anyCommands(callExpert, closeCall, accept, decline, hearAnswer, matchBidders, recuse, signAvoidance);
}

function replaceIn(state: Panel, world: World, { leaving, newId }: Pick<ReplacementInput, 'leaving' | 'newId'>): Result<Emitted[], Refusal> {
  const { tenderId, bidders } = state;
  const record = present(world.find(drawRecord, tenderId), 'draw record');
  const experts = new Map(world.list(expert, '').map((each) => [each.id, each.state]));
  const isBarred = (personId: string): boolean => {
    const found = experts.get(personId);
    return bidders !== null && found !== undefined && isRelatedTo(found, bidders);
  };
  const replaced = replaceMembers({ panel: state, record, leaving, isBarred, experts, newId });
  if (!replaced.ok) return replaced;
  const { steps, departed, joined, shortRows } = replaced.value;
  if (steps.length === 0) return ok([]);
  const failed = shortRows.length > 0 ? [emit(panel, tenderId, { kind: 'PanelFailed', reason: '递补的专家已经用尽' })] : [];
  return ok([emit(drawRecord, tenderId, { kind: 'ReplacementKept', steps }), emit(panel, tenderId, { kind: 'MembersReplaced', departed, joined }), ...failed]);
}

