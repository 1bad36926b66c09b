import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import type { JsonObject } from '#kernel/json.ts';
import { err, ok } from '#kernel/result.ts';
import type { Actor } from '#kernel/roles.ts';
import { formatBeijing } from '#kernel/time/instant.ts';
import { tender } from '#trade/tender/tender.ts';
import type { TrustStore } from '#platform/ca/trust.ts';
import { command, emit, streams, type World } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { hostRoles, isHostSide } from './opening.acts.ts';
import { findAccepted, hasOpenObjection, opening } from './opening.ts';
import { openingRefusals as refusals } from './opening.refusals.ts';
import { recordHashOf, recordOf } from './record.ts';
import { lotIdSchema, sentenceSchema, tenderIdSchema } from './schemas.ts';

type Ports = { readonly trust: TrustStore };

/** 异议当场提出 (招标投标法实施条例 第四十四条). */
export function objectCommand({ trust }: Ports) {
  return command({
    name: 'opening.object', title: '当场提出异议', roles: ['respond.operator'], body: z.strictObject({ lotId: lotIdSchema, text: sentenceSchema, signature: signatureSchema }),
    prepare: ({ body: { lotId, text, signature }, actor, now }) => Promise.resolve(verifyAct(trust, { act: 'opening.object', subject: { tenderId: tenderIdOf(lotId), lotId }, content: { text }, actor, now }, signature)),
    reads: ({ lotId }) => ({ streams: streams([opening, tenderIdOf(lotId)]) }),
    decide({ body: { lotId, text }, actor, now, world, prepared, newId }) {
      const state = world.find(opening, tenderIdOf(lotId));
      if (!state) return err(refusals.absent({}));
      const own = findAccepted(state, lotId, actor.orgId ?? '');
      if (!own) return err(refusals.notAccepted({}));
      if (state.status !== 'announced' || state.objectUntil === null) return err(refusals.notAnnounced({}));
      if (now >= state.objectUntil) return err(refusals.objectionOver({ until: formatBeijing(state.objectUntil) }));
      const objectionId = newId();
      return ok({ events: [emit(opening, state.tenderId, { kind: 'SpotObjectionRaised', objectionId, lotId, text, bidderId: own.bidderId, act: prepared })], result: { objectionId } });
    },
  });
}

export function answerCommand({ trust }: Ports) {
  return command({
    name: 'opening.answerObjection', title: '当场答复异议', roles: hostRoles,
    body: z.strictObject({ tenderId: tenderIdSchema, objectionId: z.string().max(40), reply: sentenceSchema, signature: signatureSchema }),
    prepare: ({ body: { tenderId, objectionId, reply, signature }, actor, now }) => Promise.resolve(verifyAct(trust, { act: 'opening.answerObjection', subject: { tenderId, objectionId }, content: { reply }, actor, now }, signature)),
    reads: ({ tenderId }) => ({ streams: streams([opening, tenderId]), peek: streams([tender, tenderId]) }),
    decide({ body: { tenderId, objectionId, reply }, actor, world, prepared }) {
      const hosted = hostedBy(world, tenderId, actor);
      if (!hosted.ok) return hosted;
      const waits = hosted.value.state.objections.some((each) => each.objectionId === objectionId && each.reply === null);
      return waits ? ok({ events: [emit(opening, tenderId, { kind: 'SpotObjectionAnswered', objectionId, reply, act: prepared })] }) : err(refusals.noObjection({}));
    },
  });
}

/** The host signs the record; it can be made again from the journal, so its hash is all that is signed. */
export function confirmCommand({ trust }: Ports) {
  return command({
    name: 'opening.confirm', title: '确认开标记录', roles: hostRoles, body: z.strictObject({ tenderId: tenderIdSchema, recordHash: z.string().max(60), signature: signatureSchema }),
    prepare: ({ body: { tenderId, recordHash, signature }, actor, now }) => Promise.resolve(verifyAct(trust, { act: 'opening.confirm', subject: { tenderId }, content: { recordHash }, actor, now }, signature)),
    reads: ({ tenderId }) => ({ streams: streams([opening, tenderId]), peek: streams([tender, tenderId]) }),
    decide({ body: { tenderId, recordHash }, actor, now, world, prepared }) {
      const hosted = hostedBy(world, tenderId, actor);
      if (!hosted.ok) return hosted;
      const { state, found } = hosted.value;
      if (state.status !== 'announced') return err(refusals.notAnnounced({}));
      if (hasOpenObjection(state)) return err(refusals.objectionOpen({}));
      if (state.objectUntil !== null && now < state.objectUntil) return err(refusals.windowOpen({ until: formatBeijing(state.objectUntil) }));
      const record = recordOf(state, found);
      if (recordHashOf(record) !== recordHash) return err(refusals.recordDiffers({}));
      const by = actor.orgId === found.agency?.orgId ? found.agency.name : found.initiator.name;
      return ok({ events: [emit(opening, tenderId, { kind: 'OpeningRecorded', record, recordHash, by, act: prepared as unknown as JsonObject })], result: { recordHash } });
    },
  });
}

function hostedBy(world: World, tenderId: string, actor: Actor) {
  const found = world.find(tender, tenderId);
  const state = world.find(opening, tenderId);
  if (!found || !state) return err(refusals.absent({}));
  return isHostSide(found, actor.orgId) ? ok({ found, state }) : err(refusals.notHostSide({ initiator: found.initiator.name }));
}

