import { z } from 'zod';
import { err, ok } from '#kernel/result.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { objectionRefusals } from '#trade/objection/objection.refusals.ts';
import { objection, tellsOf } from '#trade/objection/objection.ts';
import { keyHolder } from '#service/keyholder/key-holder.ts';
import { command, emit, streams, type Emitted } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { requireUploads } from '#platform/files/file-ref.ts';
import { openUploads } from '#platform/files/uploads.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { clarify, compose, publish, tenderForInitiator, tenderOfInitiator } from './tender.decide.ts';
import { hashOfDocument } from './tender.document.ts';
import { deadlineWith } from './tender.gate.ts';
import type { TenderEvent } from './tender.events.ts';
import { amendmentSchema, clarifyContent, documentSchema, idSchema, publishContent } from './tender.schema.ts';
import { terminate, terminateContent } from './tender.termination.ts';
import { tender } from './tender.ts';

export const composeBody = z.strictObject({ tenderId: idSchema, document: documentSchema });
export const publishBody = z.strictObject({ tenderId: idSchema, documentHash: z.string().regex(/^[A-Za-z0-9_-]{43}$/, '文件指纹格式不对'), signature: signatureSchema });
export const clarifyBody = z.strictObject({
  tenderId: idSchema,
  number: z.number().int().min(1),
  kind: z.enum(['clarification', 'amendment']),
  amendment: amendmentSchema,
  signature: signatureSchema,
});

export const terminateBody = z.strictObject({
  tenderId: idSchema,
  ground: z.string().max(40),
  explanation: z.string().trim().min(20, '请写明事实和经过，不少于二十个字').max(4000),
  signature: signatureSchema,
});

export function tenderCommands({ trust, mode, dataDir }: Services) {
  const uploads = openUploads(dataDir);
  const calendar = calendarFor(mode);

  const composing = command({
    name: 'tender.compose', title: '保存招标文件', roles: ['initiate.operator'], body: composeBody,
    prepare: ({ body, actor }) => requireUploads(uploads, actor.orgId, body.document.files),
    reads: ({ tenderId }) => ({ streams: streams([tender, tenderId]) }),
    decide({ body, actor, now, world }) {
      const found = tenderForInitiator(world.find(tender, body.tenderId), 'tender.compose', actor, now);
      if (!found.ok) return found;
      const events = compose(found.value, body.document);
      return events.ok ? ok({ events: onTender(body.tenderId, events.value), result: { documentHash: hashOfDocument(body.document) } }) : events;
    },
  });

  const publishing = command({
    name: 'tender.publish', title: '发布招标公告和招标文件', roles: ['initiate.operator'], body: publishBody,
    prepare: async ({ body, actor, now }) => verifyAct(trust, { act: 'tender.publish', subject: { tenderId: body.tenderId }, content: publishContent(body.documentHash), actor, now }, body.signature),
    reads: ({ tenderId }) => ({ streams: streams([tender, tenderId]), prefixes: ['keyHolder:'] }),
    decide({ body, actor, now, world, prepared }) {
      const found = tenderForInitiator(world.find(tender, body.tenderId), 'tender.publish', actor, now);
      if (!found.ok) return found;
      const register = world.list(keyHolder, '').map(({ state }) => state);
      const events = publish(found.value, { documentHash: body.documentHash, register, signed: prepared, now, calendar });
      return events.ok ? ok({ events: onTender(body.tenderId, events.value), result: { publishedAt: now } }) : events;
    },
  });

  const clarifying = command({
    name: 'tender.clarify', title: '发布澄清或者修改', roles: ['initiate.operator'], body: clarifyBody,
    async prepare({ body, actor, now }) {
      const brought = await requireUploads(uploads, actor.orgId, body.amendment.filesAdded);
      return brought.ok ? verifyAct(trust, { act: 'tender.clarify', subject: { tenderId: body.tenderId }, content: clarifyContent(body), actor, now }, body.signature) : brought;
    },
    reads: ({ tenderId }) => ({ streams: streams([tender, tenderId]) }),
    decide({ body, actor, now, world, prepared }) {
      const found = tenderForInitiator(world.find(tender, body.tenderId), 'tender.clarify', actor, now);
      if (!found.ok) return found;
      const events = clarify(found.value, { ...body, signed: prepared, now, calendar });
      return events.ok ? ok({ events: onTender(body.tenderId, events.value), result: { number: body.number, deadlineAt: deadlineWith(found.value, events.value) } }) : events;
    },
  });

  const terminating = command({
    name: 'tender.terminate', title: '终止招标', roles: ['initiate.operator'], body: terminateBody,
    prepare: async ({ body, actor, now }) => verifyAct(trust, { act: 'tender.terminate', subject: { tenderId: body.tenderId }, content: terminateContent(body), actor, now }, body.signature),
    reads: ({ tenderId }) => ({ streams: streams([tender, tenderId]), prefixes: [`objection:${tenderId}:`] }),
    decide({ body, actor, now, world, prepared }) {
      const found = tenderOfInitiator(world.find(tender, body.tenderId), actor);
      if (!found.ok) return found;
      const named = world.list(objection, `${body.tenderId}:`).some(({ state }) => tellsOf(state.objector, body.explanation));
      if (named) return err({ ...objectionRefusals.namesObjector({ where: '终止说明' }), path: 'explanation' });
      const events = terminate(found.value, { ...body, signed: prepared, now });
      return events.ok ? ok({ events: onTender(body.tenderId, events.value), result: { terminatedAt: found.value.termination?.at ?? now } }) : events;
    },
  });

  return anyCommands(composing, publishing, clarifying, terminating);
}

export function onTender(tenderId: string, events: readonly TenderEvent[]): Emitted[] {
  return events.map((event) => emit(tender, tenderId, event));
}
