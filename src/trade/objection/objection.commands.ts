import { z } from 'zod';
import { err, ok } from '#kernel/result.ts';
import { instant } from '#kernel/time/instant.ts';
import { calendarFor } from '#rules/calendar/calendars.ts';
import { objectionReplyBy, objectionToDocumentBy } from '#rules/construction/deadlines.ts';
import { organisation } from '#service/subject/organisation.ts';
import { taking, takingId } from '#trade/taking/taking.ts';
import { amend, inPhase, tenderForInitiator } from '#trade/tender/tender.decide.ts';
import { packOf } from '#trade/tender/tender.document.ts';
import type { TenderEvent } from '#trade/tender/tender.events.ts';
import { deadlineWith, moveTo, owedAfterObjection } from '#trade/tender/tender.gate.ts';
import { tenderRefusals } from '#trade/tender/tender.refusals.ts';
import { amendmentJson, amendmentSchema, fileSchema, idSchema } from '#trade/tender/tender.schema.ts';
import { getPublished, tender } from '#trade/tender/tender.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { requireUploads } from '#platform/files/file-ref.ts';
import { openUploads } from '#platform/files/uploads.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { answerContent, raiseContent } from './objection.content.ts';
import { objectionRefusals as refusals } from './objection.refusals.ts';
import { raiseFields } from './objection.schema.ts';
import { answerObjection, documentBasis, objection, objectorOf, raiseObjection, type ObjectionWindow } from './objection.ts';

export const raiseBody = z.strictObject({
  tenderId: idSchema,
  ...raiseFields,
  files: z.array(fileSchema).max(20),
  signature: signatureSchema,
});

export const answerBody = z.strictObject({
  tenderId: idSchema,
  objectionId: idSchema,
  outcome: z.enum(['upheld', 'rejected']),
  summary: z.string().trim().min(4, '请用一两句话概括异议').max(2000),
  reply: z.string().trim().min(4, '请写明答复和理由').max(20_000),
  amendment: amendmentSchema.nullable(),
  signature: signatureSchema,
});

export function objectionCommands({ trust, mode, dataDir }: Services) {
  const uploads = openUploads(dataDir);
  const calendar = calendarFor(mode);

  const raise = command({
    name: 'objection.raise', title: '对招标文件提出异议', roles: ['respond.operator'], body: raiseBody,
    async prepare({ body, actor, now }) {
      const brought = await requireUploads(uploads, actor.orgId, body.files);
      if (!brought.ok) return brought;
      const { tenderId, objectionId } = body;
      return verifyAct(trust, { act: 'objection.raise', subject: { tenderId, objectionId }, content: raiseContent(body), actor, now }, body.signature);
    },
    reads: ({ tenderId, objectionId }, { orgId }) => ({ streams: streams([tender, tenderId], [objection, `${tenderId}:${objectionId}`]), peek: streams([taking, takingId(tenderId, orgId ?? '')], [organisation, orgId ?? '']) }),
    decide({ body, actor, now, world, prepared }) {
      const { tenderId, objectionId, title, text, files } = body;
      const found = world.find(tender, tenderId);
      if (!found) return err(tenderRefusals.absent({}));
      const open = inPhase(found, 'objection.raise', now);
      if (!open.ok) return open;
      const own = world.find(taking, takingId(tenderId, actor.orgId ?? ''));
      const who = objectorOf(own && { orgId: own.bidderId, name: own.bidderName }, world.find(organisation, actor.orgId ?? ''), { lacks: '还没有获取这个项目的招标文件', basis: documentBasis, interest: body.interest });
      if (!who.ok) return who;
      if (world.find(objection, `${tenderId}:${objectionId}`)) return err(refusals.taken({}));
      const pack = packOf(found);
      const until = objectionToDocumentBy(getPublished(found).document.bidDeadlineAt, { pack });
      const replyBy = objectionReplyBy(now, { pack, calendar });
      if (!replyBy.ok) return replyBy;
      const window: ObjectionWindow = { target: 'document', from: instant(0), until: until.at, basis: until.finding.citation };
      const raised = raiseObjection({
        objectionId, tenderId, lotId: null, ...who.value, content: { title, text, files }, window, replyBy: replyBy.value.at, now, signed: prepared,
      });
      if (!raised.ok) return raised;
      return ok({ events: [emit(objection, `${tenderId}:${objectionId}`, raised.value.objection), emit(tender, tenderId, raised.value.tender)], result: { objectionId, replyBy: replyBy.value.at } });
    },
  });

  const answer = command({
    name: 'objection.answer', title: '答复异议', roles: ['initiate.operator'], body: answerBody,
    async prepare({ body, actor, now }) {
      const brought = await requireUploads(uploads, actor.orgId, body.amendment?.filesAdded ?? []);
      if (!brought.ok) return brought;
      const { tenderId, objectionId } = body;
      return verifyAct(trust, { act: 'objection.answer', subject: { tenderId, objectionId }, content: answerContent({ ...body, amendment: body.amendment && amendmentJson(body.amendment) }), actor, now }, body.signature);
    },
    reads: ({ tenderId, objectionId }) => ({ streams: streams([tender, tenderId], [objection, `${tenderId}:${objectionId}`]) }),
    decide({ body, actor, now, world, prepared }) {
      const { tenderId, objectionId, outcome, summary, reply, amendment } = body;
      const found = tenderForInitiator(world.find(tender, tenderId), 'objection.answer', actor, now);
      if (!found.ok) return found;
      const state = world.find(objection, `${tenderId}:${objectionId}`);
      if (!state || state.answer) return err(refusals.absent({}));
      const mustAmend = outcome === 'upheld' && state.target === 'document' && found.value.status === 'published';
      if (mustAmend && (amendment === null || amendment.changes.length + amendment.filesAdded.length === 0)) return err(refusals.upheldWithoutAmendment({}));
      if (!mustAmend && amendment !== null) return err(refusals.amendmentNotHere({}));
      const owed = state.target === 'document' && found.value.status === 'published' ? owedAfterObjection(found.value, objectionId, now, calendar) : null;
      const amended = amendment === null ? null : amend(found.value, { draft: amendment, kind: 'amendment', objectionId, owed, now, calendar });
      if (amended && !amended.ok) return amended;
      const answered = answerObjection(state, { outcome, summary, reply, amendmentNumber: amended?.value.amendment.number ?? null, now, signed: prepared });
      if (!answered.ok) return answered;
      const after: TenderEvent[] = amended ? [{ kind: 'DocumentAmended', ...amended.value, ...prepared }] : owed === null ? [] : [moveTo(found.value, owed, 'objection', '异议已答复，暂停期间不计入编制投标文件的时间')];
      const events = [answered.value.tender, ...after];
      return ok({
        events: [emit(objection, `${tenderId}:${objectionId}`, answered.value.objection), ...events.map((event) => emit(tender, tenderId, event))],
        result: { outcome, deadlineAt: found.value.published ? deadlineWith(found.value, events) : null },
      });
    },
  });

  return anyCommands(raise, answer);
}
