import { z } from 'zod';
import { tenderIdOf } from '#kernel/ids.ts';
import { err, ok } from '#kernel/result.ts';
import { objectionReplyBy } from '#rules/construction/deadlines.ts';
import { organisation } from '#service/subject/organisation.ts';
import { raiseContent } from '#trade/objection/objection.content.ts';
import { candidatesBasis, candidatesWindow, objection, objectorOf, raiseObjection } from '#trade/objection/objection.ts';
import { raiseFields } from '#trade/objection/objection.schema.ts';
import { objectionRefusals } from '#trade/objection/objection.refusals.ts';
import { fileSchema } from '#trade/tender/tender.schema.ts';
import { tender } from '#trade/tender/tender.ts';
import { command, emit, streams } from '#platform/command/command.ts';
import { signatureSchema, verifyAct } from '#platform/command/signed.ts';
import { requireUploads } from '#platform/files/file-ref.ts';
import { openUploads } from '#platform/files/uploads.ts';
import { anyCommands, type Services } from '#platform/module.ts';
import { dueContext } from './acts.commands.ts';
import { award } from './award.ts';
import { mayObject } from './award.decide.ts';
import { awardRefusals as refusals } from './award.refusals.ts';
import { lotIdSchema, subjectOf } from './lot-schemas.ts';

const body = z.strictObject({
  lotId: lotIdSchema,
  ...raiseFields,
  files: z.array(fileSchema).max(20),
  signature: signatureSchema,
});

/** 对评标结果的异议 (条例第五十四条): by a bidder of the lot, or by another that states its interest, while the candidates are public. It stops the award until it is answered. */
export function objectionCommands({ trust, mode, dataDir }: Services) {
  const uploads = openUploads(dataDir);
  return anyCommands(command({
    name: 'award.object', title: '对评标结果提出异议', roles: ['respond.operator'], body,
    async prepare({ body: { lotId, objectionId, signature, ...content }, actor, now }) {
      const brought = await requireUploads(uploads, actor.orgId, content.files);
      if (!brought.ok) return brought;
      return verifyAct(trust, { act: 'award.object', subject: { ...subjectOf(lotId), objectionId }, content: raiseContent(content), actor, now }, signature);
    },
    reads: ({ lotId, objectionId }, { orgId }) => ({ streams: streams([award, lotId], [tender, tenderIdOf(lotId)], [objection, `${tenderIdOf(lotId)}:${objectionId}`]), peek: streams([organisation, orgId ?? '']) }),
    decide({ body: { lotId, objectionId, title, text, files, interest }, actor, now, world, prepared }) {
      const tenderId = tenderIdOf(lotId);
      const [state, found] = [world.find(award, lotId), world.find(tender, tenderId)];
      if (!state?.publicity || !found) return err(refusals.absent({}));
      const open = mayObject(state);
      if (!open.ok) return open;
      const own = state.bidders.find(({ bidderId }) => bidderId === actor.orgId);
      const who = objectorOf(own ? { orgId: own.bidderId, name: own.name } : null, world.find(organisation, actor.orgId ?? ''), { lacks: '没有在本标段投标', basis: candidatesBasis, interest });
      if (!who.ok) return who;
      if (world.find(objection, `${tenderId}:${objectionId}`)) return err(objectionRefusals.taken({}));
      const replyBy = objectionReplyBy(now, dueContext(found, mode));
      if (!replyBy.ok) return replyBy;
      const raised = raiseObjection({
        objectionId, tenderId, lotId, ...who.value, content: { title, text, files },
        window: candidatesWindow(state.publicity), replyBy: replyBy.value.at, now, signed: prepared,
      });
      if (!raised.ok) return raised;
      return ok({ events: [emit(objection, `${tenderId}:${objectionId}`, raised.value.objection), emit(tender, tenderId, raised.value.tender)], result: { objectionId, replyBy: replyBy.value.at } });
    },
  }));
}
